from datetime import UTC, datetime, time, timedelta

import pytest

from revalidation.domain.places import (
    CLAIM_HEAD_START,
    NEVER_QUIET,
    PlaceRules,
    QuietHours,
    after_waking_hours,
    checked_days,
    may_claim,
    offer_ends_at,
    said_rules,
)
from revalidation.domain.refusals import NotDays

NIGHT = QuietHours(time(21), time(8))
BY_DAY = QuietHours(time(9), time(17))  # night staff sleep then


def utc(month: int, day: int, hour: int, minute: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "hour", "is_quiet"),
    [
        (NIGHT, 20, False), (NIGHT, 21, True), (NIGHT, 0, True), (NIGHT, 7, True), (NIGHT, 8, False),
        (BY_DAY, 8, False), (BY_DAY, 9, True), (BY_DAY, 16, True), (BY_DAY, 17, False), (NEVER_QUIET, 12, False),
    ],
)  # fmt: skip
def test_quiet_hours_may_run_over_midnight(quiet: QuietHours, hour: int, is_quiet: bool) -> None:  # noqa: FBT001
    assert quiet.holds_at(utc(1, 12, hour)) is is_quiet


@pytest.mark.parametrize(
    ("begins", "hours", "quiet", "ends"),
    [
        (utc(1, 12, 10), 6, NIGHT, utc(1, 12, 16)),
        (utc(1, 12, 18), 6, NIGHT, utc(1, 13, 11)),  # three hours in the evening, three in the morning
        (utc(1, 12, 23), 6, NIGHT, utc(1, 13, 14)),  # begun in the night: the clock starts at eight
        (utc(1, 12, 10), 24, NIGHT, utc(1, 13, 21)),
        (utc(1, 12, 10), 24, NEVER_QUIET, utc(1, 13, 10)),
        (utc(1, 12, 8), 2, BY_DAY, utc(1, 12, 18)),
        (utc(3, 27, 20), 2, NIGHT, utc(3, 28, 8)),  # the clocks go forward: eight in London is seven
        (utc(10, 30, 19, year=2027), 2, NIGHT, utc(10, 31, 9, year=2027)),  # and back: eight in London is eight
    ],
)
def test_offers_run_only_while_people_are_awake(
    begins: datetime, hours: int, quiet: QuietHours, ends: datetime
) -> None:
    assert after_waking_hours(begins, timedelta(hours=hours), quiet) == ends


def test_an_offer_never_outlives_the_stop_point() -> None:
    rules, starts_at = PlaceRules(offer_hours=24, stop_hours=4), utc(1, 12, 15)
    assert offer_ends_at(rules, NIGHT, starts_at=starts_at, now=utc(1, 12, 9)) == utc(1, 12, 11)
    assert offer_ends_at(rules, NIGHT, starts_at=utc(1, 30, 15), now=utc(1, 12, 9)) < utc(1, 15, 0)


@pytest.mark.parametrize(
    ("queued", "now", "may"),
    [
        (timedelta(hours=-1), timedelta(0), True),
        (timedelta(0), timedelta(0), True),
        (timedelta(minutes=1), timedelta(minutes=2), False),
        (timedelta(minutes=1), CLAIM_HEAD_START, True),
    ],
)
def test_a_newcomer_claims_only_after_those_who_waited_had_their_chance(
    queued: timedelta,
    now: timedelta,
    may: bool,  # noqa: FBT001
) -> None:
    opened = utc(1, 12, 9)
    assert may_claim(queued_at=opened + queued, opened_at=opened, now=opened + now) is may
    assert not may_claim(queued_at=opened + queued, opened_at=None, now=opened + now)


@pytest.mark.parametrize(
    ("typed", "days"), [("", ()), ("7, 1", (7, 1)), ("1 7 7", (7, 1)), ("28", (28,)), (" 3,2 ,1", (3, 2, 1))]
)
def test_reminder_days_are_read_as_typed(typed: str, days: tuple[int, ...]) -> None:
    assert checked_days(typed) == days


@pytest.mark.parametrize("typed", ["0", "29", "-1", "one", "1.5", "٣"])
def test_what_are_no_days_is_refused_beside_the_field(typed: str) -> None:
    with pytest.raises(NotDays) as refused:
        checked_days(typed)
    assert refused.value.field == "reminder_days"


def test_the_rule_in_force_is_said_in_words() -> None:
    assert "held for 6 hours, not counting the night. In the last 4 hours" in said_rules(PlaceRules(offer_hours=6))
    assert "goes at once to whoever has waited longest" in said_rules(PlaceRules(books_outright=True))
    assert "In the last" not in said_rules(PlaceRules(stop_hours=0))
