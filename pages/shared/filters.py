"""The filters above a list of sessions; they stand in the page's address, so that a list can be sent as a link."""

import streamlit as st

from pages.shared.acting import look_up
from revalidation.domain.filters import Filters
from revalidation.domain.groups import KIND_WORDS, GroupKind
from revalidation.queries.groups import group_names
from revalidation.queries.sites import sites

_ANYWHERE, _ONLINE = "Anywhere", "Online"
_ANY_KIND = "Any kind"
_ANY_GROUP = "Any group"


def session_filters() -> Filters:
    """Draw the filters and give what was chosen."""
    by_name = {line.site.name: line.id for line in look_up(sites)}
    by_group = {name: group_id for group_id, name in look_up(group_names).items()}
    kinds = {word: kind for kind, word in KIND_WORDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        where = st.selectbox("Where", [_ANYWHERE, _ONLINE, *by_name], key="where", bind="query-params", width=220)
        kind = st.selectbox("Kind", [_ANY_KIND, *kinds], key="kind", bind="query-params", width=180)
        group = st.selectbox("Group", [_ANY_GROUP, *by_group], key="of", bind="query-params", width=220)
        search = st.text_input("Words in group or article", key="about", bind="query-params", type="search", width=260)
        only_free = st.checkbox("Only with free places", key="free", bind="query-params")
    chosen: GroupKind | None = kinds.get(str(kind))
    return Filters(
        site_id=by_name.get(str(where)),
        is_online=where == _ONLINE,
        kind=chosen,
        group_id=by_group.get(str(group)),
        only_free=only_free,
        search=search or "",
    )
