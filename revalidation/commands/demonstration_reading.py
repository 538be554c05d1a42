"""Articles that were sent, and how far people say they have read them, in a demonstration."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from revalidation.commands.demonstration_year import Meeting, Member
from revalidation.commands.distribution import send_article, send_for_session
from revalidation.commands.reading import set_reading_state
from revalidation.domain.distribution import ReadingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.sessions import SessionState
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow

LOOKS_BACK = timedelta(weeks=12)
SENT_AHEAD = timedelta(days=14)
SENT_BEFORE = timedelta(days=6)
SEED = 21  # any number, as long as it stays
STATES: Sequence[ReadingState | None] = (ReadingState.READ, ReadingState.SKIMMED, ReadingState.OPENED, None)
WHEN_OVER, WHEN_TO_COME = (6, 2, 1, 1), (3, 2, 2, 4)


def fill_reading(
    db: Db, *, librarian: Actor, members: Sequence[Member], meetings: Sequence[Meeting], now: datetime
) -> None:
    """Send what the sessions of these months read, one article to some people by itself, and say who has read it."""
    going_ahead = set(db.scalars(select(GroupSessionRow.id).where(GroupSessionRow.state == SessionState.SCHEDULED)))
    recent = [each for each in meetings if now - LOOKS_BACK < each.starts_at < now + SENT_AHEAD]
    for meeting in recent:
        if meeting.session_id in going_ahead:
            at = min(now, meeting.starts_at - SENT_BEFORE)
            send_for_session(db, actor=librarian, session_id=meeting.session_id, with_waiting=False, now=at)
    nurses = {each.actor.person_id: each.actor for each in members if Role.NURSE in each.actor.roles}
    by_itself = _not_met_lately(db, recent)
    send_article(db, actor=librarian, article_id=by_itself, person_ids=list(nurses)[:4], now=now - timedelta(days=2))
    db.flush()
    _read(db, nurses, now)


def _not_met_lately(db: Db, recent: Sequence[Meeting]) -> int:
    """The first article that a session reads, but none of these."""
    met = select(SessionArticleRow.article_id).where(
        SessionArticleRow.session_id.in_([each.session_id for each in recent])
    )
    first = select(SessionArticleRow.article_id).order_by(
        SessionArticleRow.article_id.in_(met), SessionArticleRow.article_id
    )
    return db.scalars(first.limit(1)).one()


def _read(db: Db, nurses: dict[int, Actor], now: datetime) -> None:
    rng = random.Random(SEED)  # noqa: S311 (the same every time is the point)
    sent = db.execute(
        select(ArticleSentRow.person_id, ArticleSentRow.article_id, ArticleSentRow.sent_at, GroupSessionRow.ends_at)
        .outerjoin(GroupSessionRow, GroupSessionRow.id == ArticleSentRow.session_id)
        .order_by(ArticleSentRow.id)
    ).all()
    for person_id, article_id, sent_at, ends_at in sent:
        is_over = ends_at is not None and ends_at <= now
        (state,) = rng.choices(STATES, WHEN_OVER if is_over else WHEN_TO_COME)
        if state is not None:
            at = min(now, sent_at + timedelta(days=rng.randint(1, 5)))
            set_reading_state(db, actor=nurses[person_id], article_id=article_id, reading_state=state, now=at)
