from datetime import date

import pytest

from revalidation.domain.notices import Notice, NoticeKind, NoticeSource, gravest, new_ones, said_title
from revalidation.domain.reading_refusals import NoticeInTheFuture
from revalidation.domain.refusals import NotADoi, Refusal, TooLong

TODAY = date(2026, 12, 1)
RETRACTION, CONCERN, CORRECTION = NoticeKind
A, B = "10.1234/a", "10.1234/b"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], None),
        ([CORRECTION], CORRECTION),
        ([CORRECTION, CONCERN], CONCERN),
        ([CORRECTION, RETRACTION, CONCERN], RETRACTION),
    ],
)
def test_the_gravest_is_said_first(kinds: list[NoticeKind], expected: NoticeKind | None) -> None:
    assert gravest(map(Notice, kinds)) is expected


@pytest.mark.parametrize(
    ("found", "there", "new"),
    [
        ([(RETRACTION, A)], [], [(RETRACTION, A)]),
        ([(RETRACTION, A)], [(RETRACTION, B)], []),
        ([(RETRACTION, A), (RETRACTION, "24548312")], [], [(RETRACTION, A)]),
        ([(CORRECTION, A), (CORRECTION, B)], [], [(CORRECTION, A), (CORRECTION, B)]),
        ([(CORRECTION, A.upper())], [(CORRECTION, A)], []),
        ([(CORRECTION, "")], [(CORRECTION, A)], []),
        ([(CORRECTION, A)], [(CORRECTION, "")], []),
        ([(CORRECTION, B)], [(CORRECTION, A)], [(CORRECTION, B)]),
        ([(RETRACTION, A)], [(CONCERN, A)], [(RETRACTION, A)]),
        ([(CORRECTION, A), (RETRACTION, A)], [], [(RETRACTION, A)]),
        ([(CORRECTION, A), (CORRECTION, B)], [(RETRACTION, A.upper())], [(CORRECTION, B)]),
        ([(CORRECTION, "")], [(RETRACTION, "")], [(CORRECTION, "")]),
    ],
)
def test_what_is_known_is_not_noted_again(
    found: list[tuple[NoticeKind, str]], there: list[tuple[NoticeKind, str]], new: list[tuple[NoticeKind, str]]
) -> None:
    def noticed(pairs: list[tuple[NoticeKind, str]], source: NoticeSource) -> list[Notice]:
        return [Notice(kind, source, reference) for kind, reference in pairs]

    left = new_ones(noticed(found, NoticeSource.CROSSREF), noticed(there, NoticeSource.LIBRARY))
    assert [(each.kind, each.reference) for each in left] == new


@pytest.mark.parametrize(
    ("notice", "refusal", "field"),
    [
        (Notice(RETRACTION, noticed_on=date(2026, 12, 2)), NoticeInTheFuture, "noticed_on"),
        (Notice(RETRACTION, reference="retracted"), NotADoi, "doi"),
        (Notice(RETRACTION, note="x" * 501), TooLong, "note"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(notice: Notice, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        notice.checked(TODAY)
    assert refused.value.field == field


def test_a_notice_of_today_with_a_link_for_a_doi_is_kept_clean() -> None:
    typed = Notice(CONCERN, reference=f"https://doi.org/{A}", noticed_on=TODAY, note=" See  there ")
    assert typed.checked(TODAY) == Notice(CONCERN, reference=A, noticed_on=TODAY, note="See there")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (None, "On sleep"),
        (RETRACTION, "Retracted: On sleep"),
        (CONCERN, "Expression of concern: On sleep"),
        (CORRECTION, "On sleep"),
    ],
)
def test_a_title_to_choose_says_what_speaks_against_it(kind: NoticeKind | None, said: str) -> None:
    assert said_title("On sleep", kind) == said
