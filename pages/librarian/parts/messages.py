"""Messages in the librarian's lists: what went out, what waits, and what could not be delivered."""

from datetime import timedelta

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import PAGE_SIZE, empty, page_number, pager, row, say
from revalidation.commands.messages import try_again
from revalidation.domain.messages import KIND_WORDS, MessageKind, MessageState
from revalidation.domain.people import Actor
from revalidation.domain.times import said_lately, said_moment
from revalidation.queries.messages import MessageLine, Outbox, messages_about
from revalidation.settings import settings

NOT_SEEN = timedelta(minutes=10)
# Whom these go to is a nurse's own affair.
NAMELESS = {MessageKind.SIGN_OFF_INVITATION: "Somebody a nurse has asked", MessageKind.SIGNED: "A nurse"}


def session_messages(me: Actor, session_id: int) -> None:
    """What has been written to people about one session, newest first."""
    key = f"messages-{session_id}"
    lines, total = look_up(
        messages_about, actor=me, session_id=session_id, limit=PAGE_SIZE, offset=page_number(key) * PAGE_SIZE
    )
    for line in lines:
        message_row(me, line, with_session=False)
    pager(key, total)
    if not lines:
        empty("Nobody has been written to about this session yet.")


def message_row(me: Actor, line: MessageLine, *, with_session: bool = True) -> None:
    """One message; with its button if it could not be delivered."""
    state, tone = state_of(line)
    about = f"{line.group}, {said_moment(line.starts_at)}" if with_session and line.starts_at else ""
    note = "\n".join(part for part in (about, line.trouble) if part)
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-message-{line.id}"):
        row(KIND_WORDS[line.kind], line.name or NAMELESS.get(line.kind, ""), line.email, state, note=note, tone=tone)
        if line.can_be_tried_again and st.button("Try again", key=fresh(f"try-{line.id}")):
            with refusals_shown():
                carry_out(try_again, actor=me, message_id=line.id, now=now())
                announce("It waits again, and goes out within a minute.")


def state_of(line: MessageLine) -> tuple[str, str]:
    """Where a message stands, in words, and the tone of its badge."""
    if line.state is MessageState.SENT:
        return f"Sent at {said_lately(line.at, now())}", "done"
    if line.state is MessageState.DEAD:
        return "Not delivered", "problem"
    if line.state is MessageState.DROPPED:
        return "Not needed any more", "plain"
    if line.tries:
        return f"Tried {line.tries}×, again at {said_lately(line.at, now())}", "wait"
    return "Waits" if line.at <= now() else f"Goes out at {said_lately(line.at, now())}", "wait"


def outbox_trouble(box: Outbox) -> str:
    """Why messages do not go out, in a sentence; nothing if they do."""
    if not settings().sends_mail:
        return (
            "No mail server is set up yet, so messages wait here. Whoever runs this app sets "
            "REVALIDATION_SMTP and REVALIDATION_MAIL_FROM."
        )
    if box.seen_at is None or box.seen_at < now() - NOT_SEEN:
        since = f"since {said_lately(box.seen_at, now())}" if box.seen_at else "yet"
        return f"Nothing has sent messages {since}. Please tell whoever runs this app that the worker is not running."
    if box.trouble_since is not None:
        return f"Messages wait since {said_lately(box.trouble_since, now())}: {box.trouble}."
    return ""


def show_trouble(box: Outbox) -> None:
    """Why messages do not go out, if they do not."""
    trouble = outbox_trouble(box)
    if trouble:
        say(trouble, tone="problem" if settings().sends_mail else "note")
