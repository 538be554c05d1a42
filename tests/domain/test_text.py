import pytest

from revalidation.domain.refusals import Missing, TooLong
from revalidation.domain.text import LINE_LIMIT, PROSE_LIMIT, cleaned, line, prose, said_some


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("bell\x07 nul\x00 escape\x1b[31m", "bell nul escape[31m"),
        ("delete\x7f and next line\x85", "delete and next line"),
        ("half a pair \ud83d", "half a pair "),
        ("not a character \ufffe\uffff", "not a character "),
        ("Sia\u0302n", "Siân"),
        ("whole pair \U0001f600", "whole pair \U0001f600"),
        ("Ŵyn Łukasz Nguyễn", "Ŵyn Łukasz Nguyễn"),
        ("", ""),
    ],
)
def test_text_keeps_everything_but_what_nothing_can_hold(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  spaces  around \n and within  ", "spaces around and within"),
        ("two\r\nlines", "two lines"),
        ("non-breaking\u00a0space", "non-breaking space"),
        ("line\u2028separator", "line separator"),
    ],
)
def test_a_line_is_one_line(typed: str, kept: str) -> None:
    assert line(typed, "a name", field="name") == kept


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\x00\x01", "\u00a0\u2003"])
def test_a_line_that_is_needed_may_not_be_empty(typed: str) -> None:
    with pytest.raises(Missing, match=r"^Please fill in a name\.$") as refused:
        line(typed, "a name", field="name")
    assert refused.value.field == "name"
    assert not line(typed, "a name", field="name", required=False)


def test_prose_keeps_its_lines_and_spaces_as_typed() -> None:
    typed = "  - first\n\n    - second  \n"
    assert prose(typed, "an answer", field="answer_1") == typed


@pytest.mark.parametrize("length", [LINE_LIMIT, LINE_LIMIT + 1])
def test_a_line_has_a_limit(length: int) -> None:
    if length <= LINE_LIMIT:
        assert len(line("x" * length, "a name", field="name")) == length
        return
    with pytest.raises(TooLong, match=r"^A name can be at most 300 characters; this has 301\.$") as refused:
        line("x" * length, "a name", field="name")
    assert refused.value.field == "name"


def test_prose_has_a_limit_of_20_000_characters() -> None:
    assert len(prose("é" * PROSE_LIMIT, "an answer", field="answer_1")) == PROSE_LIMIT
    with pytest.raises(TooLong, match=r"at most 20,000 characters; this has 20,001\.$"):
        prose("é" * (PROSE_LIMIT + 1), "an answer", field="answer_1")


def test_what_is_dropped_does_not_count_towards_the_limit() -> None:
    assert line("x" * LINE_LIMIT + "\x00 \n", "a name", field="name") == "x" * LINE_LIMIT


@pytest.mark.parametrize(
    ("number", "said"), [(0, ""), (1, "a"), (3, "a, b, c"), (4, "a, b, c and 1 more"), (26, "a, b, c and 23 more")]
)
def test_of_many_names_some_are_said(number: int, said: str) -> None:
    assert said_some("abcdefghijklmnopqrstuvwxyz"[:number], most=3) == said
