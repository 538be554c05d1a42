"""The register of one session: a line a person, and every tap is saved at once."""

from functools import partial

import streamlit as st

from pages.shared.acting import Command, announce, carry_out, look_up, now, refusals_shown, require
from pages.shared.tapping import problem_shown, tapped, typed_number
from pages.shared.widgets import bullets, empty, news, person
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.walk_ins import undo_walk_in
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark, said_mark
from revalidation.domain.times import said_lately, said_time
from revalidation.queries.register import RegisterLine, register, register_history
from revalidation.queries.sessions import SessionLine

_SHORT = {Mark.ATTENDED: "Attended", Mark.ATTENDED_PART: "Part", Mark.DID_NOT_ATTEND: "Did not"}
_WALK_IN = _SHORT | {Mark.DID_NOT_ATTEND: "Was not"}


@st.fragment
def marking(line: SessionLine) -> None:
    """Everybody with a place; only this part of the page is drawn again after a tap."""
    me = require(Role.LIBRARIAN)
    with refusals_shown():
        people = look_up(register, actor=me, session_id=line.id)
        placed = [each for each in people if each.booking is not BookingState.WAITING]
        if not placed:
            empty("Nobody had a place, so there is nobody to mark.")
            return
        marked = sum(each.mark is not None for each in placed)
        news(f"{marked} of {len(placed)} marked. Every tap is saved; tap again to take it back.")
        quick = st.container()
        with st.container(gap=None):
            chosen = [_line(line, each, number) for number, each in enumerate(placed, start=1)]
        open_ones = [each for each, mark in zip(placed, chosen, strict=True) if mark is None and not each.is_vacated]
        problem_shown()  # whoever it was about may be gone
        label = "Mark everybody attended" if len(open_ones) == len(placed) else "Mark everybody else attended"
        if open_ones and quick.button(label, icon=":material/done_all:", key=f"mark-all-{line.id}"):
            everybody = {each.person_id: RegisterEntry(Mark.ATTENDED) for each in open_ones}
            carry_out(mark_register, actor=me, session_id=line.id, entries=everybody, now=now())
            announce("The register is saved. You can still change anybody's mark.")
        if st.button("What was marked, when and by whom", type="tertiary", key=f"history-{line.id}"):
            _history(me, line.id)


def _line(line: SessionLine, each: RegisterLine, number: int) -> Mark | None:
    """One person: the name stands before the choices, since a label would read it as Markdown."""
    key = f"mark-{line.id}-{each.person_id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"person-{line.id}-{number}"):
        person(f"{number}. {each.name}", _note(each))
        mark = tapped(
            f"Mark for number {number}",
            list(Mark),
            each.mark,
            said=lambda mark: (_WALK_IN if each.walked_in else _SHORT)[mark],
            key=key,
            save=partial(_saving, line.id, each),
        )
        if mark is Mark.ATTENDED_PART:
            stored = each.minutes if each.mark is Mark.ATTENDED_PART else None
            typed_number(
                f"Minutes of {line.minutes}",
                1,
                line.minutes,
                stored,
                key=f"{key}-minutes",
                save=partial(_saving_minutes, line.id, each.person_id),
            )
            if stored is None:
                person("", "Not saved before the minutes are given.")
    problem_shown(key, f"{key}-minutes")
    return mark


def _saving(session_id: int, each: RegisterLine, me: Actor, mark: Mark | None) -> Command | None:
    """What a tap does; a part waits for its minutes, and a walk-in who was not there is none."""
    if mark is Mark.ATTENDED_PART:
        return None
    if mark is Mark.DID_NOT_ATTEND and each.walked_in:
        return partial(undo_walk_in, actor=me, session_id=session_id, person_id=each.person_id, now=now())
    entries = {each.person_id: RegisterEntry(mark)}
    return partial(mark_register, actor=me, session_id=session_id, entries=entries, now=now())


def _saving_minutes(session_id: int, person_id: int, me: Actor, minutes: int | None) -> Command | None:
    if minutes is None:
        return None
    entries = {person_id: RegisterEntry(Mark.ATTENDED_PART, minutes)}
    return partial(mark_register, actor=me, session_id=session_id, entries=entries, now=now())


def _note(each: RegisterLine) -> str:
    """What else to know of somebody, in few words."""
    parts = []
    if each.walked_in:
        parts.append("walk-in")
    if each.is_vacated:
        parts.append("place given to a walk-in")
    if each.marked_herself and each.marked_at is not None:
        parts.append(f"checked in {said_time(each.marked_at)}")
    return ", ".join(parts)


@st.dialog("What was marked, when and by whom")
def _history(me: Actor, session_id: int) -> None:
    changes = look_up(register_history, actor=me, session_id=session_id)
    if not changes:
        empty("Nothing has been marked yet.")
        return
    bullets(
        f"{each.name}: {said_mark(each.mark, each.minutes)}\n{said_lately(each.at, now())}, by {each.by}"
        for each in changes
    )
