"""Follow-ups: asking whoever was there, some weeks later, and what she answers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select

from revalidation.commands.messages import tell_person
from revalidation.domain.data_refusals import AnswerNeeded, NoSuchFollowUp
from revalidation.domain.due import ASKS_AFTERWARDS_FOR, when_awake
from revalidation.domain.follow_ups import (
    REMINDERS,
    REMINDS_AFTER,
    Used,
    is_time_to_ask,
    is_time_to_remind,
    link_is_open,
    with_added_words,
)
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import WAS_THERE
from revalidation.domain.text import prose
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.links import read_link_token
from revalidation.storage.messages import MessageRow, MessageStopRow
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.places import hold_places, quiet_hours
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow

_A_DAY = timedelta(days=1)  # clocks may change between a session and the moment to ask


def ask_follow_ups(db: Db, *, now: datetime) -> int:
    """Ask whoever attended, so many days after it, and remind twice whoever has not answered; how many were asked."""
    hold_places(db)
    installation = db.get(InstallationRow, 1)
    days = installation.follow_up_days if installation else 0
    asked = 0
    for session_id, person_id in _to_ask(db, days, now) if days else ():
        row = FollowUpRow(person_id=person_id, session_id=session_id, asked_at=now, times_asked=0, words="")
        db.add(row)
        _ask(db, row, now)
        asked += 1
    for row in _to_remind(db, now) if days else ():
        _ask(db, row, now)
        asked += 1
    return asked


def answer_follow_up(db: Db, *, actor: Actor, session_id: int, used: Used | None, words: str, now: datetime) -> None:
    """Keep her answer and her words, in place of earlier ones. Raises AnswerNeeded, TooLong, NotFound."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(FollowUpRow)
        .where(FollowUpRow.person_id == actor.person_id, FollowUpRow.session_id == session_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="question")
    row.used, row.words, row.answered_at = _given(used), prose(words, "what you write", field="words"), now


def answer_by_link(db: Db, *, token: str, used: Used | None, words: str, now: datetime) -> None:
    """Keep the answer that comes by a message's link; words go below earlier ones, which nobody can read there.

    Raises NoSuchFollowUp, AnswerNeeded, TooLong.
    """
    follow_up_id = read_link_token("follow_up", token)
    row = db.scalars(select(FollowUpRow).where(FollowUpRow.id == follow_up_id).with_for_update()).one_or_none()
    if row is None or not link_is_open(row.asked_at, now):
        raise NoSuchFollowUp
    whole = with_added_words(row.words, words)
    row.used, row.words, row.answered_at = _given(used), prose(whole, "what you write", field="words"), now


def _given(used: Used | None) -> Used:
    if used is None:
        raise AnswerNeeded(field="used")
    return used


def _ask(db: Db, row: FollowUpRow, now: datetime) -> None:
    row.asked_at, row.times_asked = now, row.times_asked + 1
    tell_person(
        db,
        kind=MessageKind.FOLLOW_UP,
        key=f"{MessageKind.FOLLOW_UP}-{row.session_id}-{row.person_id}-{row.times_asked}",
        person_id=row.person_id,
        session_id=row.session_id,
        due_at=when_awake(now, quiet_hours(db)),
        now=now,
    )


def _to_ask(db: Db, days: int, now: datetime) -> Iterable[tuple[int, int]]:
    """Who was there, has not been asked, and does not want not to be: session and person."""
    latest = now - timedelta(days=days) + _A_DAY
    is_asked = exists().where(
        FollowUpRow.session_id == RegisterMarkRow.session_id, FollowUpRow.person_id == RegisterMarkRow.person_id
    )
    found = db.execute(
        select(GroupSessionRow.ends_at, RegisterMarkRow.session_id, RegisterMarkRow.person_id)
        .join(RegisterMarkRow, RegisterMarkRow.session_id == GroupSessionRow.id)
        .join(PersonRoleRow, PersonRoleRow.person_id == RegisterMarkRow.person_id)
        .where(
            PersonRoleRow.role == Role.NURSE,
            GroupSessionRow.starts_at < latest,
            GroupSessionRow.ends_at > latest - ASKS_AFTERWARDS_FOR - 2 * _A_DAY,
            GroupSessionRow.ends_at < latest,
            RegisterMarkRow.mark.in_(WAS_THERE),
            ~is_asked,
            ~_has_stopped(),
        )
        .order_by(RegisterMarkRow.session_id, RegisterMarkRow.person_id)
    ).all()
    for ends_at, session_id, person_id in found:
        if is_time_to_ask(ends_at=ends_at, days=days, now=now):
            yield session_id, person_id


def _to_remind(db: Db, now: datetime) -> Iterable[FollowUpRow]:
    """Who was asked by a message that has gone out, and has not answered since."""
    about = (
        MessageRow.kind == MessageKind.FOLLOW_UP,
        MessageRow.session_id == FollowUpRow.session_id,
        MessageRow.person_id == FollowUpRow.person_id,
    )
    reached_at = (
        select(func.max(MessageRow.ended_at)).where(*about, MessageRow.state == MessageState.SENT).scalar_subquery()
    )
    found = db.execute(
        select(FollowUpRow, reached_at)
        .join(
            RegisterMarkRow,
            (RegisterMarkRow.session_id == FollowUpRow.session_id)
            & (RegisterMarkRow.person_id == FollowUpRow.person_id),
        )
        .where(
            FollowUpRow.answered_at.is_(None),
            FollowUpRow.times_asked <= REMINDERS,
            FollowUpRow.asked_at <= now - REMINDS_AFTER,
            RegisterMarkRow.mark.in_(WAS_THERE),
            reached_at.is_not(None),
            ~exists().where(*about, MessageRow.state == MessageState.WAITING),
            ~_has_stopped(),
        )
        .order_by(FollowUpRow.id)
    ).all()
    for row, at in found:
        if at is not None and is_time_to_remind(times_asked=row.times_asked, reached_at=at, now=now):
            yield row


def _has_stopped() -> ColumnElement[bool]:
    return exists().where(
        MessageStopRow.person_id == RegisterMarkRow.person_id, MessageStopRow.kind == MessageKind.FOLLOW_UP
    )
