import pytest

from revalidation.domain.links import LINK_LIMIT, checked_link
from revalidation.domain.refusals import NotALink, TooLong


@pytest.mark.parametrize(
    "address",
    [
        "https://trust.example",
        "http://trust.example/a?b=c#d",
        "HTTPS://Trust.Example/Path",
        "https://trust.example:8443/x",
        "https://[2001:db8::1]/x",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%7d",
        "https://ysbyty.cymru/darllen/ŵ",
        "https://trust.example/who@where",
    ],
)
def test_a_web_address_is_kept_as_given(address: str) -> None:
    assert checked_link(f"  {address}\n") == address


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "\x00"])
def test_no_link_is_fine(nothing: str) -> None:
    assert checked_link(nothing) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\x00script:alert(1)",
        "java\nscript:alert(1)",
        "javascript://trust.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://trust.example/x",
        "mailto:nurse@trust.example",
        "trust.example",
        "www.trust.example/x",
        "//trust.example/x",
        "/x",
        "https:",
        "https://",
        "https:///x",
        "https://?x",
        "https://:443",
        "https:trust.example",
        "https:\\\\trust.example",
        "https://trust.example\\@other.example",
        "https://trust.example/a b",
        'https://trust.example/"onmouseover="x',
        "https://trust.example/<script>",
        "https://trust.example/`x`",
        "https://[::1/x",
        "https://nurse:secret@trust.example/",
        "https://trust.example@other.example/",
        "https://@trust.example/",
    ],
)
def test_anything_else_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(NotALink) as refused:
        checked_link(typed, field="online_link")
    assert refused.value.field == "online_link"


def test_a_link_has_a_limit() -> None:
    longest = "https://trust.example/".ljust(LINK_LIMIT, "x")
    assert checked_link(longest) == longest
    with pytest.raises(TooLong, match="at most 2,000 characters"):
        checked_link(longest + "x")
