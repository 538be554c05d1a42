"""Rows as the domain's frozen values, where a command and a query need the same one."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from revalidation.domain.articles import Article
from revalidation.domain.calendars import CalendarEntry, uid_of
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.duplicates import title_key
from revalidation.domain.feedback import Feedback
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.practice import PracticePeriod
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow

ARTICLE_COLUMNS = tuple(each.name for each in fields(Article) if each.name != "prompts")


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
        kind=row.kind,
        month=row.month,
        day=row.day,
        pmid=row.pmid,
        editors=row.editors,
        edition=row.edition,
        publisher=row.publisher,
        publisher_place=row.publisher_place,
        number=row.number,
        accessed_on=row.accessed_on,
    )


def write_article(row: ArticleRow, article: Article) -> None:
    """The other way: an article, which has been checked, into its row; its prompts are rows of their own."""
    for name in ARTICLE_COLUMNS:
        setattr(row, name, getattr(article, name))
    row.sought, row.sought_doi = title_key(article.title), article.doi.lower()


def cpd_entry_value(row: CpdEntryRow) -> CpdEntry:
    """A line of a CPD log."""
    return CpdEntry(
        first_on=row.first_on,
        last_on=row.last_on,
        method=row.method,
        topic=row.topic,
        code_link=tuple(row.code_link.split()),
        standards_link=row.standards_link,
        minutes=row.minutes,
        participatory_minutes=row.participatory_minutes,
        reading_minutes=row.reading_minutes,
    )


def feedback_value(row: FeedbackRow) -> Feedback:
    """A line of a feedback log."""
    return Feedback(given_on=row.given_on, source=row.source, kind=row.kind, content=row.content)


def practice_period_value(row: PracticePeriodRow) -> PracticePeriod:
    """A line of a practice hours log."""
    return PracticePeriod(
        first_on=row.first_on,
        last_on=row.last_on,
        organisation=row.organisation,
        setting=row.setting,
        scope=row.scope,
        minutes=row.minutes,
        hours_text=row.hours_text,
        registration=row.registration,
        description=row.description,
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
