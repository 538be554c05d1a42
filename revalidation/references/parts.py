"""Parts of a citation that every format writes in several ways: DOIs, PMIDs, links, pages, names of organisations."""

import re
from datetime import date
from urllib.parse import unquote

from revalidation.domain.articles import ArticleKind
from revalidation.references.dates import day

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_WHOLE_DOI = re.compile(r"\s*(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_ANOTHER_DOI = re.compile(r"(?<=[^\s,;])[,;]\s*(?=https?://|10\.\d{4,9}/)")  # Zotero joins two of one record
_DOI_IN_PROSE = re.compile(r"\bdoi(?::|\.org/)\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_IN_LINK = re.compile(  # as publishers have it: `/doi/full/10.1080/123?needAccess=true`
    r"https?://[^\s/]{4,60}/doi/(?:(?:abs|full|pdf|epub|epdf|pdfdirect)/)?(10\.\d{4,9}/[^\s?#&]+)", re.IGNORECASE
)
_PMIDS = (  # all in small letters, in which they are looked for: three times as fast as in any
    ("pmid", re.compile(r"\bpmid:?\s*(?:nlm)?([1-9]\d{0,8})\b")),
    ("[pmid]", re.compile(r"\b([1-9]\d{0,8})\s*\[pmid\]")),
    ("pubmed", re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([1-9]\d{0,8})\b")),
    ("&d=", re.compile(r"&d=(?:med|mesz|ppez|prem|pmnm|oemez)\w{0,20}&\S{0,99}?\ban=([1-9]\d{0,8})\b")),  # Ovid
)
_PMID = re.compile(r"(?:MEDLINE[:/ ]*|NLM)?([1-9]\d{5,8})")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"[;,]?\s+(?=https?://)|;(?=https?://)", re.IGNORECASE)
_BEHIND_A_WALL = re.compile(  # in small letters too
    r"ebscohost|ebsco\.com|ovidsp\.|ovid\.com|proquest\.com|embase\.com|scopus\.com|webofscience|webofknowledge|sfx\."
    r"|ezproxy|openurl|serialssolutions|libkey\.io|[?&]url_ver="
)
_ACCESSED = re.compile(r"\b(?:accessed|retrieved)(?: on)?:? ([\w ,./-]{6,30})", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_ABBREVIATED_END = re.compile(r"\.\s?[^\W\d]?\.$")  # `U.S.`, `U. S.` and `…`, but not `part 1.` or `vitamin D.`
_QUALIFIER = re.compile(r"\s+\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_PAGE = re.compile(r"^(?:pp?\.?\s*|S\.\s+)(?=\d)", re.IGNORECASE)
_VOLUME_WITH_ISSUE = re.compile(
    r"([\w. -]+?)(?:\s*\(([^()]+)\)|,?\s+(?:issue|iss\.?|no\.?|n\.)\s*(\d\S*))", re.IGNORECASE
)
_CALLED_VOLUME = re.compile(r"^(?:v\.\s*|v\s+|vol(?:ume)?\b\.?\s*|(?:bd|jg)\.\s*)+(?=\w)", re.IGNORECASE)
_CALLED_ISSUE = re.compile(r"^(?:issue|iss\.|no\.|number|nr\.|h\.|heft)\s*(?=\d)", re.IGNORECASE)
_UNKNOWN = frozenset(("-", "--", "n/a", "na", "null", "undefined", "no specified"))
_GUIDELINE = re.compile(r"\bguideline", re.IGNORECASE)


def doi_in(text: str) -> str:
    """A DOI that the text is or holds, without what stands around it; else the text as it is."""
    written = text.strip()
    if "%2f" in written.lower():
        written = unquote(written)
    if "," in written or ";" in written:
        written = _ANOTHER_DOI.split(written, maxsplit=1)[0]
    if " " not in written and written.startswith("10."):
        return written
    found = _DOI.search(written)
    return _unpunctuated(found.group()) if found else written


def doi_alone(text: str) -> str:
    """A DOI if the text is nothing else; else nothing."""
    if "10." not in text:
        return ""
    if "%2f" in text.lower():
        text = unquote(text)
    return doi_in(text) if _WHOLE_DOI.fullmatch(text.strip()) else ""


def doi_said(text: str) -> str:
    """A DOI if the text is one, says `doi:` before it or is a publisher's link to it; else nothing."""
    if "10." not in text:
        return ""
    if "%2f" in text.lower():
        text = unquote(text)
    if alone := doi_alone(text):
        return alone
    found = _DOI_IN_PROSE.search(text) or _DOI_IN_LINK.search(text)
    doi = found.group(1) if found else ""
    return _unpunctuated(doi.partition("&")[0] if "://" in text else doi)


def pmid_in(text: str) -> str:
    """A PMID that is called one, or nothing."""
    small = text.lower()
    for called, pattern in _PMIDS:
        if called in small and (found := pattern.search(small)):
            return found.group(1)
    return ""


def pmid_alone(text: str) -> str:
    """A PMID if the text is nothing else, or nothing."""
    found = _PMID.fullmatch(text.strip())
    return found.group(1) if found else ""


def accessed_in(note: str) -> date | None:
    """The day of which a note says that the page was read then."""
    found = _ACCESSED.search(note) if "ccessed" in note or "etrieved" in note else None
    return day(found.group(1)) if found else None


def links_in(text: str) -> list[str]:
    """The web addresses in a text."""
    pieces = _BETWEEN_LINKS.split(text.strip()) if " " in text or ";" in text else [text]
    links = [link for piece in pieces if (link := piece.strip().strip("<>"))]
    return [f"https://{link}" if link.lower().startswith("www.") else link for link in links]


def best_link(links: list[str], doi: str) -> str:
    """The one that most people can open.

    With a DOI none that leads into a database one has to sign in to, nor one that is the DOI once more.
    """
    web = [link for link in links if _LINK.match(link)]
    if not web:
        return links[0] if links else ""
    if doi:
        web = [link for link in web if not _RESOLVER.match(link) or doi_in(link).lower() != doi.lower()]
    is_open = [link for link in web if not _BEHIND_A_WALL.search(link.lower())]
    return next(iter(is_open if doi else [*is_open, *web]), "")


def without_stop(title: str) -> str:
    """A title without the full stop that databases put behind every one; `in the U.S.` keeps its own."""
    if not title.endswith("."):
        return title
    return title if _ABBREVIATED_END.search(title) else title[:-1]


def journal_alone(title: str) -> str:
    """A journal by its name, without what the National Library of Medicine tells namesakes apart by.

    `Lancet (London, England)` and `Pain practice : the journal of its society` are nobody's names for them.
    """
    alone = _QUALIFIER.sub("", title)
    return alone.partition(" : ")[0].strip() or title


def pages_of(written: str) -> str:
    """From where to where, as it was written; one page by its number alone."""
    begin, _, end = written.partition("-")
    return begin if begin == end else written


def pages(first: str, last: str) -> str:
    """From where to where."""
    if f"{first} {last}".strip().lower() in _UNKNOWN:
        return ""
    first = pages_of(_PAGE.sub("", first).replace("–", "-"))
    if not first or not last or first == last or "-" in first:
        return first or last
    return f"{first}-{last}"


def volume_and_issue(volume: str, issue: str) -> tuple[str, str]:
    """The two apart, where both stand in the first: `50(2)`, `v. 50 issue 2`; and without what they are called."""
    if volume.isdecimal() and (not issue or issue.isdecimal()):
        return volume, issue
    volume, issue = ("" if said.lower() in _UNKNOWN else said for said in (volume, issue))
    volume, issue = _CALLED_VOLUME.sub("", volume), _CALLED_ISSUE.sub("", issue)
    both = _VOLUME_WITH_ISSUE.fullmatch(volume) if not issue else None
    return (both.group(1), both.group(2) or both.group(3)) if both else (volume, issue)


def guideline_or(kind: ArticleKind, said: str) -> ArticleKind:
    """A guideline if what is said of the sort of report calls it one."""
    return ArticleKind.GUIDELINE if kind is ArticleKind.REPORT and _GUIDELINE.search(said) else kind


def _unpunctuated(doi: str) -> str:
    doi = doi.rstrip(".,;\"'>]}")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi
