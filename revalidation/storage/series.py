"""The sessions of a series: statements that a command and a query need."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from revalidation.domain.series import Reach, is_reached
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow


def reached_sessions(db: Db, session_id: int, reach: Reach, *, now: datetime) -> Sequence[GroupSessionRow]:
    """The session, and those of its series that a change is meant for, soonest first. Raises NotFound."""
    this = get_row(db, GroupSessionRow, session_id, "session")
    wanted = select(GroupSessionRow).where(
        or_(
            GroupSessionRow.id == session_id,
            (GroupSessionRow.series_id == this.series_id) & (GroupSessionRow.state == SessionState.SCHEDULED),
        )
    )
    return [
        row
        for row in db.scalars(wanted.order_by(GroupSessionRow.starts_at, GroupSessionRow.id))
        if is_reached(reach, row.starts_at, is_this=row.id == session_id, this_starts_at=this.starts_at, now=now)
    ]


def plans_of(db: Db, rows: Sequence[GroupSessionRow]) -> dict[int, SessionPlan]:
    """What has been decided about each of these sessions, by its id."""
    read = defaultdict(list)
    articles = select(SessionArticleRow).where(SessionArticleRow.session_id.in_([row.id for row in rows]))
    for article in db.scalars(articles.order_by(SessionArticleRow.position)):
        read[article.session_id].append(article.article_id)
    return {row.id: _plan(row, tuple(read[row.id])) for row in rows}


def _plan(row: GroupSessionRow, article_ids: tuple[int, ...]) -> SessionPlan:
    return SessionPlan(
        starts_at=row.starts_at,
        minutes=int((row.ends_at - row.starts_at).total_seconds()) // 60,
        capacity=row.capacity,
        minimum_attendance=row.minimum_attendance,
        site_id=row.site_id,
        online_link=row.online_link,
        article_ids=article_ids,
        facilitator_id=row.facilitator_id,
    )
