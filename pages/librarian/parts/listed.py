"""A group's reading list: adding to it, how its candidates stand, and changing each entry."""

from collections.abc import Sequence

import streamlit as st

from pages.librarian.parts.fields import article_field
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import PAGE_SIZE, hint, lead, page_number, pager, row, table
from pages.shared.wording import said_by_line
from revalidation.commands.reading_lists import (
    add_to_reading_list,
    move_up,
    remove_from_reading_list,
    set_candidate,
)
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Actor
from revalidation.domain.reading_lists import LEAST_CANDIDATES, Standing
from revalidation.domain.times import local, said_day
from revalidation.queries.notices import gravest_notices
from revalidation.queries.reading_lists import ListedArticle, ReadingList

MOST_RANKED = 5  # of the candidates, each with its way to a session


def adding(me: Actor, group_id: int) -> None:
    """Putting articles of the library on the list."""
    key = fresh(f"add-{group_id}")
    with refusals_shown() as beside:
        chosen = article_field(me, key=key)
        beside("articles")
        if st.button("Put on the list", key=f"{key}-add"):
            carry_out(add_to_reading_list, actor=me, group_id=group_id, article_ids=chosen, now=now())
            announce("They are on the list.")


def ranked(group_id: int, found: ReadingList) -> None:
    """The candidates as members would like them, the first with the way to a session."""
    if len(found.ranked) < LEAST_CANDIDATES:
        if found.ranked:
            hint("One candidate leaves nothing to choose. Put another one on the list, and members are asked.")
        return
    st.header("What members would like to read", anchor=False)
    people = "1 person has" if found.people == 1 else f"{found.people} people have"
    lead(
        f"{people} chosen. A first choice counts 3, a second 2, a third 1."
        if found.people
        else "Nobody has chosen yet."
    )
    shown, others = (found.ranked[:MOST_RANKED], found.ranked[MOST_RANKED:]) if found.people else ((), ())
    noticed = look_up(gravest_notices, article_ids=[each.article_id for each in shown])
    for place, each in enumerate(shown, start=1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-ranked-{each.article_id}"):
            title, notice = each.article.title, noticed.get(each.article_id)
            row(f"No. {place}", title, _first_choices(each.standing), _points(each.standing.points), notice=notice)
            query = {"group": str(group_id), "article": str(each.article_id)}
            st.page_link("pages/librarian/new_session.py", label="Plan a session", query_params=query)
    if others:
        with st.expander("How the others stand"):
            _others(others)


def _others(others: Sequence[ListedArticle]) -> None:
    rows = [
        (str(place), each.article.title, str(each.standing.first_choices), str(each.standing.points))
        for place, each in enumerate(others, start=MOST_RANKED + 1)
    ]
    table("Candidates further down", ("No.", "Article", "First choices", "Points"), rows)


def listed(me: Actor, group_id: int, found: ReadingList) -> None:
    """The list in its order, each entry with what can be done with it."""
    if found.articles:
        st.header("The list", anchor=False)
    key = f"listed-{group_id}"
    first = page_number(key) * PAGE_SIZE
    shown = found.articles[first : first + PAGE_SIZE]
    noticed = look_up(gravest_notices, article_ids=[each.article_id for each in shown])
    for place, each in enumerate(shown, start=first):
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-listed-{each.article_id}"):
            state = "Candidate" if each.is_candidate else "Not to choose from"
            notice = noticed.get(each.article_id)
            row("", each.article.title, _read(each), state, note=said_by_line(each.article), notice=notice)
            may_offer = notice is not NoticeKind.RETRACTION
            _acts(me, group_id, each, is_first=place == 0, may_offer=may_offer)
    pager(key, len(found.articles))


def _acts(me: Actor, group_id: int, each: ListedArticle, *, is_first: bool, may_offer: bool) -> None:
    number = each.article_id
    st.page_link("pages/librarian/article.py", label="Open", query_params={"article": str(number)})
    with st.popover("Change", key=f"change-{number}"), refusals_shown():
        if not is_first and st.button("Move up", key=f"up-{number}"):
            carry_out(move_up, actor=me, group_id=group_id, article_id=number)
            announce("It is one place higher.")
        label = "Take it out of the choice" if each.is_candidate else "Let members choose it"
        if may_offer and st.button(label, key=f"candidate-{number}"):
            carry_out(set_candidate, actor=me, group_id=group_id, article_id=number, is_candidate=not each.is_candidate)
            announce("The list is changed.")
        if st.button("Take it off the list", key=f"off-{number}"):
            carry_out(remove_from_reading_list, actor=me, group_id=group_id, article_id=number)
            announce("It is off the list. The article stays in the library.")


def _read(each: ListedArticle) -> str:
    if each.read_at is None:
        return ""
    word = "Read on" if each.read_at < now() else "Planned for"
    return f"{word} {said_day(local(each.read_at).date())}"


def _first_choices(standing: Standing) -> str:
    number = standing.first_choices
    return "1 first choice" if number == 1 else f"{number} first choices"


def _points(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"
