"""Changing bookings and the waiting list by hand, each time with a reason."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import bullets, empty, lead
from pages.shared.wording import said_change
from revalidation.commands.waiting_list import add_by_hand, give_place_by_hand, move_up_by_hand, remove_by_hand
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Missing
from revalidation.queries.bookings import booking_history
from revalidation.queries.people import nurses_by_name
from revalidation.queries.register import RegisterLine

GIVE, MOVE_UP, REMOVE = "Give a place", "Move to the front", "Remove"
COMMANDS: dict[str, Callable[..., object]] = {
    GIVE: give_place_by_hand,
    MOVE_UP: move_up_by_hand,
    REMOVE: remove_by_hand,
}
DONE = {
    GIVE: "{} has a place now.",
    MOVE_UP: "{} is at the front of the waiting list now.",
    REMOVE: "{} is not booked any more.",
}


def by_hand(me: Actor, session_id: int, people: Sequence[RegisterLine]) -> None:
    """Add somebody, or change what somebody has; she is told, and can read the reason in her own history."""
    with st.expander("Add somebody, or change a booking by hand"):
        lead("The person is told by e-mail. She can read your reason in the history of her booking.")
        with refusals_shown() as beside:
            _add(me, session_id, beside)
        if people:
            st.subheader("Change a booking", anchor=False)
            with refusals_shown() as beside:
                _change(me, session_id, people, beside)


def _add(me: Actor, session_id: int, beside: Beside) -> None:
    st.subheader("Add somebody", anchor=False)
    search = (
        st.text_input("Words in name or e-mail address", key=fresh(f"add-search-{session_id}"), type="search") or ""
    )
    found = look_up(nurses_by_name, actor=me, session_id=session_id, search=search) if search.strip() else {}
    person_id = None
    if found:
        person_id = st.selectbox(
            "Person",
            list(found),
            index=0 if len(found) == 1 else None,
            format_func=lambda each: found[each],
            placeholder="Choose somebody",
            key=fresh(f"add-{session_id}-{search}"),
        )
    elif search:
        empty("No nurse without a booking here has these words.")
    beside("person")
    note = st.text_input("Reason", key=fresh(f"add-note-{session_id}"), autocomplete="off")
    beside("note")
    if st.button("Add to this session", key=fresh(f"add-now-{session_id}")):
        if person_id is None:
            raise Missing(field="person", what="who it is")
        state = carry_out(add_by_hand, actor=me, session_id=session_id, person_id=person_id, note=note or "", now=now())
        got = "has a place now" if state is BookingState.CONFIRMED else "is on the waiting list now"
        announce(f"{found[person_id]} {got}.")


def _change(me: Actor, session_id: int, people: Sequence[RegisterLine], beside: Beside) -> None:
    names = {each.person_id: each.name for each in people}
    waiting = {each.person_id for each in people if each.booking is BookingState.WAITING}
    person_id = st.selectbox(
        "Whose booking", list(names), format_func=lambda each: names[each], key=fresh(f"by-hand-{session_id}")
    )
    choices = [GIVE, MOVE_UP, REMOVE] if person_id in waiting else [REMOVE]
    what = st.segmented_control(
        "What to do", choices, default=choices[0], key=fresh(f"what-{session_id}-{person_id}"), required=True
    )
    note = st.text_input("Reason", key=fresh(f"change-note-{session_id}"), autocomplete="off")
    beside("note")
    if st.button("Do it", key=fresh(f"by-hand-now-{session_id}")):
        chosen = what or choices[0]
        carry_out(COMMANDS[chosen], actor=me, session_id=session_id, person_id=person_id, note=note or "", now=now())
        announce(DONE[chosen].format(names[person_id]))
    history = look_up(booking_history, actor=me, session_id=session_id, person_id=person_id)
    lead(f"What has happened to the booking of {names[person_id]}:")
    bullets(said_change(change, me) for change in history)
