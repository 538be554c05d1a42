from dataclasses import replace
from datetime import timedelta

import pytest

from revalidation.domain.clashes import Meeting, overlap, said_clashes
from revalidation.domain.sessions import SessionPlan
from tests.make import NOON

HOUR = timedelta(hours=1)
PLAN = SessionPlan(NOON, 60, 8, 0, site_id=1, online_link="", facilitator_id=7)
OTHER = Meeting("Evening readers", NOON, NOON + HOUR, site_id=1, facilitator_id=7, facilitator="Lib Rarian")
ROOM = "Same room as Evening readers (12:00–13:00)"
PERSON = "Lib Rarian also leads Evening readers (12:00–13:00)"


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        pytest.param(0, 60, True, id="the same time"),
        pytest.param(30, 90, True, id="its second half"),
        pytest.param(-30, 1, True, id="one minute of it"),
        pytest.param(-60, 120, True, id="all around it"),
        pytest.param(10, 20, True, id="within it"),
        pytest.param(60, 120, False, id="when it ends"),
        pytest.param(-60, 0, False, id="until it begins"),
        pytest.param(120, 180, False, id="after it"),
    ],
)
def test_two_spans_overlap_if_they_share_some_time(begins: int, ends: int, *, expected: bool) -> None:
    first, second = NOON + timedelta(minutes=begins), NOON + timedelta(minutes=ends)
    assert overlap(first, second, NOON, NOON + HOUR) is expected
    assert overlap(NOON, NOON + HOUR, first, second) is expected


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        pytest.param(PLAN, (ROOM, PERSON), id="both"),
        pytest.param(replace(PLAN, facilitator_id=8), (ROOM,), id="the room"),
        pytest.param(replace(PLAN, site_id=2), (PERSON,), id="the facilitator"),
        pytest.param(replace(PLAN, site_id=None, facilitator_id=None), (), id="online and led by nobody yet"),
        pytest.param(replace(PLAN, starts_at=NOON + HOUR), (), id="the hour after"),
    ],
)
def test_a_clash_is_said_in_words(plan: SessionPlan, said: tuple[str, ...]) -> None:
    assert said_clashes(plan, [OTHER]) == said


def test_two_online_sessions_led_by_nobody_do_not_clash() -> None:
    nowhere = replace(OTHER, site_id=None, facilitator_id=None, facilitator="")
    assert said_clashes(replace(PLAN, site_id=None, facilitator_id=None), [nowhere]) == ()


def test_the_day_is_said_where_the_other_session_runs_over_midnight() -> None:
    night = replace(OTHER, starts_at=NOON - 13 * HOUR, ends_at=NOON + HOUR, facilitator_id=None)
    assert said_clashes(PLAN, [night]) == (
        "Same room as Evening readers (Mon 30 Nov 2026, 23:00 – Tue 1 Dec 2026, 13:00)",
    )
