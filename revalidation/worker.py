"""The worker: does what is due, and sends what waits in the outbox.

Each step is a transaction of its own, and several workers may run at once. Whatever goes wrong, the next round comes;
only the kind of an error is logged, since its text may name people.
"""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from threading import Event
from typing import TypeVar

from revalidation.acting import carry_out, look_up, now
from revalidation.commands.bulletins import write_bulletins
from revalidation.commands.distribution import send_to_newcomers
from revalidation.commands.due import (
    ask_who_comes,
    put_off_answers,
    settle_session,
    warn_of_too_few,
    write_afterwards,
    write_reminders,
)
from revalidation.commands.follow_ups import ask_follow_ups
from revalidation.commands.messages import (
    Claimed,
    claim_message,
    give_back,
    note_dropped,
    note_refused,
    note_sent,
    note_worker,
)
from revalidation.domain.refusals import Busy
from revalidation.messages.mail import Sender, mail_of
from revalidation.messages.post import NobodyThereError, Post, Taking, mail_server
from revalidation.queries.due import sessions_to_settle
from revalidation.queries.letters import find_letter
from revalidation.queries.messages import is_anything_due
from revalidation.settings import settings
from revalidation.storage import made_packs

log = logging.getLogger(__name__)

T = TypeVar("T")
Clock = Callable[[], datetime]
BETWEEN_ROUNDS = 15.0  # seconds
AFTER_TROUBLE = 4  # times as long
_DUE = (
    write_reminders,
    ask_who_comes,
    put_off_answers,
    send_to_newcomers,
    write_afterwards,
    warn_of_too_few,
    ask_follow_ups,
    write_bulletins,
)


def keep_working(stop: Event, *, clock: Clock = now, pause: float = BETWEEN_ROUNDS) -> None:
    """Round after round until `stop` is set, and then only to the end of the message in hand."""
    while not stop.is_set():
        has_trouble = True
        try:
            has_trouble = bool(work_once(stop, clock=clock))
        except Exception as error:  # noqa: BLE001 (whatever it is, the next round comes)
            _note("A round", error)
        stop.wait(pause * AFTER_TROUBLE if has_trouble else pause)


def work_once(stop: Event, *, clock: Clock = now) -> str:
    """One round; what is the matter with the mail server, or nothing."""
    do_what_is_due(clock)
    trouble = send_what_waits(stop, clock)
    carry_out(note_worker, trouble=trouble, now=clock())
    return trouble


def do_what_is_due(clock: Clock) -> None:
    """Settle places and write messages that became due by time; what fails does not keep the rest from being done."""
    for session_id in _tried(partial(look_up, sessions_to_settle, now=clock())) or ():
        _tried(partial(carry_out, settle_session, session_id=session_id, now=clock()))
    for act in _DUE:
        _tried(partial(carry_out, act, now=clock()))
    _tried(partial(made_packs.remove_old, clock()))


def send_what_waits(stop: Event, clock: Clock) -> str:
    """Send message after message until none is due; what is the matter with the mail server, or nothing."""
    chosen = settings()
    if not chosen.sends_mail or not look_up(is_anything_due, now=clock()):
        return ""
    sender = Sender(chosen.mail_from, chosen.mail_reply_to, chosen.address)
    try:
        with closing(Post(mail_server(chosen.smtp))) as post:
            while not stop.is_set():
                post.connect()  # before a message is claimed: its lease is for handing it over only
                claimed = carry_out(claim_message, now=clock())
                if claimed is None:
                    break
                send(claimed, post, sender, clock)
    except NobodyThereError as nobody:
        return str(nobody)
    return ""


def send(claimed: Claimed, post: Post, sender: Sender, clock: Clock) -> None:
    """Write one message, hand it over, and note what became of it. Raises NobodyThereError; it then waits as before."""
    try:
        letter = look_up(find_letter, message_id=claimed.id, now=clock())
        mail = mail_of(letter, sender, clock()) if letter else None
    except Busy:
        carry_out(give_back, claimed=claimed)
        return
    except Exception as error:  # noqa: BLE001 (one message that can't be written must not keep the others)
        _note("A message", error)
        trouble = f"It could not be written ({type(error).__name__})"
        carry_out(note_refused, claimed=claimed, trouble=trouble, is_for_good=False, now=clock())
        return
    if mail is None:
        carry_out(note_dropped, claimed=claimed, now=clock())
        return
    try:
        answer = post.hand_over(mail)
    except NobodyThereError:
        carry_out(give_back, claimed=claimed)
        raise
    if answer.taking is Taking.TAKEN:
        carry_out(note_sent, claimed=claimed, now=clock())
    else:
        is_for_good = answer.taking is Taking.NEVER
        carry_out(note_refused, claimed=claimed, trouble=answer.trouble, is_for_good=is_for_good, now=clock())


def _tried(act: Callable[[], T]) -> T | None:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 (the other acts are due as well)
        _note("Something that is due", error)
        return None


def _note(what: str, error: Exception) -> None:
    log.error("%s of the worker failed: %s", what, type(error).__name__)
