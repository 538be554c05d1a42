from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.small_numbers import LEAST_SHOWN, Hidden, Shown, guarded, guarded_alike, is_small, shown

SMALL, MORE = Hidden.SMALL, Hidden.KEPT_BACK


@pytest.mark.parametrize(("number", "expected"), [(0, 0), (1, SMALL), (4, SMALL), (5, 5), (120, 120)])
def test_one_to_four_are_fewer_than_five_and_nought_stays_nought(number: int, expected: Shown) -> None:
    assert shown(number) == expected


def test_what_stands_there_is_said_in_words() -> None:
    assert (str(SMALL), str(MORE)) == ("fewer than 5", "5 or more")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([[0, 0], [0, 0]], [[0, 0, 0], [0, 0, 0]]),
        ([[9, 8], [7, 6]], [[9, 8, 17], [7, 6, 13]]),
        # One small count: what stands beside, below and across from it could give it away.
        ([[3, 8], [7, 6]], [[SMALL, MORE, 11], [MORE, MORE, 13]]),
        # The cheapest way round is taken, and nought hides nothing.
        ([[3, 0, 30], [9, 0, 20], [8, 50, 6]], [[SMALL, 0, MORE, 33], [9, 0, 20, 29], [MORE, 50, MORE, 64]]),
        # A row of a single small count, as its sum.
        ([[2], [9], [30]], [[SMALL, SMALL], [MORE, MORE], [30, 30]]),
    ],
)
def test_small_counts_are_hidden_with_what_would_give_them_away(
    counts: list[list[int]], expected: list[list[Shown]]
) -> None:
    assert guarded(counts) == expected


@pytest.mark.parametrize(
    "counts",
    [
        [[3]],  # the only row is the sum
        [[3, 9], [1, 7]],  # so is a column's
        [[1], [1], [1], [1], [1]],  # five in all, and none of them nought
    ],
)
def test_a_table_in_which_a_small_count_could_be_reckoned_is_not_shown_at_all(counts: list[list[int]]) -> None:
    assert guarded(counts) is None


def test_a_row_of_two_tables_hides_the_same_in_both() -> None:
    same, site, kinds = [3, 20, 9], [9, 7, 30], [[30, 8, 20], [8, 30, 7]]
    alone = guarded([same, site]), guarded([same, *kinds])
    assert [table and table[0] for table in alone] == [[SMALL, MORE, 9, 32], [SMALL, 20, MORE, 32]]
    sites, all_kinds = guarded_alike([[same, site], [same, *kinds]])
    assert sites
    assert all_kinds
    assert sites[0] == all_kinds[0] == [SMALL, MORE, MORE, 32]
    assert sites[1:] == (alone[0] or [])[1:]
    assert guarded_alike([[[3]], [[9]]]) == [None, [[9, 9]]]


NUMBERS = st.sampled_from([0, 0, 1, 2, 4, 5, 6, 7])
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=1, max_size=3)
)


def could_be(seen: Shown, number: int) -> bool:
    if seen is SMALL:
        return is_small(number)
    return number >= LEAST_SHOWN if seen is MORE else number == seen


def every_table_like(seen: list[list[Shown]], columns: list[int]) -> list[list[tuple[int, ...]]]:
    """All tables that look the same and have the same sums of columns, by trying each."""
    rows = [
        [
            row
            for row in product(*(range(total + 1) for total in columns))
            if all(could_be(each, number) for each, number in zip(cells, [*row, sum(row)], strict=True))
        ]
        for cells in seen
    ]
    return [list(table) for table in product(*rows) if [sum(column) for column in zip(*table, strict=True)] == columns]


@given(TABLES)
def test_no_hidden_count_can_be_reckoned_from_what_is_shown(counts: list[list[int]]) -> None:
    seen = guarded(counts)
    if seen is None:
        return
    tables = every_table_like(seen, [sum(column) for column in zip(*counts, strict=True)])
    assert [tuple(row) for row in counts] in tables
    for row, column in product(range(len(counts)), range(len(counts[0]))):
        if is_small(counts[row][column]):
            assert len({table[row][column] for table in tables}) > 1
    for row in range(len(counts)):
        if is_small(sum(counts[row])):
            assert len({sum(table[row]) for table in tables}) > 1


@given(TABLES)
def test_what_is_shown_as_a_number_is_true_and_nought_is_never_hidden(counts: list[list[int]]) -> None:
    for row, cells in zip(counts, guarded(counts) or [], strict=False):
        for number, cell in zip([*row, sum(row)], cells, strict=True):
            assert could_be(cell, number)
            assert number or cell == 0
