"""Bands put below each other on as many sheets as they need: where a sheet may end, and what is repeated after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from revalidation.documents.layout import TOP, Band, Column, Item, Paper, Row, Text, height_of, held_together


class Put(NamedTuple):
    """A band on a sheet; `again` if it is a heading that stood there before."""

    top: float
    height: float
    band: Band
    again: bool = False


@dataclass(slots=True)
class Page:
    """What stands where on one sheet."""

    bands: list[Put] = field(default_factory=list)


def paginate(bands: Iterable[Band], paper: Paper) -> list[Page]:
    """Put bands below each other on as many sheets as they need."""
    flow = _Flow(paper)
    waiting: list[Band] = []
    for band in bands:
        waiting.append(band)
        if not band.holds_next:
            flow.put(waiting)
            waiting = []
    if waiting:
        flow.put(waiting)
    return flow.pages


class _Flow:
    """The sheets so far, and how far down the last one is filled."""

    def __init__(self, paper: Paper) -> None:
        self._bottom = paper.bottom
        self.pages = [Page()]
        self._y = TOP

    def put(self, held: list[Band]) -> None:
        """Bands of which only the last may be parted from what follows."""
        *before, last = held
        ends = self._y + sum([band.height for band in before])
        if ends + last.height > self._bottom and ends + last.least > self._bottom:
            self._turn(held[0])
        for band in before:
            self._place(band)
        self._place(last)

    def _turn(self, following: Band) -> None:
        if not self.pages[-1].bands:
            return
        self.pages.append(Page())
        self._y = TOP
        if following.heading:
            self._add(following.heading, again=True)

    def _add(self, band: Band, *, again: bool = False) -> None:
        height = band.height
        self.pages[-1].bands.append(Put(self._y, height, band, again))
        self._y += height

    def _place(self, band: Band) -> None:
        """A band, cut wherever a sheet ends."""
        while self._y + band.height > self._bottom:
            room = self._bottom - self._y - 2 * band.padding
            parts = [_cut(column, room) for column in band.columns]
            if any(head.items for head, _ in parts):
                self._add(band.cut_to(tuple(head for head, _ in parts)))
                band = band.cut_to(tuple(rest for _, rest in parts))
                if not any(column.items for column in band.columns):
                    return
            elif len(self.pages[-1].bands) <= 1:
                break  # what fits on no sheet is drawn all the same
            self._turn(band)
        self._add(band)


def _cut(column: Column, room: float) -> tuple[Column, Column]:
    """As much of a column as there is room for, and the rest of it."""
    head: list[Item] = []
    held = held_together(column.items)
    for chunk in held:
        room -= height_of(chunk)
        if room < 0:
            rest = [*chunk, *(item for each in held for item in each)]
            return column._replace(items=_joined(head)), column._replace(items=_joined(rest))
        head += chunk
    return column._replace(items=_joined(head)), column._replace(items=())


def _joined(chunks: list[Item]) -> list[Item]:
    """The same, with the lines of one paragraph together again, and without distance at the beginning."""
    found: list[Item] = []
    for chunk in chunks:
        before = found[-1] if found else None
        if before is None and isinstance(chunk, Row) and not chunk.pieces:
            continue
        if isinstance(chunk, Text) and isinstance(before, Text) and chunk.goes_on_from(before):
            found[-1] = before._replace(lines=[*before.lines, *chunk.lines])
        else:
            found.append(chunk)
    return found
