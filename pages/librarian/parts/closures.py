"""The days on which a site, or everything, is closed."""

from datetime import timedelta
from functools import partial

import streamlit as st

from pages.librarian.parts.fields import given
from pages.librarian.parts.rows import back, session_row
from pages.shared.acting import announce, asked_number, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import empty, lead, row
from pages.shared.wording import said_days
from revalidation.commands.closures import add_closure, change_closure, remove_closure
from revalidation.domain.closures import Closure
from revalidation.domain.filters import Filters
from revalidation.domain.months import moments_of
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import local
from revalidation.queries.closures import ClosureLine, closures
from revalidation.queries.sessions import SessionLine, sessions_between
from revalidation.queries.sites import sites

EVERYWHERE = 0


def all_closures(me: Actor) -> None:
    """A form for a new closure above the list, or the one to be changed alone, with the sessions on its days."""
    today = local(now()).date()
    lines = look_up(closures, actor=me, first=today)
    by_id = {line.id: line for line in lines}
    opened = by_id.get(asked_number("closure") or 0)
    if opened is not None:
        st.header("Change a closure", anchor=False)
        _form(me, opened.id, opened.closure)
        back("closure", "Back to all closures")
        _scheduled_on(me, opened.closure)
        return
    if not lines:
        empty("On which days is a site closed, or all of them? A new series leaves these days out.")
    st.header("Add a closure", anchor=False)
    _form(me, None, Closure("", today + timedelta(days=1), today + timedelta(days=1)))
    if lines:
        st.header("All closures", anchor=False)
    for line in lines:
        _row(me, line)


def _row(me: Actor, line: ClosureLine) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-closure-{line.id}"):
        row(said_days(line.closure.first_on, line.closure.last_on), line.closure.name, line.where, "")
        if st.button("Change", key=f"change-closure-{line.id}"):
            st.query_params["closure"] = str(line.id)
            st.rerun()
        if st.button("Remove", key=f"remove-closure-{line.id}"):
            _removing(me, line.id)


@st.dialog("Remove this closure?")
def _removing(me: Actor, closure_id: int) -> None:
    lead("Its days are ordinary ones again: a new series no longer leaves them out. Scheduled sessions stay.")
    command = partial(remove_closure, actor=me, closure_id=closure_id)
    confirm_button("Remove it", command, message="The closure is removed.", key="really_remove")


def _form(me: Actor, closure_id: int | None, closure: Closure) -> None:
    key = fresh(f"closure-{closure_id or 'new'}")
    names = {EVERYWHERE: "Everywhere"} | {line.id: line.site.name for line in look_up(sites)}
    ids = list(names)
    with refusals_shown() as beside:
        with st.form(f"closure-{closure_id or 'new'}", border=False):
            name = st.text_input(
                "Name (required)", closure.name, key=f"{key}-name", help="For example: Library move, Christmas closure."
            )
            beside("name")
            left, right = st.columns(2)
            first = left.date_input("First day", closure.first_on, key=f"{key}-first", format="DD/MM/YYYY")
            last = right.date_input("Last day", closure.last_on, key=f"{key}-last", format="DD/MM/YYYY")
            beside("last_on")
            at = ids.index(closure.site_id) if closure.site_id in names else 0
            site_id = st.selectbox(
                "Closed where", ids, at, format_func=lambda number: names[number], key=f"{key}-site",
                help="A session that is only online is left out on days when everything is closed.",
            )  # fmt: skip
            pressed = st.form_submit_button("Save the closure", type="primary", key=f"{key}-save")
        if pressed:
            first, last = given(first, "both days", field="last_on"), given(last, "both days", field="last_on")
            _keep(me, closure_id, Closure(name or "", first, last, site_id or None))


def _keep(me: Actor, closure_id: int | None, typed: Closure) -> None:
    """Save it, and stay with it if sessions are scheduled on its days."""
    if closure_id is None:
        closure_id, said = carry_out(add_closure, actor=me, closure=typed), "added"
    else:
        carry_out(change_closure, actor=me, closure_id=closure_id, closure=typed)
        said = "changed"
    scheduled, total = _sessions_on(me, typed)
    st.query_params.pop("closure", None)
    if not scheduled:
        announce(f"The closure is {said}. No session is scheduled on its days.")
    st.query_params["closure"] = str(closure_id)
    them = (
        "1 session is scheduled on its days and stays. It is"
        if total == 1
        else (f"{total} sessions are scheduled on its days and stay. They are")
    )
    announce(f"The closure is {said}. {them} listed below.")


def _scheduled_on(me: Actor, closure: Closure) -> None:
    scheduled, total = _sessions_on(me, closure)
    if not scheduled:
        return
    st.header("Sessions on these days", anchor=False)
    lead("They take place unless you move them or call them off.")
    for line in scheduled:
        session_row(line)
    if total > len(scheduled):
        empty(f"{total} in all; these are the first {len(scheduled)}.")


def _sessions_on(me: Actor, closure: Closure) -> tuple[list[SessionLine], int]:
    """What is still to come on its days, at its site."""
    begins_at, ends_at = moments_of(closure.first_on, closure.last_on)
    found, _ = look_up(
        sessions_between,
        actor=me,
        begins_at=max(begins_at, now()),
        ends_at=ends_at,
        filters=Filters(site_id=closure.site_id),
    )
    scheduled = [line for line in found if line.state is SessionState.SCHEDULED]
    return scheduled[:25], len(scheduled)
