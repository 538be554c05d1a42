"""Where a nurse stands: what falls into her registration period, and which sessions would bring what is missing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from revalidation.domain.accounts import AccountState
from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.filters import Filters
from revalidation.domain.months import moments_of
from revalidation.domain.nmc import registrations_in_force, requirements_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio import Held, Progress, Requirement, enough_of, progress
from revalidation.domain.practice import PracticePeriod, minutes_within
from revalidation.domain.registration_periods import RegistrationPeriod, registration_period
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.times import local
from revalidation.queries.registrations import my_registration
from revalidation.queries.sessions import SessionLine, my_sessions, upcoming_sessions
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.practice import PracticePeriodRow, runs_on
from revalidation.storage.sign_offs import SignOffRow

_ONLY_FREE = Filters(only_free=True)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The period and every requirement in it. `booked` are minutes of sessions to come on which she has a place."""

    period: RegistrationPeriod
    kinds: tuple[str, ...]
    lines: tuple[Progress, ...]
    booked: int = 0
    sessions: tuple[SessionLine, ...] = ()

    def line(self, requirement: Requirement) -> Progress:
        """How one requirement stands."""
        return next(line for line in self.lines if line.requirement is requirement)

    @property
    def by(self) -> date:
        """Until when it must be done."""
        return self.period.application_on


def find_portfolio(db: Db, *, actor: Actor, now: datetime) -> Portfolio | None:
    """How she stands in the period that ends with her renewal date; None before she has given one."""
    actor.must_be(Role.NURSE)
    registration = my_registration(db, actor=actor)
    asked = requirements_in_force(registration.application_on or local(now).date())
    period = registration_period(registration, asked)
    if period is None:
        return None
    kinds = registrations_in_force(period.application_on)
    lines = tuple(progress(asked, kinds, _held(db, actor, period, local(now).date()), registration.kinds))
    found = Portfolio(period, registration.kinds, lines)
    missing = found.line(Requirement.PARTICIPATORY).missing
    if not missing:
        return found
    booked = sum(
        line.minutes
        for line in my_sessions(db, actor=actor, now=now)
        if line.booking is BookingState.CONFIRMED and line.mark is None and _is_in_time(line, period)
    )
    return Portfolio(period, registration.kinds, lines, booked, _reaching(db, actor, period, missing - booked, now))


def _reaching(db: Db, actor: Actor, period: RegistrationPeriod, missing: int, now: datetime) -> tuple[SessionLine, ...]:
    """The next sessions with a free place that would bring so many minutes, or as many as there are."""
    if missing <= 0:
        return ()
    lines, _ = upcoming_sessions(db, actor=actor, now=now, filters=_ONLY_FREE)
    bookable = [line for line in lines if line.booking not in LIVE and _is_in_time(line, period)]
    return tuple(bookable[: enough_of(missing, [line.minutes for line in bookable])])


def _is_in_time(line: SessionLine, period: RegistrationPeriod) -> bool:
    return local(line.ends_at).date() <= period.application_on


def _held(db: Db, actor: Actor, period: RegistrationPeriod, today: date) -> Held:
    cpd, participatory = db.execute(
        select(
            func.coalesce(func.sum(CpdEntryRow.minutes), 0),
            func.coalesce(func.sum(CpdEntryRow.participatory_minutes), 0),
        ).where(
            CpdEntryRow.person_id == actor.person_id,
            CpdEntryRow.removed_at.is_(None),
            CpdEntryRow.last_on.between(period.begins_on, period.ends_on),
        )
    ).one()
    confirmed_from = max(period.begins_on, period.confirmation_from_on)
    return Held(
        practice=_practice(db, actor, period, today),
        cpd=cpd,
        participatory=participatory,
        feedback=_count(
            db,
            FeedbackRow.person_id == actor.person_id,
            FeedbackRow.given_on.between(period.begins_on, period.ends_on),
        ),
        accounts=_count(
            db,
            ReflectiveAccountRow.person_id == actor.person_id,
            ReflectiveAccountRow.state == AccountState.FINISHED,
            _between(ReflectiveAccountRow.finished_at, period.begins_on, period.ends_on),
        ),
        discussions=_signed(db, actor, SignOffKind.DISCUSSION, period.begins_on, period.ends_on),
        confirmations=_signed(db, actor, SignOffKind.CONFIRMATION, confirmed_from, period.ends_on),
    )


def _practice(db: Db, actor: Actor, period: RegistrationPeriod, today: date) -> dict[str, int]:
    """Minutes within the period, by the kind of registration; only columns that are not encrypted are read."""
    rows = db.execute(
        select(
            PracticePeriodRow.first_on,
            PracticePeriodRow.last_on,
            PracticePeriodRow.minutes,
            PracticePeriodRow.registration,
        ).where(
            PracticePeriodRow.person_id == actor.person_id,
            PracticePeriodRow.first_on <= period.ends_on,
            runs_on(period.begins_on),
        )
    )
    found: dict[str, int] = {}
    for first_on, last_on, minutes, kind in rows:
        one = PracticePeriod(first_on=first_on, last_on=last_on, minutes=minutes)
        found[kind] = found.get(kind, 0) + minutes_within(one, period.begins_on, period.ends_on, today)
    return found


def _signed(db: Db, actor: Actor, kind: SignOffKind, first_on: date, last_on: date) -> int:
    return _count(
        db,
        SignOffRow.person_id == actor.person_id,
        SignOffRow.kind == kind,
        _between(SignOffRow.signed_at, first_on, last_on),
    )


def _between(moment: InstrumentedAttribute[datetime | None], first_on: date, last_on: date) -> ColumnElement[bool]:
    begins_at, ends_at = moments_of(first_on, last_on)
    return (moment >= begins_at) & (moment < ends_at)


def _count(db: Db, *which: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).where(*which)) or 0
