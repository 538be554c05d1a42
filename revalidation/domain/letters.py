"""Letters: what one message says, as facts, and whether it still applies when its turn comes."""

from dataclasses import dataclass
from datetime import datetime

from revalidation.domain.bookings import LIVE, BookingEvent, BookingState
from revalidation.domain.bulletins import Bulletin
from revalidation.domain.calendars import CalendarEntry, CalendarMethod
from revalidation.domain.due import LEAST_TO_ANSWER
from revalidation.domain.groups import GroupKind
from revalidation.domain.messages import CAN_BE_STOPPED, MessageKind
from revalidation.domain.notices import NoticeKind
from revalidation.domain.search_requests import SearchState
from revalidation.domain.sign_offs import SignOffKind

ENDS_AN_ENTRY = (
    MessageKind.CANCELLED,
    MessageKind.RELEASED,
    MessageKind.TAKEN_BACK,
    MessageKind.SESSION_CANCELLED,
)
_GIVES_A_PLACE = (MessageKind.BOOKED, MessageKind.CLAIMED, MessageKind.PROMOTED, MessageKind.GIVEN_BY_HAND)
_SAYS_IT_ENDED = (MessageKind.CANCELLED, MessageKind.RELEASED, MessageKind.SESSION_CANCELLED, MessageKind.LAPSED)
_BEFORE_THE_START = (
    MessageKind.WAITING,
    MessageKind.OFFERED,
    MessageKind.FIRST_TO_CLAIM,
    MessageKind.LAPSED,
    MessageKind.CONFIRM,
    MessageKind.REMINDER,
)

