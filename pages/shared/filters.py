"""The filters above a list of sessions; they stand in the page's address, so that a list can be sent as a link."""

import streamlit as st

from pages.shared.acting import look_up
from revalidation.domain.filters import Filters
from revalidation.domain.groups import KIND_WORDS, GroupKind
from revalidation.queries.groups import group_names
from revalidation.queries.sites import sites
from revalidation.queries.topics import topic_names

_ANYWHERE, _ONLINE = "Anywhere", "Online"
_ANY_KIND = "Any kind"
_ANY_GROUP = "Any group"
_ANY_TOPIC = "Any topic"


def session_filters() -> Filters:
    """Draw the filters and give what was chosen."""
    by_name = {line.site.name: line.id for line in look_up(sites)}
    by_group = {name: group_id for group_id, name in look_up(group_names).items()}
    by_topic = {name: topic_id for topic_id, name in look_up(topic_names).items()}
    kinds = {word: kind for kind, word in KIND_WORDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        where = st.selectbox("Where", [_ANYWHERE, _ONLINE, *by_name], key="where", bind="query-params", width=220)
        kind = st.selectbox("Kind", [_ANY_KIND, *kinds], key="kind", bind="query-params", width=180)
        group = st.selectbox("Group", [_ANY_GROUP, *by_group], key="of", bind="query-params", width=220)
        topic = _topic(list(by_topic))
        search = st.text_input("Words in group or article", key="about", bind="query-params", type="search", width=260)
        only_free = st.checkbox("Only with free places", key="free", bind="query-params")
    chosen: GroupKind | None = kinds.get(str(kind))
    return Filters(
        site_id=by_name.get(str(where)),
        is_online=where == _ONLINE,
        kind=chosen,
        group_id=by_group.get(str(group)),
        topic_id=by_topic.get(topic),
        only_free=only_free,
        search=search or "",
    )


def _topic(names: list[str]) -> str:
    """A topic to narrow the list to, once articles have any."""
    if not names:
        return _ANY_TOPIC
    return str(st.selectbox("Topic", [_ANY_TOPIC, *names], key="topic", bind="query-params", width=220))
