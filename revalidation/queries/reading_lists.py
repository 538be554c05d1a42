"""Reading lists: a librarian sees how candidates stand, a member what there is to choose from and her own choices."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_lists import LEAST_CANDIDATES, Standing, standings
from revalidation.domain.reading_refusals import NotAMember
from revalidation.domain.sessions import SessionState
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.members import is_member
from revalidation.storage.notices import is_retracted
from revalidation.storage.reading_lists import ReadingListRow, ReadingRankRow, can_be_chosen
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.values import article_value


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article of a group's list; `read_at` is when a session of the group last reads it, if one does.

    One that has been retracted is no candidate.
    """

    article_id: int
    article: Article
    is_candidate: bool
    standing: Standing
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A group's list in its order, the candidates as members rank them, and how many have chosen."""

    group: str
    articles: tuple[ListedArticle, ...]
    ranked: tuple[ListedArticle, ...]
    people: int


@dataclass(frozen=True, slots=True)
class ToChooseFrom:
    """What a member chooses from, and what she has chosen so far, the dearest first.

    `retracted` are titles that were to choose from until they were retracted.
    """

    group: str
    candidates: tuple[tuple[int, Article], ...]
    mine: tuple[int, ...]
    retracted: tuple[str, ...]


def reading_list(db: Db, *, actor: Actor, group_id: int) -> ReadingList:
    """A group's list. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    group = get_row(db, GroupRow, group_id, "group")
    read = (
        select(func.max(GroupSessionRow.starts_at))
        .join(SessionArticleRow, SessionArticleRow.session_id == GroupSessionRow.id)
        .where(
            GroupSessionRow.group_id == group_id,
            GroupSessionRow.state == SessionState.SCHEDULED,
            SessionArticleRow.article_id == ArticleRow.id,
        )
        .correlate(ArticleRow)
        .scalar_subquery()
    )
    rows = db.execute(
        select(ArticleRow, can_be_chosen(), read)
        .join(ReadingListRow, ReadingListRow.article_id == ArticleRow.id)
        .where(ReadingListRow.group_id == group_id)
        .order_by(ReadingListRow.position, ArticleRow.id)
    ).all()
    rankings = _rankings(db, group_id)
    candidates = [row.id for row, is_candidate, _ in rows if is_candidate]
    standing = {each.article_id: each for each in standings(candidates, rankings.values())}
    listed = {
        row.id: ListedArticle(row.id, article_value(row), chosen, standing.get(row.id, Standing(row.id)), read_at)
        for row, chosen, read_at in rows
    }
    ranked = tuple(listed[article_id] for article_id in standing)
    return ReadingList(group.name, tuple(listed.values()), ranked, len(rankings))


def to_choose_from(db: Db, *, actor: Actor, group_id: int) -> ToChooseFrom:
    """What a member of a group can choose from. Raises NotFound, NotAMember."""
    actor.must_be(Role.NURSE)
    group = get_row(db, GroupRow, group_id, "group")
    if not db.scalar(select(is_member(actor.person_id, group_id))):
        raise NotAMember
    rows = db.execute(
        select(ArticleRow, is_retracted(ArticleRow.id))
        .join(ReadingListRow, ReadingListRow.article_id == ArticleRow.id)
        .where(ReadingListRow.group_id == group_id, ReadingListRow.is_candidate.is_(True))
        .order_by(ReadingListRow.position, ArticleRow.id)
    ).all()
    mine = select(ReadingRankRow.article_id).where(
        ReadingRankRow.group_id == group_id, ReadingRankRow.person_id == actor.person_id
    )
    return ToChooseFrom(
        group.name,
        candidates=tuple((row.id, article_value(row)) for row, is_gone in rows if not is_gone),
        mine=tuple(db.scalars(mine.order_by(ReadingRankRow.rank))),
        retracted=tuple(row.title for row, is_gone in rows if is_gone),
    )


def groups_to_choose_for(db: Db, *, actor: Actor) -> list[tuple[int, str]]:
    """Groups of hers with something to choose from, for which she has not chosen yet."""
    actor.must_be(Role.NURSE)
    candidates = (
        select(func.count())
        .where(ReadingListRow.group_id == GroupRow.id, can_be_chosen())
        .correlate(GroupRow)
        .scalar_subquery()
    )
    chosen = exists().where(ReadingRankRow.group_id == GroupRow.id, ReadingRankRow.person_id == actor.person_id)
    found = db.execute(
        select(GroupRow.id, GroupRow.name)
        .where(candidates >= LEAST_CANDIDATES, ~chosen, is_member(actor.person_id, GroupRow.id))
        .order_by(GroupRow.name)
    )
    return [(row.id, row.name) for row in found]


def _rankings(db: Db, group_id: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = db.execute(
        select(ReadingRankRow.person_id, ReadingRankRow.article_id)
        .where(ReadingRankRow.group_id == group_id)
        .order_by(ReadingRankRow.person_id, ReadingRankRow.rank)
    )
    for person_id, article_id in rows:
        found[person_id].append(article_id)
    return dict(found)
