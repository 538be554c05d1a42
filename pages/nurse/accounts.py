"""My reflective accounts."""

import streamlit as st

from pages.nurse.parts.remarks import remarks_before_download
from pages.shared.acting import carry_out, look_up, now, require
from pages.shared.widgets import empty, lead, row
from revalidation.commands.accounts import start_account
from revalidation.domain.accounts import ACCOUNTS_NEEDED, AccountState, said_progress
from revalidation.domain.own_words import of_account
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local, said_day, said_moment
from revalidation.queries.accounts import AccountLine, accounts_for_paper, my_accounts, sessions_to_write_about

STATE_WORDS = {AccountState.DRAFT: ("Draft", "wait"), AccountState.FINISHED: ("Finished", "done")}


def begin(me: Actor) -> None:
    """The ways to begin: from a session, or from nothing."""
    sessions = look_up(sessions_to_write_about, actor=me)
    with st.container(horizontal=True):
        if st.button("Start from nothing", key="start", type="secondary" if sessions else "primary"):
            account_id = carry_out(start_account, actor=me, session_id=None, now=now())
            st.switch_page("pages/nurse/account.py", query_params={"account": str(account_id)})
    if sessions:
        st.header("Sessions to write about", anchor=False)
    for session in sessions:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-write-{session.session_id}"):
            row(said_day(local(session.starts_at).date()), session.group, "Attended", "No account yet")
            st.page_link(
                "pages/nurse/account.py", label="Write about it", query_params={"session": str(session.session_id)}
            )


def one(line: AccountLine) -> None:
    """One account with its button."""
    words, tone = STATE_WORDS[line.state]
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-account-{line.id}"):
        row(
            f"Saved {said_moment(line.saved_at)}",
            line.title or "Without a title",
            f"{line.words} words",
            words,
            tone=tone,
        )
        label = "Carry on writing" if line.state is AccountState.DRAFT else "Open"
        st.page_link("pages/nurse/account.py", label=label, query_params={"account": str(line.id)})


me = require(Role.NURSE)
st.title("Reflective accounts")
accounts = look_up(my_accounts, actor=me)
finished = sum(line.state is AccountState.FINISHED for line in accounts)
lead(
    f"{said_progress(finished)}. The NMC asks for {ACCOUNTS_NEEDED} in each three-year registration period, "
    "on its own four questions."
)
if finished:
    remarks_before_download([of_account(each) for each in look_up(accounts_for_paper, actor=me)])
    st.link_button(
        "Download all finished accounts (PDF)", "/documents/reflective-accounts.pdf", icon=":material/download:"
    )
if finished >= ACCOUNTS_NEEDED:
    st.page_link("pages/nurse/sign_offs.py", label="Go on to discussion and confirmation")
begin(me)
st.header("My accounts", anchor=False)
for line in accounts:
    one(line)
if not accounts:
    empty("Nothing written yet. Only you can read what you write here; it is kept encrypted.")
