from datetime import UTC, date, datetime, timedelta

import pytest

from revalidation.domain.interests import fits, is_kept, opens_to_all_at, said_kept, suggested_last_day
from revalidation.domain.reading_refusals import NoTimeToAskFirst
from tests.make import NOON

STOPS = datetime(2026, 12, 10, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last_day", "opens_at"),
    [
        (date(2026, 12, 1), datetime(2026, 12, 2, tzinfo=UTC)),  # the day on which it is asked is one of them
        (date(2026, 12, 4), datetime(2026, 12, 5, tzinfo=UTC)),
        (date(2026, 12, 9), datetime(2026, 12, 10, tzinfo=UTC)),
        (date(2026, 12, 10), STOPS),
        (date(2027, 1, 31), STOPS),
        (date(2026, 11, 30), None),
    ],
)
def test_everybody_may_book_once_the_last_day_is_over_and_from_the_stop_point_at_the_latest(
    last_day: date, opens_at: datetime | None
) -> None:
    if opens_at is None:
        with pytest.raises(NoTimeToAskFirst):
            opens_to_all_at(last_day, stops_at=STOPS, now=NOON)
    else:
        assert opens_to_all_at(last_day, stops_at=STOPS, now=NOON) == opens_at


def test_the_day_ends_at_midnight_in_london() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    opens_at = opens_to_all_at(date(2026, 7, 3), stops_at=summer + timedelta(days=30), now=summer)
    assert opens_at == datetime(2026, 7, 3, 23, tzinfo=UTC)
    assert said_kept(opens_at) == "Kept until Fri 3 Jul 2026 for those who asked"


def test_after_the_stop_point_nobody_is_asked_first() -> None:
    with pytest.raises(NoTimeToAskFirst):
        opens_to_all_at(date(2026, 12, 31), stops_at=NOON, now=NOON)


@pytest.mark.parametrize(
    ("stops_at", "suggested"),
    [(NOON + timedelta(days=30), date(2026, 12, 6)), (NOON + timedelta(days=2), date(2026, 12, 3))],
)
def test_some_days_are_suggested_and_fewer_where_there_are_fewer(stops_at: datetime, suggested: date) -> None:
    assert suggested_last_day(stops_at, NOON) == suggested


@pytest.mark.parametrize(
    ("kept_until", "kept"), [(None, False), (NOON, False), (NOON + timedelta(microseconds=1), True)]
)
def test_it_is_kept_for_others_until_that_moment(kept_until: datetime | None, *, kept: bool) -> None:
    assert is_kept(kept_until, NOON) is kept


@pytest.mark.parametrize(
    ("kept_until", "said"),
    [
        (datetime(2026, 12, 5, tzinfo=UTC), "Kept until Fri 4 Dec 2026 for those who asked"),
        (STOPS, "Kept until Thu 10 Dec 2026, 08:00 for those who asked"),
    ],
)
def test_the_last_day_is_said_or_the_hour_where_it_ends_earlier(kept_until: datetime, said: str) -> None:
    assert said_kept(kept_until) == said


@pytest.mark.parametrize(
    ("wanted", "site_id", "link", "expected"),
    [
        (1, 1, "", True),
        (1, 1, "https://meet.example", True),
        (1, 2, "", False),
        (1, None, "https://meet.example", False),
        (None, None, "https://meet.example", True),
        (None, 1, "https://meet.example", True),
        (None, 1, "", False),
    ],
)
def test_a_session_fits_whoever_named_its_site_or_online_where_it_has_a_link(
    wanted: int | None, site_id: int | None, link: str, *, expected: bool
) -> None:
    assert fits(wanted, session_site_id=site_id, session_link=link) is expected
