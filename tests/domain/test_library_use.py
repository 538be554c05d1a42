from datetime import timedelta

import pytest

from revalidation.domain.library_use import is_time_to_ask
from tests.make import NOON

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("answer", "after", "expected"),
    [
        (None, 0 * DAY, True),
        (None, 29 * DAY, True),
        (None, 30 * DAY, False),
        (True, 0 * DAY, False),
        (False, 0 * DAY, False),
    ],
)
def test_only_somebody_new_is_asked_and_only_until_she_answers(
    *, answer: bool | None, after: timedelta, expected: bool
) -> None:
    assert is_time_to_ask(joined_at=NOON, answer=answer, now=NOON + after) is expected
