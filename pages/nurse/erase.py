"""Erasing everything of mine: its effect in numbers first, then the password, then it is done."""

import streamlit as st

from pages.shared.acting import announce_on, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import bullets, lead, say
from revalidation.commands.erasure import erase_me
from revalidation.commands.sign_ins import count_try
from revalidation.domain.people import Actor, Role
from revalidation.queries.erasure import WhatErasingDoes, what_erasing_does


def numbered(number: int, one: str, many: str) -> str:
    """`1 file`, `3 files`, `no files`."""
    return f"{number or 'no'} {one if number == 1 else many}"


def effect(does: WhatErasingDoes) -> None:
    """What would be gone, given back, and left."""
    lead("This deletes for good, and nobody can bring it back:")
    bullets(
        (
            numbered(does.accounts, "reflective account", "reflective accounts") + ", with all versions",
            numbered(does.entries, "entry", "entries") + " in your logs of CPD, feedback and practice hours",
            numbered(does.files, "file", "files") + " of evidence",
            numbered(does.sign_offs, "discussion or confirmation", "discussions and confirmations") + ", signed or not",
            "your bookings and attendance, answers, lent passages, statements, messages and calendar address",
        )
    )
    given_back = numbered(does.to_come, "booking to come is", "bookings to come are")
    if does.to_come:
        lead(f"{given_back.capitalize()} given back, so that whoever waits moves up.")
    lead(
        f"What stays are numbers without a name: {numbered(does.attended, 'session', 'sessions')} that you attended "
        "will still be counted. Backups hold you until they are thrown away."
    )
    if does.stays_librarian:
        say(
            "You are a librarian too. That account stays, with what you did as a librarian; you are no nurse here then."
        )
    else:
        say("Your account goes as well, and you are signed out everywhere.")


def deciding(me: Actor, does: WhatErasingDoes) -> None:
    """The password, and the button that does it."""
    with refusals_shown() as beside:
        with st.form("erase", border=False):
            password = st.text_input("Your password", type="password", key=fresh("erase"), autocomplete="off")
            beside("current")
            beside("password")
            pressed = st.form_submit_button("Erase everything of mine")
        if pressed:
            carry_out(count_try, email=me.email, now=now())
            carry_out(erase_me, actor=me, password=password or "", now=now())
            if does.stays_librarian:
                announce_on("pages/librarian/today.py", "Everything of yours as a nurse is deleted.")
            st.switch_page("pages/guest/goodbye.py")


me = require(Role.NURSE)
st.title("Erase everything of mine")
does = look_up(what_erasing_does, actor=me, now=now())
st.page_link("pages/nurse/my_data.py", label="Back to my data: download it first, if you may need it")
effect(does)
deciding(me, does)
