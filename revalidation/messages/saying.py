"""What letters of many kinds say alike: a subject, and the facts of a session."""

from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.letters import Meeting
from revalidation.domain.times import said_moment, said_span
from revalidation.messages.wording import Block, Facts

Said = tuple[str, list[Block]]  # a subject, and what stands below it


def facts_of(meeting: Meeting, *, with_link: bool = False) -> Facts:
    """When · what · where."""
    pairs = [
        ("When", said_span(meeting.starts_at, meeting.ends_at)),
        ("What", f"{meeting.group} ({KIND_WORDS[meeting.kind].lower()})"),
        ("Where", meeting.where),
    ]
    if with_link and meeting.online_link:
        pairs.append(("Join online", meeting.online_link))
    return Facts(tuple(pairs))


def named(what: str, meeting: Meeting) -> str:
    """A subject that says which session it is about."""
    return f"{what}: {meeting.group}, {said_moment(meeting.starts_at)}"
