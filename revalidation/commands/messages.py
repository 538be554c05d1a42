"""The outbox: writing a message beside what it is about, and what the worker notes when it has tried to send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import CAN_BE_STOPPED, LEASE, LINK_IS_GONE, MessageKind, MessageState, wait_after
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NoSuchLink
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.links import read_link_token
from revalidation.storage.messages import MessageRow, MessageStopRow, WorkerRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held
from revalidation.storage.tokens import new_token

_SAYS_PLACE = (
    MessageKind.BOOKED,
    MessageKind.CLAIMED,
    MessageKind.PROMOTED,
    MessageKind.GIVEN_BY_HAND,
    MessageKind.MOVED,
)
_ADD = insert(MessageRow)  # built once, as what else every booking sends


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this worker's to send, until the lease runs out."""

    id: int
    key: str
    lease: str


def tell(
    db: Db,
    *,
    kind: MessageKind,
    booking: BookingRow,
    now: datetime,
    ends_a_place: bool = False,
    was_at: datetime | None = None,
) -> None:
    """Write a message to whoever made a booking about what has just happened to it.

    It carries a calendar entry if it says that there is a place now, or (`ends_a_place`) that there is none any more.
    """
    has_a_place = kind in _SAYS_PLACE and booking.state is BookingState.CONFIRMED
    sequence = None
    if has_a_place or ends_a_place:
        sequence = booking.sequence
        booking.sequence += 1
    tell_news(
        db,
        kind=kind,
        booking_id=booking.id,
        person_id=booking.person_id,
        session_id=booking.session_id,
        sequence=sequence,
        was_at=was_at,
        now=now,
    )


def tell_news(
    db: Db,
    *,
    kind: MessageKind,
    booking_id: int,
    person_id: int,
    session_id: int,
    sequence: int | None,
    now: datetime,
    was_at: datetime | None = None,
) -> None:
    """Write a message about a booking with the number of the calendar entry it carries; it is news each time."""
    db.connection().execute(
        _ADD,
        {
            "key": f"{kind}-{booking_id}-{new_token()}",
            "kind": kind,
            "person_id": person_id,
            "session_id": session_id,
            "booking_id": booking_id,
            "sequence": sequence,
            "was_at": was_at,
            "due_at": now,
            "created_at": now,
        },
    )


def tell_about(
    db: Db,
    *,
    kind: MessageKind,
    key: str,
    about: Mapping[str, int | None],
    now: datetime,
    due_at: datetime | None = None,
    secret: str | None = None,
) -> None:
    """Write a message that carries no calendar entry; `about` has whom and what it concerns, by the outbox's columns.

    A secret is kept encrypted, and only until the message has gone.
    """
    db.add(MessageRow(key=key, kind=kind, secret=secret, due_at=due_at or now, created_at=now, **about))


def tell_person(
    db: Db,
    *,
    kind: MessageKind,
    key: str,
    person_id: int,
    session_id: int,
    due_at: datetime,
    now: datetime,
    booking_id: int | None = None,
) -> None:
    """Write a message about a session that carries no calendar entry."""
    about = {"person_id": person_id, "session_id": session_id, "booking_id": booking_id}
    tell_about(db, kind=kind, key=key, about=about, due_at=due_at, now=now)


def tell_news_of_topics(db: Db, *, bulletin_id: int, person_id: int, due_at: datetime, now: datetime) -> None:
    """Write the message that brings a bulletin."""
    kind, about = MessageKind.BULLETIN, {"bulletin_id": bulletin_id, "person_id": person_id}
    tell_about(db, kind=kind, key=f"{kind}-{bulletin_id}", about=about, due_at=due_at, now=now)


def tell_invited(db: Db, *, invitation_id: int, token: str, now: datetime) -> None:
    """Write the message with an invitation's link."""
    kind, about = MessageKind.INVITATION, {"invitation_id": invitation_id}
    tell_about(db, kind=kind, key=f"{kind}-{invitation_id}", about=about, secret=token, now=now)


def tell_asked_to_sign(db: Db, *, sign_off_id: int, token: str, now: datetime) -> None:
    """Write the message with the link to a form that somebody is asked to sign."""
    kind, about = MessageKind.SIGN_OFF_INVITATION, {"sign_off_id": sign_off_id}
    tell_about(db, kind=kind, key=f"{kind}-{sign_off_id}-{new_token()}", about=about, secret=token, now=now)


def tell_signed(db: Db, *, sign_off_id: int, now: datetime) -> None:
    """Write to the nurse whose form was signed; the row does not say whose that is."""
    kind = MessageKind.SIGNED
    tell_about(db, kind=kind, key=f"{kind}-{sign_off_id}", about={"sign_off_id": sign_off_id}, now=now)


