"""Files of articles: which are taken, on which terms they are given out, and who may open one (rule 21)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from revalidation.domain.distribution import Basis
from revalidation.domain.evidence import MEGABYTE, MediaType, file_name, media_type_of, said_size
from revalidation.domain.portfolio_refusals import EmptyFile, FileTooLarge
from revalidation.domain.reading_refusals import (
    AlreadyExpired,
    FilesAreNotGivenOut,
    ForBookedOnly,
    LicenceHasEnded,
    LinksHaveNoFile,
    NotAPdf,
)
from revalidation.domain.refusals import Missing, Refusal
from revalidation.domain.text import line

MOST_BYTES = 20 * MEGABYTE
FILE_BASES = (Basis.OPEN_LICENCE, Basis.CLA_LICENCE, Basis.PERMISSION)
# A licence to copy for a course, and a publisher's leave, are for the people of the session and nobody else.
ALWAYS_FOR_BOOKED_ONLY = (Basis.CLA_LICENCE, Basis.PERMISSION)
_MUST_END = (Basis.CLA_LICENCE,)  # it is bought for a year


@dataclass(frozen=True, slots=True)
class Terms:
    """On which basis a file is given out, by which licence, until when, and whether only to those with a booking."""

    basis: Basis
    licence: str
    expires_on: date | None = None
    is_for_booked_only: bool = False

    def checked(self, today: date) -> "Terms":
        """As they are kept: some are for booked people only, whatever was ticked.

        Raises LinksHaveNoFile, Missing, TooLong, AlreadyExpired.
        """
        if self.basis not in FILE_BASES:
            raise LinksHaveNoFile(field="basis")
        licence = line(self.licence, "the licence, or who has given permission", field="licence", limit=300)
        if self.expires_on is None and self.basis in _MUST_END:
            raise Missing(field="expires_on", what="the last day of the licence")
        if self.expires_on is not None and self.expires_on < today:
            raise AlreadyExpired(field="expires_on")
        is_narrow = self.is_for_booked_only or self.basis in ALWAYS_FOR_BOOKED_ONLY
        return replace(self, licence=licence, is_for_booked_only=is_narrow)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a file, and when: `has_booking` on a session that reads the article, or was there."""

    gives_out_files: bool
    is_librarian: bool
    has_booking: bool
    today: date


def why_not(terms: Terms, asking: Asking) -> Refusal | None:
    """Why somebody may not open a file; None if she may."""
    if not asking.gives_out_files:
        return FilesAreNotGivenOut()
    if terms.expires_on is not None and terms.expires_on < asking.today:
        return LicenceHasEnded()
    if terms.is_for_booked_only and not (asking.has_booking or asking.is_librarian):
        return ForBookedOnly()
    return None


def basis_sent(files: Iterable[Terms], asking: Asking) -> Basis:
    """On which basis an article goes to somebody: that of the first file that she may open, else as a link."""
    return next((terms.basis for terms in files if why_not(terms, asking) is None), Basis.LINK)


def accepted_name(name: str, content: bytes) -> str:
    """What a file is called that may be kept, a PDF by its content.

    Raises EmptyFile, FileTooLarge, NotAPdf.
    """
    if not content:
        raise EmptyFile(field="file")
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="file", limit=said_size(MOST_BYTES), size=said_size(len(content)))
    if media_type_of(content) is not MediaType.PDF:
        raise NotAPdf(field="file")
    return file_name(name, MediaType.PDF)
