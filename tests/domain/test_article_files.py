from datetime import date, timedelta

import pytest

from revalidation.domain.article_files import MOST_BYTES, Asking, Terms, accepted_name, basis_sent, why_not
from revalidation.domain.distribution import Basis
from revalidation.domain.portfolio_refusals import EmptyFile, FileTooLarge
from revalidation.domain.reading_refusals import (
    AlreadyExpired,
    FilesAreNotGivenOut,
    ForBookedOnly,
    LicenceHasEnded,
    LinksHaveNoFile,
    NotAPdf,
)
from revalidation.domain.refusals import Missing, Refusal, TooLong

TODAY = date(2026, 12, 1)
YESTERDAY = TODAY - timedelta(days=1)
LINK, OPEN, CLA, LEAVE = Basis.LINK, Basis.OPEN_LICENCE, Basis.CLA_LICENCE, Basis.PERMISSION
PDF = b"%PDF-1.7 and more"


@pytest.mark.parametrize(
    ("terms", "is_narrow"),
    [
        (Terms(OPEN, "CC BY 4.0"), False),
        (Terms(OPEN, "CC BY 4.0", is_for_booked_only=True), True),
        (Terms(OPEN, "CC BY 4.0", TODAY), False),
        (Terms(CLA, "CLA licence 2026", TODAY), True),
        (Terms(LEAVE, "Elsevier, by letter"), True),
        (Terms(LEAVE, "Elsevier, by letter", TODAY), True),
    ],
)
def test_copies_by_cla_licence_and_permission_are_always_for_booked_people_only(
    terms: Terms, *, is_narrow: bool
) -> None:
    assert terms.checked(TODAY).is_for_booked_only is is_narrow


@pytest.mark.parametrize(
    ("terms", "refusal", "field"),
    [
        (Terms(LINK, "Anything"), LinksHaveNoFile, "basis"),
        (Terms(OPEN, " "), Missing, "licence"),
        (Terms(OPEN, "x" * 301), TooLong, "licence"),
        (Terms(LEAVE, ""), Missing, "licence"),
        (Terms(CLA, "CLA licence 2026"), Missing, "expires_on"),
        (Terms(CLA, "CLA licence 2025", YESTERDAY), AlreadyExpired, "expires_on"),
        (Terms(OPEN, "CC BY 4.0", YESTERDAY), AlreadyExpired, "expires_on"),
    ],
)
def test_terms_lack_nothing_that_their_basis_needs(terms: Terms, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        terms.checked(TODAY)
    assert refused.value.field == field


NURSE, BOOKED, LIBRARIAN = (False, False), (False, True), (True, False)
OPEN_TO_ALL, NARROW = Terms(OPEN, "CC BY"), Terms(CLA, "CLA", TODAY, is_for_booked_only=True)
ENDED = Terms(OPEN, "CC BY", YESTERDAY)


@pytest.mark.parametrize(
    ("terms", "who", "gives_out", "refusal"),
    [
        (OPEN_TO_ALL, NURSE, True, None),
        (NARROW, NURSE, True, ForBookedOnly),
        (NARROW, BOOKED, True, None),
        (NARROW, LIBRARIAN, True, None),
        (ENDED, NURSE, True, LicenceHasEnded),
        (ENDED, LIBRARIAN, True, LicenceHasEnded),
        (OPEN_TO_ALL, NURSE, False, FilesAreNotGivenOut),
        (OPEN_TO_ALL, LIBRARIAN, False, FilesAreNotGivenOut),
        (NARROW, BOOKED, False, FilesAreNotGivenOut),
    ],
)
def test_who_may_open_a_file(
    terms: Terms, who: tuple[bool, bool], *, gives_out: bool, refusal: type[Refusal] | None
) -> None:
    is_librarian, has_booking = who
    found = why_not(terms, Asking(gives_out, is_librarian, has_booking, TODAY))
    assert (type(found) if found else None) is refusal


@pytest.mark.parametrize(
    ("files", "has_booking", "basis"),
    [
        ([], True, LINK),
        ([NARROW], True, CLA),
        ([NARROW], False, LINK),
        ([ENDED, OPEN_TO_ALL], False, OPEN),
        ([NARROW, OPEN_TO_ALL], False, OPEN),
        ([ENDED], True, LINK),
    ],
)
def test_an_article_goes_out_on_the_basis_of_the_file_that_comes_with_it(
    files: list[Terms], *, has_booking: bool, basis: Basis
) -> None:
    asking = Asking(gives_out_files=True, is_librarian=False, has_booking=has_booking, today=TODAY)
    assert basis_sent(files, asking) is basis


def test_a_pdf_is_told_by_its_content_and_keeps_its_name() -> None:
    assert accepted_name("C:\\scans\\Bowers 2014.PDF", PDF) == "Bowers 2014.pdf"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"<html>%PDF-", NotAPdf),
        (b"\x89PNG\r\n\x1a\n", NotAPdf),
        (PDF + b"x" * MOST_BYTES, FileTooLarge),
    ],
)
def test_what_is_no_pdf_or_too_large_is_not_taken(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        accepted_name("a.pdf", content)
    assert refused.value.field == "file"
