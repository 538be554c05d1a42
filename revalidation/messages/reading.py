"""What letters about reading say: articles that are sent, notices about them, and literature searches."""

from collections.abc import Callable

from revalidation.domain.bookings import BookingState
from revalidation.domain.letters import Letter, SearchTold
from revalidation.domain.messages import MessageKind
from revalidation.domain.notices import NOTICE_SENTENCES, NoticeKind
from revalidation.domain.text import first_line
from revalidation.messages.saying import Said, facts_of, named
from revalidation.messages.wording import Facts

_SUBJECT = 90  # characters of a title


def _search(letter: Letter) -> SearchTold:
    if letter.search is None:
        message = "this kind of letter is about a literature search"
        raise ValueError(message)
    return letter.search


def _search_asked(_letter: Letter) -> Said:
    return "A literature search is wanted", [
        "Somebody has asked the library for a literature search.",
        "Once a librarian takes it, the others see that it is being done.",
    ]


def _search_answered(letter: Letter) -> Said:
    number = _search(letter).references
    found = {0: "", 1: " with one reference"}.get(number, f" with {number} references")
    return "Your literature search is answered", [f"The library has answered your literature search{found}."]


def _notice(letter: Letter) -> Said:
    if letter.notice is None:
        message = "this kind of letter is about a notice"
        raise ValueError(message)
    subject = {
        NoticeKind.RETRACTION: "An article that you read has been retracted",
        NoticeKind.CONCERN: "A concern about an article that you read",
        NoticeKind.CORRECTION: "An article that you read has been corrected",
    }
    return subject[letter.notice.kind], [
        "You were sent this article, or have it in a session of yours:",
        letter.notice.citation,
        NOTICE_SENTENCES[letter.notice.kind],
        "What you wrote about it stays as it is. You may want to look at it again.",
    ]


def _article(letter: Letter) -> Said:
    article, meeting = letter.article, letter.meeting
    if article is None:
        message = "this kind of letter is about an article"
        raise ValueError(message)
    pairs = [("Article", article.citation), ("Read it at", article.address)]
    facts = Facts(tuple((name, value) for name, value in pairs if value))
    prompts = {0: "", 1: "It comes with a reading prompt."}.get(
        article.prompts, f"It comes with {article.prompts} reading prompts."
    )
    notice = NOTICE_SENTENCES[article.notice] if article.notice else ""
    if meeting is None:
        opening = "The library sends you an article that may be of use to you."
        return f"To read: {first_line(article.title, _SUBJECT)}", list(filter(None, [opening, facts, notice, prompts]))
    opening = "This is what we read in the session that you have booked."
    if letter.booking is not None and letter.booking.state is not BookingState.CONFIRMED:
        opening = "This is what we read in the session that you are waiting for."
    return named("To read", meeting), list(filter(None, [opening, facts, notice, facts_of(meeting), prompts]))


SAID_OF_READING: dict[MessageKind, Callable[[Letter], Said]] = {
    MessageKind.ARTICLE: _article,
    MessageKind.NOTICE: _notice,
    MessageKind.SEARCH_ASKED: _search_asked,
    MessageKind.SEARCH_ANSWERED: _search_answered,
}
