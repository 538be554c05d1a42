"""Invitations: the librarian's list, and what the invited person sees."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.invitations import InvitationDates, InvitationState
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.tokens import digest


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation."""

    id: int
    name: str
    email: str
    expires_at: datetime
    state: InvitationState


def invitations(db: Db, *, actor: Actor, now: datetime) -> list[InvitationLine]:
    """Invitations that have not become accounts, newest first; withdrawn ones are left out."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.scalars(
        select(InvitationRow)
        .where(InvitationRow.used_at.is_(None), InvitationRow.withdrawn_at.is_(None))
        .order_by(InvitationRow.created_at.desc(), InvitationRow.id.desc())
    )
    return [_line(row, now) for row in rows]


def find_open_invitation(db: Db, *, token: str, now: datetime) -> InvitationLine | None:
    """The invitation behind a link, while it can be used."""
    row = db.scalars(select(InvitationRow).where(InvitationRow.token_digest == digest(token))).one_or_none()
    line = row and _line(row, now)
    return line if line and line.state is InvitationState.OPEN else None


def _line(row: InvitationRow, now: datetime) -> InvitationLine:
    dates = InvitationDates(row.expires_at, row.used_at, row.withdrawn_at)
    return InvitationLine(row.id, row.name, row.email, row.expires_at, dates.state(now))
