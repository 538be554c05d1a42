"""My reflective discussion and my confirmation: whom I have asked, where it stands, and what was signed."""

from functools import partial

import streamlit as st

from pages.nurse.parts.asking import asking, link_shown
from pages.nurse.parts.signed_form import signed_form
from pages.shared.acting import asked_number, carry_out, confirm_button, look_up, now, refusals_shown, require
from pages.shared.widgets import lead, row
from revalidation.commands.sign_offs import send_new_link, withdraw_link
from revalidation.domain.messages import MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.sign_offs import OPEN, SIGN_OFF_WORDS, SIGNER_WORDS, SignOffKind, SignOffState
from revalidation.domain.times import local, said_day
from revalidation.queries.sign_offs import SignOffLine, my_ground, my_sign_offs

ABOUT = {
    SignOffKind.DISCUSSION: "You talk about your five accounts with one other person on the NMC register, who then "
    "signs the form. A reading-group session is never this discussion.",
    SignOffKind.CONFIRMATION: "In the last twelve months before your renewal date somebody, if possible your line "
    "manager, looks at your evidence and confirms it. It may be the person you had the discussion with.",
}
STATES = {
    SignOffState.SENT: ("Link sent, not opened yet", "wait"),
    SignOffState.OPENED: ("Opened", "wait"),
    SignOffState.BEGUN: ("Completed in part", "wait"),
    SignOffState.SIGNED: ("Signed", "done"),
    SignOffState.EXPIRED: ("Link ran out", "plain"),
    SignOffState.WITHDRAWN: ("Withdrawn", "plain"),
}
MAIL = {
    MessageState.WAITING: "The e-mail has not gone out yet.",
    MessageState.DEAD: "The e-mail could not be delivered. Withdraw this link and ask again with the right address, "
    "or make a new link and send it yourself.",
}


@st.dialog("Withdraw this link?")
def withdraw_dialog(me: Actor, line: SignOffLine) -> None:
    """Ask once."""
    lead(f"{line.name} can’t open it any more, and what was filled in is not signed. You can ask anew at any time.")
    command = partial(withdraw_link, actor=me, sign_off_id=line.id, now=now())
    confirm_button("Withdraw it", command, message="The link no longer works.", key="really_withdraw")


def one(me: Actor, line: SignOffLine) -> None:
    """One form with what can be done about it."""
    words, tone = STATES[line.state]
    at = line.signed_at or line.created_at
    when = f"{'Signed' if line.signed_at else 'Asked'} {said_day(local(at).date())}"
    note = MAIL.get(line.mail, "") if line.mail and line.state in OPEN else ""
    if line.state in OPEN:
        note = f"The link works until {said_day(local(line.expires_at).date())}. {note}".strip()
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-form-{line.id}"):
        row(when, line.name, line.email, words, note=note, tone=tone)
        if line.state is SignOffState.SIGNED:
            st.page_link("pages/nurse/sign_offs.py", label="Read it", query_params={"form": str(line.id)})
        if line.state in OPEN and st.button("Withdraw", key=f"withdraw-{line.id}"):
            withdraw_dialog(me, line)
        wants_link = line.state in (*OPEN, SignOffState.EXPIRED) and st.button("New link", key=f"anew-{line.id}")
    if wants_link:
        with refusals_shown():
            asked = carry_out(send_new_link, actor=me, sign_off_id=line.id, now=now())
            link_shown(asked, line.kind, line.name)


def section(me: Actor, kind: SignOffKind, lines: list[SignOffLine]) -> None:
    """One of the two forms: what it is, whom I asked, and asking."""
    st.header(SIGN_OFF_WORDS[kind], anchor=False)
    lead(ABOUT[kind])
    for line in lines:
        if line.state is not SignOffState.WITHDRAWN:
            one(me, line)
    states = {line.state for line in lines}
    ground = look_up(my_ground, actor=me, now=now())
    is_next = kind is SignOffKind.DISCUSSION or ground.is_discussed
    if SignOffState.SIGNED in states or (not is_next and not states & set(OPEN)):
        with st.expander(f"Ask {'another' if SignOffState.SIGNED in states else 'a'} {SIGNER_WORDS[kind]}"):
            asking(me, kind, ground)
    elif not states & set(OPEN):
        asking(me, kind, ground)
    withdrawn = [line for line in lines if line.state is SignOffState.WITHDRAWN]
    if withdrawn:
        with st.expander("Withdrawn links"):
            for line in withdrawn:
                one(me, line)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("form")
    if wanted is not None:
        signed_form(me, wanted)
    else:
        st.title("Discussion and confirmation")
        lines = look_up(my_sign_offs, actor=me, now=now())
        for kind in SignOffKind:
            section(me, kind, [line for line in lines if line.kind is kind])
