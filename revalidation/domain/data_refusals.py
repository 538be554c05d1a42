"""How follow-ups, lent passages and a nurse's own data say no; each docstring is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NoSuchFollowUp(Refusal):
    """This link does not lead anywhere any more. Sign in, and what is still to be answered is on your first page."""


class NotFollowUpDays(Refusal):
    """Please give whole days between 0 and {most}; 0 means that nobody is asked."""


class AnswerNeeded(Refusal):
    """Please choose one of the three answers. The words below it are yours to give or to leave."""


class NothingToAdd(Refusal):
    """There are no words yet that could be added."""


class NotFinished(Refusal):
    """Only a passage of a finished account can be lent. Finish the account first."""


class LentAlready(Refusal):
    """The library has a passage of this account already. Take that one back first."""
