"""The very first page of an empty installation: set it up for real, or look around."""

import streamlit as st

from pages.shared.acting import carry_out, now, refusals_shown
from pages.shared.entering import enter
from pages.shared.new_password import new_password
from pages.shared.widgets import lead, say
from revalidation.commands.demonstration import fill
from revalidation.commands.installation import set_up
from revalidation.commands.sign_ins import open_sign_in
from revalidation.domain.people import Role
from revalidation.settings import settings

st.title("Welcome")
lead("Nothing is set up here yet. Make the first librarian's account, or look around with invented people first.")

real, demonstration = st.tabs(["Set it up for real", "Look around"])

with real, refusals_shown() as beside:
    with st.form("set_up", border=False):
        name = st.text_input("Your name", key="name", autocomplete="name")
        beside("name")
        email = st.text_input("Your e-mail address", key="email", autocomplete="username")
        beside("email")
        password, again = new_password(beside)
        also_nurse = st.checkbox("I am on the NMC register too, and want my own portfolio", key="also_nurse")
        pressed = st.form_submit_button("Create the librarian's account", type="primary")
    if pressed:
        roles = frozenset({Role.LIBRARIAN, Role.NURSE} if also_nurse else {Role.LIBRARIAN})
        person_id = carry_out(set_up, name=name, email=email, password=password, again=again, roles=roles, now=now())
        enter(carry_out(open_sign_in, person_id=person_id, limits=settings().limits, now=now()))

with demonstration, refusals_shown():
    lead("A made-up Trust with four sites, six groups, a year of sessions and sixty people. Its articles are real.")
    say("The demonstration fills this empty database. To start for real later, begin again with another empty one.")
    if st.button("Fill it with demonstration data", key="demonstrate"):
        bar = st.progress(0.0, "Making people…")
        carry_out(fill, now=now(), progress=bar.progress)
        st.rerun()
