"""The register of one session: one calm choice a person, all saved at once."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, fresh, now, refusals_shown
from pages.shared.widgets import lead, words
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.domain.people import Actor
from revalidation.domain.register import MARK_WORDS, Mark
from revalidation.queries.register import RegisterLine
from revalidation.queries.sessions import SessionLine


def marking(me: Actor, line: SessionLine, placed: list[RegisterLine]) -> None:
    """Choose for everybody, then save."""
    with refusals_shown() as beside:
        quick = st.container()
        chosen: dict[int, RegisterEntry] = {}
        for number, person in enumerate(placed, start=1):
            chosen[person.person_id] = _choice(beside, line, person, number)
        if len(placed) > 1 or placed[0].mark is None:
            _mark_the_rest(me, line, chosen, quick)
        changed = [each for each in placed if _differs(each, chosen[each.person_id])]
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button("Save the register", type="primary", key=fresh(f"save-{line.id}"), disabled=not changed)
            lead(
                _said_unsaved(
                    len(changed), [number for number, entry in enumerate(chosen.values(), 1) if _lacks(entry)]
                )
            )
        if pressed:
            carry_out(mark_register, actor=me, session_id=line.id, entries=chosen, now=now())
            announce("The register is saved.")


def _choice(beside: Beside, line: SessionLine, person: RegisterLine, number: int) -> RegisterEntry:
    """One person's mark; the name stands before it, since a label would read it as Markdown."""
    key = fresh(f"mark-{line.id}-{person.person_id}")
    name, choice = st.columns([2, 3], vertical_alignment="center")
    with name:
        words(f"{number}. {person.name}")
    with choice:
        mark = st.segmented_control(
            f"Mark for number {number}",
            list(Mark),
            default=person.mark,
            format_func=lambda each: MARK_WORDS[each],
            key=key,
            label_visibility="collapsed",
        )
    if mark is not Mark.ATTENDED_PART:
        return RegisterEntry(mark)
    with choice:
        minutes = st.number_input(
            f"Minutes attended, of {line.minutes}",
            1,
            line.minutes,
            person.minutes if person.mark is Mark.ATTENDED_PART else None,
            key=f"{key}-minutes",
            width=200,
        )
        if minutes is None:
            beside("minutes")
    return RegisterEntry(mark, minutes)


def _mark_the_rest(me: Actor, line: SessionLine, chosen: dict[int, RegisterEntry], quick: DeltaGenerator) -> None:
    """Most people come: choose those who did not, and mark everybody else with one press."""
    open_ones = [person_id for person_id, entry in chosen.items() if entry.mark is None]
    if not open_ones:
        return
    label = "Mark everybody attended" if len(open_ones) == len(chosen) else "Mark everybody else attended"
    if quick.button(label, icon=":material/done_all:", key=fresh(f"mark-all-{line.id}")):
        everybody = chosen | {person_id: RegisterEntry(Mark.ATTENDED) for person_id in open_ones}
        carry_out(mark_register, actor=me, session_id=line.id, entries=everybody, now=now())
        announce("The register is saved. You can still change anybody's mark.")


def _differs(person: RegisterLine, entry: RegisterEntry) -> bool:
    minutes = person.minutes if person.mark is Mark.ATTENDED_PART else None
    return (person.mark, minutes) != (entry.mark, entry.minutes)


def _lacks(entry: RegisterEntry) -> bool:
    return entry.mark is Mark.ATTENDED_PART and entry.minutes is None


def _said_unsaved(changed: int, lacking: list[int]) -> str:
    """What stands beside the button, which may be far below the person it is about."""
    said = f"{changed} not saved yet." if changed else ""
    return said + (f" Minutes are missing for number {', '.join(map(str, lacking))}." if lacking else "")
