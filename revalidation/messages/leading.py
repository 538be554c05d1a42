"""Where each kind of message leads: the one next thing, within the app."""

from urllib.parse import quote

from revalidation.domain.bookings import BookingState
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind

_LABELS = {
    MessageKind.BOOKED: "See or cancel my booking",
    MessageKind.WAITING: "See my booking or leave the waiting list",
    MessageKind.OFFERED: "Take the place, or do without it",
    MessageKind.CLAIMED: "See or cancel my booking",
    MessageKind.PROMOTED: "See or cancel my booking",
    MessageKind.FIRST_TO_CLAIM: "Claim the place",
    MessageKind.LAPSED: "See what became of it",
    MessageKind.CANCELLED: "See what became of it",
    MessageKind.RELEASED: "See what became of it",
    MessageKind.GIVEN_BY_HAND: "See or cancel my booking",
    MessageKind.TAKEN_BACK: "See my booking",
    MessageKind.MOVED: "Say whether I come",
    MessageKind.SESSION_CANCELLED: "See what became of it",
    MessageKind.CONFIRM: "Say whether I come",
    MessageKind.REMINDER: "See or cancel my booking",
    MessageKind.AFTERWARDS: "Write my reflective account",
    MessageKind.BELOW_MINIMUM: "Open the session",
    MessageKind.INVITATION: "Open my account",
    MessageKind.FOLLOW_UP: "Answer in two minutes",
    MessageKind.SIGN_OFF_INVITATION: "Read and complete the form",
    MessageKind.SIGNED: "See what was signed",
    MessageKind.NOTICE: "See what was noted",
    MessageKind.SEARCH_ASKED: "Open the request",
    MessageKind.SEARCH_ANSWERED: "Read the answer",
    MessageKind.ARTICLE: "Open the article",
    MessageKind.BULLETIN: "See my topics, or choose others",
    MessageKind.ASKED_FIRST: "See the session and book a place",
}
_LISTS = {MessageKind.SIGNED: "/sign_offs", MessageKind.BULLETIN: "/my_topics"}
_OF_A_SESSION = {
    MessageKind.BELOW_MINIMUM: "meeting",
    MessageKind.AFTERWARDS: "account",
    MessageKind.ASKED_FIRST: "session",
}


def path_of(letter: Letter) -> str:
    """The address, or nothing."""
    if letter.kind in _LISTS:
        return _LISTS[letter.kind]
    if letter.notice:
        return article_path(letter.notice.article_id)
    if letter.search:
        page = "searches" if letter.kind is MessageKind.SEARCH_ASKED else "my_searches"
        return f"/{page}?search={letter.search.id}"
    if letter.article:
        return article_path(letter.article.id)
    if letter.kind in _OF_A_SESSION and letter.meeting:
        return f"/{_OF_A_SESSION[letter.kind]}?session={letter.meeting.id}"
    page, token = _behind_a_link(letter)
    return f"/{page}?token={quote(token)}" if token else ""


def article_path(article_id: int) -> str:
    """The page of one article, as nurses read it."""
    return f"/read?article={article_id}"


def label_of(letter: Letter) -> str:
    """What stands on the button."""
    has_a_place = letter.booking is not None and letter.booking.state is BookingState.CONFIRMED
    return "See my booking" if letter.kind is MessageKind.MOVED and not has_a_place else _LABELS[letter.kind]


def _behind_a_link(letter: Letter) -> tuple[str, str]:
    """The page that a personal link opens, and the link's token."""
    if letter.kind is MessageKind.INVITATION:
        return "invitation", letter.invitation_token
    if letter.kind is MessageKind.FOLLOW_UP:
        return "follow_up", letter.follow_up_token
    if letter.kind is MessageKind.SIGN_OFF_INVITATION and letter.sign_off:
        return letter.sign_off.kind.value, letter.sign_off_token
    return "booking", letter.booking_token
