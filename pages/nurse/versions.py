"""Earlier versions of an account that is being written: read one, bring it back."""

import streamlit as st

from pages.shared.acting import announce_on, asked_number, carry_out, look_up, now, refusals_shown, require
from pages.shared.widgets import empty, lead, page_number, pager, row, say, words
from revalidation.commands.drafts import bring_back
from revalidation.domain.drafts import words_in
from revalidation.domain.nmc import ReflectiveAccountsForm, reflective_accounts_form
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import said_moment
from revalidation.queries.accounts import AccountInFull, get_account
from revalidation.queries.drafts import Beside, VersionLine, find_version, versions

PAGER = "versions-page"


def one(account: AccountInFull, line: VersionLine) -> None:
    """One version with its link."""
    state, tone = (
        ("The text now", "done") if line.is_newest else ("Kept beside", "wait") if line.is_beside else ("", "")
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-version-{line.id}"):
        row(said_moment(line.saved_at), f"{line.words} words", line.changes, state, tone=tone)
        if not line.is_newest:
            query = {"account": str(account.id), "version": str(line.id)}
            st.page_link("pages/nurse/versions.py", label="Read it", query_params=query)


def listed(me: Actor, account: AccountInFull) -> None:
    """All of them, newest first."""
    first = page_number(PAGER) * 25
    found = look_up(versions, actor=me, account_id=account.id, first=first)
    lead("A version is kept every few minutes while you write, and before anything large is taken out.")
    for line in found.lines:
        one(account, line)
    if not found.lines:
        empty("Nothing has been saved yet. Once you write, you can come back here to what you wrote before.")
    pager(PAGER, found.total)


def read(me: Actor, account: AccountInFull, version: Beside, form: ReflectiveAccountsForm) -> None:
    """One in full, and the way to bring it back."""
    say(f"What this account said on {said_moment(version.saved_at)}: {words_in(version.written)} words.")
    with st.container(horizontal=True), refusals_shown():
        if st.button("Bring this back", type="primary", key="bring_back"):
            carry_out(bring_back, actor=me, account_id=account.id, version_id=version.id, now=now())
            said = "This version is back. What stood there before is among the earlier versions."
            announce_on("pages/nurse/account.py", said, account=account.id)
        query = {"account": str(account.id)}
        st.page_link("pages/nurse/versions.py", label="All versions", query_params=query)
    words(version.written.title or "Without a title")
    for question, answer in zip(form.questions, version.written.answers, strict=True):
        st.subheader(question, anchor=False)
        words(answer) if answer.strip() else empty("Nothing written yet.")
    chosen = [theme.label for theme in form.themes if theme.key in version.written.themes]
    words(" – ".join(chosen) or "No theme chosen yet")


me = require(Role.NURSE)
with refusals_shown():
    account_id, version_id = asked_number("account"), asked_number("version")
    if account_id is None:
        raise NotFound(what="reflective account")
    account = look_up(get_account, actor=me, account_id=account_id)
    st.title("Earlier versions")
    st.page_link("pages/nurse/account.py", label="Back to the account", query_params={"account": str(account.id)})
    if version_id is None:
        listed(me, account)
    else:
        version = look_up(find_version, actor=me, account_id=account.id, version_id=version_id)
        if version is None:
            raise NotFound(what="earlier version")
        read(me, account, version, reflective_accounts_form(account.form_version))
