"""Asking somebody to sign a reflective discussion or a confirmation: what the nurse herself does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from revalidation.commands.audit import note
from revalidation.commands.messages import tell_asked_to_sign
from revalidation.domain.accounts import AccountState
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.completing import Completed
from revalidation.domain.frozen import to_json
from revalidation.domain.nmc_sign_offs import sign_off_form_in_force
from revalidation.domain.people import Actor, Role, checked_email, checked_name
from revalidation.domain.refusals import Missing, NotFound
from revalidation.domain.sign_off_refusals import AskedAlready, CapacityNeeded, NoLinkAnyMore, SignedAlready
from revalidation.domain.sign_offs import LIFE, SignOffKind, must_be_another, must_be_in_order
from revalidation.domain.times import local
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held
from revalidation.storage.shown import ground_of
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from revalidation.storage.tokens import digest, new_token


@dataclass(frozen=True, slots=True)
class Ask:
    """What a nurse gives when she asks: whom, for which form, and what the link shows.

    `capacity` and `last_renewal_on` are for a confirmation only.
    """

    kind: SignOffKind
    name: str
    email: str
    account_ids: Sequence[int] = ()
    capacity: str = ""
    last_renewal_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The form that somebody was asked to sign, and the secret of its link."""

    sign_off_id: int
    token: str = field(repr=False)  # never in a log


def ask_to_sign(db: Db, *, actor: Actor, ask: Ask, now: datetime) -> Asked:
    """Invite somebody to complete and sign a form, by a link that opens only what is given here.

    Raises Missing, TooLong, NotAnEmail, OwnForm, CapacityNeeded, AskedAlready, NotFound for accounts that are not hers
    or not finished, and what `must_be_in_order` does.
    """
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # two clicks at once ask once
    form = sign_off_form_in_force(ask.kind, local(now).date())
    capacity = form.capacity(ask.capacity)
    if form.capacities and capacity is None:
        raise CapacityNeeded(field="capacity")
    ground = ground_of(db, actor.person_id, now)
    is_registrant = capacity is None or capacity.is_registrant
    must_be_in_order(ask.kind, ground, chosen=len(set(ask.account_ids)), is_registrant=is_registrant)
    name, email = checked_name(ask.name), checked_email(ask.email)
    must_be_another(nurse_email=actor.email, nurse_pin="", email=email, pin="")
    if ask.kind is SignOffKind.CONFIRMATION and ask.last_renewal_on is None:
        raise Missing(field="last_renewal_on", what="the date of your last renewal")
    _must_not_wait_for_another(db, actor, ask.kind, now)
    token = new_token()
    row = SignOffRow(
        person_id=actor.person_id,
        kind=ask.kind,
        name=name,
        email=email,
        token_digest=digest(token),
        form_version=form.version,
        created_at=now,
        expires_at=now + LIFE,
        completed=to_json(_begun(ask, name, email)),
        revision=0,
    )
    db.add(row)
    db.flush()
    _choose(db, actor, row.id, ask.account_ids)
    tell_asked_to_sign(db, sign_off_id=row.id, token=token, now=now)
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.INVITED, now=now)
    return Asked(row.id, token)


def send_new_link(db: Db, *, actor: Actor, sign_off_id: int, now: datetime) -> Asked:
    """A new link to the same form, for one that was lost or ran out; what was filled in stays, the old link ends.

    Raises NotFound, SignedAlready, NoLinkAnyMore, AskedAlready.
    """
    row = _get_own(db, actor, sign_off_id)
    if row.withdrawn_at:
        raise NoLinkAnyMore
    _must_not_wait_for_another(db, actor, row.kind, now, but=row.id)
    token = new_token()
    row.token_digest, row.expires_at = digest(token), now + LIFE
    tell_asked_to_sign(db, sign_off_id=row.id, token=token, now=now)
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.INVITED, now=now)
    return Asked(row.id, token)


def withdraw_link(db: Db, *, actor: Actor, sign_off_id: int, now: datetime) -> None:
    """Make the link stop working; twice is as good as once. Raises NotFound, SignedAlready."""
    row = _get_own(db, actor, sign_off_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.LINK_WITHDRAWN, now=now)


def _get_own(db: Db, actor: Actor, sign_off_id: int) -> SignOffRow:
    """Her form, held and not signed; somebody else's is as good as not there."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # always before a form, as in asking
    row = get_held(db, SignOffRow, sign_off_id, "form")
    if row.person_id != actor.person_id:
        raise NotFound(what="form")
    if row.signed_at:
        raise SignedAlready
    return row


def _begun(ask: Ask, name: str, email: str) -> Completed:
    """What stands in the boxes before anybody has typed."""
    answers = (("name", name), ("email", email))
    return Completed(capacity=ask.capacity, last_renewal_on=ask.last_renewal_on, answers=answers)


def _must_not_wait_for_another(db: Db, actor: Actor, kind: SignOffKind, now: datetime, *, but: int = 0) -> None:
    """The NMC asks for one discussion with one person, and for one confirmation."""
    name = db.scalar(
        select(SignOffRow.name)
        .where(
            SignOffRow.person_id == actor.person_id,
            SignOffRow.kind == kind,
            SignOffRow.signed_at.is_(None),
            SignOffRow.withdrawn_at.is_(None),
            SignOffRow.expires_at > now,
            SignOffRow.id != but,
        )
        .limit(1)
    )
    if name is not None:
        raise AskedAlready(name=name)


def _choose(db: Db, actor: Actor, sign_off_id: int, account_ids: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(account_ids))
    hers = set(
        db.scalars(
            select(ReflectiveAccountRow.id).where(
                ReflectiveAccountRow.id.in_(wanted),
                ReflectiveAccountRow.person_id == actor.person_id,
                ReflectiveAccountRow.state == AccountState.FINISHED,
            )
        )
    )
    if hers != set(wanted):
        raise NotFound(what="reflective account")
    db.add_all(
        SignOffAccountRow(sign_off_id=sign_off_id, account_id=account_id, position=position)
        for position, account_id in enumerate(wanted, start=1)
    )
