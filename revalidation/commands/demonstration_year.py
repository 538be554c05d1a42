"""A believable year of bookings, registers and reflective accounts in a demonstration."""

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from revalidation.commands import demonstration_content as content
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.demonstration_content import InventedAccount
from revalidation.commands.offers import accept_offer
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.accounts import AccountState
from revalidation.domain.bookings import HOLDS_A_PLACE, BookingState, CancelReason
from revalidation.domain.groups import GroupKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db

# Shares of the places that people ask for: most sessions have room, some are quiet, some overflow.
DEMAND = (0.2, 0.3, 0.4, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.4)
DEMAND_BY_DISTANCE = 100  # days: people book late, so what is further away is emptier
LEAST_DEMAND = 0.2
SAME_SITE = 3  # times as eager
CHANGES_MIND = 0.15
BOOKING_OPENS_BEFORE = timedelta(days=28)
BOOKED_AT_LATEST = timedelta(hours=3)
CALLED_OFF_BEFORE = timedelta(minutes=15)
REASONS = (CancelReason.WARD, CancelReason.ROTA, CancelReason.WARD, CancelReason.SICKNESS, CancelReason.OTHER)
MARKS = {Mark.ATTENDED: 80, Mark.ATTENDED_PART: 6, Mark.DID_NOT_ATTEND: 14}
REGISTERS_TO_MARK = 2  # left for the librarian who looks around
# Of the sessions that those to try attended, these are written about; the others wait for the visitor.
WRITTEN = (
    "office-door",
    "after-restraint",
    "what-happened",
    "phone-or-visit",
    "before-the-dressing",
    "waiting-in",
    "nearly",
)

Progress = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the Trust, and the site where she works."""

    actor: Actor
    site: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session in the calendar, with the keys of its site and of the article it reads."""

    session_id: int
    kind: GroupKind
    site: str | None
    article: str
    plan: SessionPlan

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.plan.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.plan.minutes)


@dataclass(frozen=True, slots=True)
class Promised:
    """By session: those to try who book first and come, and those who only ask once it is full."""

    first: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))
    late: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))


def fill_meetings(
    db: Db,
    *,
    librarian: Actor,
    members: Sequence[Member],
    meetings: Sequence[Meeting],
    rng: random.Random,
    now: datetime,
    progress: Progress,
) -> None:
    """Book places on every session, give some back, call two off, and mark the registers except the last ones."""
    nurses = [member for member in members if Role.NURSE in member.actor.roles]
    emails = content.emails_to_try()
    to_try = [member for member in nurses if member.actor.email in emails]
    crowd = [member for member in nurses if member.actor.email not in emails]
    promised = _promise(to_try, meetings, now)
    called_off = _called_off(meetings, now)
    to_mark = _held(meetings, now)[:-REGISTERS_TO_MARK]
    for number, meeting in enumerate(_in_order(meetings)):
        if number % 10 == 0:
            progress(0.15 + 0.8 * number / len(meetings), "Booking places and marking registers")
        first, late = promised.first[meeting.session_id], promised.late[meeting.session_id]
        _book_places(db, meeting, (first, _ask(meeting, crowd, rng, now, overflows=bool(late)), late), rng, now)
        if meeting in called_off:
            moment = min(meeting.starts_at, now) - CALLED_OFF_BEFORE
            cancel_session(db, actor=librarian, session_id=meeting.session_id, now=moment)
        if meeting in to_mark:
            came = {member.actor.person_id for member in first}
            _mark(db, librarian, meeting, came, rng)


def write_accounts(db: Db, *, members: Sequence[Member], meetings: Sequence[Meeting], now: datetime) -> None:
    """Write the accounts of those to try, each from the session where she read the article."""
    by_email = {member.actor.email: member for member in members}
    for account in content.accounts():
        if account.key in WRITTEN:
            member = by_email[account.author]
            _write(db, member.actor, account, _session_behind(account, member, meetings, now), now)


def _in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.session_id))


def _held(meetings: Sequence[Meeting], now: datetime) -> list[Meeting]:
    """What has taken place, in order."""
    called_off = _called_off(meetings, now)
    return [meeting for meeting in _in_order(meetings) if meeting.ends_at <= now and meeting not in called_off]


def _ahead(meetings: Sequence[Meeting], now: datetime) -> list[Meeting]:
    return [meeting for meeting in _in_order(meetings) if meeting.starts_at > now]


def _called_off(meetings: Sequence[Meeting], now: datetime) -> list[Meeting]:
    """One training some weeks ago and one in a few weeks: the trainer was ill, or will be away."""
    trainings = [meeting for meeting in _in_order(meetings) if meeting.kind is GroupKind.TRAINING]
    past = [meeting for meeting in trainings if meeting.ends_at <= now]
    return past[-4:-3] + _ahead(trainings, now)[2:3]


def _promise(to_try: Sequence[Member], meetings: Sequence[Meeting], now: datetime) -> Promised:
    """Each attended what her accounts are about, has a place at her own site next, and waits for one online."""
    promised = Promised()
    reading_groups = [each for each in _ahead(meetings, now) if each.kind is GroupKind.READING_GROUP]
    for number, member in enumerate(to_try):
        hers = [account for account in content.accounts() if account.author == member.actor.email]
        attended = [_session_behind(account, member, meetings, now) for account in hers]
        next_one = next(each for each in reading_groups if each.site == member.site)
        for meeting in (*attended, next_one):
            if meeting and member not in promised.first[meeting.session_id]:
                promised.first[meeting.session_id].append(member)
        online = [each for each in reading_groups if each.site is None]
        promised.late[online[number].session_id].append(member)
    return promised


