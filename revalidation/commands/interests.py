"""Saying that an article would make a good session, and asking those first who said so when it becomes one."""

from datetime import date, datetime

from sqlalchemy import delete

from revalidation.commands.messages import tell_person
from revalidation.domain.due import when_awake
from revalidation.domain.interests import opens_to_all_at
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import NobodyToAskFirst
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.interests import ArticleInterestRow, AskedFirstRow, would_come
from revalidation.storage.people import PersonRow
from revalidation.storage.places import get_session_and_rules, hold_places, quiet_hours
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.sites import SiteRow


def say_interest(db: Db, *, actor: Actor, article_id: int, site_id: int | None, now: datetime) -> None:
    """Say that she would come to a session about an article, at a site or (None) online, in place of what she said.

    Raises NotFound.
    """
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "person")  # so that two clicks at once write one row
    get_row(db, ArticleRow, article_id, "article")
    if site_id is not None:
        get_row(db, SiteRow, site_id, "site")
    row = db.get(ArticleInterestRow, (actor.person_id, article_id))
    if row is None:
        row = ArticleInterestRow(person_id=actor.person_id, article_id=article_id)
        db.add(row)
    row.site_id, row.said_at = site_id, now


def take_interest_back(db: Db, *, actor: Actor, article_id: int) -> None:
    """She would not come after all; twice is as good as once."""
    actor.must_be(Role.NURSE)
    hers = (ArticleInterestRow.person_id == actor.person_id, ArticleInterestRow.article_id == article_id)
    db.execute(delete(ArticleInterestRow).where(*hers))


def ask_first(db: Db, *, actor: Actor, session_id: int, plan: SessionPlan, last_day: date, now: datetime) -> None:
    """Keep a new session, until that day is over, for those who wanted its article there, and tell them.

    Raises NotFound, NobodyToAskFirst, NoTimeToAskFirst.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    session, rules = get_session_and_rules(db, session_id)
    asked = sorted(would_come(db, plan))
    if not asked:
        raise NobodyToAskFirst(field="last_day")
    session.open_to_all_at = opens_to_all_at(last_day, stops_at=rules.stops_at(session.starts_at), now=now)
    due_at = when_awake(now, quiet_hours(db))
    for person_id in asked:
        db.add(AskedFirstRow(session_id=session_id, person_id=person_id))
        tell_person(
            db,
            kind=MessageKind.ASKED_FIRST,
            key=f"{MessageKind.ASKED_FIRST}-{session_id}-{person_id}",
            person_id=person_id,
            session_id=session_id,
            due_at=due_at,
            now=now,
        )


def open_to_all(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Let everybody book from now on. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    session, _rules = get_session_and_rules(db, session_id)
    if session.open_to_all_at is not None:
        session.open_to_all_at = min(session.open_to_all_at, now)
