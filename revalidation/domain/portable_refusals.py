"""How reading back and erasing one's own data say no; each docstring is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NotOurFile(Refusal):
    """This is not a file that this app has written. It begins as “My data” and ends in .zip."""


class NewerFormat(Refusal):
    """This file was written by a newer version of the app. It can be read here once this installation is as new."""


class WrongInFile(Refusal):
    """Nothing was taken over. In the file, {where} is not {expected}."""


class Contradiction(Refusal):
    """Nothing was taken over. Some entries of the file contradict each other."""


class TooLargeToRead(Refusal):
    """Nothing was taken over. The file, or something in it, is larger than such a file can be."""


class PortfolioNotEmpty(Refusal):
    """A file can only be read into an empty portfolio, and yours holds something already."""