def _session_behind(
    account: InventedAccount, member: Member, meetings: Sequence[Meeting], now: datetime
) -> Meeting | None:
    """Where she read the article: an early session for a finished account, else the latest; always a marked one."""
    if account.article is None:
        return None
    fitting = [
        meeting
        for meeting in _held(meetings, now)[:-REGISTERS_TO_MARK]
        if meeting.article == account.article and meeting.site in (None, member.site)
    ]
    is_old = account.key in WRITTEN and account.state is AccountState.FINISHED
    return fitting[0 if is_old else -1]


def _ask(
    meeting: Meeting, crowd: Sequence[Member], rng: random.Random, now: datetime, *, overflows: bool
) -> list[Member]:
    """Who wants to come, mostly people of the same site; at least one person does."""
    days_ahead = max(0, (meeting.starts_at - now).days)
    share = rng.choice(DEMAND) * max(LEAST_DEMAND, 1 - days_ahead / DEMAND_BY_DISTANCE)
    wanted = max(1, round(meeting.plan.capacity * share))
    if overflows:
        wanted = max(wanted, meeting.plan.capacity + 1)

    def eagerness(member: Member) -> float:
        return rng.random() * (SAME_SITE if meeting.site == member.site else 1)

    return sorted(crowd, key=eagerness, reverse=True)[:wanted]


def _book_places(
    db: Db,
    meeting: Meeting,
    people: tuple[Sequence[Member], Sequence[Member], Sequence[Member]],
    rng: random.Random,
    now: datetime,
) -> None:
    """Let everybody book in turn and some change their minds, in the order in which it happened."""
    first, crowd, late = people
    closes = min(meeting.starts_at, now) - BOOKED_AT_LATEST
    queue = [*first, *crowd, *late]
    moments = sorted(closes - rng.random() * BOOKING_OPENS_BEFORE for _ in queue)
    happened: list[tuple[datetime, Callable[..., object], Actor]] = [
        (moment, book, member.actor) for moment, member in zip(moments, queue, strict=True)
    ]
    steady = len(first) + 1  # so that there is always somebody on the register
    for moment, _, actor in happened[steady:]:
        if not late and rng.random() < CHANGES_MIND:
            gives_up = partial(cancel_booking, reason=REASONS[len(happened) % len(REASONS)])
            happened.append((moment + rng.uniform(0.2, 1) * (closes - moment), gives_up, actor))
    for moment, act, actor in sorted(happened, key=lambda event: event[0]):
        act(db, actor=actor, session_id=meeting.session_id, now=moment)
        if meeting.ends_at <= now:
            _take_what_is_offered(db, meeting, {member.actor.person_id: member.actor for member in queue}, moment)


def _take_what_is_offered(db: Db, meeting: Meeting, actors: Mapping[int, Actor], moment: datetime) -> None:
    """Whoever waited takes the place some hours after it was offered to her."""
    offered = db.scalars(
        select(BookingRow.person_id).where(
            BookingRow.session_id == meeting.session_id, BookingRow.state == BookingState.OFFERED
        )
    ).all()
    for person_id in offered:
        accept_offer(db, actor=actors[person_id], session_id=meeting.session_id, now=moment + BOOKED_AT_LATEST / 2)


def _mark(db: Db, librarian: Actor, meeting: Meeting, came: Collection[int], rng: random.Random) -> None:
    """Mark everybody who has a place; `came` certainly did."""
    with_a_place = db.scalars(
        select(BookingRow.person_id)
        .where(BookingRow.session_id == meeting.session_id, BookingRow.state.in_(HOLDS_A_PLACE))
        .order_by(BookingRow.person_id)
    )
    entries = {}
    for person_id in with_a_place:
        mark = rng.choices(list(MARKS), list(MARKS.values()))[0]
        part = round(meeting.plan.minutes * rng.uniform(0.4, 0.8))
        entries[person_id] = RegisterEntry(Mark.ATTENDED if person_id in came else mark, part)
    mark_register(db, actor=librarian, session_id=meeting.session_id, entries=entries, now=meeting.ends_at)


def _write(db: Db, actor: Actor, account: InventedAccount, meeting: Meeting | None, now: datetime) -> None:
    """Begin an account two days after the session, and end it in the same week."""
    is_finished = account.state is AccountState.FINISHED
    out_of_the_blue = now - timedelta(days=45 if is_finished else 6)
    begun_at = min(now, meeting.ends_at + timedelta(days=2)) if meeting else out_of_the_blue
    saved_at = min(now, begun_at + timedelta(days=3))
    account_id = start_account(db, actor=actor, session_id=meeting.session_id if meeting else None, now=begun_at)
    revision = save_account(db, actor=actor, account_id=account_id, written=account.written, revision=0, now=saved_at)
    if is_finished:
        finish_account(db, actor=actor, account_id=account_id, revision=revision, now=saved_at)
