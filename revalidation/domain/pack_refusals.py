"""The ways an evidence pack says no; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class NothingChosen(Refusal):
    """Choose at least one thing that goes in."""


class PackTooLarge(Refusal):
    """The pack would have more than {limit}, too much to send. Choose fewer files, or leave the originals out."""


class TooManyPages(Refusal):
    """The files that you chose have more than {most} pages together; choose fewer of them."""


class PackGone(Refusal):
    """This pack is no longer kept. Make it again; it takes a moment."""


class NoPack(Refusal):
    """This is no evidence pack of ours: it has no signature. Nothing can be said about it."""


class NoCodeOfAPack(Refusal):
    """This is not what the code of an evidence pack says. Copy all of it, to the last letter."""


class NotAPublicKey(Refusal):
    """A public key is 64 digits from 0 to 9 and a to f, as the page that checks packs and the command `key` show it."""


class PackKeyUnreadable(Refusal):
    """The key that signs evidence packs can't be read. Please tell whoever runs this app; nothing has been lost."""
