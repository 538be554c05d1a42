from revalidation.domain.accounts import Written
from revalidation.domain.identifying.passages import Kind
from revalidation.domain.remarks import remarks_on, said_passage


def test_each_remark_names_its_field_and_its_place_as_a_browser_counts() -> None:
    answer = "🙂 Her postcode was SW1A 1AA."
    (remark,) = remarks_on(Written("On silence", ("", answer, "", "")))
    assert (remark.field, remark.sentence) == ("answer_2", Kind.POSTCODE.explanation)
    assert answer[remark.start - 1 : remark.end - 1] == "SW1A 1AA"  # the face is two places to a browser
    assert said_passage({"answer_2": answer}, remark) == "SW1A 1AA"


def test_a_remark_repeats_nothing_that_was_typed() -> None:
    (remark,) = remarks_on(Written("", ("", "", "", "Ring 01632 960123.")))
    assert "960123" not in repr(remark)


def test_a_text_that_names_nobody_gets_none_and_half_a_character_does_no_harm() -> None:
    assert remarks_on(Written("On silence", ("I waited.", "", "\ud83d", ""))) == []
