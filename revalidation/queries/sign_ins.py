"""Who is signed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.people import Actor
from revalidation.domain.sign_ins import Limits, is_open, is_worth_noting
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sign_ins import SignInRow
from revalidation.storage.tokens import digest


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who acts, and whether it is time to note that the sign-in is in use."""

    actor: Actor
    is_worth_noting: bool


def find_signed_in(db: Db, *, sign_in_id: int, limits: Limits, now: datetime) -> SignedIn | None:
    """Whoever this sign-in belongs to, unless it has ended."""
    rows = db.execute(
        select(SignInRow, PersonRow.name, PersonRow.email, PersonRoleRow.role)
        .join(PersonRow, PersonRow.id == SignInRow.person_id)
        .outerjoin(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
        .where(SignInRow.id == sign_in_id)
    ).all()
    if not rows or not _is_open(rows[0][0], limits, now):
        return None
    sign_in, name, email, _ = rows[0]
    actor = Actor(
        person_id=sign_in.person_id,
        name=name,
        email=email,
        roles=frozenset(row[3] for row in rows if row[3]),
        sign_in_id=sign_in.id,
    )
    return SignedIn(actor=actor, is_worth_noting=is_worth_noting(sign_in.last_seen_at, now))


def find_sign_in_id(db: Db, *, token: str, limits: Limits, now: datetime) -> int | None:
    """The sign-in that a cookie belongs to, unless it has ended."""
    sign_in = db.scalars(select(SignInRow).where(SignInRow.token_digest == digest(token))).one_or_none()
    return sign_in.id if sign_in and _is_open(sign_in, limits, now) else None


def _is_open(row: SignInRow, limits: Limits, now: datetime) -> bool:
    return is_open(last_seen_at=row.last_seen_at, ends_at=row.ends_at, ended_at=row.ended_at, now=now, limits=limits)
