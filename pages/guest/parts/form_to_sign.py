"""The whole page behind a link to a form: read what the nurse has chosen, fill in, and sign."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.guest.parts.form_boxes import boxes, checklist, keep, signature, statements
from pages.shared.acting import Command, announce, carry_out, confirm_button, now, refusals_shown, signed_in
from pages.shared.guest_links import behind_link
from pages.shared.part_drafts import Part, begin, read_again
from pages.shared.shown_forms import accounts_shown, nurse_shown, summary_shown
from pages.shared.widgets import bullets, empty, lead, say, words
from revalidation.commands.signing import check_before_signing, note_opened, sign
from revalidation.domain.completing import Completed
from revalidation.domain.nmc_sign_offs import SignOffForm, sign_off_form, sign_off_form_in_force
from revalidation.domain.refusals import Refusal
from revalidation.domain.sign_off_refusals import AccountsNotReady, NoSuchForm, OwnForm, ShownHasChanged
from revalidation.domain.sign_offs import SIGN_OFF_WORDS, SIGNER_WORDS, SignOffKind
from revalidation.domain.times import local, said_day, said_moment
from revalidation.queries.sign_offs import LinkedForm, ToSign, find_linked_form

NO_NAMES = "Please write nothing here that might identify a patient, service user or colleague."


def form_to_sign(kind: SignOffKind) -> None:
    """The page, for whoever has the link of a form of this kind."""
    st.title(sign_off_form_in_force(kind, local(now()).date()).title)
    with refusals_shown():
        linked = behind_link(partial(find_linked_form, kind=kind, now=now()), otherwise=NoSuchForm)
        found = linked.to_sign
        if found is None:
            _thank(kind, linked)
            return
        me = signed_in()
        if me is not None and me.person_id == found.person_id:
            raise OwnForm
        token = st.query_params["token"]
        if found.is_new:
            carry_out(note_opened, token=token, kind=kind, now=now())
        part = begin(found.id, found.revision, found.seen)
        form = sign_off_form(kind, found.form_version)
        _opening(form, found)
        _reading(found)
        _filling_in(token, form, found, part, by_id=me.person_id if me else None)


def _thank(kind: SignOffKind, linked: LinkedForm) -> None:
    on = f" on {said_moment(linked.signed_at)}" if linked.signed_at else ""
    say(f"Thank you. You signed this form for {linked.nurse}{on}.", tone="done")
    lead(f"{linked.nurse} now has your signed {SIGN_OFF_WORDS[kind].lower()} form. Nothing is left for you to do here.")


def _opening(form: SignOffForm, found: ToSign) -> None:
    nurse, until = found.shown.nurse.name, said_day(local(found.expires_at).date())
    lead(f"{nurse} asks you to be the {SIGNER_WORDS[found.kind]} for their revalidation with the NMC.")
    lead(f"Read, fill in and sign. It is saved as you go, and your link works until {until}.")
    if form.preamble:
        words(form.preamble)
    st.subheader(form.nurse_heading, anchor=False)
    nurse_shown(form, found.shown.nurse)


def _reading(found: ToSign) -> None:
    """What the nurse lets be read, and a word if it is not as it was."""
    shown = found.shown
    st.header("What you can read", anchor=False)
    if shown.summary is not None:
        summary_shown(shown.summary)
    accounts_shown(shown.accounts)
    if not shown.accounts and shown.summary is not None:
        empty("The text of the accounts is not shown here. Ask to see them if you would like to read them.")
    if found.missing:
        say(AccountsNotReady(nurse=shown.nurse.name).sentence, tone="problem")


def _filling_in(token: str, form: SignOffForm, found: ToSign, part: Part, *, by_id: int | None) -> None:
    st.header("Your part", anchor=False)
    if found.kind is SignOffKind.DISCUSSION:
        lead(NO_NAMES)
    with refusals_shown() as beside:
        typed = boxes(beside, form, found)
        ticked = checklist(beside, form, found)
        st.header("Sign", anchor=False)
        ticked += statements(beside, form, found)
        typed = replace(typed, ticked=ticked, signature=signature(beside, form, found))
        keep(token, form, found, typed, part)
        if found.seen != part.seen:
            say(ShownHasChanged(nurse=found.shown.nurse.name).sentence, tone="problem")
            st.button("I have read it again", key="read_again", on_click=read_again(part, found.seen))
            return
        _buttons(token, form, found, typed, by_id)


def _buttons(token: str, form: SignOffForm, found: ToSign, typed: Completed, by_id: int | None) -> None:
    with st.container(horizontal=True):
        wants_to_sign = st.button("Sign this form", type="primary", key="sign")
        wants_to_leave = st.button("Save and come back later", key="later")
    if wants_to_leave:
        until = said_day(local(found.expires_at).date())
        announce(f"What you filled in is saved. Open your link again until {until} to carry on.")
    if not wants_to_sign:
        return
    kind, seen = found.kind, found.seen
    try:
        carry_out(check_before_signing, token=token, kind=kind, seen=seen, completed=typed, now=now())
    except Refusal as refusal:
        say(refusal.sentence, tone="problem")  # where she is looking; and beside its field, further up
        if refusal.field:
            raise
    else:

        def act(db: Any) -> None:  # noqa: ANN401 (pages do not know the transaction)
            sign(db, token=token, kind=kind, seen=seen, completed=typed, now=now(), by_id=by_id)

        _sign_dialog(form, found.shown.nurse.name, typed.signature, act)


@st.dialog("Sign this form?")
def _sign_dialog(form: SignOffForm, nurse: str, name: str, command: Command) -> None:
    """Say once more what signing means."""
    lead(f"You sign for {nurse}, as {name}:")
    bullets(form.statements)
    lead(
        "What you read and filled in is kept with your signature exactly as it is now. Nobody can change it afterwards."
    )
    confirm_button("Sign it", command, message="", key="really_sign")
