"""What whoever was asked to sign may see, read for pages and commands alike: what the nurse chose, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select, func, select

from revalidation.domain.accounts import AccountState
from revalidation.domain.audit import AuditKind
from revalidation.domain.completing import Completed
from revalidation.domain.frozen import from_json
from revalidation.domain.nmc import registrations_in_force, requirements_in_force
from revalidation.domain.sign_offs import Ground, SignOffKind
from revalidation.domain.signed_forms import (
    NursePart,
    Shown,
    ShownAccount,
    ShownCpd,
    ShownDiscussion,
    ShownFeedback,
    ShownPractice,
    ShownTitle,
    SignedForm,
    Summary,
)
from revalidation.domain.times import local
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.audit import AuditEventRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.people import PersonRow, RegistrationKindRow, RegistrationRow
from revalidation.storage.practice import PracticePeriodRow, runs_on
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from revalidation.storage.signatures import signature_fits

_BEGINNING = date.min


@dataclass(frozen=True, slots=True)
class Before:
    """All that is before the eyes of whoever signs; of the chosen accounts, `missing` can't be read just now."""

    shown: Shown
    missing: int


def ground_of(db: Db, person_id: int, now: datetime) -> Ground:
    """What stands for the order of the forms."""
    today = local(now).date()
    asked = requirements_in_force(today)
    registration = db.get(RegistrationRow, person_id)
    ground = Ground(
        today=today,
        finished_accounts=db.scalar(select(func.count()).select_from(_finished(person_id).subquery())) or 0,
        accounts_needed=asked.reflective_accounts,
        nmc_pin=registration.nmc_pin if registration else "",
        renewal_on=registration.renewal_on if registration else None,
        application_on=registration.application_on if registration else None,
        period_years=asked.period_years,
        confirmation_months=asked.confirmation_within_last_months,
        is_discussed=False,
    )
    is_discussed = _discussion(db, person_id, ground.period_starts_on) is not None
    return replace(ground, is_discussed=is_discussed)


def before_the_signer(db: Db, row: SignOffRow, now: datetime, *, hold: bool = False) -> Before:
    """What this form's link shows at this moment. With `hold`, the accounts stay so until the transaction ends."""
    chosen = db.scalar(select(func.count()).where(SignOffAccountRow.sign_off_id == row.id)) or 0
    wanted = (
        select(ReflectiveAccountRow)
        .join(SignOffAccountRow, SignOffAccountRow.account_id == ReflectiveAccountRow.id)
        .where(
            SignOffAccountRow.sign_off_id == row.id,
            ReflectiveAccountRow.person_id == row.person_id,
            ReflectiveAccountRow.state == AccountState.FINISHED,
        )
        .order_by(SignOffAccountRow.position, SignOffAccountRow.id)
    )
    if hold:
        wanted = wanted.with_for_update(key_share=True, of=ReflectiveAccountRow)
    accounts = tuple(account_value(account) for account in db.scalars(wanted))
    nurse = db.get_one(PersonRow, row.person_id)
    registration = db.get(RegistrationRow, row.person_id)
    part = NursePart(
        name=nurse.name,
        nmc_pin=registration.nmc_pin if registration else "",
        last_renewal_on=from_json(Completed, row.completed).last_renewal_on,
    )
    is_confirmation = row.kind is SignOffKind.CONFIRMATION
    shown = Shown(part, accounts, _summary(db, row.person_id, now) if is_confirmation else None)
    return Before(shown, missing=chosen - len(accounts))


def account_value(row: ReflectiveAccountRow) -> ShownAccount:
    """An account as it stands."""
    return ShownAccount(
        account_id=row.id,
        revision=row.revision,
        form_version=row.form_version,
        title=row.title,
        answers=(row.answer_1, row.answer_2, row.answer_3, row.answer_4),
        themes=tuple(row.themes.split()),
        finished_on=row.finished_at and local(row.finished_at).date(),
    )