def claim_message(db: Db, *, now: datetime) -> Claimed | None:
    """The next message that is due, leased to whoever asks; no two workers get the same one."""
    row = db.scalars(
        select(MessageRow)
        .where(
            MessageRow.state == MessageState.WAITING,
            MessageRow.due_at <= now,
            or_(MessageRow.leased_until.is_(None), MessageRow.leased_until <= now),
        )
        .order_by(MessageRow.due_at, MessageRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    row.lease, row.leased_until = new_token(), now + LEASE
    return Claimed(id=row.id, key=row.key, lease=row.lease)


def note_sent(db: Db, *, claimed: Claimed, now: datetime) -> bool:
    """The mail server has taken it. False if the lease had run out, so that somebody else may have sent it as well."""
    return _end(db, claimed, MessageState.SENT, now)


def note_dropped(db: Db, *, claimed: Claimed, now: datetime) -> bool:
    """It no longer applied when its turn came; articles in it were not sent either, and that is not said any more."""
    row = _leased(db, claimed)
    if row is not None and row.kind is MessageKind.BULLETIN:
        db.execute(delete(ArticleSentRow).where(ArticleSentRow.bulletin_id == row.bulletin_id))
    if row is not None and row.kind is MessageKind.ARTICLE:
        db.execute(
            delete(ArticleSentRow).where(
                ArticleSentRow.article_id == row.article_id,
                ArticleSentRow.person_id == row.person_id,
                ArticleSentRow.session_id.is_not_distinct_from(row.session_id),
                ArticleSentRow.bulletin_id.is_(None),
            )
        )
    return _end(db, claimed, MessageState.DROPPED, now)


def note_refused(db: Db, *, claimed: Claimed, trouble: str, is_for_good: bool, now: datetime) -> MessageState:
    """The mail server did not take it: try again later, or never. `trouble` is a code and words without an address."""
    row = _leased(db, claimed)
    if row is None:
        return MessageState.WAITING
    row.tries += 1
    row.trouble, row.lease, row.leased_until = trouble, None, None
    wait = None if is_for_good else wait_after(row.tries)
    if wait is None:
        row.state, row.ended_at, row.secret = MessageState.DEAD, now, None
    else:
        row.due_at = now + wait
    return row.state


def give_back(db: Db, *, claimed: Claimed) -> None:
    """Nobody could be asked to take it: it waits for the next worker, and this was no try."""
    row = _leased(db, claimed)
    if row is not None:
        row.lease, row.leased_until = None, None


def try_again(db: Db, *, actor: Actor, message_id: int, now: datetime) -> None:
    """Put a message that could not be delivered back among those that wait."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, MessageRow, message_id, "message")
    if row.state is MessageState.DEAD:
        row.state, row.tries, row.due_at, row.ended_at = MessageState.WAITING, 0, now, None


def try_all_again(db: Db, *, actor: Actor, now: datetime) -> int:
    """As `try_again`, of all that can be sent once more; how many that are."""
    actor.must_be(Role.LIBRARIAN)
    tried = db.scalars(
        update(MessageRow)
        .where(MessageRow.state == MessageState.DEAD, MessageRow.kind.not_in(LINK_IS_GONE))
        .values(state=MessageState.WAITING, tries=0, due_at=now, ended_at=None)
        .returning(MessageRow.id)
    )
    return len(tried.all())


def stop_messages(db: Db, *, token: str, kind: MessageKind) -> None:
    """Send no more messages of this kind to whom the link belongs; twice is as good as once. Raises NoSuchLink."""
    person_id = _get_person_id(db, token, kind)
    if db.get(MessageStopRow, (person_id, kind)) is None:
        db.add(MessageStopRow(person_id=person_id, kind=kind))


def resume_messages(db: Db, *, token: str, kind: MessageKind) -> None:
    """Send messages of this kind again. Raises NoSuchLink."""
    row = db.get(MessageStopRow, (_get_person_id(db, token, kind), kind))
    if row is not None:
        db.delete(row)


def note_worker(db: Db, *, trouble: str, now: datetime) -> None:
    """A worker has run; `trouble` says in words what is the matter with the mail server, if anything."""
    row = db.get(WorkerRow, 1)
    if row is None:
        row = WorkerRow(id=1, trouble_since=None)
        db.add(row)
    row.seen_at, row.trouble = now, trouble
    row.trouble_since = (row.trouble_since or now) if trouble else None


def _get_person_id(db: Db, token: str, kind: MessageKind) -> int:
    """Held, so that two clicks at once write one row."""
    person_id = read_link_token("messages", token)
    if person_id is None or kind not in CAN_BE_STOPPED:
        raise NoSuchLink
    found = db.scalar(select(PersonRow.id).where(PersonRow.id == person_id).with_for_update(key_share=True))
    if found is None:
        raise NoSuchLink
    return found


def _end(db: Db, claimed: Claimed, state: MessageState, now: datetime) -> bool:
    ended = db.scalar(
        update(MessageRow)
        .where(MessageRow.id == claimed.id, MessageRow.lease == claimed.lease)
        .values(state=state, ended_at=now, lease=None, leased_until=None, secret=None, trouble="")
        .returning(MessageRow.id)
    )
    return ended is not None


def _leased(db: Db, claimed: Claimed) -> MessageRow | None:
    return db.scalars(
        select(MessageRow).where(MessageRow.id == claimed.id, MessageRow.lease == claimed.lease).with_for_update()
    ).one_or_none()
