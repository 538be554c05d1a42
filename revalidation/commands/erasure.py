"""Erasing a nurse: everything of hers goes in one transaction, and only counts that name nobody stay."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from revalidation.commands.places import give_up, settle
from revalidation.domain.bookings import HOLDS_A_PLACE, BookingEvent, BookingState, state_when_given_up
from revalidation.domain.follow_ups import Used
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import CurrentPasswordWrong
from revalidation.domain.register import Mark
from revalidation.storage import files
from revalidation.storage.base import Row
from revalidation.storage.bookings import BookingChangeRow, BookingRow, had_a_place
from revalidation.storage.database import Db
from revalidation.storage.erasures import ErasedCountRow
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.passwords import password_fits, password_hash
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.places import bookings_to_come, free_place, get_session_and_rules, hold_places
from revalidation.storage.register import RegisterChangeRow, RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sign_ins import SignInRow, SignInTryRow
from revalidation.storage.tables import kinds, metadata
from revalidation.storage.tokens import digest, new_token

GONE = "Somebody who has left"
_ENDS = {
    BookingState.CONFIRMED: "booked",
    BookingState.CANCELLED: "cancelled",
    BookingState.CANCELLED_LATE: "cancelled_late",
}
_MARKS = {
    Mark.ATTENDED: "attended",
    Mark.ATTENDED_PART: "attended_part",
    Mark.DID_NOT_ATTEND: "did_not_attend",
}


def erase_me(db: Db, *, actor: Actor, password: str, now: datetime) -> bool:
    """Erase a nurse for good; whether her account as a librarian stays. The try was counted before, as in signing in.

    Raises CurrentPasswordWrong.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    person = db.scalars(select(PersonRow).where(PersonRow.id == actor.person_id).with_for_update()).one()
    if not password_fits(password, person.password_hash):
        raise CurrentPasswordWrong(field="current")
    db.execute(delete(SignInTryRow).where(SignInTryRow.email_digest == digest(person.email)))
    _give_places_back(db, person.id, now)
    _keep_counts(db, person.id)
    _free_what_is_past(db, person.id)
    for stored_as in db.scalars(select(EvidenceFileRow.stored_as).where(EvidenceFileRow.person_id == person.id)):
        files.remove_once_committed(db, stored_as)
    stays = Role.LIBRARIAN in db.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == person.id)).all()
    _delete_rows(db, person.id, stays=stays)
    if not stays:
        _leave_or_delete(db, person)
    db.flush()
    return stays


def _give_places_back(db: Db, person_id: int, now: datetime) -> None:
    """Bookings to come end as if she had cancelled them, so that whoever waits moves up; nobody is written to."""
    for booking in bookings_to_come(db, person_id, now):
        session, rules = get_session_and_rules(db, booking.session_id)
        state = state_when_given_up(
            booking.state, late_from=rules.late_from(session.starts_at), sure_at=booking.sure_at, now=now
        )
        give_up(db, booking=booking, event=BookingEvent.CANCELLED, state=state, now=now, is_told=False)
        settle(db, session_id=booking.session_id, now=now)
    db.flush()


def _keep_counts(db: Db, person_id: int) -> None:
    """Add what happened to the counts of each session: how her last booking stands, her mark, and her answer."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    bookings = select(BookingRow.session_id, BookingRow.state, had_a_place()).where(BookingRow.person_id == person_id)
    for session_id, state, had_one in db.execute(bookings.order_by(BookingRow.id)):
        for name in _ENDS.values():  # only the last one counts
            counts[session_id].pop(name, None)
        if state in _ENDS and had_one:
            counts[session_id][_ENDS[state]] = 1
    for session_id, mark in db.execute(
        select(RegisterMarkRow.session_id, RegisterMarkRow.mark).where(RegisterMarkRow.person_id == person_id)
    ):
        counts[session_id][_MARKS[mark]] = 1
    for session_id, used in db.execute(
        select(FollowUpRow.session_id, FollowUpRow.used).where(
            FollowUpRow.person_id == person_id, FollowUpRow.used.is_not(None)
        )
    ):
        counts[session_id]["used" if used is Used.YES else "not_used"] = 1
    for session_id, added in counts.items():
        _add(db, session_id, added)


def _add(db: Db, session_id: int, added: Mapping[str, int]) -> None:
    row = db.get(ErasedCountRow, session_id)
    if row is None:
        row = ErasedCountRow(session_id=session_id)
        db.add(row)
        db.flush()
    for name, number in added.items():
        setattr(row, name, getattr(row, name) + number)


def _free_what_is_past(db: Db, person_id: int) -> None:
    """The bookings go, so the counters of taken places must not count them any more."""
    held = db.scalars(
        select(BookingRow.session_id).where(
            BookingRow.person_id == person_id, BookingRow.state.in_(HOLDS_A_PLACE), BookingRow.is_vacated.is_(False)
        )
    ).all()
    for session_id in held:
        free_place(db, session_id)


def _delete_rows(db: Db, person_id: int, *, stays: bool) -> None:
    """Whatever names her, the tables that point elsewhere first. Of a librarian her account and its sign-ins stay."""
    kept: set[type[Row]] = {PersonRoleRow, SignInRow} if stays else set()
    order = [table.name for table in reversed(metadata().sorted_tables)]
    hers = [kind for kind in kinds() if hasattr(kind, "person_id") and kind not in kept]
    for kind in sorted(hers, key=lambda each: order.index(each.__tablename__)):
        is_hers: ColumnElement[bool] = kind.person_id == person_id
        db.execute(delete(kind).where(is_hers))
    if stays:
        db.execute(update(PersonRow).where(PersonRow.id == person_id).values(used_library_before=None))
        is_nurse = (PersonRoleRow.person_id == person_id) & (PersonRoleRow.role == Role.NURSE)
        db.execute(delete(PersonRoleRow).where(is_nurse))


def _leave_or_delete(db: Db, person: PersonRow) -> None:
    """Delete the person; where the library's own records point at her, a row without a name stays in her place."""
    db.execute(update(BookingChangeRow).where(BookingChangeRow.actor_id == person.id).values(actor_id=None))
    for led in (GroupRow, GroupSessionRow):
        db.execute(update(led).where(led.facilitator_id == person.id).values(facilitator_id=None))
    db.execute(delete(InvitationRow).where(InvitationRow.email == person.email))
    pointing = (RegisterMarkRow.marked_by_id, RegisterChangeRow.actor_id, InvitationRow.invited_by_id)
    if any(db.scalar(select(column).where(column == person.id).limit(1)) for column in pointing):
        person.name, person.email = GONE, f"{new_token().lower()}@gone.invalid"
        person.password_hash, person.used_library_before = password_hash(new_token()), None
    else:
        db.delete(person)
