"""An article that goes to people: whom it was sent to, and sending it to some more."""

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import PAGE_SIZE, empty, hint, key_for, page_number, pager, table
from revalidation.commands.distribution import send_article
from revalidation.domain.distribution import BASIS_WORDS
from revalidation.domain.messages import MessageState
from revalidation.domain.people import Actor
from revalidation.domain.times import said_lately, said_moment
from revalidation.queries.distribution import SentLine, nurses_to_send_to, sent_to

_HEADS = ("Who", "When", "For", "Basis")
_DELIVERY = {
    MessageState.WAITING: "waits to go out",
    MessageState.DEAD: "not delivered",
}


def sent_people(me: Actor, article_id: int) -> None:
    """Sending it to people, and who was sent it, the latest first."""
    st.header("Sent to", anchor=False)
    with st.expander("Send it to somebody"), refusals_shown() as beside:
        _sending(me, article_id, beside)
    key = key_for("sent", article_id)
    lines, total = look_up(
        sent_to, actor=me, article_id=article_id, limit=PAGE_SIZE, offset=page_number(key) * PAGE_SIZE
    )
    if lines:
        rows = [(line.name, _when(line), _for(line), BASIS_WORDS[line.basis]) for line in lines]
        table("Who was sent it", _HEADS, rows)
    else:
        empty("Nobody has been sent it yet. What a session reads is sent from the page of the session.")
    pager(key, total)


def _sending(me: Actor, article_id: int, beside: Beside) -> None:
    search = st.text_input("Words in name or e-mail address", key=fresh(f"send-to-{article_id}"), type="search") or ""
    found = look_up(nurses_to_send_to, actor=me, article_id=article_id, search=search)
    if not found:
        empty("No nurse whom it was not sent to has these words." if search else "No nurse is left to send it to.")
        return
    chosen = st.multiselect(
        "People",
        list(found),
        format_func=lambda each: found[each],
        key=fresh(f"send-chosen-{article_id}-{search}"),
        placeholder="Choose one or more",
    )
    beside("people")
    hint("Each gets one e-mail with the citation and the link.")
    if st.button("Send it", key=fresh(f"send-article-{article_id}"), icon=":material/send:"):
        number = carry_out(send_article, actor=me, article_id=article_id, person_ids=chosen, now=now())
        announce(f"It goes out to {'1 person' if number == 1 else f'{number} people'} within a minute.")


def _when(line: SentLine) -> str:
    said = said_lately(line.sent_at, now())
    return f"{said}, {_DELIVERY[line.delivery]}" if line.delivery in _DELIVERY else said


def _for(line: SentLine) -> str:
    if line.starts_at:
        return f"{line.group}, {said_moment(line.starts_at)}"
    return "Bulletin" if line.in_bulletin else "By itself"
