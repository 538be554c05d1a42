"""Literature-search requests: a nurse asks, a librarian takes the request and answers it with references."""

from enum import StrEnum


class SearchState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    TAKEN = "taken"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


SEARCH_WORDS = {
    SearchState.ASKED: "Asked",
    SearchState.TAKEN: "Being searched",
    SearchState.ANSWERED: "Answered",
    SearchState.WITHDRAWN: "Withdrawn",
}
