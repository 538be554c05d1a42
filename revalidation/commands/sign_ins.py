"""Signing in and out. The password door and any later door end in `open_sign_in`."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from revalidation.commands.audit import note
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.passwords import checked_password, wait_after
from revalidation.domain.people import Actor, checked_email, checked_name
from revalidation.domain.refusals import CurrentPasswordWrong, EmailTaken, SlowedDown, WrongEmailOrPassword
from revalidation.domain.sign_ins import TICKET_LIFE, Limits
from revalidation.domain.text import line
from revalidation.domain.times import said_wait
from revalidation.storage.database import Db
from revalidation.storage.passwords import hash_is_outdated, password_fits, password_hash
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.sign_ins import SignInRow, SignInTryRow, held_tries
from revalidation.storage.tokens import digest, new_token


@dataclass(frozen=True, slots=True)
class Entered:
    """What a browser gets for its ticket: the secret of its cookie, and when that ends at the latest."""

    token: str = field(repr=False)  # never in a log
    ends_at: datetime


def count_try(db: Db, *, email: str, now: datetime) -> None:
    """Count a try as wrong before its password is looked at; a right one is forgiven. Raises SlowedDown.

    It has a transaction of its own, because the refusal that follows a wrong password undoes what came with it.
    """
    tries = held_tries(db, digest(_address(email)), now)
    wait = tries.last_at + wait_after(tries.wrong) - now
    if wait.total_seconds() > 0:
        raise SlowedDown(field="password", wait=said_wait(wait))
    tries.wrong += 1
    tries.last_at = now


def sign_in(db: Db, *, email: str, password: str, limits: Limits, now: datetime) -> str:
    """A ticket for whoever has this e-mail address and password. Raises WrongEmailOrPassword."""
    address = _address(email)
    person = db.scalars(select(PersonRow).where(PersonRow.email == address)).one_or_none()
    kept = person.password_hash if person else None
    if not password_fits(password, kept) or person is None or kept is None:
        raise WrongEmailOrPassword(field="password")
    if hash_is_outdated(kept):
        person.password_hash = password_hash(password)
    db.execute(delete(SignInTryRow).where(SignInTryRow.email_digest == digest(address)))
    return open_sign_in(db, person_id=person.id, limits=limits, now=now)


def open_sign_in(db: Db, *, person_id: int, limits: Limits, now: datetime) -> str:
    """A ticket that a browser may swap for a cookie, once and soon; whoever calls has made sure of the person."""
    ticket = new_token()
    note(db, person_id=person_id, actor=AuditActor.HERSELF, kind=AuditKind.SIGNED_IN, now=now)
    db.add(
        SignInRow(
            person_id=person_id,
            ticket_digest=digest(ticket),
            ticket_ends_at=now + TICKET_LIFE,
            opened_at=now,
            last_seen_at=now,
            ends_at=now + limits.absolute,
        )
    )
    return ticket


def swap_ticket(db: Db, *, ticket: str, now: datetime) -> Entered | None:
    """The cookie for a ticket, or nothing if it is unknown, used or late."""
    token = new_token()
    ends_at = db.scalar(
        update(SignInRow)
        .where(SignInRow.ticket_digest == digest(ticket), SignInRow.ticket_ends_at > now, SignInRow.ended_at.is_(None))
        .values(ticket_digest=None, token_digest=digest(token))
        .returning(SignInRow.ends_at)
    )
    return Entered(token=token, ends_at=ends_at) if ends_at else None


def note_seen(db: Db, *, sign_in_id: int, now: datetime) -> None:
    """Remember that a sign-in is in use."""
    db.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(last_seen_at=now))


def sign_out(db: Db, *, actor: Actor, now: datetime) -> None:
    """End this sign-in: in every tab, on every server, and for every copy of its cookie."""
    db.execute(update(SignInRow).where(SignInRow.id == actor.sign_in_id).values(ended_at=now))
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.SIGNED_OUT, now=now)


def sign_out_everywhere(db: Db, *, actor: Actor, now: datetime, keep_this: bool = False) -> None:
    """End all sign-ins of this person, on every device."""
    if not keep_this:
        note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.SIGNED_OUT, now=now)
    ending = update(SignInRow).where(SignInRow.person_id == actor.person_id, SignInRow.ended_at.is_(None))
    if keep_this:
        ending = ending.where(SignInRow.id != actor.sign_in_id)
    db.execute(ending.values(ended_at=now))


def change_password(db: Db, *, actor: Actor, current: str, password: str, again: str, now: datetime) -> None:
    """A new password; other devices are signed out. The try was counted before, as in signing in.

    Raises CurrentPasswordWrong, or what is wrong with the new one.
    """
    person = get_row(db, PersonRow, actor.person_id, "account")
    if not password_fits(current, person.password_hash):
        raise CurrentPasswordWrong(field="current")
    db.execute(delete(SignInTryRow).where(SignInTryRow.email_digest == digest(person.email)))
    checked_password(password, again, email=person.email, name=person.name)
    person.password_hash = password_hash(password)
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.PASSWORD_CHANGED, now=now)
    sign_out_everywhere(db, actor=actor, now=now, keep_this=True)


def correct_my_details(db: Db, *, actor: Actor, name: str, email: str, current: str, now: datetime) -> None:
    """Another name, or another e-mail address to sign in with; the try was counted before, as in signing in.

    Raises CurrentPasswordWrong, EmailTaken, or what is wrong with either.
    """
    person = get_held(db, PersonRow, actor.person_id, "account")
    if not password_fits(current, person.password_hash):
        raise CurrentPasswordWrong(field="current_for_details")
    db.execute(delete(SignInTryRow).where(SignInTryRow.email_digest == digest(person.email)))
    address = checked_email(email)
    if db.scalar(select(PersonRow.id).where(PersonRow.email == address, PersonRow.id != person.id)):
        raise EmailTaken(field="email", email=address)
    person.name, person.email = checked_name(name), address
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise EmailTaken(field="email", email=address) from None
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.DETAILS_CHANGED, now=now)


def _address(typed: str) -> str:
    """An e-mail address as accounts have it; whatever was typed, no database stumbles over it."""
    return line(typed, "an e-mail address", field="email", required=False, limit=len(typed)).lower()
