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


# What a group reads next


class RankedTwice(Refusal):
    """You have chosen one article twice; give it one place only."""


class NotACandidate(Refusal):
    """One of these articles is no longer among those to choose from. Please choose again."""


class ChosenIsRetracted(Refusal):
    """One of these articles has been retracted: its journal no longer stands behind it. Please choose another one."""


class RetractedNotToChoose(Refusal):
    """This article has been retracted, so members can't be asked to choose it."""


class NotAMember(Refusal):
    """Only people who have booked a session of this group choose what it reads. Book one, and you can choose too."""


# Reading prompts


class TooManyPrompts(Refusal):
    """An article can have at most {most} reading prompts. Choose fewer, or take some out first."""


# Retractions and corrections


class NoticeInTheFuture(Refusal):
    """The day of the notice is still to come; choose today or earlier, or leave it empty."""


class NoticeIsThere(Refusal):
    """This notice is noted already, so nothing was changed."""


# References in


class NothingToRead(Refusal):
    """There is nothing in it. Please choose the file again, or paste the references."""


class NotReferences(Refusal):
    """These aren't references as RIS, BibTeX or NBIB have them. Where they come from, please export them as RIS."""


class TooLargeToRead(Refusal):
    """A file of references can be at most {limit} MB. Please export fewer at a time."""


# Sending articles, and files of articles


class NothingToSend(Refusal):
    """This session has no article yet. Please choose one first."""


class TooLateToSend(Refusal):
    """This session is over. An article can still be sent to people from its own page."""


class NobodyChosen(Refusal):
    """Please choose at least one person."""


class NothingChosen(Refusal):
    """Please choose at least one {what}."""


class FilesAreNotGivenOut(Refusal):
    """The library gives out links only, no files."""


class LinksHaveNoFile(Refusal):
    """A file needs an open licence, a CLA licence or permission. Without one of them, please send the link only."""


class AlreadyExpired(Refusal):
    """This day has passed, so nobody could open the file. Please give the last day on which it may be opened."""


class LicenceHasEnded(Refusal):
    """The licence for this file has ended, so it can't be opened any more. The library can help you to get a copy."""


class ForBookedOnly(Refusal):
    """This file is only for people who have booked a session that reads it."""


class NotAPdf(Refusal):
    """Please choose a PDF file. This one is something else, whatever its name says."""


# Looking works up


class NotAnIdentifier(Refusal):
    """That is not a DOI or PMID. A DOI looks like 10.1111/jpm.12345, a PMID like 24548312; their addresses work too."""


class LookupIsOff(Refusal):
    """Looking works up is switched off here. Please type the article in by hand, or import it from a file."""


class NotKnown(Refusal):
    """{identifier} is not known to Crossref or Europe PMC. Check it for a slip, or type the article in by hand."""


class KnownWithoutTitle(Refusal):
    """{catalogue} has no title of {identifier}. Please type the article in by hand."""


class CatalogueDown(Refusal):
    """{catalogue} can't be reached just now. Try again later, or type the article in by hand."""


class CatalogueSlow(Refusal):
    """{catalogue} takes too long to answer. Try again later, or type the article in by hand."""


class CatalogueBusy(Refusal):
    """{catalogue} has too many questions just now. Try again in a few minutes, or type the article in by hand."""


class CatalogueFailed(Refusal):
    """{catalogue} has a fault at its end (error {status}). Try again later, or type the article in by hand."""


class CatalogueNotUnderstood(Refusal):
    """Not {catalogue} answered, but perhaps your network’s sign-in. Try again later, or type the article in by hand."""


class CatalogueNotTrusted(Refusal):
    """The certificate of {catalogue} is not trusted here. Tell whoever runs this app; until then type it in by hand."""


# Importing


class NothingRecognised(Refusal):
    """No DOI, PMID or reference was recognised. Paste some, one on each line, or choose a RIS, BibTeX or NBIB file."""


class NothingToImport(Refusal):
    """Please paste something, or choose a file."""


class TooManyToLookUp(Refusal):
    """{count} are too many to look up at once; the most is {most}. PubMed and other databases can export a file."""


class TooManyRecords(Refusal):
    """There are more than {most:,} records in it. Please export fewer at a time."""


class AlreadyInLibrary(Refusal):
    """The library already has this: “{title}”. Tick the box above to add yours beside it all the same."""


# Citations and links


class NotALibKeyLibrary(Refusal):
    """A LibKey library is a number, for example 1234. It stands in every LibKey link of yours, after “libraries/”."""


class NotAnOpenAthensDomain(Refusal):
    """An OpenAthens domain looks like trust.nhs.uk. It stands in your redirector links, before the “?”."""


# Topics and sessions made of interest


class TopicRetired(Refusal):
    """The topic “{name}” is no longer offered, so nothing new can be put under it. Bring it back first."""


class TopicsThereAlready(Refusal):
    """There are topics already. The starter list is only for a library that has none yet."""


class NoTimeToAskFirst(Refusal):
    """That leaves no time to ask anybody first. Please choose a later day, or let everybody book at once."""


class NobodyToAskFirst(Refusal):
    """Nobody has said that she would come to this article there. Please let everybody book at once."""


class KeptForThoseAsked(Refusal):
    """Until {when} this session is kept for people who had asked for it. From then on everybody can book."""
