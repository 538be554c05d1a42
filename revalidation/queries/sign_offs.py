"""Reflective discussions and confirmations: the nurse's own, and what a link lets somebody else see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.completing import Completed
from revalidation.domain.frozen import from_json
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.sign_offs import Ground, SignOffDates, SignOffKind, SignOffState
from revalidation.domain.signed_forms import Shown, ShownAccount, SignedForm
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRow
from revalidation.storage.shown import account_value, before_the_signer, ground_of, was_brought
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from revalidation.storage.signatures import signature_fits
from revalidation.storage.tokens import digest


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """One form in the nurse's list; `mail` is where the newest message with its link stands."""

    id: int
    kind: SignOffKind
    name: str
    email: str
    state: SignOffState
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    signed_at: datetime | None
    mail: MessageState | None


@dataclass(frozen=True, slots=True)
class Changed:
    """An account that says something else now than when it was signed; `now` is None if it is gone."""

    signed: ShownAccount
    now: ShownAccount | None


@dataclass(frozen=True, slots=True)
class SignedInFull:
    """A form as it was signed, whether it is still exactly that, and what has been changed since.

    One that was brought from another installation can be shown, but not vouched for.
    """

    form: SignedForm
    is_untouched: bool
    is_brought: bool
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ToSign:
    """What the link of a form opens: what the nurse has chosen to show, and the other person's part so far.

    `seen` is the fingerprint of what is shown; `missing` of the chosen accounts can't be read just now.
    """

    id: int
    person_id: int
    kind: SignOffKind
    form_version: str
    shown: Shown
    seen: str
    missing: int
    completed: Completed
    revision: int
    expires_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class LinkedForm:
    """What a link leads to: the form, or once it is signed only whose it was and when that happened."""

    nurse: str
    signed_at: datetime | None = None
    to_sign: ToSign | None = None


def my_sign_offs(db: Db, *, actor: Actor, now: datetime) -> list[SignOffLine]:
    """Her forms, the newest first."""
    actor.must_be(Role.NURSE)
    newest = (
        select(MessageRow.state)
        .where(MessageRow.sign_off_id == SignOffRow.id, MessageRow.kind == MessageKind.SIGN_OFF_INVITATION)
        .order_by(MessageRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.execute(
        select(SignOffRow, newest)
        .where(SignOffRow.person_id == actor.person_id)
        .order_by(SignOffRow.created_at.desc(), SignOffRow.id.desc())
    )
    return [
        SignOffLine(
            id=row.id,
            kind=row.kind,
            name=row.name,
            email=row.email,
            state=_dates(row).state(now),
            created_at=row.created_at,
            expires_at=row.expires_at,
            opened_at=row.opened_at,
            signed_at=row.signed_at,
            mail=mail,
        )
        for row, mail in rows
    ]


def my_ground(db: Db, *, actor: Actor, now: datetime) -> Ground:
    """What she has towards asking somebody."""
    actor.must_be(Role.NURSE)
    return ground_of(db, actor.person_id, now)


def get_signed(db: Db, *, actor: Actor, sign_off_id: int) -> SignedInFull:
    """One of her signed forms. Raises NotFound for anything else."""
    actor.must_be(Role.NURSE)
    row = db.get(SignOffRow, sign_off_id)
    if row is None or row.person_id != actor.person_id or row.shown is None:
        raise NotFound(what="signed form")
    form = from_json(SignedForm, row.shown)
    held = db.execute(
        select(SignOffAccountRow.position, ReflectiveAccountRow)
        .join(ReflectiveAccountRow, ReflectiveAccountRow.id == SignOffAccountRow.account_id)
        .where(SignOffAccountRow.sign_off_id == row.id, ReflectiveAccountRow.person_id == actor.person_id)
    )
    now = {position: account_value(account) for position, account in held}  # ids of a form brought here are not ours
    pairs = [Changed(account, now.get(position)) for position, account in enumerate(form.shown.accounts, start=1)]
    changed = tuple(pair for pair in pairs if not pair.signed.says_the_same_as(pair.now))
    is_untouched = signature_fits(row.shown, row.shown_digest or "")
    return SignedInFull(form, is_untouched, not is_untouched and was_brought(db, row), changed)


def find_linked_form(db: Db, *, token: str, kind: SignOffKind, now: datetime) -> LinkedForm | None:
    """What is behind the link of a form of this kind; None if it ran out, was withdrawn or never was one."""
    row = db.scalars(
        select(SignOffRow).where(SignOffRow.token_digest == digest(token), SignOffRow.kind == kind)
    ).one_or_none()
    if row is None or row.withdrawn_at or now >= row.expires_at:
        return None
    nurse = db.get_one(PersonRow, row.person_id).name
    return LinkedForm(nurse, row.signed_at) if row.signed_at else LinkedForm(nurse, to_sign=_to_sign(db, row, now))


def _to_sign(db: Db, row: SignOffRow, now: datetime) -> ToSign:
    before = before_the_signer(db, row, now)
    return ToSign(
        id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        form_version=row.form_version,
        shown=before.shown,
        seen=before.shown.fingerprint,
        missing=before.missing,
        completed=from_json(Completed, row.completed),
        revision=row.revision,
        expires_at=row.expires_at,
        is_new=row.opened_at is None,
    )


def _dates(row: SignOffRow) -> SignOffDates:
    return SignOffDates(row.expires_at, row.opened_at, row.withdrawn_at, row.signed_at, row.revision)
