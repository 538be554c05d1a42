"""What a nurse can put into an evidence pack, and what she has chosen as it goes onto paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from revalidation.domain.accounts import AccountState
from revalidation.domain.evidence import AboutKind, MediaType
from revalidation.domain.frozen import from_json
from revalidation.domain.nmc import registrations_in_force
from revalidation.domain.nmc_logs import Log
from revalidation.domain.packs import (
    Choice,
    Holder,
    PackAccount,
    PackContent,
    PackFile,
    PackShelf,
    PackSignOff,
    gap_sentences,
    in_order,
)
from revalidation.domain.people import Actor, Role
from revalidation.domain.registration_periods import RegistrationPeriod
from revalidation.domain.signed_forms import Shown, SignedForm
from revalidation.domain.text import first_line
from revalidation.domain.times import local
from revalidation.queries.accounts import accounts_for_paper
from revalidation.queries.cpd import cpd_for_paper
from revalidation.queries.feedback import feedback_for_paper
from revalidation.queries.portfolio import find_portfolio
from revalidation.queries.practice import practice_for_paper
from revalidation.queries.registrations import my_period, my_registration
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.signatures import signature_fits

NO_PERIOD = "No renewal date has been given, so it can't be said what is missing."
_SAID = 60  # characters of what a file is about


def pack_shelf(db: Db, *, actor: Actor, now: datetime) -> PackShelf:
    """All that could go into her pack."""
    actor.must_be(Role.NURSE)
    period = my_period(db, actor=actor, now=now)
    return PackShelf(
        period=period,
        lines={
            Log.PRACTICE_HOURS: len(practice_for_paper(db, actor=actor, now=now)),
            Log.CPD: len(cpd_for_paper(db, actor=actor, now=now)),
            Log.FEEDBACK: len(feedback_for_paper(db, actor=actor, now=now)),
        },
        accounts=tuple(_accounts(db, actor, period)),
        sign_offs=tuple(_sign_offs(db, actor, period)),
        files=tuple(in_order(_files(db, actor, period))),
    )


def pack_content(db: Db, *, actor: Actor, choice: Choice, now: datetime) -> PackContent:
    """What she has chosen; what is not hers, or gone, is left out. Raises NothingChosen."""
    actor.must_be(Role.NURSE)
    choice.must_hold_something()
    period = my_period(db, actor=actor, now=now)
    return PackContent(
        holder=_holder(db, actor, now),
        period=period,
        practice=tuple(practice_for_paper(db, actor=actor, now=now)) if Log.PRACTICE_HOURS in choice.logs else (),
        cpd=tuple(cpd_for_paper(db, actor=actor, now=now)) if Log.CPD in choice.logs else (),
        feedback=tuple(feedback_for_paper(db, actor=actor, now=now)) if Log.FEEDBACK in choice.logs else (),
        accounts=tuple(accounts_for_paper(db, actor=actor, account_ids=choice.accounts)),
        signed=tuple(_signed(db, actor, choice)),
        files=tuple(each for each in in_order(_files(db, actor, period)) if each.id in choice.files),
        gaps=_gaps(db, actor, now) if choice.with_gaps else None,
        with_originals=choice.with_originals,
    )


def _holder(db: Db, actor: Actor, now: datetime) -> Holder:
    registration = my_registration(db, actor=actor)
    kinds = registrations_in_force(registration.application_on or local(now).date()).kinds
    held = tuple(kind.label for kind in kinds if kind.key in registration.kinds)
    return Holder(actor.name, registration.nmc_pin, held)


def _gaps(db: Db, actor: Actor, now: datetime) -> tuple[str, ...]:
    portfolio = find_portfolio(db, actor=actor, now=now)
    return (NO_PERIOD,) if portfolio is None else gap_sentences(portfolio.lines)


def _accounts(db: Db, actor: Actor, period: RegistrationPeriod | None) -> Iterator[PackAccount]:
    rows = db.scalars(
        select(ReflectiveAccountRow)
        .where(ReflectiveAccountRow.person_id == actor.person_id, ReflectiveAccountRow.state == AccountState.FINISHED)
        .order_by(ReflectiveAccountRow.finished_at, ReflectiveAccountRow.id)
    )
    for row in rows:
        is_in_period = row.finished_at is not None and _holds(period, local(row.finished_at).date())
        yield PackAccount(row.id, row.title, is_in_period)


def _sign_offs(db: Db, actor: Actor, period: RegistrationPeriod | None) -> Iterator[PackSignOff]:
    rows = db.execute(
        select(SignOffRow.id, SignOffRow.kind, SignOffRow.signed_at)
        .where(SignOffRow.person_id == actor.person_id, SignOffRow.signed_at.is_not(None))
        .order_by(SignOffRow.kind.desc(), SignOffRow.signed_at, SignOffRow.id)  # the discussion comes first
    )
    for number, kind, signed_at in rows:
        if signed_at is None:
            continue
        signed_on = local(signed_at).date()
        yield PackSignOff(number, kind, signed_on, _holds(period, signed_on))


def _signed(db: Db, actor: Actor, choice: Choice) -> Iterator[tuple[SignedForm, bool]]:
    rows = db.execute(
        select(SignOffRow.shown, SignOffRow.shown_digest)
        .where(
            SignOffRow.person_id == actor.person_id,
            SignOffRow.signed_at.is_not(None),
            SignOffRow.id.in_(choice.sign_offs),
        )
        .order_by(SignOffRow.kind.desc(), SignOffRow.signed_at, SignOffRow.id)
    )
    for shown, digest in rows:
        if shown is not None:
            form = from_json(SignedForm, shown)
            # What was shown to whoever signed stays where it is: a pack holds only what was chosen for it.
            yield replace(form, shown=Shown(form.shown.nurse)), signature_fits(shown, digest or "")


def _files(db: Db, actor: Actor, period: RegistrationPeriod | None) -> Iterator[PackFile]:
    rows = db.execute(
        select(EvidenceFileRow, CpdEntryRow, FeedbackRow, PracticePeriodRow)
        .outerjoin(CpdEntryRow, CpdEntryRow.id == EvidenceFileRow.cpd_entry_id)
        .outerjoin(FeedbackRow, FeedbackRow.id == EvidenceFileRow.feedback_id)
        .outerjoin(PracticePeriodRow, PracticePeriodRow.id == EvidenceFileRow.practice_period_id)
        .where(EvidenceFileRow.person_id == actor.person_id)
    )
    for row, cpd, feedback, practice in rows:
        about, on, what = _about(cpd, feedback, practice)
        yield PackFile(
            id=row.id,
            name=row.name,
            media_type=MediaType(row.media_type),
            size=row.size,
            about=about,
            on=on,
            what=what,
            is_in_period=_is_current(practice, period) or _holds(period, on or local(row.added_at).date()),
        )


def _about(
    cpd: CpdEntryRow | None, feedback: FeedbackRow | None, practice: PracticePeriodRow | None
) -> tuple[AboutKind | None, date | None, str]:
    if cpd is not None:
        return AboutKind.CPD, cpd.last_on, first_line(cpd.topic, _SAID)
    if feedback is not None:
        return AboutKind.FEEDBACK, feedback.given_on, first_line(feedback.source, _SAID)
    if practice is not None:
        return AboutKind.PRACTICE, practice.last_on, first_line(practice.organisation, _SAID)
    return None, None, ""


def _is_current(practice: PracticePeriodRow | None, period: RegistrationPeriod | None) -> bool:
    """Whether a post goes on, and began before the end of her registration period."""
    if practice is None or practice.last_on is not None:
        return False
    return period is None or practice.first_on <= period.ends_on


def _holds(period: RegistrationPeriod | None, day: date) -> bool:
    return period is None or period.holds(day)
