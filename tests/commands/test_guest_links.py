"""Links that lead nowhere are counted by the client's address, and after twenty of them it waits."""

from datetime import timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.guest_links import count_guess, count_wrong_link
from revalidation.domain.link_refusals import TooManyLinks
from revalidation.queries.guest_links import link_wait
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HERE, THERE = "192.0.2.1", "2001:db8::1"


def try_links(times: int, client: str | None = HERE) -> None:
    for _ in range(times):
        carry_out(count_wrong_link, client=client, now=NOON)


def test_after_twenty_wrong_links_an_address_waits_a_minute_between_two() -> None:
    try_links(20)
    assert look_up(link_wait, client=HERE, now=NOON) == MINUTE
    with pytest.raises(TooManyLinks, match="wait 1 minute"):
        try_links(1)
    assert look_up(link_wait, client=HERE, now=NOON + MINUTE) == timedelta(0)
    carry_out(count_wrong_link, client=HERE, now=NOON + MINUTE)
    assert look_up(link_wait, client=HERE, now=NOON + MINUTE + SECOND) == MINUTE - SECOND


def test_other_addresses_do_not_wait_and_unknown_ones_wait_together() -> None:
    try_links(20)
    try_links(19, THERE)
    try_links(20, None)
    waits = [look_up(link_wait, client=client, now=NOON) > timedelta(0) for client in (HERE, THERE, None)]
    assert waits == [True, False, True]


def test_wrong_links_are_forgotten_after_a_day() -> None:
    try_links(20)
    later = NOON + timedelta(days=1, seconds=1)
    carry_out(count_wrong_link, client=THERE, now=later)
    carry_out(count_wrong_link, client=HERE, now=later)
    assert look_up(link_wait, client=HERE, now=later) == timedelta(0)


def test_of_many_at_once_twenty_are_counted_and_the_others_refused() -> None:
    outcomes = at_once([partial(carry_out, count_wrong_link, client=HERE, now=NOON) for _ in range(30)])
    assert sum(isinstance(outcome, TooManyLinks) for outcome in outcomes) == 10
    assert outcomes.count(None) == 20


@pytest.mark.parametrize("client", [HERE, None])
def test_what_can_be_guessed_waits_with_the_wrong_links_even_when_it_is_right(client: str | None) -> None:
    try_links(10, client)
    for number in range(10):
        for is_wrong in (False, True):  # a right one is not counted, and forgives nothing
            carry_out(count_guess, client=client, is_wrong=is_wrong, now=NOON + number * SECOND)
    at = NOON + 10 * SECOND
    for is_wrong in (False, True):
        with pytest.raises(TooManyLinks):
            carry_out(count_guess, client=client, is_wrong=is_wrong, now=at)
    carry_out(count_guess, client=THERE, is_wrong=True, now=at)


def test_of_many_guesses_at_once_a_right_one_is_not_shown_after_twenty_wrong_ones() -> None:
    try_links(20)
    outcomes = at_once([partial(carry_out, count_guess, client=HERE, is_wrong=False, now=NOON) for _ in range(8)])
    assert all(isinstance(outcome, TooManyLinks) for outcome in outcomes)
