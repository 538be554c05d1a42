"""Articles that a group reads, and the other kinds of work that it may read: what is known of it, and where it is."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from revalidation.domain.groups import within
from revalidation.domain.links import checked_link
from revalidation.domain.reading_refusals import NotAPmid
from revalidation.domain.refusals import NotADoi
from revalidation.domain.text import line, prose

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_LEAD = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,8}")
_PMID_LEAD = re.compile(
    r"^(https?://(www\.)?(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid:?\s*)", re.IGNORECASE
)
LATEST_YEAR = 2100
_LINES = {  # what each is called, and how long it may be
    "authors": ("the authors", 4000),
    "journal": ("the journal", 200),
    "volume": ("the volume", 200),
    "issue": ("the issue", 200),
    "pages": ("the pages", 200),
    "editors": ("the editors", 4000),
    "edition": ("the edition", 200),
    "publisher": ("the publisher", 200),
    "publisher_place": ("the place", 200),
    "number": ("the number", 200),
}


class ArticleKind(StrEnum):
    """What sort of work it is; screens and people say article for all of them."""

    ARTICLE = "article"
    CHAPTER = "chapter"
    BOOK = "book"
    GUIDELINE = "guideline"
    REPORT = "report"
    WEB_PAGE = "web_page"


ARTICLE_KIND_WORDS = {
    ArticleKind.ARTICLE: "Journal article",
    ArticleKind.CHAPTER: "Chapter",
    ArticleKind.BOOK: "Book",
    ArticleKind.GUIDELINE: "Guideline",
    ArticleKind.REPORT: "Report",
    ArticleKind.WEB_PAGE: "Web page",
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article by its citation.

    `authors` and `editors` are separated by semicolons as typed: `Bowers L; James K`. `journal` is what it appeared in:
    of a chapter the book, of a web page the website. `number` is that of a report or guideline, for example NG225.
    """

    title: str
    authors: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    link: str = ""
    key_points: str = ""
    prompts: tuple[str, ...] = ()
    kind: ArticleKind = ArticleKind.ARTICLE
    month: int | None = None
    day: int | None = None
    pmid: str = ""
    editors: str = ""
    edition: str = ""
    publisher: str = ""
    publisher_place: str = ""
    number: str = ""
    accessed_on: date | None = None

    def checked(self) -> "Article":
        """The same with its text cleaned. Raises the refusal that belongs beside the field at fault."""
        if self.year is not None:
            within(self.year, "The year", field="year", least=1800, most=LATEST_YEAR)
        if self.month is not None:
            within(self.month, "The month", field="month", least=1, most=12)
        if self.day is not None:
            within(self.day, "The day", field="day", least=1, most=31)
        lines: dict[str, Any] = {
            name: line(typed, what, field=name, required=False, limit=limit)
            for name, (what, limit) in _LINES.items()
            if (typed := getattr(self, name))
        }
        given: dict[str, Any] = lines | {
            "title": line(self.title, "a title", field="title", limit=1000),
            "doi": checked_doi(self.doi),
            "link": checked_link(self.link),
            "key_points": prose(self.key_points, "the key points", field="key_points", limit=4000).strip(),
            "prompts": checked_prompts(self.prompts),
            "pmid": checked_pmid(self.pmid),
        }
        changed = {name: value for name, value in given.items() if value != getattr(self, name)}
        return replace(self, **changed) if changed else self

    @property
    def address(self) -> str:
        """Where it is: the link that was given, else by DOI, else by PMID, else nothing.

        Pages and messages show `domain.library.link_to` instead, which goes by the library's route.
        """
        if self.doi and not self.link:
            return f"https://doi.org/{quote(self.doi, safe='/:;()')}"
        return self.link or (f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else "")


def checked_doi(typed: str) -> str:
    """A bare DOI or an empty text; `https://doi.org/` and `doi:` before it are dropped. Raises NotADoi.

    Capitals stay as they were typed, as citations have them; duplicates are looked for without.
    """
    doi = _DOI_LEAD.sub("", line(typed, "the DOI", field="doi", required=False))
    if doi and not _DOI.fullmatch(doi):
        raise NotADoi(field="doi")
    return doi


def checked_pmid(typed: str) -> str:
    """A bare PMID or an empty text; PubMed's address and `PMID:` before it are dropped. Raises NotAPmid."""
    pmid = _PMID_LEAD.sub("", line(typed, "the PMID", field="pmid", required=False)).rstrip("/")
    if pmid and not _PMID.fullmatch(pmid):
        raise NotAPmid(field="pmid")
    return pmid


def checked_prompts(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Reading prompts without the empty ones. Raises TooLong."""
    cleaned = (line(prompt, "a reading prompt", field="prompts", required=False, limit=500) for prompt in typed)
    return tuple(prompt for prompt in cleaned if prompt)
