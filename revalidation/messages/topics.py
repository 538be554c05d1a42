"""What letters about topics say: bulletins, and sessions that somebody is asked to first."""

from collections.abc import Callable

from revalidation.domain.bulletins import Bulletin
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind
from revalidation.domain.times import said_moment
from revalidation.messages.leading import article_path
from revalidation.messages.saying import Said, facts_of, named
from revalidation.messages.wording import Block, Heading, Item
from revalidation.references.citing import cited

MOST_NAMED = 3  # topics in a subject


def _bulletin(letter: Letter) -> Said:
    """What is new, topic by topic; each citation with the way to its article."""
    bulletin = letter.bulletin or Bulletin("", ())
    number = bulletin.articles
    found = "One new article" if number == 1 else f"{number} new articles"
    blocks: list[Block] = [bulletin.line] if bulletin.line else []
    blocks.append(f"{found} on topics you follow.")
    for each in bulletin.topics:
        blocks.append(Heading(each.topic))
        blocks += [Item(cited(new.article, bulletin.style), article_path(new.article_id)) for new in each.articles]
    return f"New on your topics: {_first_named([each.topic for each in bulletin.topics])}", blocks


def _first_named(names: list[str]) -> str:
    """`Sleep, Pain`, or `Sleep, Pain and 4 more`."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _asked_first(letter: Letter) -> Said:
    if letter.meeting is None:
        message = "this kind of letter is about a session"
        raise ValueError(message)
    until = letter.meeting.open_to_all_at
    return named("A session you asked for", letter.meeting), [
        "You said that an article would make a good session. The library has made one of it.",
        facts_of(letter.meeting),
        f"You and others who said so are asked first: nobody else can book before {said_moment(until)}."
        if until
        else "Everybody can book it now.",
    ]


SAID_OF_TOPICS: dict[MessageKind, Callable[[Letter], Said]] = {
    MessageKind.BULLETIN: _bulletin,
    MessageKind.ASKED_FIRST: _asked_first,
}
