"""What somebody who was asked to sign does behind her link: open it, fill in her part, and sign."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from revalidation.commands.audit import note
from revalidation.commands.messages import tell_signed
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.completing import Completed, checked, must_be_complete
from revalidation.domain.frozen import from_json, to_json
from revalidation.domain.nmc_sign_offs import SignOffForm, sign_off_form
from revalidation.domain.refusals import Missing
from revalidation.domain.sign_off_refusals import (
    AccountsNotReady,
    FormChangedElsewhere,
    NoSuchForm,
    OwnForm,
    ShownHasChanged,
)
from revalidation.domain.sign_offs import SignOffDates, SignOffKind, SignOffState, must_be_another, must_be_dated
from revalidation.domain.sign_offs import must_be_in_order as must_follow_the_order
from revalidation.domain.signed_forms import Shown, SignedForm
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.shown import before_the_signer, ground_of
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from revalidation.storage.signatures import signature_of
from revalidation.storage.tokens import digest

_ENDED = (SignOffState.SIGNED, SignOffState.EXPIRED, SignOffState.WITHDRAWN)


def note_opened(db: Db, *, token: str, kind: SignOffKind, now: datetime) -> None:
    """The link was opened for the first time; later times are no news. Raises NoSuchForm."""
    row = _get_open(db, token, kind, now)
    if row.opened_at is None:
        row.opened_at = now
        note(db, person_id=row.person_id, actor=AuditActor.GUEST, kind=AuditKind.LINK_OPENED, now=now)


def save_part(db: Db, *, token: str, kind: SignOffKind, completed: Completed, revision: int, now: datetime) -> int:
    """Keep what was filled in so far; the new revision. Raises NoSuchForm, TooLong, FormChangedElsewhere."""
    row = _get_open(db, token, kind, now)
    kept = _kept(row, sign_off_form(kind, row.form_version), completed)
    if row.revision != revision:
        raise FormChangedElsewhere
    row.completed = to_json(kept)
    row.revision += 1
    return row.revision


def check_before_signing(
    db: Db, *, token: str, kind: SignOffKind, seen: str, completed: Completed, now: datetime
) -> None:
    """Raise what `sign` would refuse at this moment, and change nothing."""
    row = _get_open(db, token, kind, now)
    _signed(db, row, seen, completed, now)


def sign(
    db: Db, *, token: str, kind: SignOffKind, seen: str, completed: Completed, now: datetime, by_id: int | None = None
) -> None:
    """Sign a form: all that was shown and filled in is frozen, and the link shows nothing any more.

    `seen` is the fingerprint of what was on the page; `by_id` is whoever is signed in there, if anybody is. Raises
    NoSuchForm, OwnForm, ShownHasChanged, AccountsNotReady, and beside a field what is missing or can't be right.
    """
    row = _get_open(db, token, kind, now)
    if by_id == row.person_id:
        raise OwnForm
    signed = _signed(db, row, seen, completed, now)
    text = to_json(signed)
    row.completed, row.shown, row.shown_digest = to_json(signed.completed), text, signature_of(text)
    row.signed_at = now
    revisions = {account.account_id: account.revision for account in signed.shown.accounts}
    for chosen in db.scalars(select(SignOffAccountRow).where(SignOffAccountRow.sign_off_id == row.id)):
        chosen.signed_revision = revisions.get(chosen.account_id or 0)
    note(db, person_id=row.person_id, actor=AuditActor.GUEST, kind=AuditKind.SIGNED, now=now)
    tell_signed(db, sign_off_id=row.id, now=now)


def _get_open(db: Db, token: str, kind: SignOffKind, now: datetime) -> SignOffRow:
    """The form behind the link, held. Raises NoSuchForm for one that has ended or is of the other kind."""
    row = db.scalars(
        select(SignOffRow)
        .where(SignOffRow.token_digest == digest(token), SignOffRow.kind == kind)
        .with_for_update(key_share=True)
    ).one_or_none()
    if row is None:
        raise NoSuchForm
    dates = SignOffDates(row.expires_at, row.opened_at, row.withdrawn_at, row.signed_at, row.revision)
    if dates.state(now) in _ENDED:
        raise NoSuchForm
    return row


def _kept(row: SignOffRow, form: SignOffForm, completed: Completed) -> Completed:
    """What the other person may fill in; the nurse's own date stays as she gave it."""
    own = from_json(Completed, row.completed).last_renewal_on
    return replace(checked(form, completed), last_renewal_on=own)


def _signed(db: Db, row: SignOffRow, seen: str, completed: Completed, now: datetime) -> SignedForm:
    """The form as it would be signed now, if it can be."""
    form = sign_off_form(row.kind, row.form_version)
    before = before_the_signer(db, row, now, hold=True)
    if before.missing:
        raise AccountsNotReady(nurse=before.shown.nurse.name)
    if before.shown.fingerprint != seen:
        raise ShownHasChanged(nurse=before.shown.nurse.name)
    kept = _kept(row, form, completed)
    must_be_complete(form, kept)
    _must_be_in_order(db, row, form, before.shown, kept, now)
    capacity = form.capacity(kept.capacity)
    return SignedForm(
        kind=row.kind,
        form_version=row.form_version,
        shown=before.shown,
        completed=kept,
        capacity=capacity.label if capacity else "",
        checklist=tuple(item.text for item in form.items()),
        statements=form.statements,
        signed_at=now,
    )


def _must_be_in_order(
    db: Db, row: SignOffRow, form: SignOffForm, shown: Shown, completed: Completed, now: datetime
) -> None:
    ground = ground_of(db, row.person_id, now)
    capacity = form.capacity(completed.capacity)
    is_registrant = capacity is None or capacity.is_registrant
    must_follow_the_order(row.kind, ground, chosen=len(shown.accounts), is_registrant=is_registrant)
    if completed.discussed_on is None:
        raise Missing(field="discussed_on", what="the date of the discussion")
    must_be_dated(row.kind, ground, completed.discussed_on)
    nurse = db.get_one(PersonRow, row.person_id)
    must_be_another(
        nurse_email=nurse.email,
        nurse_pin=ground.nmc_pin,
        email=completed.answer("email"),
        pin=completed.answer("nmc_pin"),
    )
