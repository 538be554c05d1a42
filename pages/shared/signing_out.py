"""Signing out, name, address and password: the same for everybody who has an account."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, now, refusals_shown
from pages.shared.new_password import new_password
from pages.shared.widgets import facts, lead
from pages.shared.wording import ROLE_WORDS
from revalidation.commands.sign_ins import change_password, correct_my_details, count_try, sign_out, sign_out_everywhere
from revalidation.domain.people import Actor


def my_sign_in(me: Actor) -> None:
    """Who I am here, a new password, and signing out on every device."""
    roles = ", ".join(ROLE_WORDS[role] for role in sorted(me.roles))
    facts([("Name", me.name), ("E-mail address", me.email), ("Role", roles)])
    with st.expander("Correct my name or e-mail address"), refusals_shown() as beside:
        with st.form("correct_details", border=False):
            name = st.text_input("Name (required)", me.name, key=fresh("my-name"), autocomplete="name")
            beside("name")
            email = st.text_input("E-mail address (required)", me.email, key=fresh("my-email"), autocomplete="email")
            beside("email")
            current = st.text_input(
                "Your password", type="password", key=fresh("current-details"), autocomplete="current-password"
            )
            beside("current_for_details")
            pressed = st.form_submit_button("Save my details")
        if pressed:
            carry_out(count_try, email=me.email, now=now())
            typed = {"name": name or "", "email": email or "", "current": current or ""}
            carry_out(correct_my_details, actor=me, **typed, now=now())
            announce("Your details are saved. From now on you sign in with this e-mail address.")
    with st.expander("Change my password"), refusals_shown() as beside:
        with st.form("change_password", border=False):
            current = st.text_input(
                "Current password", type="password", key=fresh("current"), autocomplete="current-password"
            )
            beside("current")
            password, again = new_password(beside, label="New password", key=fresh("new"), key_again=fresh("again"))
            pressed = st.form_submit_button("Change my password")
        if pressed:
            carry_out(count_try, email=me.email, now=now())
            carry_out(change_password, actor=me, current=current, password=password, again=again, now=now())
            announce("Your password is changed. Other devices have been signed out.")
    with st.expander("Sign out on every device"):
        lead("Use this if you left yourself signed in on a computer that others use.")
        if st.button("Sign out everywhere", key="sign_out_everywhere"):
            carry_out(sign_out_everywhere, actor=me, now=now())
            st.rerun()


def sign_out_button(me: Actor) -> None:
    """Below the menu."""
    with st.sidebar:
        if st.button("Sign out", key="sign_out", icon=":material/logout:", width="stretch"):
            carry_out(sign_out, actor=me, now=now())
            st.rerun()
