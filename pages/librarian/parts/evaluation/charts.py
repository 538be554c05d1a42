"""A chart with its table: bars labelled directly, readable without colour, and the same figures below."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from pages.shared.widgets import table

Cell = str | int
_BAR = 22  # pixels from one bar to the next
_NAMES = 170  # pixels for the names of the bars


def charted(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, column: int = 1) -> None:
    """The bars of one column of the table, named by its first; a cell in words has no bar, but its words."""
    if rows:
        st.altair_chart(bars(caption, [(str(row[0]), row[column]) for row in rows]), width="stretch")
    table(caption, heads, ([str(cell) for cell in row] for row in rows), has_numbers=True)


def bars(description: str, rows: Sequence[tuple[str, Cell]]) -> alt.LayerChart:
    """One bar a line, in the order of the rows, with its number behind it."""
    values = [
        {"name": name, "number": number if isinstance(number, int) else 0, "label": str(number)}
        for name, number in rows
    ]
    data = alt.InlineData(values=values)  # type: ignore[no-untyped-call] (Altair makes its classes from a schema)
    base = alt.Chart(data, description=description).encode(
        x=alt.X("number:Q", axis=None),
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=_NAMES, ticks=False, domain=False)),
    )
    numbers = base.mark_text(align="left", dx=5).encode(text="label:N")
    both: alt.LayerChart = base.mark_bar(height={"band": 0.7}) + numbers
    return both.properties(height=_BAR * len(rows))
