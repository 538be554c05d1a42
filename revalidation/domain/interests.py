"""Interest: who says that an article would make a good session, and who is asked first when it becomes one."""

from datetime import date, datetime, time, timedelta

from revalidation.domain.reading_refusals import NoTimeToAskFirst
from revalidation.domain.times import from_local, local, said_day, said_moment

ASKED_FIRST_FOR = timedelta(days=5)
_MIDNIGHT = time()


def suggested_last_day(stops_at: datetime, now: datetime) -> date:
    """The last day on which a session is kept for those who are asked first, unless a librarian chooses another."""
    return min(local(now + ASKED_FIRST_FOR).date(), local(stops_at).date())


def opens_to_all_at(last_day: date, *, stops_at: datetime, now: datetime) -> datetime:
    """When everybody may book: once the last day is over, and at the latest from the stop point of the session on.

    Raises NoTimeToAskFirst.
    """
    opens_at = min(from_local(last_day + timedelta(days=1), _MIDNIGHT), stops_at)
    if opens_at <= now:
        raise NoTimeToAskFirst(field="last_day")
    return opens_at


def is_kept(kept_until: datetime | None, now: datetime) -> bool:
    """Whether it is for others to book first; `kept_until` is None for whoever was asked, and where nobody was."""
    return kept_until is not None and now < kept_until


def fits(site_id: int | None, *, session_site_id: int | None, session_link: str) -> bool:
    """Whether a session takes place where somebody said she would come: at that site or, without one, online."""
    return bool(session_link) if site_id is None else site_id == session_site_id


def said_kept(kept_until: datetime) -> str:
    """`Kept until Tue 4 Dec 2026 for those who asked`, the last day included."""
    until = local(kept_until)
    last = said_day(until.date() - timedelta(days=1)) if until.time() == _MIDNIGHT else said_moment(kept_until)
    return f"Kept until {last} for those who asked"


def said_interest(people: int) -> str:
    """`1 person`, `4 people`."""
    return "1 person" if people == 1 else f"{people} people"
