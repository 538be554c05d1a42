from collections.abc import Mapping

import pytest

from revalidation.domain.distribution import (
    BASIS_WORDS,
    READING_WORDS,
    Basis,
    ReadingCounts,
    ReadingState,
    SentCounts,
    said_counts,
    said_sent,
)

READ, SKIMMED, OPENED = ReadingState.READ, ReadingState.SKIMMED, ReadingState.OPENED
TOO_FEW = "How many have read it is shown from 5 people with a place on: fewer would be recognised."


@pytest.mark.parametrize(
    ("people", "by_state", "says"),
    [
        (7, {READ: 3, SKIMMED: 1}, "Of 7 with a place: 3 have read it, 1 has skimmed it, 3 not yet."),
        (5, {}, "Of 5 with a place: 5 not yet."),
        (5, {READ: 5}, "Of 5 with a place: 5 have read it."),
        (6, {OPENED: 2, READ: 1}, "Of 6 with a place: 1 has read it, 2 have opened it, 3 not yet."),
        (4, {READ: 4}, TOO_FEW),
        (1, {READ: 1}, TOO_FEW),
        (0, {}, TOO_FEW),
    ],
)
def test_how_many_have_read_it_is_said_where_it_gives_nobody_away(
    people: int, by_state: Mapping[ReadingState, int], says: str
) -> None:
    counts = ReadingCounts(people, by_state)
    assert said_counts(counts) == says
    assert said_counts(counts.shown) == says
    assert counts.can_be_shown or not counts.shown.by_state


@pytest.mark.parametrize(
    ("counts", "says", "still", "with_waiting"),
    [
        (SentCounts(7, 2, 0, 0, is_begun=False), "Nothing has been sent for this session yet.", 7, 9),
        (SentCounts(7, 2, 5, 1, is_begun=True), "Sent to 5 of 7 with a place and to 1 of 2 who wait.", 2, 3),
        (SentCounts(3, 0, 3, 0, is_begun=True), "Sent to 3 of 3 with a place.", 0, 0),
        (SentCounts(0, 0, 0, 0, is_begun=False), "Nothing has been sent for this session yet.", 0, 0),
    ],
)
def test_what_was_sent_is_said_and_what_is_still_to_send(
    counts: SentCounts, says: str, still: int, with_waiting: int
) -> None:
    assert said_sent(counts) == says
    assert counts.still_to_send(with_waiting=False) == still
    assert counts.still_to_send(with_waiting=True) == with_waiting


def test_every_basis_and_every_state_has_its_words() -> None:
    assert set(BASIS_WORDS) == set(Basis)
    assert set(READING_WORDS) == set(ReadingState)
