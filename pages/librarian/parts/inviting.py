"""Inviting people, and the invitations that are still open."""

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.addresses import own_address
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager, row, say
from pages.shared.wording import ROLE_WORDS
from revalidation.commands.invitations import invite, withdraw_invitation
from revalidation.domain.invitations import LIFE, InvitationState
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local, said_day
from revalidation.queries.invitations import InvitationLine, invitations

_PAGE = "invitations_page"


def inviting(me: Actor) -> None:
    """Invite somebody, and see who has not come yet."""
    lead(f"Each person gets a link of their own. It works once, for {LIFE.days} days.")
    before = look_up(invitations, actor=me, now=now())
    newest = before[0].id if before else 0
    room = st.empty()
    with refusals_shown() as beside:
        with room.container():
            typed = _form(beside, key=f"invite-{newest}")
        if typed is not None:
            name, email, roles = typed
            token = carry_out(invite, actor=me, name=name, email=email, roles=roles, now=now())
            room.empty()
            _link(name, token)
    _open_ones(me)


def _form(beside: Beside, *, key: str) -> tuple[str, str, frozenset[Role]] | None:
    with st.form("invite", border=False):
        name = st.text_input("Name (required)", key=f"{key}-name", autocomplete="off")
        beside("name")
        email = st.text_input("E-mail address (required)", key=f"{key}-email", autocomplete="off")
        beside("email")
        roles = st.pills(
            "Roles",
            list(Role),
            selection_mode="multi",
            default=[Role.NURSE],
            format_func=lambda role: ROLE_WORDS[role],
            key=f"{key}-roles",
        )
        beside("roles")
        pressed = st.form_submit_button("Make the invitation", type="primary", key=f"{key}-invite")
    return (name or "", email or "", frozenset(roles)) if pressed else None


def _link(name: str, token: str) -> None:
    """Show the link, this one time."""
    say(
        f"Copy this link and send it to {name}. It works once, for {LIFE.days} days. "
        "Where a mail server is set up, it goes out by e-mail as well. "
        "It is shown only now; if it is lost, invite again and a new one is made.",
        tone="done",
    )
    st.code(own_address("invitation", token=token), language=None, wrap_lines=True)
    st.button("Invite somebody else", key="another", type="primary")  # the page runs again, and the form is empty


def _open_ones(me: Actor) -> None:
    st.header("Open invitations", anchor=False)
    lines = look_up(invitations, actor=me, now=now())
    first = page_number(_PAGE) * PAGE_SIZE
    for line in lines[first : first + PAGE_SIZE]:
        _one(me, line)
    pager(_PAGE, len(lines))
    if not lines:
        empty("Nobody is invited at the moment.")


def _one(me: Actor, line: InvitationLine) -> None:
    is_open = line.state is InvitationState.OPEN
    day = said_day(local(line.expires_at).date())
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-invitation-{line.id}"):
        row(
            f"Until {day}" if is_open else f"Ended {day}",
            line.name,
            line.email,
            "Not used yet" if is_open else "Too old",
            tone="plain" if is_open else "wait",
        )
        if st.button("Withdraw", key=fresh(f"withdraw-{line.id}")):
            with refusals_shown():
                carry_out(withdraw_invitation, actor=me, invitation_id=line.id, now=now())
                announce(f"The invitation of {line.name} no longer works.")
