"""Rows as the domain's frozen values, where a command and a query need the same one."""

from collections.abc import Iterable
from datetime import datetime

from revalidation.domain.articles import Article
from revalidation.domain.calendars import CalendarEntry, uid_of
from revalidation.domain.groups import KIND_WORDS
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow


def article_value(row: ArticleRow, prompts: Iterable[str] = ()) -> Article:
    """An article with its prompts in order."""
    return Article(
        title=row.title,
        authors=row.authors,
        journal=row.journal,
        year=row.year,
        volume=row.volume,
        issue=row.issue,
        pages=row.pages,
        doi=row.doi,
        link=row.link,
        key_points=row.key_points,
        prompts=tuple(prompts),
    )


def calendar_entry_value(
    booking: BookingRow,
    session: GroupSessionRow,
    group: GroupRow,
    site: SiteRow | None,
    person: PersonRow,
    *,
    stamped_at: datetime,
    sequence: int | None = None,
    is_cancelled: bool = False,
) -> CalendarEntry:
    """A booking as a calendar shows it, in the version `sequence`, else in the newest that was sent."""
    where = ", ".join(part for part in ((site.name, site.address) if site else ("Online",)) if part)
    return CalendarEntry(
        uid=uid_of(booking.id, booking.queued_at),
        sequence=max(booking.sequence - 1, 0) if sequence is None else sequence,
        title=group.name,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        where=where,
        online_link=session.online_link,
        description=KIND_WORDS[group.kind],
        stamped_at=stamped_at,
        attendee_name=person.name,
        attendee_email=person.email,
        is_cancelled=is_cancelled,
    )
