"""How reading says no: articles in and out, topics and requests; each docstring is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NotAPmid(Refusal):
    """A PMID is a number of at most nine digits, for example 24548312."""


# Literature searches


class NeededInThePast(Refusal):
    """The day you need it by has passed; choose today or later, or leave it empty."""


class SearchHasEnded(Refusal):
    """This literature search has been {state} already, so nothing was changed. You can ask a new one."""


class TooManyReferences(Refusal):
    """An answer can have at most {most} references; you have chosen {number}."""
