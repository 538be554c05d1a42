"""The frame of every page: the menu by role, signing in for strangers, and the message of the last change."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import streamlit as st

from pages.shared.acting import announcement_shown, look_up, refusals_shown, signed_in
from pages.shared.look import draw_style
from pages.shared.signing_out import sign_out_button
from revalidation.domain.people import Actor, Role
from revalidation.queries.installation import installation

ICON = Path(__file__).with_name("icon.svg")

NURSE = {
    "nurse/home": ("Home", ":material/home:"),
    "nurse/sessions": ("Groups and sessions", ":material/groups:"),
    "nurse/reading": ("Reading", ":material/menu_book:"),
    "nurse/accounts": ("Reflective accounts", ":material/edit_note:"),
    "nurse/portfolio": ("Portfolio", ":material/folder_open:"),
    "nurse/pack": ("Evidence pack", ":material/inventory_2:"),
    "nurse/details": ("My details and data", ":material/badge:"),
}
NURSE_BEHIND = {
    "nurse/session": "Session",
    "nurse/article": "Article",
    "nurse/account": "Reflective account",
    "nurse/versions": "Earlier versions",
    "nurse/check_in": "Check in",
    "nurse/my_data": "My data",
    "nurse/erase": "Erase everything of mine",
    "nurse/cpd": "CPD log",
    "nurse/feedback": "Feedback log",
    "nurse/practice": "Practice hours log",
    "nurse/evidence": "Evidence",
    "nurse/sign_offs": "Discussion and confirmation",
    "nurse/my_searches": "Literature searches",
    "nurse/next_article": "What to read next",
    "nurse/topics": "Topics",
}
GUEST = {
    "guest/invitation": "Your invitation",
    "guest/booking": "Your booking",
    "guest/messages": "Messages",
    "guest/goodbye": "Goodbye",
    "guest/follow_up": "Have you used it since?",
    "guest/statement": "Check a statement",
    "guest/check_pack": "Check an evidence pack",
    "guest/discussion": "Reflective discussion",
    "guest/confirmation": "Confirmation",
}
LIBRARIAN = {
    "librarian/today": ("Today", ":material/today:"),
    "librarian/schedule": ("Schedule", ":material/calendar_month:"),
    "librarian/groups": ("Groups", ":material/diversity_3:"),
    "librarian/articles": ("Articles", ":material/menu_book:"),
    "librarian/evaluation": ("Evaluation", ":material/bar_chart:"),
    "librarian/people": ("People and sites", ":material/location_on:"),
}
LIBRARIAN_BEHIND = {
    "librarian/new_session": "New session",
    "librarian/meeting": "Session",
    "librarian/check_in_screen": "Check-in code",
    "librarian/group": "Group",
    "librarian/article": "Article",
    "librarian/import_articles": "Import articles",
    "librarian/topics": "Topics and bulletins",
    "librarian/interest": "Interest in sessions",
    "librarian/impact": "What reading has changed",
    "librarian/searches": "Literature searches",
    "librarian/reading_list": "Reading list",
    "librarian/prompts": "Reading prompts",
    "librarian/outbox": "Messages",
    "librarian/check": "Check",
    "librarian/my_sign_in": "My details",
}
ADDRESSES = {"nurse/article": "read", "nurse/topics": "my_topics"}  # the others are at the name of their file


def draw() -> None:
    """Draw the page that was asked for inside the frame."""
    st.set_page_config(layout="centered", page_icon=ICON, menu_items={})
    draw_style()
    me = signed_in()
    if me is None:
        page = st.navigation(list(_doors()), position="hidden")
    else:
        page = st.navigation(list(_pages(me)))
        sign_out_button(me)
    announcement_shown()
    with refusals_shown():  # the last resort: a page shows its refusals where they belong
        page.run()


def _pages(me: Actor) -> Iterable[st.Page]:
    """Every page has its address for everybody, so that a wrong role reads why; the menu shows what the roles need."""
    yield st.Page(_start, title="Start", default=True, visibility="hidden")
    for name, title in GUEST.items():
        yield st.Page(f"pages/{name}.py", title=title, visibility="hidden")
    for role, menu, behind in ((Role.NURSE, NURSE, NURSE_BEHIND), (Role.LIBRARIAN, LIBRARIAN, LIBRARIAN_BEHIND)):
        for name, (title, icon) in menu.items():
            yield _page(name, title, icon, is_in_menu=role in me.roles)
        for name, title in behind.items():
            is_in_menu = name == "librarian/my_sign_in" and Role.NURSE not in me.roles
            yield _page(name, title, ":material/badge:", is_in_menu=is_in_menu)


def _page(name: str, title: str, icon: str, *, is_in_menu: bool) -> st.Page:
    visibility: Literal["visible", "hidden"] = "visible" if is_in_menu else "hidden"
    return st.Page(f"pages/{name}.py", title=title, icon=icon, url_path=_address(name), visibility=visibility)


def _address(name: str) -> str:
    return ADDRESSES.get(name, name.split("/")[1])


def _doors() -> Iterable[st.Page]:
    """For a stranger every address is the way in, which afterwards leads to the page that was asked for."""
    for name, title in GUEST.items():
        yield st.Page(f"pages/{name}.py", title=title)
    door, title = "sign_in", "Sign in"
    if not look_up(installation).is_set_up:
        door, title = "welcome", "Welcome"
    yield st.Page(f"pages/guest/{door}.py", title=title, default=True)
    for name in (*NURSE, *NURSE_BEHIND, *LIBRARIAN, *LIBRARIAN_BEHIND):
        yield st.Page(f"pages/guest/{door}.py", title=title, url_path=_address(name))


def _start() -> None:
    """The first page after signing in."""
    me = signed_in()
    is_librarian_only = me is not None and Role.NURSE not in me.roles
    st.switch_page(f"pages/{'librarian/today' if is_librarian_only else 'nurse/home'}.py")
