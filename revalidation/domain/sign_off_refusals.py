"""How reflective discussion and confirmation say no; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal

# To the nurse who asks


class PinFirst(Refusal):
    """Your NMC Pin stands on this form. Please give it under “My details and data” first."""


class AccountsFirst(Refusal):
    """A reflective discussion covers {needed} finished reflective accounts. You have finished {finished} so far."""


class ChooseAccounts(Refusal):
    """Please choose exactly {needed} accounts; this is a choice of {chosen}."""


class RenewalDateFirst(Refusal):
    """A confirmation is tied to your renewal date. Please give that date under “My details and data” first."""


class RenewalDatePast(Refusal):
    """Your registration period ended on {closes}. Please give your new renewal date under “My details and data”."""


class TooEarlyToConfirm(Refusal):
    """The confirmation has to be in the last {months} months before the renewal date, so not before {opens}."""


class DiscussionFirst(Refusal):
    """Where the confirmer is not on the NMC register, the reflective discussion has to be signed first."""


class OwnForm(Refusal):
    """This form is for somebody else to sign; nobody can sign their own."""


class AskedAlready(Refusal):
    """You have asked {name} already. Withdraw that link first if you want to ask somebody else."""


class SignedAlready(Refusal):
    """This form has been signed, so nothing about it can be changed any more."""


class NoLinkAnyMore(Refusal):
    """This link was withdrawn. Please ask anew with the form below."""


# To whoever completes and signs


class NoSuchForm(Refusal):
    """This link does not lead anywhere: it ran out, was withdrawn or is not whole. Please ask for a new one."""


class FormChangedElsewhere(Refusal):
    """This form was changed in another window. What you typed is still in the boxes."""


class NotYetDiscussed(Refusal):
    """This day has not come yet. Please give the day on which you had the discussion."""


class BeforeThePeriod(Refusal):
    """That was before this registration period, which began on {starts}."""


class CapacityNeeded(Refusal):
    """Please choose as what you confirm."""


class TicksNeeded(Refusal):
    """Please tick each statement once it is true. A form can only be signed when all of them are."""


class ShownHasChanged(Refusal):
    """{nurse} has changed something since you opened this page. Please read it again before you sign."""


class AccountsNotReady(Refusal):
    """{nurse} is changing one of the accounts, or has removed it, so this form can't be signed just now."""
