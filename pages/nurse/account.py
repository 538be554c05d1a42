"""Writing one reflective account on the NMC's four questions."""

from functools import partial

import streamlit as st

from pages.nurse.parts.passages import lending
from pages.nurse.parts.remarks import remarks_before_download
from pages.nurse.parts.sources import about
from pages.nurse.parts.writing.writing import writing
from pages.shared.acting import announce, asked_number, carry_out, confirm_button, look_up, now, refusals_shown, require
from pages.shared.widgets import facts, lead, say, words
from revalidation.commands.accounts import delete_account, finish_account, reopen_account, start_account
from revalidation.domain.accounts import AccountState
from revalidation.domain.nmc import ReflectiveAccountsForm, reflective_accounts_form
from revalidation.domain.own_words import of_account
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.queries.accounts import AccountInFull, get_account


@st.dialog("Delete this account?")
def delete_dialog(me: Actor, account: AccountInFull) -> None:
    """Ask once."""
    lead("Everything you wrote in it will be gone for good. No one else has a copy.")
    command = partial(delete_account, actor=me, account_id=account.id, now=now())
    then = "pages/nurse/accounts.py"
    confirm_button("Delete it", command, message="The account is deleted.", key="really_delete", then=then)


def write(me: Actor, account: AccountInFull, form: ReflectiveAccountsForm) -> None:
    """A draft."""
    st.title("Reflective account")
    with st.expander("What the NMC asks for on this form"):
        lead(form.preamble)
    about(me, account)
    revision = writing(me, account, form)
    if revision is not None:
        with refusals_shown():
            carry_out(finish_account, actor=me, account_id=account.id, revision=revision, now=now())
            announce("This account is finished. You can still change it.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button("See it as a PDF", f"/documents/reflective-account/{account.id}.pdf")
        st.page_link("pages/nurse/versions.py", label="Earlier versions", query_params={"account": str(account.id)})
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
    remarks_before_download([of_account(account.written)], on_its_page=True)
    with st.container(horizontal=True), refusals_shown():
        st.link_button(
            "Download as PDF",
            f"/documents/reflective-account/{account.id}.pdf",
            type="primary",
            icon=":material/download:",
        )
        st.page_link("pages/nurse/versions.py", label="Earlier versions", query_params={"account": str(account.id)})
        if st.button("Change it", key="change"):
            carry_out(reopen_account, actor=me, account_id=account.id)
            st.rerun()
        if st.button("Delete", key="delete"):
            delete_dialog(me, account)
    lending(me, account.id)


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
