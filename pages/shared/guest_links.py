"""What stands behind the personal link in a page's address, for pages that ask for no sign-in.

`behind_link(find_something, otherwise=SomeRefusal)` gives what `find_something(db, token=…, now=…)` finds. A link that
leads nowhere is counted against the client's network address, and after too many of them nothing is looked up at all.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from pages.shared.acting import carry_out, look_up, now
from revalidation.commands.guest_links import count_wrong_link
from revalidation.domain.link_refusals import TooManyLinks
from revalidation.domain.refusals import NoSuchLink, Refusal
from revalidation.domain.times import said_wait
from revalidation.queries.guest_links import link_wait

T = TypeVar("T")


def behind_link(find: Callable[..., T | None], *, otherwise: type[Refusal] = NoSuchLink) -> T:
    """What `?token=…` leads to. Raises `otherwise` if it leads nowhere, TooManyLinks after too many such links."""
    address: object = st.context.ip_address
    client = address if isinstance(address, str) else None  # a page under test has no real one
    wait = look_up(link_wait, client=client, now=now())
    if wait.total_seconds() > 0:
        raise TooManyLinks(wait=said_wait(wait))
    found: T | None = look_up(find, token=st.query_params.get("token", ""), now=now())
    if found is None:
        carry_out(count_wrong_link, client=client, now=now())
        raise otherwise
    return found
