"""Finding a session, and my bookings."""

import streamlit as st

from pages.shared.acting import announce, carry_out, look_up, now, refusals_shown, require
from pages.shared.filters import session_filters
from pages.shared.widgets import PAGE_SIZE, empty, key_for, page_number, pager, row
from pages.shared.wording import state_of, when
from revalidation.commands.bookings import book
from revalidation.domain.bookings import BookingState
from revalidation.domain.filters import NO_FILTERS
from revalidation.domain.interests import is_kept
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import said_moment
from revalidation.queries.sessions import SessionLine, my_past_sessions, my_sessions, upcoming_sessions

FIND, MINE, PAST = "Find a session", "My bookings", "Past sessions"
LIVE = (BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED)


def one(line: SessionLine, *, can_book: bool) -> None:
    """One session with its buttons."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{line.id}"):
        words, tone = state_of(line, now())
        row(when(line.starts_at, line.ends_at, now()), line.group, line.where, words, note=line.article, tone=tone)
        st.page_link("pages/nurse/session.py", label="Details", query_params={"session": str(line.id)})
        is_full = line.places_taken >= line.capacity or line.waiting
        label = "Join the waiting list" if is_full else "Book"
        can_book = can_book and line.booking not in LIVE and not is_kept(line.kept_until, now())
        if can_book and st.button(label, key=f"book-{line.id}"):
            with refusals_shown():
                state = carry_out(book, actor=me, session_id=line.id, now=now())
                got = "You have a place" if state is BookingState.CONFIRMED else "You are on the waiting list"
                announce(f"{got}: {line.group}, {said_moment(line.starts_at)}.")


def find(me: Actor) -> None:
    """What can be booked."""
    filters = session_filters()
    key = key_for(filters)
    page = page_number(key)
    lines, total = look_up(
        upcoming_sessions, actor=me, now=now(), filters=filters, limit=PAGE_SIZE, offset=page * PAGE_SIZE
    )
    for line in lines:
        one(line, can_book=True)
    if not lines and filters == NO_FILTERS:
        empty("No sessions are planned at the moment. Your librarian schedules them; please look again soon.")
    elif not lines:
        empty("No session fits these choices. Try another site or kind.")
    pager(key, total)


def mine(me: Actor) -> None:
    """My bookings."""
    lines = look_up(my_sessions, actor=me, now=now())
    for line in lines:
        one(line, can_book=False)
    if not lines:
        empty("You have no bookings. Choose “Find a session” above to book one.")


def past(me: Actor) -> None:
    """Where I was."""
    page = page_number("past_page")
    lines, total = look_up(my_past_sessions, actor=me, now=now(), limit=PAGE_SIZE, offset=page * PAGE_SIZE)
    for line in lines:
        one(line, can_book=False)
    if not lines:
        empty("Sessions you had a place on will be listed here.")
    pager("past_page", total)


me = require(Role.NURSE)
st.title("Groups and sessions")
view = st.segmented_control(
    "Show",
    [FIND, MINE, PAST],
    default=FIND,
    key="show",
    required=True,
    bind="query-params",
    label_visibility="collapsed",
)
{FIND: find, MINE: mine, PAST: past}[view or FIND](me)
