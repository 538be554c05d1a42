"""Checking in by the code that is shown in the room: a nurse marks herself as there."""

from dataclasses import dataclass
from datetime import datetime

from revalidation.commands.register import RegisterEntry, keep_mark
from revalidation.commands.walk_ins import let_in
from revalidation.domain.check_in import (
    check_in_closes_at,
    check_in_opens_at,
    is_check_in_open,
    is_code,
    wait_after_wrong_codes,
)
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import AskToBeAdded, CheckInClosed, SessionCancelled, TooManyCodes, WrongCheckInCode
from revalidation.domain.register import WAS_THERE, Mark, mark_on_arrival
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import said_moment, said_wait
from revalidation.storage.database import Db
from revalidation.storage.keys import secrets
from revalidation.storage.places import find_live, get_session_and_rules, hold_places
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sign_ins import held_tries
from revalidation.storage.tokens import digest


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What the register says of her now; `minutes` are those of the meeting that count."""

    mark: Mark
    minutes: int


def count_code(db: Db, *, actor: Actor, session_id: int, code: str, now: datetime) -> None:
    """Count a wrong code; a right one makes those before it forgotten. Raises TooManyCodes.

    It has a transaction of its own, because the refusal that follows a wrong code undoes what came with it.
    """
    actor.must_be(Role.NURSE)
    tries = held_tries(db, _digest(actor, session_id), now)
    wait = tries.last_at + wait_after_wrong_codes(tries.wrong) - now
    if wait.total_seconds() > 0:
        raise TooManyCodes(field="code", wait=said_wait(wait))
    if is_code(code, secrets=secrets(), session_id=session_id, now=now):
        tries.wrong = 0
    else:
        tries.wrong += 1
        tries.last_at = now


def check_in(db: Db, *, actor: Actor, session_id: int, code: str, now: datetime) -> CheckedIn:
    """Mark oneself as there; whoever waits gets a place as a walk-in does. Whoever is marked as there stays as marked.

    Raises WrongCheckInCode, CheckInClosed, SessionCancelled, AskToBeAdded, NobodyIsAbsent.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    session, _rules = get_session_and_rules(db, session_id)
    _must_be_right(session, code, now)
    if find_live(db, session_id, actor.person_id) is None:
        raise AskToBeAdded
    let_in(db, actor=actor, session=session, person_id=actor.person_id, now=now)
    row = db.get(RegisterMarkRow, (session_id, actor.person_id))
    if row is None or row.mark not in WAS_THERE:
        entry = RegisterEntry(*mark_on_arrival(starts_at=session.starts_at, ends_at=session.ends_at, now=now))
        keep_mark(db, actor=actor, session=session, person_id=actor.person_id, entry=entry, now=now)
        db.flush()
    kept = db.get_one(RegisterMarkRow, (session_id, actor.person_id))
    return CheckedIn(kept.mark, kept.minutes)


def _must_be_right(session: GroupSessionRow, code: str, now: datetime) -> None:
    if session.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one="")
    if not is_check_in_open(starts_at=session.starts_at, ends_at=session.ends_at, now=now):
        opens, closes = check_in_opens_at(session.starts_at), check_in_closes_at(session.ends_at)
        raise CheckInClosed(opens=said_moment(opens), closes=said_moment(closes))
    if not is_code(code, secrets=secrets(), session_id=session.id, now=now):
        raise WrongCheckInCode(field="code")


def _digest(actor: Actor, session_id: int) -> str:
    return digest(f"check-in\n{actor.person_id}\n{session_id}")  # a line end: nobody can type it as an address
