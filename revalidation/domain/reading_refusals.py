"""How reading says no: articles in and out, topics and requests; each docstring is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NotAPmid(Refusal):
    """A PMID is a number of at most nine digits, for example 24548312."""
