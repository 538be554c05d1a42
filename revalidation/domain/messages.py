"""Messages: which kinds there are, how they are tried again, and which of them somebody can stop."""

from datetime import timedelta
from enum import StrEnum

TRIES = 12  # with the waits below: about three days
LEASE = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=12)


class MessageKind(StrEnum):
    """What a message is about."""

    BOOKED = "booked"
    WAITING = "waiting"
    OFFERED = "offered"
    CLAIMED = "claimed"
    PROMOTED = "promoted"
    FIRST_TO_CLAIM = "first_to_claim"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    RELEASED = "released"
    GIVEN_BY_HAND = "given_by_hand"
    TAKEN_BACK = "taken_back"
    MOVED = "moved"
    SESSION_CANCELLED = "session_cancelled"
    CONFIRM = "confirm"
    REMINDER = "reminder"
    AFTERWARDS = "afterwards"
    BELOW_MINIMUM = "below_minimum"
    INVITATION = "invitation"
    FOLLOW_UP = "follow_up"
    SIGN_OFF_INVITATION = "sign_off_invitation"
    SIGNED = "signed"
    ARTICLE = "article"
    BULLETIN = "bulletin"
    ASKED_FIRST = "asked_first"
    NOTICE = "notice"
    SEARCH_ASKED = "search_asked"
    SEARCH_ANSWERED = "search_answered"


class MessageState(StrEnum):
    """Where a message stands: `dropped` no longer applied when its turn came, `dead` could not be delivered."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


KIND_WORDS = {
    MessageKind.BOOKED: "Booking confirmed",
    MessageKind.WAITING: "On the waiting list",
    MessageKind.OFFERED: "Place offered",
    MessageKind.CLAIMED: "Place taken up",
    MessageKind.PROMOTED: "Place from the waiting list",
    MessageKind.FIRST_TO_CLAIM: "First to claim",
    MessageKind.LAPSED: "Offer ran out",
    MessageKind.CANCELLED: "Booking cancelled",
    MessageKind.RELEASED: "Place released",
    MessageKind.GIVEN_BY_HAND: "Place given by the library",
    MessageKind.TAKEN_BACK: "Booking changed by the library",
    MessageKind.MOVED: "Session changed",
    MessageKind.SESSION_CANCELLED: "Session called off",
    MessageKind.CONFIRM: "Are you still coming?",
    MessageKind.REMINDER: "Reminder",
    MessageKind.AFTERWARDS: "Write about it",
    MessageKind.BELOW_MINIMUM: "Too few people",
    MessageKind.INVITATION: "Invitation",
    MessageKind.FOLLOW_UP: "Have you used it since?",
    MessageKind.SIGN_OFF_INVITATION: "Asked to read and sign",
    MessageKind.SIGNED: "Signed",
    MessageKind.ARTICLE: "Article to read",
    MessageKind.BULLETIN: "New on your topics",
    MessageKind.ASKED_FIRST: "A session you asked for",
    MessageKind.NOTICE: "An article you read has changed",
    MessageKind.SEARCH_ASKED: "Literature search wanted",
    MessageKind.SEARCH_ANSWERED: "Literature search answered",
}

# What is not about a booking of one's own can be stopped, each kind by itself.
CAN_BE_STOPPED = (
    MessageKind.AFTERWARDS,
    MessageKind.BELOW_MINIMUM,
    MessageKind.FOLLOW_UP,
    MessageKind.BULLETIN,
    MessageKind.ASKED_FIRST,
    MessageKind.SEARCH_ASKED,
)
# What was not delivered of these is not tried again: the secret of their link is not kept that long.
LINK_IS_GONE = (MessageKind.INVITATION, MessageKind.SIGN_OFF_INVITATION)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries that failed for the moment; None once it has been tried enough."""
    if tries >= TRIES:
        return None
    return min(_FIRST_WAIT * float(2 ** (tries - 1)), _LONGEST_WAIT)