def _summary(db: Db, person_id: int, now: datetime) -> Summary:
    ground = ground_of(db, person_id, now)
    asked, kinds = requirements_in_force(ground.today), registrations_in_force(ground.today)
    keys = set(db.scalars(select(RegistrationKindRow.kind).where(RegistrationKindRow.person_id == person_id)))
    held = [kind for kind in kinds.kinds if kind.key in keys]
    starts_on = ground.period_starts_on or _BEGINNING
    return Summary(
        registrations=tuple(kind.label for kind in held),
        period_starts_on=ground.period_starts_on,
        renewal_on=ground.renewal_on,
        practice_hours_needed=kinds.practice_hours_for(kind.key for kind in held),
        cpd_hours_needed=asked.cpd_hours,
        participatory_hours_needed=asked.participatory_cpd_hours,
        feedback_needed=asked.pieces_of_feedback,
        accounts_needed=asked.reflective_accounts,
        practice=tuple(_practice(db, person_id, starts_on)),
        cpd=tuple(_cpd(db, person_id, starts_on)),
        feedback=tuple(_feedback(db, person_id, starts_on)),
        accounts=tuple(_titles(db, person_id, starts_on)),
        discussion=_discussion(db, person_id, ground.period_starts_on),
    )


def _practice(db: Db, person_id: int, starts_on: date) -> Iterable[ShownPractice]:
    rows = db.scalars(
        select(PracticePeriodRow)
        .where(PracticePeriodRow.person_id == person_id, runs_on(starts_on))
        .order_by(PracticePeriodRow.first_on, PracticePeriodRow.id)
    )
    return (ShownPractice(row.first_on, row.last_on, row.organisation, row.hours_text, row.minutes) for row in rows)


def _cpd(db: Db, person_id: int, starts_on: date) -> Iterable[ShownCpd]:
    rows = db.scalars(
        select(CpdEntryRow)
        .where(CpdEntryRow.person_id == person_id, CpdEntryRow.removed_at.is_(None), CpdEntryRow.last_on >= starts_on)
        .order_by(CpdEntryRow.first_on, CpdEntryRow.id)
    )
    return (
        ShownCpd(row.first_on, row.last_on, row.method, row.topic, row.minutes, row.participatory_minutes)
        for row in rows
    )


def _feedback(db: Db, person_id: int, starts_on: date) -> Iterable[ShownFeedback]:
    rows = db.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.person_id == person_id, FeedbackRow.given_on >= starts_on)
        .order_by(FeedbackRow.given_on, FeedbackRow.id)
    )
    return (ShownFeedback(row.given_on, row.source, row.kind) for row in rows)


def _titles(db: Db, person_id: int, starts_on: date) -> Iterable[ShownTitle]:
    rows = db.scalars(_finished(person_id).order_by(ReflectiveAccountRow.finished_at, ReflectiveAccountRow.id))
    values = (account_value(row) for row in rows)
    return (
        ShownTitle(one.title, one.themes, one.form_version, one.finished_on)
        for one in values
        if one.finished_on and one.finished_on >= starts_on
    )


def _finished(person_id: int) -> Select[ReflectiveAccountRow]:
    return select(ReflectiveAccountRow).where(
        ReflectiveAccountRow.person_id == person_id, ReflectiveAccountRow.state == AccountState.FINISHED
    )


def _discussion(db: Db, person_id: int, starts_on: date | None) -> ShownDiscussion | None:
    """The last discussion that was signed in this period."""
    rows = db.execute(
        select(SignOffRow.shown, SignOffRow.shown_digest)
        .where(
            SignOffRow.person_id == person_id,
            SignOffRow.kind == SignOffKind.DISCUSSION,
            SignOffRow.signed_at.is_not(None),
        )
        .order_by(SignOffRow.signed_at.desc(), SignOffRow.id.desc())
    )
    for text, signature in rows:
        signed = from_json(SignedForm, text or "")
        completed, signed_on = signed.completed, local(signed.signed_at).date()
        if starts_on is None or (completed.discussed_on or signed_on) >= starts_on:
            name, pin = completed.answer("name"), completed.answer("nmc_pin")
            is_ours = signature_fits(text or "", signature or "")
            return ShownDiscussion(name, pin, completed.discussed_on, signed_on, is_ours)
    return None


def was_brought(db: Db, row: SignOffRow) -> bool:
    """Whether a form came with data from another installation: those are read into an empty portfolio only."""
    of_hers = AuditEventRow.person_id == row.person_id, AuditEventRow.kind == AuditKind.IMPORTED
    brought_at = db.scalar(select(func.max(AuditEventRow.at)).where(*of_hers))
    return brought_at is not None and row.created_at <= brought_at