_SEARCH_STANDS_AT = {
    MessageKind.SEARCH_ASKED: SearchState.ASKED,  # once somebody has taken it, the others need not know
    MessageKind.SEARCH_ANSWERED: SearchState.ANSWERED,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session that a letter is about."""

    id: int
    group: str
    kind: GroupKind
    starts_at: datetime
    ends_at: datetime
    where: str
    online_link: str
    is_going_ahead: bool = True
    places_taken: int = 0
    minimum_attendance: int = 0
    claims_are_open: bool = False
    books_outright: bool = False
    open_to_all_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the booking, if the letter is about one, stands at this moment."""

    state: BookingState
    event: BookingEvent | None = None
    offer_ends_at: datetime | None = None
    asked_at: datetime | None = None
    sure_at: datetime | None = None
    answer_by: datetime | None = None

    @property
    def owes_an_answer(self) -> bool:
        """Whether she was asked if she comes, and has not said so since."""
        return self.asked_at is not None and (self.sure_at is None or self.sure_at < self.asked_at)


@dataclass(frozen=True, slots=True)
class SignOffAsked:
    """A discussion or confirmation that somebody is asked to sign, or has signed: whose it is, and by whom."""

    kind: SignOffKind
    nurse: str
    signer: str


@dataclass(frozen=True, slots=True)
class SearchTold:
    """A literature search that a letter is about, never what was asked."""

    id: int
    state: SearchState
    references: int = 0


@dataclass(frozen=True, slots=True)
class NoticeTold:
    """The gravest notice about an article that a letter is about."""

    article_id: int
    citation: str
    kind: NoticeKind


@dataclass(frozen=True, slots=True)
class ToRead:
    """An article that somebody is sent, how many reading prompts it has, and the gravest notice about it."""

    id: int
    title: str
    citation: str
    address: str
    prompts: int
    notice: NoticeKind | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that one message may say, and to whom. Tokens are those of its links."""

    kind: MessageKind
    key: str
    name: str
    email: str
    meeting: Meeting | None = None
    booking: Standing | None = None
    was_at: datetime | None = None
    expires_at: datetime | None = None
    booking_token: str = ""
    stop_token: str = ""
    invitation_token: str = ""
    follow_up_token: str = ""
    sign_off_token: str = ""
    sign_off: SignOffAsked | None = None
    search: SearchTold | None = None
    notice: NoticeTold | None = None
    article: ToRead | None = None
    bulletin: Bulletin | None = None
    entry: CalendarEntry | None = None
    method: CalendarMethod = CalendarMethod.REQUEST


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands outside the letter itself and can make it needless."""

    is_overtaken: bool = False
    is_stopped: bool = False
    was_there: bool = False
    has_account: bool = False
    has_answered: bool = False
    is_booked: bool = False


def still_applies(letter: Letter, obstacles: Obstacles, now: datetime) -> bool:
    """Whether it is still true and of use; what is not is dropped unsent."""
    if obstacles.is_overtaken or (obstacles.is_stopped and letter.kind in CAN_BE_STOPPED):
        return False
    if letter.kind in (MessageKind.INVITATION, MessageKind.SIGN_OFF_INVITATION):
        token = letter.invitation_token or letter.sign_off_token
        return bool(token) and letter.expires_at is not None and now < letter.expires_at
    about = {
        MessageKind.SIGNED: letter.sign_off,
        MessageKind.NOTICE: letter.notice,
        MessageKind.BULLETIN: letter.bulletin and letter.bulletin.topics,
    }
    if letter.kind in about:
        return bool(about[letter.kind])
    if letter.kind in _SEARCH_STANDS_AT:
        return letter.search is not None and letter.search.state is _SEARCH_STANDS_AT[letter.kind]
    if letter.kind is MessageKind.ARTICLE:
        return letter.article is not None and (letter.meeting is None or _is_to_come(letter, letter.meeting, now))
    return letter.meeting is not None and _applies_to_session(letter, letter.meeting, obstacles, now)


def _is_to_come(letter: Letter, meeting: Meeting, now: datetime) -> bool:
    """Whether the session that an article is for still takes place, with her."""
    is_hers = letter.booking is not None and letter.booking.state in LIVE
    return is_hers and meeting.is_going_ahead and now < meeting.ends_at


def _applies_to_session(letter: Letter, meeting: Meeting, obstacles: Obstacles, now: datetime) -> bool:
    if letter.kind is MessageKind.AFTERWARDS:
        return obstacles.was_there and not obstacles.has_account
    if letter.kind is MessageKind.FOLLOW_UP:
        return obstacles.was_there and not obstacles.has_answered
    if letter.kind is MessageKind.ASKED_FIRST:
        return meeting.is_going_ahead and now < meeting.starts_at and not obstacles.is_booked
    if letter.kind is MessageKind.BELOW_MINIMUM:
        is_short = meeting.places_taken < meeting.minimum_attendance
        return is_short and meeting.is_going_ahead and now < meeting.starts_at
    return letter.booking is not None and _says_what_is(letter.kind, letter.booking, meeting, now)


def _says_what_is(kind: MessageKind, booking: Standing, meeting: Meeting, now: datetime) -> bool:
    """Whether a message about a booking agrees with how the booking stands, and comes before it is too late."""
    has_a_place, waits = booking.state is BookingState.CONFIRMED, booking.state is BookingState.WAITING
    has_ended = booking.state not in LIVE
    agrees = {
        MessageKind.MOVED: not has_ended,
        MessageKind.TAKEN_BACK: not has_a_place,
        MessageKind.WAITING: waits,
        MessageKind.FIRST_TO_CLAIM: waits and meeting.claims_are_open,
        MessageKind.OFFERED: booking.offer_ends_at is not None and now < booking.offer_ends_at,
        MessageKind.CONFIRM: has_a_place and booking.owes_an_answer and _has_time(booking, now),
        **dict.fromkeys((*_GIVES_A_PLACE, MessageKind.REMINDER), has_a_place),
        **dict.fromkeys(_SAYS_IT_ENDED, has_ended),
    }
    return agrees[kind] and now < (meeting.starts_at if kind in _BEFORE_THE_START else meeting.ends_at)


def _has_time(booking: Standing, now: datetime) -> bool:
    return booking.answer_by is not None and now + LEAST_TO_ANSWER <= booking.answer_by
