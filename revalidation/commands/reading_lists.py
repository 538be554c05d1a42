"""What a group may read next, and how its members rank it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_lists import checked_choices
from revalidation.domain.reading_refusals import NotAMember, RetractedNotToChoose
from revalidation.domain.refusals import Missing, NotFound
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.members import is_member
from revalidation.storage.notices import is_retracted
from revalidation.storage.reading_lists import ReadingListRow, ReadingRankRow, can_be_chosen
from revalidation.storage.rows import get_held, get_row


def add_to_reading_list(db: Db, *, actor: Actor, group_id: int, article_ids: Sequence[int], now: datetime) -> None:
    """Put articles at the end of a group's list as candidates; what is there stays. Raises Missing, NotFound."""
    actor.must_be(Role.LIBRARIAN)
    if not article_ids:
        raise Missing(field="articles", what="at least one article")
    get_held(db, GroupRow, group_id, "group")
    there = set(db.scalars(select(ReadingListRow.article_id).where(ReadingListRow.group_id == group_id)))
    last = db.scalar(select(func.max(ReadingListRow.position)).where(ReadingListRow.group_id == group_id)) or 0
    new = [article_id for article_id in dict.fromkeys(article_ids) if article_id not in there]
    for position, article_id in enumerate(new, start=last + 1):
        get_row(db, ArticleRow, article_id, "article")
        db.add(
            ReadingListRow(group_id=group_id, article_id=article_id, position=position, is_candidate=True, added_at=now)
        )


def remove_from_reading_list(db: Db, *, actor: Actor, group_id: int, article_id: int) -> None:
    """Take an article off the list, with the choices that members made of it; twice changes nothing."""
    actor.must_be(Role.LIBRARIAN)
    get_held(db, GroupRow, group_id, "group")
    for kind in (ReadingRankRow, ReadingListRow):
        db.execute(delete(kind).where(kind.group_id == group_id, kind.article_id == article_id))


def set_candidate(db: Db, *, actor: Actor, group_id: int, article_id: int, is_candidate: bool) -> None:
    """Let members choose an article, or not; their choices of it are kept meanwhile.

    Raises NotFound, RetractedNotToChoose.
    """
    actor.must_be(Role.LIBRARIAN)
    get_held(db, GroupRow, group_id, "group")
    if is_candidate and db.scalar(
        select(ArticleRow.id).where(ArticleRow.id == article_id, is_retracted(ArticleRow.id))
    ):
        raise RetractedNotToChoose
    changed = db.execute(
        update(ReadingListRow)
        .where(ReadingListRow.group_id == group_id, ReadingListRow.article_id == article_id)
        .values(is_candidate=is_candidate)
        .returning(ReadingListRow.article_id)
    )
    if changed.first() is None:
        raise NotFound(what="article")


def move_up(db: Db, *, actor: Actor, group_id: int, article_id: int) -> None:
    """Swap an article with the one above it; the first stays where it is. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    get_held(db, GroupRow, group_id, "group")
    rows = db.scalars(
        select(ReadingListRow)
        .where(ReadingListRow.group_id == group_id)
        .order_by(ReadingListRow.position, ReadingListRow.article_id)
    ).all()
    at = next((number for number, row in enumerate(rows) if row.article_id == article_id), None)
    if at is None:
        raise NotFound(what="article")
    order = [*rows[: max(at - 1, 0)], *rows[max(at - 1, 0) : at + 1][::-1], *rows[at + 1 :]]
    for position, row in enumerate(order, start=1):
        row.position = position


def choose_what_to_read(db: Db, *, actor: Actor, group_id: int, chosen: Sequence[int | None], now: datetime) -> None:
    """A member's choices, the dearest first, in place of those made before.

    Raises NotFound, NotAMember, Missing, RankedTwice, ChosenIsRetracted, NotACandidate.
    """
    actor.must_be(Role.NURSE)
    get_held(db, GroupRow, group_id, "group")
    if not db.scalar(select(is_member(actor.person_id, group_id))):
        raise NotAMember
    listed = select(ReadingListRow.article_id).where(ReadingListRow.group_id == group_id)
    choices = checked_choices(
        chosen,
        candidates=set(db.scalars(listed.where(can_be_chosen()))),
        retracted=set(db.scalars(listed.where(is_retracted(ReadingListRow.article_id)))),
    )
    mine = (ReadingRankRow.group_id == group_id, ReadingRankRow.person_id == actor.person_id)
    db.execute(delete(ReadingRankRow).where(*mine))
    db.add_all(
        ReadingRankRow(group_id=group_id, person_id=actor.person_id, article_id=article_id, rank=rank, ranked_at=now)
        for rank, article_id in enumerate(choices, start=1)
    )
