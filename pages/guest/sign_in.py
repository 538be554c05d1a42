"""Signing in with e-mail address and password."""

import streamlit as st

from pages.shared.acting import carry_out, look_up, now, refusals_shown
from pages.shared.entering import enter
from pages.shared.widgets import bullets, lead, say
from pages.shared.wording import ROLE_WORDS
from revalidation.commands.demonstration import PASSWORD
from revalidation.commands.sign_ins import count_try, sign_in
from revalidation.queries.installation import installation
from revalidation.queries.people import people_to_try
from revalidation.settings import settings

st.title("Sign in")
lead("Reading groups and revalidation for nurses, midwives and nursing associates.")

with refusals_shown() as beside:
    with st.form("sign_in", border=False):
        email = st.text_input("E-mail address", key="email", autocomplete="username")
        beside("email")
        password = st.text_input("Password", key="password", type="password", autocomplete="current-password")
        beside("password")
        pressed = st.form_submit_button("Sign in", type="primary")
    if pressed:
        carry_out(count_try, email=email, now=now())
        enter(carry_out(sign_in, email=email, password=password, limits=settings().limits, now=now()))

if look_up(installation).is_demonstration:
    say(f"This is a demonstration with invented people. Sign in as one of these, with the password: {PASSWORD}")
    bullets(
        f"{', '.join(ROLE_WORDS[role] for role in sorted(person.roles))}: {person.name}, {person.email}"
        for person in look_up(people_to_try)
    )
else:
    lead("No account yet? Your librarian can send you an invitation.")
st.page_link("pages/guest/statement.py", label="Check a statement of attendance")
