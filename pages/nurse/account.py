"""Writing one reflective account on the NMC's four questions."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, asked_number, carry_out, confirm_button, look_up, now, refusals_shown, require
from pages.shared.drafts import base_revision, key_of, rebase, start_over
from pages.shared.widgets import facts, lead, say, words
from revalidation.commands.accounts import delete_account, finish_account, reopen_account, save_account, start_account
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.nmc import ReflectiveAccountsForm, reflective_accounts_form
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import ChangedElsewhere, NotFound
from revalidation.domain.times import said_lately, said_time
from revalidation.queries.accounts import AccountInFull, get_account

THEMES_HELP = "Choose the ones that your answer to the last question speaks about."


@st.dialog("Delete this account?")
def delete_dialog(me: Actor, account: AccountInFull) -> None:
    """Ask once."""
    lead("Everything you wrote in it will be gone for good. No one else has a copy.")
    command = partial(delete_account, actor=me, account_id=account.id)
    then = "pages/nurse/accounts.py"
    confirm_button("Delete it", command, message="The account is deleted.", key="really_delete", then=then)


def boxes(form: ReflectiveAccountsForm, account_id: int) -> Written:
    """The form to type into; what stands in it now."""
    title = st.text_input(f"{form.title_label} a short title or number", key=key_of(account_id, "title"))
    answers = [
        st.text_area(question, key=key_of(account_id, f"answer_{number}"), height="content")
        for number, question in enumerate(form.questions, start=1)
    ]
    labels = {theme.key: theme.label for theme in form.themes}
    themes = st.pills(
        form.themes_prompt,
        list(labels),
        selection_mode="multi",
        format_func=lambda key: labels[key],
        key=key_of(account_id, "themes"),
        help=THEMES_HELP,
    )
    first, second, third, fourth = (answer or "" for answer in answers)
    return Written(title=title or "", answers=(first, second, third, fourth), themes=tuple(themes or ()))


def keep(me: Actor, account: AccountInFull, typed: Written, base: int) -> None:
    """Save what has changed, or let her choose if another window saved meanwhile."""
    if typed.checked() == account.written:
        rebase(account.id, account.revision)
        lead(f"Saved {said_lately(account.saved_at, now())}")
        return
    try:
        revision = carry_out(save_account, actor=me, account_id=account.id, written=typed, revision=base, now=now())
    except ChangedElsewhere as refusal:
        say(refusal.sentence, tone="problem")
        with st.container(horizontal=True):
            if st.button("Keep what is in these boxes", key="keep_mine"):
                rebase(account.id, account.revision)
                st.rerun()
            st.button(
                "Show the newer version",
                key="show_newer",
                on_click=start_over,  # the boxes can only be filled before they are drawn
                args=(account.id, account.written, account.revision),
            )
    else:
        rebase(account.id, revision)
        lead(f"Saved {said_time(now())}")


def write(me: Actor, account: AccountInFull, form: ReflectiveAccountsForm) -> None:
    """A draft: the boxes, and finishing it."""
    st.title("Reflective account")
    lead(form.preamble)
    base = base_revision(account.id, account.written, account.revision)
    with refusals_shown() as beside:
        typed = boxes(form, account.id)
        keep(me, account, typed, base)
        beside("finish")
        with st.container(horizontal=True):
            if st.button("Finish this account", type="primary", key="finish"):
                carry_out(finish_account, actor=me, account_id=account.id, now=now())
                announce("This account is finished. You can still change it.")
            st.link_button("See it as a PDF", f"/documents/reflective-account/{account.id}.pdf")
            if st.button("Delete", key="delete"):
                delete_dialog(me, account)


def read(me: Actor, account: AccountInFull, form: ReflectiveAccountsForm) -> None:
    """A finished account."""
    st.title("Reflective account")
    say("Finished", tone="done")
    facts([(form.title_label.rstrip(":"), account.written.title)])
    for question, answer in zip(form.questions, account.written.answers, strict=True):
        st.subheader(question, anchor=False)
        words(answer)
    labels = [theme.label for theme in form.themes if theme.key in account.written.themes]
    words(" – ".join(labels))
    with st.container(horizontal=True), refusals_shown():
        st.link_button(
            "Download as PDF",
            f"/documents/reflective-account/{account.id}.pdf",
            type="primary",
            icon=":material/download:",
        )
        if st.button("Change it", key="change"):
            carry_out(reopen_account, actor=me, account_id=account.id)
            st.rerun()
        if st.button("Delete", key="delete"):
            delete_dialog(me, account)


me = require(Role.NURSE)
with refusals_shown():
    session_id, account_id = asked_number("session"), asked_number("account")
    if session_id is not None:
        account_id = carry_out(start_account, actor=me, session_id=session_id, now=now())
        st.switch_page("pages/nurse/account.py", query_params={"account": str(account_id)})
    if account_id is None:
        raise NotFound(what="reflective account")
    account = look_up(get_account, actor=me, account_id=account_id)
    form = reflective_accounts_form(account.form_version)
    (write if account.state is AccountState.DRAFT else read)(me, account, form)
