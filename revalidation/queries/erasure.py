"""What erasing a nurse would do, in numbers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from revalidation.domain.bookings import LIVE
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import WAS_THERE
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sign_offs import SignOffRow


@dataclass(frozen=True, slots=True)
class WhatErasingDoes:
    """How much would be deleted, given back, and left as a count."""

    accounts: int
    entries: int
    files: int
    sign_offs: int
    to_come: int
    attended: int
    stays_librarian: bool


def what_erasing_does(db: Db, *, actor: Actor, now: datetime) -> WhatErasingDoes:
    """The numbers of this moment."""
    actor.must_be(Role.NURSE)

    def counted(*kinds: type[ReflectiveAccountRow | CpdEntryRow | FeedbackRow | PracticePeriodRow]) -> int:
        return sum(
            db.scalar(select(func.count()).select_from(kind).where(kind.person_id == actor.person_id)) or 0
            for kind in kinds
        )

    to_come = (
        select(func.count())
        .select_from(BookingRow)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(BookingRow.person_id == actor.person_id, BookingRow.state.in_(LIVE), GroupSessionRow.starts_at > now)
    )
    attended = select(func.count()).where(
        RegisterMarkRow.person_id == actor.person_id, RegisterMarkRow.mark.in_(WAS_THERE)
    )
    files = select(func.count()).where(EvidenceFileRow.person_id == actor.person_id)
    sign_offs = select(func.count()).where(SignOffRow.person_id == actor.person_id)
    return WhatErasingDoes(
        accounts=counted(ReflectiveAccountRow),
        entries=counted(CpdEntryRow, FeedbackRow, PracticePeriodRow),
        files=db.scalar(files) or 0,
        sign_offs=db.scalar(sign_offs) or 0,
        to_come=db.scalar(to_come) or 0,
        attended=db.scalar(attended) or 0,
        stays_librarian=Role.LIBRARIAN in actor.roles,
    )
