"""Parts of a citation that every format writes in several ways: DOIs, PMIDs, links, pages, names of organisations."""

import re
from urllib.parse import unquote

from revalidation.domain.articles import ArticleKind

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_WHOLE_DOI = re.compile(r"\s*(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_DOI_IN_PROSE = re.compile(r"\bdoi(?::|\.org/)\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMIDS = (
    ("pmid", re.compile(r"\bPMID:?\s*(?:NLM)?([1-9]\d{0,8})\b", re.IGNORECASE)),
    ("[pmid]", re.compile(r"\b([1-9]\d{0,8})\s*\[pmid\]", re.IGNORECASE)),
    (
        "pubmed",
        re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([1-9]\d{0,8})\b", re.IGNORECASE),
    ),
)
_PMID = re.compile(r"(?:MEDLINE[:/ ]*|NLM)?([1-9]\d{5,8})")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"[;,]?\s+(?=https?://)|;(?=https?://)", re.IGNORECASE)
_BEHIND_A_WALL = re.compile(
    r"ebscohost|ovidsp\.|ovid\.com|proquest\.com|embase\.com|scopus\.com|webofscience|webofknowledge|sfx\.|ezproxy",
    re.IGNORECASE,
)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_ABBREVIATED_END = re.compile(r"\.\s?[^\W\d]?\.$")  # `U.S.`, `U. S.` and `…`, but not `part 1.` or `vitamin D.`
_QUALIFIER = re.compile(r"\s+\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_PAGE = re.compile(r"^pp?\.?\s*(?=\d)", re.IGNORECASE)
_VOLUME_WITH_ISSUE = re.compile(r"([\w. -]+?)\s*\(([^()]+)\)")
_GUIDELINE = re.compile(r"\bguideline", re.IGNORECASE)


def doi_in(text: str) -> str:
    """A DOI that the text is or holds, without what stands around it; else the text as it is."""
    written = text.strip()
    if "%2f" in written.lower():
        written = unquote(written)
    if " " not in written and written.lower().startswith("10."):
        return written
    found = _DOI.search(written)
    return _unpunctuated(found.group()) if found else written


def doi_alone(text: str) -> str:
    """A DOI if the text is nothing else, or says `doi:` before it; else nothing."""
    if "10." not in text:
        return ""
    if "%2f" in text.lower():
        text = unquote(text)
    if _WHOLE_DOI.fullmatch(text.strip()):
        return doi_in(text)
    found = _DOI_IN_PROSE.search(text)
    return _unpunctuated(found.group(1)) if found else ""


def pmid_in(text: str) -> str:
    """A PMID that is called one, or nothing."""
    small = text.lower()
    for called, pattern in _PMIDS:
        if called in small and (found := pattern.search(text)):
            return found.group(1)
    return ""


def pmid_alone(text: str) -> str:
    """A PMID if the text is nothing else, or nothing."""
    found = _PMID.fullmatch(text.strip())
    return found.group(1) if found else ""


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
    is_open = [link for link in web if not _BEHIND_A_WALL.search(link)]
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
    if (first, last) == ("No", "Specified"):  # as PsycINFO does
        return ""
    first = _PAGE.sub("", first)
    if not first or not last or first == last or "-" in first or "–" in first:
        return first or last
    return f"{first}-{last}"


def volume_and_issue(volume: str, issue: str) -> tuple[str, str]:
    """The two apart, where both stand in the first: `50(2)`."""
    both = _VOLUME_WITH_ISSUE.fullmatch(volume) if not issue and volume.endswith(")") else None
    return (both.group(1), both.group(2)) if both else (volume, issue)


def guideline_or(kind: ArticleKind, said: str) -> ArticleKind:
    """A guideline if what is said of the sort of report calls it one."""
    return ArticleKind.GUIDELINE if kind is ArticleKind.REPORT and _GUIDELINE.search(said) else kind


def _unpunctuated(doi: str) -> str:
    doi = doi.rstrip(".,;\"'>]}")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi
