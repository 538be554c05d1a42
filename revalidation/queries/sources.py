"""What a nurse's own account is about, and what else it could be linked to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.articles import Article
from revalidation.domain.notices import Notice
from revalidation.domain.people import Actor
from revalidation.domain.sources import Source, SourceKind
from revalidation.queries.accounts import get_account
from revalidation.queries.notices import notices_of
from revalidation.storage.accounts import AccountSourceRow
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.values import article_value


@dataclass(frozen=True, slots=True)
class SessionSource:
    """The session that an account was begun from, and what was read there."""

    id: int
    group: str
    starts_at: datetime
    articles: tuple[Article, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What it is about, and what else it could be."""

    session: SessionSource | None
    linked: list[Source]
    others: list[Source]


def sources(db: Db, *, actor: Actor, account_id: int, limit: int = 100) -> Sources:
    """The sources of one of her accounts, and the newest entries that could become one. Raises NotFound."""
    account = get_account(db, actor=actor, account_id=account_id)
    rows = db.scalars(select(AccountSourceRow).where(AccountSourceRow.account_id == account_id))
    linked = {
        (SourceKind.CPD, row.cpd_entry_id) if row.cpd_entry_id else (SourceKind.FEEDBACK, row.feedback_id)
        for row in rows
    }
    found = sorted([*_cpd(db, actor), *_feedback(db, actor)], key=lambda source: (source.on, source.id), reverse=True)
    return Sources(
        session=_session(db, account.session_id),
        linked=[source for source in found if (source.kind, source.id) in linked],
        others=[source for source in found if (source.kind, source.id) not in linked][:limit],
    )


def _cpd(db: Db, actor: Actor) -> list[Source]:
    rows = db.execute(
        select(CpdEntryRow.id, CpdEntryRow.first_on, CpdEntryRow.topic).where(
            CpdEntryRow.person_id == actor.person_id, CpdEntryRow.removed_at.is_(None)
        )
    )
    return [Source(SourceKind.CPD, row.id, row.first_on, row.topic) for row in rows]


def _feedback(db: Db, actor: Actor) -> list[Source]:
    rows = db.execute(
        select(FeedbackRow.id, FeedbackRow.given_on, FeedbackRow.source).where(FeedbackRow.person_id == actor.person_id)
    )
    return [Source(SourceKind.FEEDBACK, row.id, row.given_on, row.source) for row in rows]


def _session(db: Db, session_id: int | None) -> SessionSource | None:
    found = db.execute(
        select(GroupSessionRow.id, GroupRow.name, GroupSessionRow.starts_at)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(GroupSessionRow.id == session_id)
    ).first()
    if found is None:
        return None
    articles = db.scalars(
        select(ArticleRow)
        .join(SessionArticleRow, SessionArticleRow.article_id == ArticleRow.id)
        .where(SessionArticleRow.session_id == session_id)
        .order_by(SessionArticleRow.position)
    ).all()
    prompts = db.scalars(
        select(ReadingPromptRow)
        .where(ReadingPromptRow.article_id.in_([article.id for article in articles]))
        .order_by(ReadingPromptRow.position)
    ).all()
    return SessionSource(
        id=found.id,
        group=found.name,
        starts_at=found.starts_at,
        articles=tuple(
            article_value(article, [prompt.text for prompt in prompts if prompt.article_id == article.id])
            for article in articles
        ),
        notices=tuple(
            line.notice
            for noticed in notices_of(db, article_ids=[article.id for article in articles]).values()
            for line in noticed
        ),
    )
