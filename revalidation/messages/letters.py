"""What each kind of message says: a letter in; a subject, plain paragraphs and links out."""

from collections.abc import Callable
from urllib.parse import quote

from revalidation.domain.bookings import BookingEvent, BookingState
from revalidation.domain.calendars import CalendarMethod
from revalidation.domain.letters import Letter, Meeting, SignOffAsked, Standing
from revalidation.domain.messages import MessageKind
from revalidation.domain.sign_offs import SIGN_OFF_WORDS, SignOffKind
from revalidation.domain.times import local, said_day, said_moment
from revalidation.messages.leading import label_of, path_of
from revalidation.messages.reading import SAID_OF_READING
from revalidation.messages.saying import Said, facts_of, named
from revalidation.messages.topics import SAID_OF_TOPICS
from revalidation.messages.wording import Block, Item, Link, Wording

NO_ADDRESS = "Sign in to the app to see it and to answer."
_CALENDAR = "It comes with an entry for your calendar."
_CALENDAR_ENDS = "It takes the entry out of your calendar."


def worded(letter: Letter, address: str) -> Wording:
    """The letter in words. Without the app's `address` there are no links, but how to get on without them."""
    subject, blocks = _SAID[letter.kind](letter)
    blocks = [f"Hello {letter.name},", *(_addressed(block, address) for block in blocks)]
    path = path_of(letter)
    if path and address:
        blocks.append(Link(label_of(letter), f"{address}{path}"))
    elif path:
        blocks.append(NO_ADDRESS)
    if letter.entry is not None:
        blocks.append(_CALENDAR_ENDS if letter.method is CalendarMethod.CANCEL else _CALENDAR)
    stop_address = ""
    if letter.stop_token and address:
        query = f"token={quote(letter.stop_token)}"
        stop_address = f"{address}/messages/stop?{query}&kind={letter.kind.value}"
        blocks.append(Link("Stop messages like this one", f"{address}/messages?{query}", is_quiet=True))
    return Wording(subject, tuple(blocks), stop_address)


def _addressed(block: Block, address: str) -> Block:
    """What leads somewhere within the app, with its whole address; without the app's address it leads nowhere."""
    if not isinstance(block, Item):
        return block
    return Item(block.text, f"{address}{block.address}" if address and block.address else "")


def _about(letter: Letter) -> tuple[Meeting, Standing]:
    if letter.meeting is None or letter.booking is None:
        message = "this kind of letter is about a booking"
        raise ValueError(message)
    return letter.meeting, letter.booking


def _meeting(letter: Letter) -> Meeting:
    if letter.meeting is None:
        message = "this kind of letter is about a session"
        raise ValueError(message)
    return letter.meeting


def _said(subject: str, opening: str, ending: str, *, with_link: bool = False) -> Callable[[Letter], Said]:
    """A letter that says the same of every session: a sentence, the facts, and a sentence."""

    def said(letter: Letter) -> Said:
        meeting = _meeting(letter)
        return named(subject, meeting), [opening, facts_of(meeting, with_link=with_link), ending]

    return said


def _has_a_place(opening: str, subject: str) -> Callable[[Letter], Said]:
    ending = "If you can’t come, please cancel in good time, so that somebody else gets the place."
    return _said(subject, opening, ending, with_link=True)


def _waiting(letter: Letter) -> Said:
    meeting = _meeting(letter)
    comes = "you get it" if meeting.books_outright else "it is offered to you"
    says = f"When a place becomes free and it is your turn, {comes}, and we write to you at once."
    return named("You are on the waiting list", meeting), [
        "This session is full, and you are on its waiting list.",
        facts_of(meeting),
        says,
    ]


def _offered(letter: Letter) -> Said:
    meeting, booking = _about(letter)
    until = said_moment(booking.offer_ends_at) if booking.offer_ends_at else ""
    return f"A place for you until {until}: {meeting.group}", [
        "A place has become free, and it is your turn.",
        facts_of(meeting),
        f"We hold it for you until {until}. After that it goes to the next person who waits.",
    ]


def _cancelled(letter: Letter) -> Said:
    meeting, booking = _about(letter)
    opening = "Your booking is cancelled. Thank you for letting us know."
    if booking.event is BookingEvent.GOT_ANOTHER_DATE:
        opening = "You now have a place on another date, so this booking is cancelled."
    return named("Your booking is cancelled", meeting), [opening, facts_of(meeting)]


def _taken_back(letter: Letter) -> Said:
    meeting, booking = _about(letter)
    if booking.state in (BookingState.WAITING, BookingState.OFFERED):
        return named("You are on the waiting list again", meeting), [
            "This session now has fewer places. You are at the front of its waiting list and need not do anything.",
            facts_of(meeting),
        ]
    return named("Your booking has ended", meeting), [
        "The library has ended your booking for this session.",
        facts_of(meeting),
        "If you think this is a mistake, please talk to the library.",
    ]


def _moved(letter: Letter) -> Said:
    meeting, booking = _about(letter)
    says = {
        BookingState.CONFIRMED: "You keep your place. Please say whether you can come.",
        BookingState.WAITING: "You keep your turn on the waiting list.",
        BookingState.OFFERED: "The place we hold for you is still yours to take.",
    }
    if letter.was_at is None:
        return named("A session has changed", meeting), [
            "Something about this session has changed. This is how it stands now.",
            facts_of(meeting, with_link=booking.state is BookingState.CONFIRMED),
            says[booking.state],
        ]
    return named("A session has moved", meeting), [
        f"This session has moved. It was to be on {said_moment(letter.was_at)}; this is the new time.",
        facts_of(meeting, with_link=booking.state is BookingState.CONFIRMED),
        says[booking.state],
    ]


