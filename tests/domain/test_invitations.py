from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.invitations import LIFE, InvitationDates, InvitationState

MADE = datetime(2026, 12, 1, 12, tzinfo=UTC)
LATER = MADE + timedelta(days=1)


@pytest.mark.parametrize(
    ("used", "withdrawn", "now", "state"),
    [
        (None, None, MADE, InvitationState.OPEN),
        (None, None, MADE + LIFE - timedelta(microseconds=1), InvitationState.OPEN),
        (None, None, MADE + LIFE, InvitationState.EXPIRED),
        (LATER, None, LATER, InvitationState.USED),
        (LATER, None, MADE + LIFE, InvitationState.USED),
        (None, LATER, LATER, InvitationState.WITHDRAWN),
        (None, LATER, MADE + LIFE, InvitationState.WITHDRAWN),
        (LATER, LATER, LATER, InvitationState.USED),
    ],
)
def test_an_invitation_stands_where_its_dates_say(
    used: datetime | None, withdrawn: datetime | None, now: datetime, state: InvitationState
) -> None:
    assert InvitationDates(MADE + LIFE, used, withdrawn).state(now) is state


def test_an_invitation_lasts_two_weeks() -> None:
    assert timedelta(days=14) == LIFE
