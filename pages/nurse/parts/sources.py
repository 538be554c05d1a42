"""What an account is about: the session it was begun from, and entries of the portfolio that are linked to it."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown
from pages.shared.citations import citation_and_link
from pages.shared.notices import notice_shown
from pages.shared.widgets import bullets, hint, lead, words
from revalidation.commands.sources import link_source, unlink_source
from revalidation.domain.people import Actor
from revalidation.domain.sources import Source
from revalidation.domain.times import local, said_day
from revalidation.queries.accounts import AccountInFull
from revalidation.queries.sources import SessionSource, sources


def about(me: Actor, account: AccountInFull) -> None:
    """Folded away; unfolding and linking leaves alone what stands in the boxes."""
    found = look_up(sources, actor=me, account_id=account.id)
    number = len(found.linked) + (found.session is not None)
    with st.expander(f"What this account is about ({number})" if number else "What this account is about"):
        if found.session:
            _session(found.session)
            for notice in found.session.notices:
                notice_shown(notice)
        for source in found.linked:
            _linked(me, account, source)
        _more(me, account, found.others, is_first=not number)


def _session(session: SessionSource) -> None:
    words(f"{session.group}, {said_day(local(session.starts_at).date())}")
    for article in session.articles:
        citation_and_link(article)
        if article.prompts:
            bullets(article.prompts)


def _linked(me: Actor, account: AccountInFull, source: Source) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-source-{source.kind}-{source.id}"):
        words(source.said)
        with refusals_shown():
            if st.button("Unlink", key=f"unlink-{source.kind}-{source.id}"):
                unlink = partial(unlink_source, actor=me, account_id=account.id)
                carry_out(unlink, kind=source.kind, source_id=source.id)
                announce("It is not linked to this account any more. It stays in your portfolio.")


def _more(me: Actor, account: AccountInFull, others: list[Source], *, is_first: bool) -> None:
    if not others:
        hint("CPD entries and feedback in your portfolio can be linked to this account once you have some.")
        return
    if is_first:
        lead("Link the CPD or feedback that this account reflects on.")
    chosen = st.selectbox(
        "From your portfolio", others, format_func=lambda source: source.said, index=None, key=fresh("source")
    )
    with refusals_shown():
        if st.button("Link it", key="link_source") and chosen:
            carry_out(link_source, actor=me, account_id=account.id, kind=chosen.kind, source_id=chosen.id)
            announce("It is linked to this account.")
