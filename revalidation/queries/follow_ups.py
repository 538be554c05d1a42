"""Follow-ups: what a nurse is asked and has answered, and for librarians how many said what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from revalidation.domain.follow_ups import FollowUpCounts, Used, link_is_open
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.erasures import ErasedCountRow
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.links import read_link_token
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow

ONLINE = "Online"


@dataclass(frozen=True, slots=True)
class LinkedFollowUp:
    """What the link of a message shows: which session, and whether there is an answer; never the words of one."""

    group: str
    starts_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class MyFollowUp:
    """A follow-up as the nurse who was asked sees it."""

    session_id: int
    group: str
    starts_at: datetime
    used: Used | None
    words: str
    answered_at: datetime | None
    added_to_id: int | None


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """What was answered about one group at one site."""

    site: str
    group: str
    counts: FollowUpCounts


def find_linked_follow_up(db: Db, *, token: str, now: datetime) -> LinkedFollowUp | None:
    """The question that a link in a message leads to; None for any other text, or once the link is too old."""
    follow_up_id = read_link_token("follow_up", token)
    if follow_up_id is None:
        return None
    found = db.execute(
        select(FollowUpRow.asked_at, FollowUpRow.answered_at, GroupRow.name, GroupSessionRow.starts_at)
        .join(GroupSessionRow, GroupSessionRow.id == FollowUpRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(FollowUpRow.id == follow_up_id)
    ).one_or_none()
    if found is None or not link_is_open(found.asked_at, now):
        return None
    return LinkedFollowUp(found.name, found.starts_at, found.answered_at)


def find_my_follow_up(db: Db, *, actor: Actor, session_id: int) -> MyFollowUp | None:
    """What she was asked about one session, and has answered."""
    actor.must_be(Role.NURSE)
    found = _mine(db, actor, FollowUpRow.session_id == session_id, limit=1)
    return found[0] if found else None


def my_open_follow_ups(db: Db, *, actor: Actor, limit: int = 25) -> list[MyFollowUp]:
    """What she was asked and has not answered, the newest session first."""
    actor.must_be(Role.NURSE)
    return _mine(db, actor, FollowUpRow.answered_at.is_(None), limit=limit)


def follow_up_counts(db: Db, *, actor: Actor) -> list[FollowUpLine]:
    """How many were asked and what they answered, by site and group; those who were erased are still counted."""
    actor.must_be(Role.LIBRARIAN)
    asked: dict[tuple[str, str], int] = {}
    answers: dict[tuple[str, str], dict[Used, int]] = {}
    for key, used, number in [*_answers(db), *_answers_of_erased(db)]:
        asked[key] = asked.get(key, 0) + number
        if used is not None:
            by_answer = answers.setdefault(key, {})
            by_answer[used] = by_answer.get(used, 0) + number
    return [
        FollowUpLine(site, group, FollowUpCounts(asked[site, group], answers.get((site, group), {})))
        for site, group in sorted(asked)
    ]


def _mine(db: Db, actor: Actor, condition: ColumnElement[bool], *, limit: int) -> list[MyFollowUp]:
    found = db.execute(
        select(FollowUpRow, GroupRow.name, GroupSessionRow.starts_at)
        .join(GroupSessionRow, GroupSessionRow.id == FollowUpRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(FollowUpRow.person_id == actor.person_id, condition)
        .order_by(GroupSessionRow.starts_at.desc(), FollowUpRow.id)
        .limit(limit)
    ).all()
    return [
        MyFollowUp(row.session_id, group, starts_at, row.used, row.words, row.answered_at, row.added_to_id)
        for row, group, starts_at in found
    ]


Answers = Iterable[tuple[tuple[str, str], Used | None, int]]


def _answers(db: Db) -> Answers:
    rows = db.execute(
        select(SiteRow.name, GroupRow.name, FollowUpRow.used, func.count())
        .select_from(FollowUpRow)
        .join(GroupSessionRow, GroupSessionRow.id == FollowUpRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .group_by(SiteRow.name, GroupRow.name, FollowUpRow.used)
    ).all()
    return [((site or ONLINE, group), used, number) for site, group, used, number in rows]


def _answers_of_erased(db: Db) -> Answers:
    """Only whether they had used it is left of them: not yet and no have become one number."""
    rows = db.execute(
        select(SiteRow.name, GroupRow.name, func.sum(ErasedCountRow.used), func.sum(ErasedCountRow.not_used))
        .select_from(ErasedCountRow)
        .join(GroupSessionRow, GroupSessionRow.id == ErasedCountRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .group_by(SiteRow.name, GroupRow.name)
        .having(func.sum(ErasedCountRow.used + ErasedCountRow.not_used) > 0)
    ).all()
    for site, group, used, not_used in rows:
        yield (site or ONLINE, group), Used.YES, int(used)
        yield (site or ONLINE, group), Used.NO, int(not_used)
