"""The ways the portfolio says no; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NotHours(Refusal):
    """Please give {what} as a number of hours, for example 1.5, 1:30 or 1 h 30."""


class ParticipatoryAboveHours(Refusal):
    """The participatory hours are part of the hours, so there can't be more of them."""


class EndsBeforeItBegins(Refusal):
    """The last day can't be before the first day."""


class NotOnTheList(Refusal):
    """Please choose {what} from the list."""


class NotAReadableFile(Refusal):
    """Please choose a PDF, PNG or JPEG file. This one is something else, whatever its name says."""


class EmptyFile(Refusal):
    """There is nothing in this file."""


class FileTooLarge(Refusal):
    """A file can have at most {limit}; this one has {size}."""


class NoRoomLeft(Refusal):
    """Your files may have {limit} together, and with this one they would have {size}. Remove another one first."""


class NotAttended(Refusal):
    """The register does not say that you attended this session, so there is no statement of attendance."""


class NotAReference(Refusal):
    """A reference has two letters and eight characters, for example RG-7K3M-92QX. Please check what you typed."""


class NoSuchStatement(Refusal):
    """There is no statement of attendance with this reference here. Please check what you typed."""
