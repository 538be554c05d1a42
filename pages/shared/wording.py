"""Words of the screens for the domain's values."""

from datetime import date, datetime

from revalidation.domain.articles import Article
from revalidation.domain.authors import names
from revalidation.domain.bookings import EVENT_WORDS, REASON_WORDS, BookingState, said_booking
from revalidation.domain.interests import is_kept, said_kept
from revalidation.domain.notices import said_title
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import CURRENT
from revalidation.domain.register import MARK_WORDS, Mark
from revalidation.domain.sessions import SessionState, said_places
from revalidation.domain.times import said_day, said_distance, said_moment, said_span
from revalidation.queries.articles import ArticleToChoose
from revalidation.queries.bookings import Change
from revalidation.queries.sessions import SessionLine

ROLE_WORDS = {Role.NURSE: "Nurse", Role.LIBRARIAN: "Librarian"}


def when(starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """`Fri 4 Dec 2026, 12:30–13:30 · in 9 days`."""
    return f"{said_span(starts_at, ends_at)} · {said_distance(starts_at, now)}"


def said_days(first: date, last: date | None) -> str:
    """`Fri 4 Dec 2026`, `Fri 4 Dec 2026 – Mon 7 Dec 2026`, or `Fri 4 Dec 2026 – Current`."""
    if first == last:
        return said_day(first)
    return f"{said_day(first)} – {said_day(last) if last else CURRENT}"


def state_of(line: SessionLine, now: datetime) -> tuple[str, str]:
    """What a session is to whoever looks, in words, and the tone of its badge."""
    if line.mark is not None:
        return MARK_WORDS[line.mark], "done" if line.mark is not Mark.DID_NOT_ATTEND else "plain"
    if line.state is SessionState.CANCELLED:
        return "Called off", "problem"
    if line.booking is BookingState.CONFIRMED:
        return said_booking(line.booking), "done"
    if line.booking is BookingState.OFFERED and line.offer_ends_at:
        return f"Offered until {said_moment(line.offer_ends_at)}", "wait"
    if line.booking is BookingState.WAITING:
        return said_booking(line.booking, line.position, line.waiting), "wait"
    kept = line.kept_until if is_kept(line.kept_until, now) else None
    return (said_kept(kept), "wait") if kept else places_of(line)


def said_by_line(article: Article) -> str:
    """`Bowers L, et al. J Wards, 2019`: enough of a citation to know an article again below its title."""
    authors = _said_authors(article)
    journal = ", ".join(part for part in (article.journal, str(article.year or "")) if part)
    return ". ".join(part for part in (authors, journal) if part)


def said_choice(each: ArticleToChoose) -> str:
    """`Retracted: On sleep (Bowers L, et al, 2019)`: an article to choose, told apart from every other.

    It must not depend on what else is offered: what is chosen is sent back by what it is called.
    """
    by = ", ".join(part for part in (_said_authors(each.article), str(each.article.year or "")) if part)
    title = said_title(each.article.title, each.notice) + (f" ({by})" if by else "")
    return f"{title}, no. {each.id}" if each.has_namesake else title


def _said_authors(article: Article) -> str:
    first, *others = [author.organisation or author.text for author in names(article.authors)] or [""]
    return f"{first}, et al" if others else first


def said_change(change: Change, me: Actor) -> str:
    """`Tue 1 Dec 2026, 12:00 · Cancelled · by you · Sickness`: one line of a booking's history."""
    by = "by you" if change.by_id == me.person_id else f"by {change.by}" if change.by else "by itself"
    parts = [said_moment(change.at), EVENT_WORDS[change.event], by]
    if change.state is BookingState.CANCELLED_LATE:
        parts.append("late")
    if change.reason:
        parts.append(REASON_WORDS[change.reason])
    return " · ".join(parts) + (f": {change.note}" if change.note else "")


def places_of(line: SessionLine) -> tuple[str, str]:
    """How full a session is, in words, and the tone of its badge."""
    if line.state is SessionState.CANCELLED:
        return "Called off", "problem"
    words = said_places(line.capacity, line.places_taken, line.waiting)
    return words, "wait" if words.startswith("Full") else "plain"
