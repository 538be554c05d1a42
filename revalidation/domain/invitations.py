"""Invitations to open an account: used once, and only for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LIFE = timedelta(days=14)


class InvitationState(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class InvitationDates:
    """The moments that decide where an invitation stands."""

    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None

    def state(self, now: datetime) -> InvitationState:
        """Used and withdrawn come before expired, because they say more."""
        if self.used_at:
            return InvitationState.USED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.OPEN if now < self.expires_at else InvitationState.EXPIRED
