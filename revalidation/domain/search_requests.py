"""Literature-search requests: a nurse asks, a librarian takes the request and answers it with references."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from revalidation.domain.reading_refusals import NeededInThePast, SearchHasEnded
from revalidation.domain.refusals import Missing
from revalidation.domain.text import prose

QUESTION_LIMIT, ANSWER_LIMIT = 2000, 10_000
MOST_REFERENCES = 50


class SearchState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    TAKEN = "taken"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class SearchAct(StrEnum):
    """What somebody does with a request."""

    TAKE = "take"
    GIVE_BACK = "give_back"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


SEARCH_WORDS = {
    SearchState.ASKED: "Asked",
    SearchState.TAKEN: "Being searched",
    SearchState.ANSWERED: "Answered",
    SearchState.WITHDRAWN: "Withdrawn",
}
OPEN_SEARCHES = (SearchState.ASKED, SearchState.TAKEN)

_LEADS_TO = {
    (SearchState.ASKED, SearchAct.TAKE): SearchState.TAKEN,
    (SearchState.TAKEN, SearchAct.TAKE): SearchState.TAKEN,
    (SearchState.TAKEN, SearchAct.GIVE_BACK): SearchState.ASKED,
    (SearchState.ASKED, SearchAct.GIVE_BACK): SearchState.ASKED,
    (SearchState.ASKED, SearchAct.ANSWER): SearchState.ANSWERED,
    (SearchState.TAKEN, SearchAct.ANSWER): SearchState.ANSWERED,
    (SearchState.ANSWERED, SearchAct.ANSWER): SearchState.ANSWERED,
    (SearchState.ASKED, SearchAct.WITHDRAW): SearchState.WITHDRAWN,
    (SearchState.TAKEN, SearchAct.WITHDRAW): SearchState.WITHDRAWN,
    (SearchState.WITHDRAWN, SearchAct.WITHDRAW): SearchState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What a nurse wants to know, and by when if it matters."""

    question: str
    needed_by: date | None = None

    def checked(self, today: date) -> "SearchQuestion":
        """The same with its text cleaned. Raises Missing, TooLong or NeededInThePast beside the field at fault."""
        question = prose(self.question, "the question", field="question", limit=QUESTION_LIMIT).strip()
        if not question:
            raise Missing(field="question", what="the question")
        if self.needed_by is not None and self.needed_by < today:
            raise NeededInThePast(field="needed_by")
        return replace(self, question=question)


def state_after(state: SearchState, act: SearchAct) -> SearchState:
    """Where a request stands after an act. Raises SearchHasEnded."""
    if (after := _LEADS_TO.get((state, act))) is None:
        raise SearchHasEnded(state=SEARCH_WORDS[state].lower())
    return after


def checked_answer(typed: str, references: int) -> str:
    """What a librarian says about the references; it may be short, but something must be there. Raises Missing."""
    answer = prose(typed, "the answer", field="answer", limit=ANSWER_LIMIT).strip()
    if not answer and not references:
        raise Missing(field="answer", what="an answer, or choose references")
    return answer
