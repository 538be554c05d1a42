"""How pages act: who is signed in, the two ways to the database, messages after a change, refusals beside fields."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.widgets import say
from revalidation import acting
from revalidation.acting import look_up, now
from revalidation.commands.sign_ins import note_seen
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import Busy, Refusal, SignInNeeded
from revalidation.queries.sign_ins import find_signed_in
from revalidation.settings import settings

__all__ = [
    "announce",
    "announce_on",
    "announcement_shown",
    "asked_number",
    "carry_out",
    "confirm_button",
    "fresh",
    "look_up",
    "now",
    "refusals_shown",
    "require",
    "signed_in",
]

Command = Callable[[Any], object]  # its one free argument is the transaction, which pages do not know

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class _News:
    """What one tab remembers of its last change."""

    message: str = ""
    problem: str = ""
    changes: int = 0


_of_this_run: ContextVar[_News] = ContextVar("_of_this_run")


def carry_out(command: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a command in a transaction of its own: all of it happens, or nothing.

    Streamlit may stop a script wherever it touches its state, if somebody has clicked again meanwhile. So the state is
    touched before: a change that has happened is also remembered.
    """
    _news()
    return acting.carry_out(command, *args, **kwargs)


def _news() -> _News:
    """From the state of this tab, and at hand from then on; the frame asks for it first in every run."""
    news: _News = st.session_state.setdefault("news", _News())
    _of_this_run.set(news)
    return news


def signed_in() -> Actor | None:
    """Whoever is signed in at this moment, as the database has it, whatever the browser says."""
    sign_in_id = str(st.user.to_dict().get("sub", ""))
    if not sign_in_id.isascii() or not sign_in_id.isdigit():
        return None
    moment = now()
    found = look_up(find_signed_in, sign_in_id=int(sign_in_id), limits=settings().limits, now=moment)
    if found is None:
        return None
    if found.is_worth_noting:
        with suppress(Busy):
            carry_out(note_seen, sign_in_id=int(sign_in_id), now=moment)
    return found.actor


def require(role: Role | None = None) -> Actor:
    """Whoever is signed in, if the role is held; otherwise the page ends here with one sentence."""
    try:
        actor = signed_in()
        if actor is None:
            raise SignInNeeded
        if role is not None:
            actor.must_be(role)
    except Refusal as refusal:
        st.title("This page can't be shown")
        say(refusal.sentence, tone="problem")
        st.stop()
    return actor


def announce(message: str) -> NoReturn:
    """After a change: run the page again from fresh data, with the message on top and emptied forms."""
    _remember(message)
    st.rerun()


def announcement_shown() -> None:
    """Show the message of the last change, or why it was refused, once; the frame calls it above the page.

    Its room is there with or without a message: what is below it would otherwise move up one place when the message
    goes, and whatever had been unfolded there would fold itself away.
    """
    news = _news()
    with st.container(key="announcement"):
        if news.message:
            say(news.message, tone="done")
        if news.problem:
            say(news.problem, tone="problem")
    news.message = news.problem = ""


def announce_on(page: str, message: str, **query: int | str) -> NoReturn:
    """As `announce`, on another page."""
    _remember(message)
    st.switch_page(page, query_params={name: str(value) for name, value in query.items()})


def confirm_button(label: str, command: Command, *, message: str, key: str, then: str = "") -> None:
    """The button of a dialog that carries a command out, then closes it, on this page or on `then`.

    The command runs in a callback, since a dialog that is no longer open is not drawn again.
    """
    if st.button(label, type="primary", key=key, on_click=_carry_out_and_remember, args=(command, message)):
        if then and not _news().problem:
            st.switch_page(then)
        st.rerun()


def _carry_out_and_remember(command: Command, message: str) -> None:
    try:
        carry_out(command)
    except Refusal as refusal:
        _news().problem = refusal.sentence
    else:
        _remember(message)


def _remember(message: str) -> None:
    news = _of_this_run.get(None) or _news()
    news.message = message
    news.changes += 1


def fresh(key: str) -> str:
    """A widget's key that changes with every announced change, so that the widget starts from fresh data."""
    return f"{key}-{_news().changes}"


def asked_number(name: str) -> int | None:
    """A whole number from the page's address, for example `?session=12`."""
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


@contextmanager
def refusals_shown() -> Iterator[Callable[[str], DeltaGenerator]]:
    """Show a refusal raised inside as one sentence: where `beside(field)` made room for its field, else at the end."""
    rooms: dict[str, DeltaGenerator] = {}

    def beside(field: str) -> DeltaGenerator:
        rooms[field] = st.empty()
        return rooms[field]

    try:
        yield beside
    except Refusal as refusal:
        with rooms.get(refusal.field or "") or st.container():
            say(refusal.sentence, tone="problem")
