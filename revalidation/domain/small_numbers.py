"""Small numbers: what is shown of counts so small that somebody might be recognised in them.

A count of 1 to 4 becomes "fewer than 5", and nought stays nought. Where such a count could be reckoned from the sums
around it, other counts become "5 or more". In a table every cell has a place in its row and in its column; it can be
reckoned unless some other table, with the same sums and the same words, has another number there. Two such tables
differ by closed ways along rows and columns, up on one cell and down on the next, so looking for the cheapest such way
through a hidden cell both tells whether it is safe and says which counts to hide with it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count, product

LEAST_SHOWN = 5


class Hidden(StrEnum):
    """What stands in place of a count."""

    SMALL = f"fewer than {LEAST_SHOWN}"
    KEPT_BACK = f"{LEAST_SHOWN} or more"


Shown = int | Hidden
_Cell = tuple[int, int]  # row and column
_Node = tuple[bool, int]  # whether it is a row, and which
_Way = tuple[_Cell, ...]


def is_small(number: int) -> bool:
    """Whether so few people are counted that they might be recognised."""
    return 0 < number < LEAST_SHOWN


def shown(number: int) -> Shown:
    """A count that stands by itself, in no sum that is shown."""
    return Hidden.SMALL if is_small(number) else number


def guarded(counts: Sequence[Sequence[int]]) -> list[list[Shown]] | None:
    """Rows of counts, each with its sum behind it; None if no small count in them could be kept from being reckoned.

    The sums of the columns, and that of everything, are taken to be known to everybody.
    """
    columns = list(zip(*counts, strict=True))
    if any(is_small(sum(column)) for column in columns) or is_small(sum(map(sum, counts))):
        return None
    table = _Table([[*row, sum(row)] for row in counts])
    return table.shown() if all(table.hide_safely(cell) for cell in table.small()) else None


def guarded_list(counts: Sequence[int]) -> list[Shown] | None:
    """Counts of which the sum is known; None if a small one among them could not be kept from being reckoned."""
    found = guarded([[number] for number in counts])
    return None if found is None else [row[0] for row in found]


def guarded_alike(tables: Sequence[Sequence[Sequence[int]]]) -> list[list[list[Shown]] | None]:
    """Several tables about the same people, such as by site and by kind; None for one that could not be guarded.

    Each is guarded by itself. A row that stands in several, since all talks were held at one site, say, hides in each
    what is hidden in any. What else one table may tell of another is not looked into.
    """
    found = [guarded(counts) for counts in tables]
    hidden: dict[tuple[int, ...], dict[int, Hidden]] = defaultdict(dict)
    for counts, seen in zip(tables, found, strict=True):
        for row, cells in zip(counts, seen or (), strict=False):
            hidden[tuple(row)] |= {at: cell for at, cell in enumerate(cells) if isinstance(cell, Hidden)}
    return [
        seen
        and [
            [hidden[tuple(row)].get(at, cell) for at, cell in enumerate(cells)]
            for row, cells in zip(counts, seen, strict=True)
        ]
        for counts, seen in zip(tables, found, strict=True)
    ]


class _Table:
    """Counts with the sums of their rows in the last column, and what stands in place of each."""

    def __init__(self, numbers: list[list[int]]) -> None:
        self._numbers = numbers
        self._last = len(numbers[0]) - 1 if numbers else 0
        self._hidden = {cell: Hidden.SMALL for cell in self._cells() if is_small(self._number(cell))}

    def small(self) -> list[_Cell]:
        """The counts that must not be reckoned."""
        return [cell for cell, how in self._hidden.items() if how is Hidden.SMALL]

    def shown(self) -> list[list[Shown]]:
        """What is shown in the end."""
        return [
            [self._hidden.get((row, column), number) for column, number in enumerate(numbers)]
            for row, numbers in enumerate(self._numbers)
        ]

    def hide_safely(self, cell: _Cell) -> bool:
        """Hide the least with it that makes another number possible there; False if nothing does."""
        row, column = cell
        ways = []
        if self._moves(cell, up=True):
            ways.append(self._cheapest((False, column), (True, row), without=cell))
        if self._moves(cell, up=False):
            ways.append(self._cheapest((True, row), (False, column), without=cell))
        found = min((way for way in ways if way), default=None)
        if found is None:
            return False
        for each in found[1]:
            self._hidden.setdefault(each, Hidden.KEPT_BACK)
        return True

    def _cells(self) -> Iterator[_Cell]:
        return product(range(len(self._numbers)), range(self._last + 1))

    def _number(self, cell: _Cell) -> int:
        return self._numbers[cell[0]][cell[1]]

    def _cost(self, cell: _Cell) -> int:
        """How much is lost by hiding it."""
        return 0 if cell in self._hidden else self._number(cell)

    def _moves(self, cell: _Cell, *, up: bool) -> bool:
        """Whether the words that stand or would stand there allow one more or one less.

        A row's sum goes down where a part of it goes up: written on one side, they add up to nothing.
        """
        number, is_more = self._number(cell), up is (cell[1] < self._last)
        if number == 0:
            return False
        if is_small(number):
            return number + 1 < LEAST_SHOWN if is_more else number > 1
        return is_more or number > LEAST_SHOWN

    def _steps(self, node: _Node) -> Iterator[tuple[_Node, _Cell]]:
        """From a row up on one of its cells, from a column down on one of its cells."""
        is_row, at = node
        for other in range(self._last + 1 if is_row else len(self._numbers)):
            cell = (at, other) if is_row else (other, at)
            if self._moves(cell, up=is_row):
                yield (not is_row, other), cell

    def _cheapest(self, start: _Node, end: _Node, *, without: _Cell) -> tuple[int, _Way] | None:
        """What the cheapest way costs, and its cells (Dijkstra)."""
        order = count()
        waiting: list[tuple[int, int, _Node, _Way]] = [(0, next(order), start, ())]
        seen: set[_Node] = set()
        while waiting:
            cost, _, node, way = heappop(waiting)
            if node == end:
                return cost, way
            if node in seen:
                continue
            seen.add(node)
            for following, cell in self._steps(node):
                if cell != without and following not in seen:
                    heappush(waiting, (cost + self._cost(cell), next(order), following, (*way, cell)))
        return None
