"""Asking somebody to sign a form: whom, what the link shows, and the link itself, this one time."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from pages.shared.acting import carry_out, look_up, now, refusals_shown
from pages.shared.addresses import own_address
from pages.shared.widgets import hint, say
from revalidation.commands.sign_offs import Ask, Asked, ask_to_sign
from revalidation.domain.accounts import AccountState
from revalidation.domain.nmc_sign_offs import sign_off_form_in_force
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Refusal
from revalidation.domain.sign_off_refusals import AccountsFirst
from revalidation.domain.sign_offs import LIFE, SIGNER_WORDS, Ground, SignOffKind, must_be_in_order
from revalidation.domain.times import local, said_day
from revalidation.queries.accounts import my_accounts

Beside = Callable[[str], object]

ON_THE_REGISTER = "They have to be on the NMC register, and give their NMC Pin on the form."
NO_OTHER_TEXT = "They see your portfolio’s figures and lists. Your accounts only by title, unless you choose some here."


def asking(me: Actor, kind: SignOffKind, ground: Ground) -> None:
    """The form; or, if something has to come first, what that is and where it is done."""
    try:
        must_be_in_order(kind, ground, chosen=ground.accounts_needed, is_registrant=True)
    except Refusal as refusal:
        say(refusal.sentence)
        if isinstance(refusal, AccountsFirst):
            st.page_link("pages/nurse/accounts.py", label="Go to my reflective accounts")
        else:
            st.page_link("pages/nurse/details.py", label="Go to my details and data")
        return
    room = st.empty()
    with refusals_shown() as beside:
        with room.container():
            ask = _form(beside, me, kind, ground)
        if ask is not None:
            asked = carry_out(ask_to_sign, actor=me, ask=ask, now=now())
            room.empty()
            link_shown(asked, kind, ask.name)
    address = f"/documents/{kind.value}-to-sign-by-hand.pdf"
    st.link_button("Print the form to be signed by hand (PDF)", address, icon=":material/download:", type="tertiary")


def link_shown(asked: Asked, kind: SignOffKind, name: str) -> None:
    """Show the link, this one time."""
    say(
        f"The link for {name} is made, and works for {LIFE.days} days. Where a mail server is set up, it goes out by "
        "e-mail. You can also copy it here and send it yourself; it is shown only now.",
        tone="done",
    )
    st.code(own_address(kind.value, token=asked.token), language=None, wrap_lines=True)
    st.button("Done", key="done_copying", type="primary")  # the page runs again, without the link


def _form(beside: Beside, me: Actor, kind: SignOffKind, ground: Ground) -> Ask | None:
    """What was given, once the button is pressed."""
    capacity, renewed_on = "", None
    with st.form(f"ask-{kind.value}", border=False):
        name = st.text_input("Their name (required)", key=f"{kind.value}-name", autocomplete="off")
        beside("name")
        email = st.text_input("Their e-mail address (required)", key=f"{kind.value}-email", autocomplete="off")
        beside("email")
        if kind is SignOffKind.CONFIRMATION:
            capacity, renewed_on = _for_a_confirmer(beside, kind, ground)
        else:
            hint(ON_THE_REGISTER)
        account_ids = _accounts(me, kind, ground)
        beside("accounts")
        label = f"Ask my {SIGNER_WORDS[kind]}"
        pressed = st.form_submit_button(label, type="primary", key=f"ask_{kind.value}")
    return Ask(kind, name or "", email or "", account_ids, capacity, renewed_on) if pressed else None


def _for_a_confirmer(beside: Beside, kind: SignOffKind, ground: Ground) -> tuple[str, date | None]:
    form = sign_off_form_in_force(kind, local(now()).date())
    labels = {one.key: one.label for one in form.capacities}
    capacity = st.radio(
        form.capacity_prompt, list(labels), index=None, format_func=lambda key: labels[key], key="capacity"
    )
    beside("capacity")
    renewed_on = st.date_input(
        form.nurse_fields[-1].plain_label,
        ground.period_starts_on,
        min_value=date(ground.today.year - 10, 1, 1),
        max_value=ground.today,
        format="DD/MM/YYYY",
        key="last_renewal_on",
    )
    beside("last_renewal_on")
    return capacity or "", renewed_on


def _accounts(me: Actor, kind: SignOffKind, ground: Ground) -> list[int]:
    """Which finished accounts the link lets be read."""
    finished = [line for line in look_up(my_accounts, actor=me) if line.state is AccountState.FINISHED]
    titles = {line.id: line.title for line in finished}
    days = {line.id: said_day(local(line.finished_at).date()) for line in finished if line.finished_at}
    is_discussion = kind is SignOffKind.DISCUSSION
    is_clear = is_discussion and len(finished) == ground.accounts_needed
    label = f"The {ground.accounts_needed} accounts you discuss" if is_discussion else "Accounts they can read"
    chosen = st.multiselect(
        label,
        list(titles),
        default=list(titles) if is_clear else [],
        format_func=lambda account_id: f"{titles[account_id]}, {days.get(account_id, '')}",
        max_selections=ground.accounts_needed,
        placeholder="Choose accounts" if is_discussion else "None",
        key=f"{kind.value}-accounts",
    )
    if not is_discussion:
        hint(NO_OTHER_TEXT)
    return list(chosen)
