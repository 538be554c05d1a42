from revalidation.domain.accounts import Written
from revalidation.domain.identifying import Kind
from revalidation.domain.remarks import remarks_on


def in_browser(text: str, start: int, end: int) -> str:
    """What a browser finds between two of its places."""
    return text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le")


def test_each_remark_names_its_field_and_its_place_as_a_browser_counts() -> None:
    answer = "🙂 Her postcode was SW1A 1AA."
    (remark,) = remarks_on(Written("On silence", ("", answer, "", "")))
    assert (remark.field, remark.sentence) == ("answer_2", Kind.POSTCODE.explanation)
    assert in_browser(answer, remark.start, remark.end) == "SW1A 1AA"


def test_a_remark_repeats_nothing_that_was_typed() -> None:
    (remark,) = remarks_on(Written("", ("", "", "", "Ring 01632 960123.")))
    assert "960123" not in repr(remark)


def test_a_text_that_names_nobody_gets_none_and_half_a_character_does_no_harm() -> None:
    assert remarks_on(Written("On silence", ("I waited.", "", "\ud83d", ""))) == []
