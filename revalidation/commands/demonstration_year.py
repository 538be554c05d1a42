"""A believable year of bookings, registers and reflective accounts in a demonstration."""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from revalidation.commands import demonstration_content as content
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.demonstration_content import InventedAccount
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.accounts import AccountState
from revalidation.domain.bookings import HOLDS_A_PLACE
from revalidation.domain.groups import GroupKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db

# Shares of the places that people ask for: most sessions have room, some are quiet, some overflow.
DEMAND = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.4)
DEMAND_BY_DISTANCE = 100  # days: people book late, so what is further away is emptier
LEAST_DEMAND = 0.2
CHANGES_MIND = 0.1
BOOKING_OPENS_BEFORE = timedelta(days=28)
BOOKED_AT_LATEST = timedelta(hours=3)
CALLED_OFF_BEFORE = timedelta(minutes=15)
MARKS = {Mark.ATTENDED: 80, Mark.ATTENDED_PART: 6, Mark.DID_NOT_ATTEND: 14}
REGISTERS_TO_MARK = 2  # left for the librarian who looks around
# Of the sessions that those to try attended, these are written about; the others wait for the visitor.
WRITTEN = ("office-door", "after-restraint", "what-happened", "phone-or-visit", "before-the-dressing", "waiting-in", "nearly")

Progress = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the Trust, and the site where she works."""

    actor: Actor
    site: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session in the calendar, with the keys of its site and of the article it reads."""

    session_id: int
    kind: GroupKind
    site: str | None
    article: str
    plan: SessionPlan

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.plan.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.plan.minutes)

    def is_for(self, member: Member) -> bool:
        """Whether it is where she works, or online."""
        return self.site in (None, member.site)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All meetings in order, and what happens to some of them: who is first, who comes too late, which is called off."""

    meetings: Sequence[Meeting]
    first: dict[int, list[Actor]]
    late: dict[int, list[Actor]]
    called_off: frozenset[int]
    to_mark: frozenset[int]
