"""Fields that several of the librarian's forms ask alike."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.acting import look_up
from pages.shared.widgets import held, news
from pages.shared.wording import said_choice
from revalidation.domain.groups import MOST_MINUTES, MOST_PLACES
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Missing
from revalidation.queries.articles import ArticlesToChoose, articles_to_choose
from revalidation.queries.people import facilitators
from revalidation.queries.sites import sites

T = TypeVar("T")
Beside = Callable[[str], DeltaGenerator]
NO_SITE = NOBODY = 0
_MOST_OFFERED = 30  # articles at a time


def given(value: T | None, what: str, *, field: str) -> T:
    """What a date or time field holds. Raises Missing if it was emptied."""
    if value is None:
        raise Missing(field=field, what=what)
    return value


def size_fields(beside: Beside, *, key: str, minutes: int, capacity: int, minimum: int) -> tuple[int, int, int]:
    """Length, places and how many people it takes; `beside` fields are minutes, capacity, minimum_attendance.

    Other usual numbers, for example of another kind of group, replace what stands in the boxes.
    """
    length, places, least = st.columns(3)
    with length:
        minutes = st.number_input(
            "Length in minutes", 10, MOST_MINUTES, minutes, 5, key=f"{key}-minutes-{minutes}", required=True
        )
        beside("minutes")
    with places:
        capacity = st.number_input("Places", 1, MOST_PLACES, capacity, key=f"{key}-capacity-{capacity}", required=True)
        beside("capacity")
    with least:
        minimum = st.number_input(
            "Fewest to go ahead", 0, MOST_PLACES, minimum, key=f"{key}-minimum-{minimum}", required=True
        )
        beside("minimum_attendance")
    return minutes, capacity, minimum


def place_fields(beside: Beside, *, key: str, site_id: int | None, online_link: str) -> tuple[int | None, str]:
    """A site, an online link, or both; `beside` fields are site_id and online_link."""
    names = {NO_SITE: "Online only"} | {line.id: line.site.name for line in look_up(sites)}
    ids = list(names)
    at = ids.index(site_id) if site_id in names else 0
    chosen = st.selectbox("Where", ids, at, format_func=lambda number: names[number], key=f"{key}-site")
    beside("site_id")
    link = st.text_input(
        "Online link", online_link, key=f"{key}-link", help="Only people with a booking see it. Begins with https://."
    )
    beside("online_link")
    return chosen or None, link or ""


def facilitator_field(me: Actor, *, key: str, chosen: int | None, label: str = "Facilitator") -> int | None:
    """Which librarian leads it, or nobody yet."""
    names = told_apart({NOBODY: "Nobody yet"} | look_up(facilitators, actor=me, also=chosen))
    ids = list(names)
    at = ids.index(chosen) if chosen in names else 0
    return st.selectbox(label, ids, at, format_func=lambda number: names[number], key=f"{key}-facilitator") or None


def told_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The same names with a number where two are alike: what is chosen is sent back by what it is called."""
    times = Counter(names.values())
    return {number: name if times[name] == 1 else f"{name} (no. {number})" for number, name in names.items()}


def article_field(me: Actor, *, key: str, chosen: Sequence[int] = ()) -> tuple[int, ...]:
    """Which articles are read, in the order they are chosen; never inside a form, as typing words runs the page.

    A large library is searched here and offers a few at a time, as the browser would have to be sent all of it.
    """
    kept, words = held(key, chosen), held(f"{key}-words", "") or ""
    found = look_up(articles_to_choose, actor=me, search=words, chosen=kept, limit=_MOST_OFFERED)
    is_large = found.in_all > _MOST_OFFERED
    if is_large:
        st.text_input(
            "Find articles by words in title, authors or journal", key=f"{key}-words", type="search", live=True
        )
        news(_said_found(found, words))
    names = {each.id: said_choice(each) for each in found.offered}
    picked = st.multiselect(
        "Articles",
        list(names),
        [number for number in chosen if number in names],
        format_func=lambda number: names[number],
        key=key,
        select_all=False,
        filter_mode=None if is_large else "fuzzy",  # it would look among the few only
        placeholder="Choose an article" if names else "No article in the library yet",
        help="You can choose later, or change it for one session.",
    )
    return tuple(picked)


def _said_found(found: ArticlesToChoose, words: str) -> str:
    """How many articles have these words, and what is offered of them."""
    if not words.strip():
        return f"The {_MOST_OFFERED} added last are below, of {found.in_all:,}. Words find any of them."
    if found.fitting > _MOST_OFFERED:
        return f"{found.fitting:,} articles have these words; {_MOST_OFFERED} of them are below. More words narrow it."
    several = f"{found.fitting} articles have these words. Choose them below."
    none = "No article has these words. Try fewer of them."
    return {0: none, 1: "1 article has these words. Choose it below."}.get(found.fitting, several)
