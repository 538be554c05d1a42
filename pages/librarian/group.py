"""One group, or a new one: what its sessions start from."""

import streamlit as st

from pages.librarian.parts.fields import facilitator_field, place_fields, size_fields
from pages.librarian.parts.place_rules import rule_fields, with_days
from pages.shared.acting import announce, announce_on, asked_number, carry_out, fresh, look_up, refusals_shown, require
from pages.shared.widgets import heading, lead
from revalidation.commands.groups import add_group, change_group
from revalidation.domain.groups import KIND_WORDS, USUAL_MINIMUM, USUAL_MINUTES, USUAL_PLACES, Group, GroupKind
from revalidation.domain.people import Actor, Role
from revalidation.queries.groups import get_group


def choose_kind(group: Group, key: str) -> GroupKind:
    """The kind decides which length and size are usual, so it stands before them."""
    kinds = list(GroupKind)
    return st.selectbox(
        "Kind",
        kinds,
        kinds.index(group.kind),
        format_func=lambda kind: KIND_WORDS[kind],
        key=f"{key}-kind",
    )


def usual(group_id: int | None, group: Group, kind: GroupKind) -> tuple[int, int, int]:
    """Length, places and fewest: what is usual for the kind of a new group, else what has been chosen."""
    if group_id is None:
        return USUAL_MINUTES[kind], USUAL_PLACES[kind], USUAL_MINIMUM[kind]
    minutes = group.usual_minutes if kind is group.kind else USUAL_MINUTES[kind]
    return minutes, group.capacity, group.minimum_attendance


def form(me: Actor, group_id: int | None, group: Group) -> None:
    """Everything about it at once."""
    key = fresh(f"group-{group_id or 'new'}")
    with refusals_shown() as beside:
        name = st.text_input("Name (required)", group.name, key=f"{key}-name")
        beside("name")
        kind = choose_kind(group, key)
        description = st.text_area(
            "Description", group.description, key=f"{key}-description", help="Nurses read it before they book."
        )
        beside("description")
        minutes, capacity, minimum = usual(group_id, group, kind)
        minutes, capacity, minimum = size_fields(
            lambda field: beside("usual_minutes" if field == "minutes" else field),
            key=key,
            minutes=minutes,
            capacity=capacity,
            minimum=minimum,
        )
        site_id, link = place_fields(beside, key=key, site_id=group.site_id, online_link=group.online_link)
        leads = facilitator_field(me, key=key, chosen=group.facilitator_id, label="Usual facilitator")
        rules, days = rule_fields(beside, key=key, rules=group.rules)
        if st.button("Save the group", type="primary", key=f"{key}-save"):
            rules = with_days(rules, days)
            text = description or ""
            keep(me, group_id, Group(name or "", kind, text, minutes, capacity, minimum, site_id, link, leads, rules))


def keep(me: Actor, group_id: int | None, typed: Group) -> None:
    """Save what was typed."""
    if group_id is None:
        group_id = carry_out(add_group, actor=me, group=typed)
        announce_on("pages/librarian/group.py", "The group is made. Next, schedule its sessions.", group=group_id)
    carry_out(change_group, actor=me, group_id=group_id, group=typed)
    announce(
        "The group is changed. Sessions that are scheduled already keep their length, places and facilitator; the "
        "rules about places and reminders hold for them too."
    )


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("group")
    if wanted is None:
        st.title("New group")
        lead("Its sessions start from what you choose here; each can be changed later.")
        form(me, None, Group(name=""))
    else:
        found = look_up(get_group, group_id=wanted)
        heading(found.name)
        st.page_link("pages/librarian/new_session.py", label="Schedule sessions", query_params={"group": str(wanted)})
        st.page_link("pages/librarian/reading_list.py", label="Reading list", query_params={"group": str(wanted)})
        form(me, wanted, found)
