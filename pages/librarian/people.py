"""People, invitations, sites, closures and settings."""

import streamlit as st

from pages.librarian.parts.closures import all_closures
from pages.librarian.parts.inviting import inviting
from pages.librarian.parts.settings import all_settings
from pages.librarian.parts.sites import all_sites
from pages.shared.acting import announce, asked_number, carry_out, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, facts, heading, key_for, lead, page_number, pager, row
from pages.shared.wording import ROLE_WORDS
from revalidation.commands.people import change_roles
from revalidation.domain.people import Actor, Role
from revalidation.queries.people import PersonLine, get_person, people

PEOPLE, INVITATIONS, SITES, CLOSURES, SETTINGS = "People", "Invitations", "Sites", "Closures", "Settings"


def everybody(me: Actor) -> None:
    """Who has an account."""
    search = st.text_input("Words in name or e-mail address", key="about", bind="query-params", type="search") or ""
    key = key_for(search)
    offset = page_number(key) * PAGE_SIZE
    lines, total = look_up(people, actor=me, search=search, limit=PAGE_SIZE, offset=offset)
    for line in lines:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-person-{line.id}"):
            row("", line.name, line.email, said_roles(line))
            if st.button("Change roles", key=f"roles-of-{line.id}"):
                st.query_params["person"] = str(line.id)
                st.rerun()
    if not lines:
        empty("Nobody has these words in name or address.")
    pager(key, total)


def said_roles(line: PersonLine) -> str:
    """`Librarian, Nurse`."""
    return ", ".join(ROLE_WORDS[role] for role in sorted(line.roles))


def one_person(me: Actor, person_id: int) -> None:
    """Somebody's roles."""
    line = look_up(get_person, actor=me, person_id=person_id)
    heading(line.name)
    facts([("E-mail address", line.email), ("Role", said_roles(line))])
    if line.id == me.person_id:
        lead("This is you. Without the role of librarian you could not come back to this page.")
    if Role.NURSE in line.roles:
        lead("Without the role of nurse, places and waiting list entries on sessions to come end, with a message.")
    with refusals_shown() as beside:
        with st.form("roles", border=False):
            roles = st.pills(
                "Roles", list(Role), selection_mode="multi", default=sorted(line.roles),
                format_func=lambda role: ROLE_WORDS[role], key=f"roles-{line.id}",
            )  # fmt: skip
            beside("roles")
            pressed = st.form_submit_button("Save the roles", type="primary", key="save_roles")
        if pressed:
            carry_out(change_roles, actor=me, person_id=line.id, roles=frozenset(roles), now=now())
            st.query_params.pop("person", None)
            announce(f"The roles of {line.name} are saved.")
    if st.button("Back to everybody", icon=":material/arrow_back:", key="back"):
        st.query_params.pop("person", None)
        st.rerun()


me = require(Role.LIBRARIAN)
wanted = asked_number("person")
if wanted is not None:
    with refusals_shown():
        one_person(me, wanted)
else:
    st.title("People and sites")
    views = {
        PEOPLE: everybody, INVITATIONS: inviting, SITES: all_sites, CLOSURES: all_closures, SETTINGS: all_settings,
    }  # fmt: skip
    view = st.segmented_control(
        "Show", list(views), default=PEOPLE, key="show", required=True, bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    views[view or PEOPLE](me)
