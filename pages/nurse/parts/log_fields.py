"""Fields that the forms of the NMC's logs ask alike: its labels above them, what its guide says below."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.acting import now
from pages.shared.widgets import hint
from revalidation.domain.hours import said_hours
from revalidation.domain.nmc_logs import LogForm
from revalidation.domain.refusals import Missing
from revalidation.domain.times import local

Beside = Callable[[str], DeltaGenerator]
EARLIEST = timedelta(days=366 * 12)


def guide(form: LogForm) -> None:
    """The NMC's guide to a log, folded away."""
    with st.expander(form.guide_title):
        for paragraph in form.guide:
            hint(paragraph)


def day_field(label: str, day: date, *, key: str) -> date | None:
    """A day that is not to come: nothing that has not happened is in a log."""
    today = local(now()).date()
    return st.date_input(
        label, min(day, today), min_value=min(today - EARLIEST, day), max_value=today, format="DD/MM/YYYY", key=key
    )


def days_fields(
    beside: Beside, first_on: date, last_on: date, *, key: str, has_ended: bool = True
) -> tuple[date | None, date | None]:
    """The first and the last day, of what has one; `beside` fields are first_on and last_on."""
    left, right = st.columns(2)
    with left:
        first = day_field("First day", first_on, key=f"{key}-first")
        beside("first_on")
    if not has_ended:
        return first, None
    with right:
        last = day_field("Last day", last_on, key=f"{key}-last")
        beside("last_on")
    return first, last


def given(day: date | None, *, field: str) -> date:
    """The day in a field. Raises Missing if it was emptied."""
    if day is None:
        raise Missing(field=field, what="the date")
    return day


def hours_field(label: str, minutes: int, *, key: str, help_text: str = "") -> str:
    """Hours as people type them."""
    typed = st.text_input(label, said_hours(minutes) if minutes else "", key=key)
    hint(help_text or "For example 1.5, 1:30 or 1 h 30.")
    return typed or ""


def example_field(form: LogForm, column: str, stored: str, *, key: str) -> str:
    """One of the NMC's examples, or words of her own."""
    said = form.guide_to(column)
    examples = list(said.labels.values())
    options = examples if not stored or stored in examples else [stored, *examples]
    chosen = st.selectbox(
        form.column(column).plain_label,
        options,
        options.index(stored) if stored else None,
        key=key,
        accept_new_options=True,
        placeholder="Choose one or type your own",
    )
    hint(form.column(column).hint.rstrip(":"))
    return chosen or ""


def choice_field(form: LogForm, column: str, stored: str, *, key: str) -> str:
    """One of a list of the NMC's; its key."""
    labels = form.guide_to(column).labels
    keys = list(labels)
    chosen = st.selectbox(
        form.column(column).plain_label,
        keys,
        keys.index(stored) if stored in labels else None,
        format_func=lambda each: labels[each],
        key=key,
        placeholder="Choose one",
    )
    return chosen or ""


def prose_field(form: LogForm, column: str, stored: str, *, key: str, height: int = 140) -> str:
    """Several lines, with what the NMC's guide or column says about them below."""
    typed = st.text_area(form.column(column).plain_label, stored, key=key, height=height)
    hint(form.guide_to(column).text or form.column(column).hint)
    return typed or ""
