"""My data: taking it along, bringing it here, what was done with it, and erasing it."""

import streamlit as st

from pages.nurse.parts.passages import all_lent
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, bullets, empty, hint, lead, page_number, pager
from revalidation.commands.my_data import read_back
from revalidation.domain.audit import said_event
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import said_moment
from revalidation.domain.unpacking import unpacked
from revalidation.queries.my_data import my_audit

AUDIT = "audit"


def take_along() -> None:
    """Everything as one file."""
    st.header("Take it along", anchor=False)
    lead(
        "Everything that is kept of you here, in one file: what you wrote with all its versions, your logs and files, "
        "bookings, attendance, signed forms and this page's history. Another installation of this app can read it."
    )
    st.link_button("Download my data", "/documents/my-data.zip", type="primary", icon=":material/download:")
    hint("It is not encrypted. Keep it where only you can open it, and not on a shared computer.")


def bring_here(me: Actor) -> None:
    """Reading such a file back."""
    with st.expander("Bring data from another installation"):
        lead("Only into an empty portfolio. Bookings and attendance of the other library stay in the file.")
        with refusals_shown() as beside:
            file = st.file_uploader("The file “My data … .zip”", ["zip"], key=fresh("my-data"))
            beside("file")
            if file is not None and st.button("Take it over", type="primary", key="take_over"):
                record, contents = unpacked(file.getvalue())
                carry_out(read_back, actor=me, record=record, contents=contents, now=now())
                announce("Your portfolio is here now. Everything in the file that can be taken over has been.")


def what_was_done(me: Actor) -> None:
    """Kinds and times, the latest first."""
    st.header("What was done with my data", anchor=False)
    lines, total = look_up(my_audit, actor=me, limit=PAGE_SIZE, offset=page_number(AUDIT) * PAGE_SIZE)
    bullets(f"{said_moment(line.at)}: {said_event(line.actor, line.kind)}" for line in lines)
    if not lines:
        empty("Sign-ins, links, signatures, downloads and deletions will be listed here, without a word of yours.")
    pager(AUDIT, total)


me = require(Role.NURSE)
st.title("My data")
take_along()
bring_here(me)
all_lent(me)
what_was_done(me)
st.header("Erase it", anchor=False)
lead("You can delete everything that is kept of you here. You see first what that means.")
st.page_link("pages/nurse/erase.py", label="See what erasing would do")
