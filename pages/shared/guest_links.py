"""What stands behind the personal link in a page's address, for pages that ask for no sign-in.

A link that leads nowhere is counted against the client's network address, and after too many of them nothing is looked
up at all. References that are short enough to be guessed are counted with them.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from pages.shared.acting import carry_out, look_up, now
from revalidation.commands.guest_links import count_guess, count_wrong_link
from revalidation.domain.link_refusals import TooManyLinks
from revalidation.domain.refusals import NoSuchLink, Refusal
from revalidation.domain.times import said_wait
from revalidation.queries.guest_links import link_wait

T = TypeVar("T")


def behind_link(find: Callable[..., T | None], *, otherwise: type[Refusal] = NoSuchLink) -> T:
    """What `find(db, token=…)` finds for `?token=…`. Raises `otherwise`, or TooManyLinks after too many such links."""
    client = _client()
    wait = look_up(link_wait, client=client, now=now())
    if wait.total_seconds() > 0:
        raise TooManyLinks(wait=said_wait(wait))
    found: T | None = look_up(find, token=st.query_params.get("token", ""))
    if found is None:
        carry_out(count_wrong_link, client=client, now=now())
        raise otherwise
    return found


def behind_reference(find: Callable[..., T | None], *, otherwise: Refusal) -> T:
    """What `find(db)` finds for something typed. Raises `otherwise`, or TooManyLinks after too many wrong ones."""
    found: T | None = look_up(find)
    carry_out(count_guess, client=_client(), is_wrong=found is None, now=now())
    if found is None:
        raise otherwise
    return found


def _client() -> str | None:
    """The network address of whoever looks; a page under test has no real one."""
    address: object = st.context.ip_address
    return address if isinstance(address, str) else None
