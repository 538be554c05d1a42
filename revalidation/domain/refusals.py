"""Every way the product says no; the docstring of each class is the sentence the person reads."""

import inspect


class Refusal(Exception):
    """That can't be done."""

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        """Fill the sentence with `facts`; `field` names the form field the sentence belongs beside."""
        self.field = field
        super().__init__(inspect.cleandoc(type(self).__doc__ or "").replace("\n", " ").format(**facts))

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return str(self)


class CharactersCannotBePrinted(Refusal):
    """The PDF can't show {characters}{where}. Please replace or remove {them}, and download it again."""


# Text in forms


class Missing(Refusal):
    """Please fill in {what}."""


class TooLong(Refusal):
    """{what} can be at most {limit:,} characters; this has {length:,}."""


class NotANumberInRange(Refusal):
    """{what} must be between {least} and {most}."""


class NotAnEmail(Refusal):
    """That does not look like an e-mail address, for example name@trust.nhs.uk."""


class NotALink(Refusal):
    """A link must begin with https:// or http:// and name a website."""


class NotADoi(Refusal):
    """A DOI begins with 10. and has a slash, for example 10.1111/jpm.12345."""


class NotAPin(Refusal):
    """An NMC Pin has two digits, a letter, four digits and a letter, for example 12A1234B."""


# Who may do what


class SignInNeeded(Refusal):
    """Please sign in first."""


class NotForYourRole(Refusal):
    """This page is for {role}s. Your account does not have that role; a librarian can give it to you."""


class NotFound(Refusal):
    """This {what} is not here any more, or it is not yours to see."""


class DatabaseBehind(Refusal):
    """The database lacks the newest tables; whoever runs this app adds them by `python -m revalidation migrate`."""


class KeyDoesNotFit(Refusal):
    """What is kept here was encrypted under another key. Please tell whoever runs this app; nothing has been lost."""


class Busy(Refusal):
    """A lot is happening just now and nothing was changed. Please try again."""


# Signing in


class WrongEmailOrPassword(Refusal):
    """The e-mail address and the password do not match. Please check both and try again."""


class SlowedDown(Refusal):
    """There were several wrong passwords for this account. Please wait {wait}, then try again."""


class PasswordTooShort(Refusal):
    """A password needs at least {least} characters. Three or four words you can remember make a good one."""


class PasswordTooEasy(Refusal):
    """That password is too easy to guess. Please avoid your name, your e-mail address and well-known phrases."""


class PasswordsDiffer(Refusal):
    """The two passwords are not the same. Please type the second one again."""


class CurrentPasswordWrong(Refusal):
    """That is not your current password."""


class AlreadySetUp(Refusal):
    """This installation has been set up already. Please sign in."""


class NotEmpty(Refusal):
    """The demonstration data only goes into an empty database, and this one already holds people."""


# Inviting


class EmailTaken(Refusal):
    """There is already an account for {email}."""


class InvitationNotUsable(Refusal):
    """This invitation link has been used, withdrawn or is too old. Please ask your librarian for a new one."""


class NoRoleChosen(Refusal):
    """Please choose at least one role."""


class LastLibrarian(Refusal):
    """There must be at least one librarian. Give somebody else the role first."""


# Sites, groups and sessions


class NameTaken(Refusal):
    """There is already a {what} with this name."""


class NeedsAPlace(Refusal):
    """Please choose a site or give an online link, so that people know where to go."""


class MinimumAboveCapacity(Refusal):
    """The minimum attendance can't be more than the number of places."""


class ClosureEndsBeforeItBegins(Refusal):
    """The last day can't be before the first day."""


class NoDates(Refusal):
    """These choices give no dates. Please look at the first and the last date."""


class TooManyDates(Refusal):
    """This would make more than {limit} sessions. Please choose an earlier last date."""


class InThePast(Refusal):
    """This date and time has already passed."""


class CapacityBelowBooked(Refusal):
    """{booked} people have a place, so there can't be fewer places than that: {names}."""


class CapacityBelowBookedOnSome(Refusal):
    """Nothing was changed: more people than that have a place on {dates}. Change those sessions by themselves first."""


class SessionIsOver(Refusal):
    """This session has taken place, so it can't be called off any more."""


# Booking


class SessionStarted(Refusal):
    """This session started on {when}, so it can no longer be booked.{next_one}"""


class SessionCancelled(Refusal):
    """This session has been cancelled.{next_one}"""


class SessionStartedSoNoCancelling(Refusal):
    """This session started on {when}, so the booking can no longer be cancelled."""


class NoSuchOffer(Refusal):
    """This offer has run out or was answered already. You can join the waiting list again."""


class NothingToClaim(Refusal):
    """Somebody else was quicker, so there is no free place just now. You keep your place on the waiting list."""


class ClaimTooEarly(Refusal):
    """People who have waited longer are asked first. From {when} on, everybody who waits can claim a free place."""


class NothingToConfirm(Refusal):
    """You have no place on this session any more, so there is nothing to confirm."""


class NoFreePlace(Refusal):
    """All {capacity} places are taken. Give the session more places, or remove somebody first."""


class AlreadyBooked(Refusal):
    """{name} already has a booking for this session."""


class NotABooking(Refusal):
    """{name} has no booking for this session any more."""


class NoteNeeded(Refusal):
    """Please say why; whoever it is about can read it."""


class OtherArticle(Refusal):
    """These dates do not read the same article, so one queue can't span them."""


class NotDays(Refusal):
    """Please give whole days between 1 and {most}, with commas between, for example 7, 1."""


class Overlapping(Refusal):
    """{who} {other} at that time. That one would have to be cancelled first."""


# Links in messages


class NoSuchLink(Refusal):
    """This link does not lead anywhere any more. Please sign in to see your bookings."""


# Register


class RegisterNotOpen(Refusal):
    """The register opens on {when}, 15 minutes before the start."""


class NobodyIsAbsent(Refusal):
    """Every place is taken by somebody who is here. Mark who did not attend first, then add whoever came."""


class WrongCheckInCode(Refusal):
    """That is not the code shown now. Please read it again from the screen; it changes every few minutes."""


class CheckInClosed(Refusal):
    """Check-in is open from {opens} to {closes}. Outside that time, the librarian marks the register."""


class TooManyCodes(Refusal):
    """There were several wrong codes in a row. Please wait {wait}, then give the code that is shown then."""


class AskToBeAdded(Refusal):
    """You have no booking for this session. Ask whoever runs it to add you to the register: that takes one tap."""


class NotAWalkIn(Refusal):
    """{name} had booked this session, so the booking stays; mark “Did not attend” instead."""


class NotOnTheRegister(Refusal):
    """Only people with a place can be marked on the register."""


class MinutesNeeded(Refusal):
    """Please give the minutes attended, between 1 and {most}."""


# Reflective accounts


class ChangedElsewhere(Refusal):
    """This account was changed in another window at {when}. What you typed is still in the boxes."""


class AlreadyFinished(Refusal):
    """This account is finished. Choose “Change it” before you write on."""


class NotFinishedYet(Refusal):
    """Before it can be finished, this account needs {what}."""


class NoFinishedAccounts(Refusal):
    """There is no finished account to download yet."""
