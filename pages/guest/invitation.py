"""Opening an account by the link of an invitation."""

from functools import partial

import streamlit as st

from pages.shared.acting import carry_out, now, refusals_shown
from pages.shared.entering import enter
from pages.shared.guest_links import behind_link
from pages.shared.new_password import new_password
from pages.shared.widgets import lead, say
from revalidation.commands.invitations import accept_invitation
from revalidation.commands.sign_ins import open_sign_in
from revalidation.domain.refusals import InvitationNotUsable
from revalidation.queries.invitations import find_open_invitation
from revalidation.settings import settings

st.title("Your invitation")
with refusals_shown() as beside:
    invitation = behind_link(partial(find_open_invitation, now=now()), otherwise=InvitationNotUsable)
    token = st.query_params["token"]
    lead(f"Choose a password to open your account for {invitation.email}.")
    with st.form("accept", border=False):
        name = st.text_input("Your name", value=invitation.name, key="name", autocomplete="name")
        beside("name")
        password, again = new_password(beside)
        pressed = st.form_submit_button("Open my account", type="primary")
    if pressed:
        person_id = carry_out(accept_invitation, token=token, name=name, password=password, again=again, now=now())
        enter(carry_out(open_sign_in, person_id=person_id, limits=settings().limits, now=now()), go_to="/")
        say("Your account is open.", tone="done")
