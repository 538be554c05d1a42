"""Inviting people to open an account."""

from datetime import datetime

from sqlalchemy import select, update

from revalidation.commands.messages import tell_invited
from revalidation.commands.people import add_person
from revalidation.domain.invitations import LIFE, InvitationDates, InvitationState
from revalidation.domain.passwords import checked_password
from revalidation.domain.people import Actor, Role, checked_email, checked_name, checked_roles
from revalidation.domain.refusals import EmailTaken, InvitationNotUsable
from revalidation.storage.database import Db
from revalidation.storage.invitations import InvitationRoleRow, InvitationRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held
from revalidation.storage.tokens import digest, new_token


def invite(db: Db, *, actor: Actor, name: str, email: str, roles: frozenset[Role], now: datetime) -> str:
    """The secret of a new invitation's link, which also goes out by e-mail; an earlier one stops working.

    Raises EmailTaken.
    """
    actor.must_be(Role.LIBRARIAN)
    name, email = checked_name(name), checked_email(email)
    checked_roles(roles)
    if db.scalar(select(PersonRow.id).where(PersonRow.email == email)):
        raise EmailTaken(field="email", email=email)
    db.execute(
        update(InvitationRow)
        .where(InvitationRow.email == email, InvitationRow.used_at.is_(None), InvitationRow.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    token = new_token()
    invitation = InvitationRow(
        email=email,
        name=name,
        token_digest=digest(token),
        invited_by_id=actor.person_id,
        created_at=now,
        expires_at=now + LIFE,
    )
    db.add(invitation)
    db.flush()
    db.add_all(InvitationRoleRow(invitation_id=invitation.id, role=role) for role in roles)
    tell_invited(db, invitation_id=invitation.id, token=token, now=now)
    return token


def withdraw_invitation(db: Db, *, actor: Actor, invitation_id: int, now: datetime) -> None:
    """Make the link stop working. Raises InvitationNotUsable if it was used already."""
    actor.must_be(Role.LIBRARIAN)
    invitation = get_held(db, InvitationRow, invitation_id, "invitation")
    if invitation.used_at:
        raise InvitationNotUsable
    invitation.withdrawn_at = invitation.withdrawn_at or now


def accept_invitation(db: Db, *, token: str, name: str, password: str, again: str, now: datetime) -> int:
    """Make the account that a link invites to, once; the new person's id. Raises InvitationNotUsable, EmailTaken."""
    invitation = db.scalars(
        select(InvitationRow).where(InvitationRow.token_digest == digest(token)).with_for_update()
    ).one_or_none()
    if invitation is None or _state(invitation, now) is not InvitationState.OPEN:
        raise InvitationNotUsable
    name = checked_name(name)
    checked_password(password, again, email=invitation.email, name=name)
    roles = db.scalars(select(InvitationRoleRow.role).where(InvitationRoleRow.invitation_id == invitation.id))
    invitation.used_at = now
    return add_person(db, name=name, email=invitation.email, password=password, roles=frozenset(roles), now=now)


def _state(row: InvitationRow, now: datetime) -> InvitationState:
    return InvitationDates(row.expires_at, row.used_at, row.withdrawn_at).state(now)
