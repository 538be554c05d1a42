"""A group's rules about places and reminders, each with what it means to a nurse."""

from dataclasses import dataclass, replace

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.widgets import hint, lead
from revalidation.domain.places import MOST_DAYS, MOST_HOURS, PlaceRules, checked_days

IN_TURN = "Offered in turn: whoever has waited longest is asked, and if she does not answer in time, the next"
OUTRIGHT = "Booked outright: whoever has waited longest has the place at once, is told so, and can give it back"


@dataclass(frozen=True, slots=True)
class _Number:
    """One number among the rules; `field` is its name there."""

    field: str
    label: str
    least: int
    most: int
    said: str


_NUMBERS = (
    _Number(
        "offer_hours",
        "Hours an offer is held",
        1,
        MOST_HOURS,
        "So long a nurse has to answer. Quiet hours do not count; they are set under People and sites, Settings.",
    ),
    _Number(
        "stop_hours",
        "Hours before the start when offers stop",
        0,
        MOST_HOURS,
        "From then on a free place is for whoever waits and claims it first; all who wait are told at once.",
    ),
    _Number(
        "late_hours",
        "Hours before the start when cancelling is late",
        0,
        MOST_HOURS,
        "A nurse can still give her place back and is not blamed; it is counted apart, as cancelled late.",
    ),
    _Number(
        "confirm_days",
        "Days before the start to ask “Are you still coming?”",
        0,
        MOST_DAYS,
        "A nurse with a place is asked once. If she does not confirm in time, it goes to the next who waits. "
        "0 means that nobody is asked.",
    ),
)


def rule_fields(beside: Beside, *, key: str, rules: PlaceRules) -> tuple[PlaceRules, str]:
    """What is chosen, and the reminder days as typed, to be read by `with_days` once somebody saves.

    The `beside` fields are those of `domain.groups.check_rules`.
    """
    with st.expander("Rules about places and reminders"):
        lead("A free place always goes to whoever has waited longest. These rules say how, and when people hear of it.")
        how = st.radio(
            "How free places are given",
            [IN_TURN, OUTRIGHT],
            int(rules.books_outright),
            key=f"{key}-outright",
        )
        numbers = {
            number.field: _number_field(beside, key, number, getattr(rules, number.field)) for number in _NUMBERS
        }
        with st.container(gap="xsmall"):
            days = ", ".join(str(days) for days in rules.reminder_days)
            typed = st.text_input("Reminders, days before the start", days, key=f"{key}-reminder-days", width=420)
            beside("reminder_days")
            hint("Everybody with a place gets a reminder so many days before, for example 7, 1. Empty means none.")
    chosen = PlaceRules(books_outright=how == OUTRIGHT, reminder_days=rules.reminder_days, **numbers)
    return chosen, typed or ""


def with_days(rules: PlaceRules, typed: str) -> PlaceRules:
    """The rules with the reminder days that were typed. Raises NotDays."""
    return replace(rules, reminder_days=checked_days(typed))


def _number_field(beside: Beside, key: str, number: _Number, value: int) -> int:
    with st.container(gap="xsmall"):
        typed = st.number_input(
            number.label, number.least, number.most, value, key=f"{key}-{number.field}", required=True, width=420
        )
        beside(number.field)
        hint(number.said)
    return typed