def _confirm(letter: Letter) -> Said:
    meeting, booking = _about(letter)
    until = said_moment(booking.answer_by) if booking.answer_by else ""
    return f"Are you still coming? Please answer by {until}: {meeting.group}", [
        "You have a place on this session. Are you still coming?",
        facts_of(meeting, with_link=True),
        f"Please say so by {until}. Without an answer the place goes to somebody who waits.",
    ]


def _afterwards(letter: Letter) -> Said:
    meeting = _meeting(letter)
    return f"While it is fresh: your reflection on {meeting.group}", [
        f"Thank you for coming on {said_day(local(meeting.starts_at).date())}.",
        "Ten minutes now are worth an hour later. Your reflective account follows the NMC’s own four questions.",
        "It is yours alone; the library does not see it.",
    ]


def _below_minimum(letter: Letter) -> Said:
    meeting = _meeting(letter)
    return named("Too few people so far", meeting), [
        f"{meeting.places_taken} booked, {meeting.minimum_attendance} needed to go ahead.",
        facts_of(meeting),
        "You can still call it off, or let it go ahead with fewer.",
    ]


def _invitation(letter: Letter) -> Said:
    until = said_day(local(letter.expires_at).date()) if letter.expires_at else ""
    return "Your invitation to the reading groups", [
        "The library invites you to its reading groups for nurses, midwives and nursing associates.",
        "Book sessions, read, reflect, and keep your evidence for revalidation in one place.",
        f"Your personal link works once, until {until}. Please do not pass it on.",
    ]


def _follow_up(letter: Letter) -> Said:
    meeting = _meeting(letter)
    return f"Have you used it since? {meeting.group}", [
        f"You came to {meeting.group} on {said_day(local(meeting.starts_at).date())}.",
        "Have you used what you read since?",
        "Two minutes are enough. Your words are yours alone; the library sees only how many people said yes.",
    ]


def _sign_off(letter: Letter) -> SignOffAsked:
    if letter.sign_off is None:
        message = "this kind of letter is about a form to sign"
        raise ValueError(message)
    return letter.sign_off


def _sign_off_invitation(letter: Letter) -> Said:
    asked = _sign_off(letter)
    until = said_day(local(letter.expires_at).date()) if letter.expires_at else ""
    what = {
        SignOffKind.DISCUSSION: "to be the reflective discussion partner for",
        SignOffKind.CONFIRMATION: "to be the confirmer for",
    }
    return f"{SIGN_OFF_WORDS[asked.kind]} for {asked.nurse}’s NMC revalidation", [
        f"{asked.nurse} asks you {what[asked.kind]} their revalidation with the Nursing and Midwifery Council.",
        "The link opens only what they have chosen to show you, and the form that you complete and sign.",
        f"It is meant for you alone and works until {until}. You need no account. Please do not pass it on.",
    ]


def _signed(letter: Letter) -> Said:
    signed = _sign_off(letter)
    return f"{SIGN_OFF_WORDS[signed.kind]} signed", [
        f"{signed.signer} has completed and signed your {SIGN_OFF_WORDS[signed.kind].lower()} form.",
    ]


_SAID: dict[MessageKind, Callable[[Letter], Said]] = {
    **SAID_OF_READING,
    **SAID_OF_TOPICS,
    MessageKind.BOOKED: _has_a_place("You have a place. We look forward to seeing you.", "You have a place"),
    MessageKind.WAITING: _waiting,
    MessageKind.OFFERED: _offered,
    MessageKind.CLAIMED: _has_a_place("The place is yours. We look forward to seeing you.", "The place is yours"),
    MessageKind.PROMOTED: _has_a_place(
        "A place has become free and it was your turn, so it is yours now.", "You have a place"
    ),
    MessageKind.FIRST_TO_CLAIM: _said(
        "A free place, for whoever claims it first",
        "A place has become free. So close to the start it goes to the first on the waiting list who claims it.",
        "If you no longer want it, you need not do anything.",
    ),
    MessageKind.LAPSED: _said(
        "Your offer has run out",
        "The place we held for you was not taken in time, so it has gone on to the next person.",
        "You are welcome to join the waiting list again.",
    ),
    MessageKind.CANCELLED: _cancelled,
    MessageKind.RELEASED: _said(
        "Your place has been released",
        "We asked whether you still come and did not hear from you, so your place has gone to somebody who waits.",
        "If you would still like to come, you are welcome to book again or to join the waiting list.",
    ),
    MessageKind.GIVEN_BY_HAND: _has_a_place("The library has given you a place.", "You have a place"),
    MessageKind.TAKEN_BACK: _taken_back,
    MessageKind.MOVED: _moved,
    MessageKind.SESSION_CANCELLED: _said(
        "Called off",
        "We are sorry: this session has been called off. You need not do anything.",
        "Other dates are in the app.",
    ),
    MessageKind.CONFIRM: _confirm,
    MessageKind.REMINDER: _has_a_place("A reminder of a session that you have a place on.", "Reminder"),
    MessageKind.AFTERWARDS: _afterwards,
    MessageKind.BELOW_MINIMUM: _below_minimum,
    MessageKind.INVITATION: _invitation,
    MessageKind.FOLLOW_UP: _follow_up,
    MessageKind.SIGN_OFF_INVITATION: _sign_off_invitation,
    MessageKind.SIGNED: _signed,
}
