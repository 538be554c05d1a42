"""A chart with its table: bars labelled directly, readable without colour, and the same figures below."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from pages.shared.widgets import lead, table

Cell = str | int
_BAR = 26  # pixels from one bar to the next
_ROOM = 24  # pixels around them
_NAMES = 190  # pixels for the names of the bars
_SIZE = 14
_INK = {"light": ("#0b0c0c", "#005eb8"), "dark": ("#f0f2f4", "#7cb8f2")}  # words and bars, as in .streamlit/config.toml


def charted(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, said: str = "") -> None:
    """The bars of the table's second column, named by its first; a cell in words has no bar, but its words."""
    st.header(title, anchor=False)
    if said:
        lead(said)
    if rows:
        st.altair_chart(bars(title, [(str(row[0]), row[1]) for row in rows]), width="stretch")
        table("The same in figures", heads, ([str(cell) for cell in row] for row in rows), has_numbers=True)


def bars(description: str, rows: Sequence[tuple[str, Cell]]) -> alt.LayerChart:
    """One bar a line, in the order of the rows, with its number behind it."""
    words, bar = _INK["dark" if st.context.theme.type == "dark" else "light"]
    values = [
        {"name": name, "number": number if isinstance(number, int) else 0, "label": str(number)}
        for name, number in rows
    ]
    longest = max([1, *(number for _, number in rows if isinstance(number, int))])
    data = alt.InlineData(values=values)
    names = alt.Axis(
        labelLimit=_NAMES, labelOverlap=False, labelFontSize=_SIZE, labelColor=words, ticks=False, domain=False
    )
    base = alt.Chart(data, description=description).encode(
        x=alt.X("number:Q", axis=None, scale=alt.Scale(domain=[0, longest])),
        y=alt.Y("name:N", sort=None, title=None, axis=names),
    )
    numbers = base.mark_text(align="left", dx=5, fontSize=_SIZE, color=words).encode(text="label:N")
    both: alt.LayerChart = base.mark_bar(height={"band": 0.7}, color=bar) + numbers
    return both.properties(height=_BAR * len(rows) + _ROOM)
