"""How long an address waits after wrong links."""

from datetime import timedelta

import pytest

from revalidation.domain.guest_links import wait_after_wrong_links


@pytest.mark.parametrize(("wrong", "minutes"), [(0, 0), (1, 0), (19, 0), (20, 1), (21, 1), (500, 1)])
def test_twenty_wrong_links_are_forgiven(wrong: int, minutes: int) -> None:
    assert wait_after_wrong_links(wrong) == timedelta(minutes=minutes)
