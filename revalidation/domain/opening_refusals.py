"""The ways a foreign file is not opened; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class FileRefused(Refusal):
    """The file “{name}” can't be opened."""


class FileLocked(FileRefused):
    """The file “{name}” is locked with a password; save a copy without one, and add that instead."""


class FileDamaged(FileRefused):
    """The file “{name}” can't be read: it is damaged, or is not what its name says."""


class FileTooLong(FileRefused):
    """The file “{name}” has {pages} pages, and at most {most} of one file can be shown; add only those that matter."""


class PictureTooLarge(FileRefused):
    """The file “{name}” has {pixels} million pixels, and at most {most} can be shown; save it smaller first."""


class FileTooDemanding(FileRefused):
    """The file “{name}” needs more memory or time to be opened than a document should."""


class OpeningBusy(Refusal):
    """Other people's files are being opened at this moment; try again in a minute."""
