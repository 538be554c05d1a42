"""The code for checking in, to be shown in the room: it changes every ten minutes."""

import segno
import streamlit as st

from pages.shared.acting import asked_number, look_up, now, refusals_shown, require
from pages.shared.addresses import own_address
from pages.shared.widgets import big_code, facts, heading, lead, news, picture, say
from pages.shared.wording import when
from revalidation.domain.check_in import said_code
from revalidation.domain.people import Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import said_moment, said_time
from revalidation.queries.check_in import CheckInScreen, check_in_screen

EVERY = "10s"


@st.fragment(run_every=EVERY)
def screen(session_id: int) -> None:
    """What the room sees; it draws itself again, so that the code and the count are those of now."""
    me = require(Role.LIBRARIAN)
    with refusals_shown():
        at = look_up(check_in_screen, actor=me, session_id=session_id, now=now())
        if at.shown is None:
            say(f"Check-in is open from {said_moment(at.opens_at)} to {said_moment(at.closes_at)}.")
        else:
            code(session_id, at, at.shown.code)
        news(f"{at.there} of {at.expected} people with a place are checked in.")


def code(session_id: int, at: CheckInScreen, digits: str) -> None:
    """The digits, and the same as a picture for a telephone."""
    big_code(said_code(digits))
    address = own_address("check_in", session=session_id, code=digits)
    beside, said = st.columns([1, 1], vertical_alignment="center")
    with beside:
        picture(segno.make(address, micro=False).svg_data_uri(scale=8), alt="QR code that opens the check-in page")
    with said:
        lead("Scan this with your telephone and press “I am here”.")
        lead("Or open Check in on the page of this session and type the code.")
        if at.shown is not None:
            lead(f"The next code comes at {said_time(at.shown.ends_at)}. This one still counts ten minutes longer.")


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("session")
    if wanted is None:
        raise NotFound(what="session")
    at = look_up(check_in_screen, actor=me, session_id=wanted, now=now())
    heading(at.group)
    facts([("When", when(at.starts_at, at.ends_at, now()))])
    screen(wanted)
    st.page_link("pages/librarian/meeting.py", label="Back to the session", query_params={"session": str(wanted)})
