"""Practice-related feedback: the lines of a feedback log."""

from dataclasses import dataclass, replace
from datetime import date

from revalidation.domain.refusals import Missing
from revalidation.domain.text import line, prose

CONTENT_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Feedback:
    """One piece of feedback; `kind` is the form's “type of feedback”."""

    given_on: date
    source: str = ""
    kind: str = ""
    content: str = ""

    def checked(self) -> "Feedback":
        """The same with its text cleaned. Raises Missing or TooLong beside the field at fault."""
        content = prose(self.content, "the content of the feedback", field="content", limit=CONTENT_LIMIT).strip()
        source = line(self.source, "the source of the feedback", field="source")
        kind = line(self.kind, "the type of the feedback", field="kind")
        if not content:
            raise Missing(field="content", what="the content of the feedback")
        return replace(self, source=source, kind=kind, content=content)
