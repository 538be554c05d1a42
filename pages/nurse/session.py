"""One session: where and when, my booking, and what to read."""

import streamlit as st

from pages.nurse.parts.attended import what_follows
from pages.nurse.parts.calendar import add_to_my_calendar
from pages.nurse.parts.checking_in import check_in_link
from pages.nurse.parts.follow_up import follow_up
from pages.nurse.parts.marks import marks
from pages.nurse.parts.my_booking import history, next_action, other_dates, waiting_rules
from pages.nurse.parts.searching import search_link
from pages.shared.acting import asked_number, look_up, now, refusals_shown, require
from pages.shared.citations import citation
from pages.shared.notices import notices_shown
from pages.shared.widgets import bullets, facts, heading, lead, link, say, words
from pages.shared.wording import places_of, state_of, when
from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import said_minutes
from revalidation.queries.bookings import my_booking
from revalidation.queries.sessions import SessionInFull, SessionLine, get_session


def reading(session: SessionInFull) -> None:
    """The articles, each with its page; links and prompts stand here too once there is a booking."""
    st.header("What we read", anchor=False)
    if not session.articles:
        lead("The article has not been chosen yet.")
    is_mine = session.line.booking in LIVE or session.line.mark is not None
    for article_id, article in session.articles:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{article_id}"):
            citation(article)
            st.page_link("pages/nurse/article.py", label="Open", query_params={"article": str(article_id)})
        notices_shown([article_id])
        if not is_mine:
            continue
        words(article.key_points)
        if article.prompts:
            lead("To think about while you read:")
            bullets(article.prompts)


def said_places_of(line: SessionLine) -> str:
    """How full it is; nothing once it is called off."""
    if line.state is SessionState.CANCELLED:
        return ""
    return f"{places_of(line)[0]} ({line.places_taken} of {line.capacity} taken)"


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("session")
    if wanted is None:
        raise NotFound(what="session")
    session = look_up(get_session, actor=me, session_id=wanted)
    line = session.line
    heading(line.group)
    say(state_of(line, now())[0])
    facts(
        [
            ("When", when(line.starts_at, line.ends_at, now())),
            ("Where", ", ".join(part for part in (line.where, session.address) if part)),
            ("Kind", f"{KIND_WORDS[line.kind]}, {said_minutes(line.minutes)}"),
            ("Places", said_places_of(line)),
            ("About", session.description),
        ]
    )
    if session.online_link:
        link("Join online", session.online_link)
    mine = look_up(my_booking, actor=me, session_id=wanted, now=now())
    if line.mark in WAS_THERE:
        what_follows(me, line.id)
    follow_up(me, line.id)
    check_in_link(line)
    next_action(me, line, mine)
    waiting_rules(mine)
    if line.booking is BookingState.CONFIRMED and now() < line.starts_at:
        add_to_my_calendar(line.id)
    other_dates(me, line, mine)
    reading(session)
    if line.booking in LIVE or line.mark is not None:
        search_link(session_id=line.id)
    history(me, mine)
    marks(me, line.id)
