"""What waits for me: at most five lines, each with its button."""

import streamlit as st

from pages.nurse.parts.follow_up import follow_ups_to_answer
from pages.shared.acting import look_up, now
from pages.shared.widgets import empty, lead, row
from pages.shared.wording import when
from revalidation.domain.accounts import AccountState, said_progress
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day, said_moment
from revalidation.queries.accounts import my_accounts, sessions_to_write_about
from revalidation.queries.cpd import reading_to_add
from revalidation.queries.reading_lists import groups_to_choose_for
from revalidation.queries.registrations import my_registration
from revalidation.queries.sessions import SessionLine

AT_MOST, IN_ALL = 3, 5


def _to_answer(mine: list[SessionLine]) -> int:
    """Places that are offered, and sessions for which she is asked whether she still comes; how many that were."""
    lines = [line for line in mine if line.offer_ends_at or line.answer_by]
    for line in lines[:AT_MOST]:
        moment = line.offer_ends_at or line.answer_by
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-answer-{line.id}"):
            asked = "A place is held for you" if line.offer_ends_at else "Are you still coming?"
            row(
                when(line.starts_at, line.ends_at, now()),
                line.group,
                asked,
                f"Until {said_moment(moment)}" if moment else "",
                tone="wait",
            )
            st.page_link("pages/nurse/session.py", label="Answer", query_params={"session": str(line.id)})
    return len(lines[:AT_MOST])


def _reading_time(me: Actor) -> int:
    """One CPD entry of late that may lack the time she read; how many that were."""
    found = look_up(reading_to_add, actor=me, now=now())
    if found is None:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-reading-{found.entry_id}"):
        row(said_day(found.on), found.topic, "CPD entry", "Add your reading time")
        st.page_link("pages/nurse/cpd.py", label="Add it", query_params={"entry": str(found.entry_id)})
    return 1


def _to_choose(me: Actor) -> int:
    """One group of hers that asks its members what to read next; how many that were."""
    for group_id, group in look_up(groups_to_choose_for, actor=me)[:1]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-choose-{group_id}"):
            row("Reading list", group, "What should it read next?", "Not chosen yet")
            st.page_link("pages/nurse/next_article.py", label="Choose", query_params={"group": str(group_id)})
        return 1
    return 0


def waiting_for_me(me: Actor, mine: list[SessionLine]) -> None:
    """At most five things to do, each with its button."""
    registration = look_up(my_registration, actor=me)
    accounts = look_up(my_accounts, actor=me)
    st.header("Waiting for you", anchor=False)
    entries = _to_answer(mine)
    entries += follow_ups_to_answer(me, limit=min(1, IN_ALL - entries))
    for session in look_up(sessions_to_write_about, actor=me, limit=min(AT_MOST, IN_ALL - entries)):
        entries += 1
        day = said_day(local(session.starts_at).date())
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-write-{session.session_id}"):
            row(day, session.group, "Attended", "No account yet")
            st.page_link(
                "pages/nurse/account.py", label="Write about it", query_params={"session": str(session.session_id)}
            )
    entries += _reading_time(me) if entries < IN_ALL else 0
    entries += _to_choose(me) if entries < IN_ALL else 0
    for account in [line for line in accounts if line.state is AccountState.DRAFT][: min(1, IN_ALL - entries)]:
        entries += 1
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-draft-{account.id}"):
            row("Reflective account", account.title or "Without a title", f"{account.words} words", "Draft")
            st.page_link("pages/nurse/account.py", label="Carry on writing", query_params={"account": str(account.id)})
    if registration.renewal_on is None and entries < IN_ALL:
        entries += 1
        with st.container(horizontal=True, vertical_alignment="center", key="row-registration"):
            row("Once", "Your NMC Pin and renewal date", "My details and data", "Missing")
            st.page_link("pages/nurse/details.py", label="Add them")
    if not entries:
        empty("Nothing waits for you.")
    finished = sum(line.state is AccountState.FINISHED for line in accounts)
    lead(f"Reflective accounts: {said_progress(finished)}.")
