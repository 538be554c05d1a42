"""One session: its register or its places, what is read, and what can be changed."""

import streamlit as st

from pages.librarian.parts.asked_first import asked_first
from pages.librarian.parts.by_hand import by_hand
from pages.librarian.parts.calling_off import calling_off, calling_off_the_rest
from pages.librarian.parts.changing import changing, clash_warning
from pages.librarian.parts.in_the_room import in_the_room
from pages.librarian.parts.marking import marking
from pages.librarian.parts.messages import session_messages
from pages.librarian.parts.places import who_has_a_place
from pages.librarian.parts.reading import reading
from pages.librarian.parts.walking_in import walking_in
from pages.shared.acting import asked_number, look_up, now, refusals_shown, require
from pages.shared.widgets import bullets, facts, heading, lead, link, say
from pages.shared.wording import when
from revalidation.domain.bookings import BookingState
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.sessions import SessionState, register_opens_at, said_filling
from revalidation.domain.times import said_minutes, said_moment
from revalidation.queries.register import RegisterLine, register
from revalidation.queries.sessions import SessionInFull, get_session


def about(session: SessionInFull) -> None:
    """The facts."""
    line = session.line
    heading(line.group)
    facts([
        ("When", when(line.starts_at, line.ends_at, now())),
        ("Where", ", ".join(part for part in (line.where, session.address) if part)),
        ("Kind", f"{KIND_WORDS[line.kind]}, {said_minutes(line.minutes)}"),
        ("Places", said_places_of(session)),
        ("Facilitator", session.facilitator or "Nobody yet"),
        ("Reading", line.article or "No article yet"),
    ])  # fmt: skip
    if session.online_link:
        link("Join online", session.online_link)


def said_places_of(session: SessionInFull) -> str:
    """How full it is, and how many it takes; nothing once it is called off."""
    line = session.line
    if line.state is SessionState.CANCELLED:
        return ""
    least = f"; {session.minimum_attendance} needed to go ahead" if session.minimum_attendance else ""
    return said_filling(line.capacity, line.places_taken, line.waiting) + least


def going_ahead(me: Actor, session: SessionInFull, people: list[RegisterLine]) -> None:
    """The next thing to do on top, the rest folded away."""
    line = session.line
    clash_warning(me, session)
    placed = [person for person in people if person.booking is not BookingState.WAITING]
    waiting = [person for person in people if person.booking is BookingState.WAITING]
    opens_at = register_opens_at(line.starts_at)
    if now() < opens_at:
        st.header("Places", anchor=False)
        who_has_a_place(me, session, placed, waiting)
        lead(f"The register opens on {said_moment(opens_at)}, 15 minutes before the start.")
    else:
        st.header("Register", anchor=False)
        walking_in(line)
        marking(line)
        if waiting:
            with st.expander("Waiting list"):
                bullets((person.name for person in waiting), numbered=True)
    if now() < line.starts_at:
        by_hand(me, line.id, people)
    with st.expander("What we read", expanded=not session.articles and now() < line.ends_at):
        reading(me, session)
    with st.expander("Change date, time, place or size"):
        changing(me, session)
    with st.expander("Messages"):
        session_messages(me, line.id)
    if now() < line.ends_at and st.button("Call this session off", key="call_off"):
        calling_off(me, line.id, people)
    calling_off_the_rest(me, session)


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("session")
    if wanted is None:
        raise NotFound(what="session")
    session = look_up(get_session, actor=me, session_id=wanted)
    about(session)
    asked_first(me, wanted)
    in_the_room(session.line)
    if session.line.state is SessionState.CANCELLED:
        say("This session was called off.")
    else:
        going_ahead(me, session, look_up(register, actor=me, session_id=wanted))
