"""How a work is cited in the library's style: Vancouver by our own rules, APA 7 and Harvard by the styles in data/csl.

citeproc-py does the two author-date styles. What it gets wrong is mended here, around it: what it is given is put so
that it cannot stumble, and what it says is corrected where the manual says otherwise.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON
from citeproc.string import MixedString, String

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.authors import OTHERS, Author, names
from revalidation.domain.citations import (
    ONLINE_KINDS,
    article_number,
    edition_number,
    edition_words,
    expanded,
    issue_words,
    vancouver,
)
from revalidation.domain.library import CitationStyle

_STYLES = Path(__file__).parents[2] / "data" / "csl"
_FILES = {CitationStyle.APA: ("apa.csl", "en-US"), CitationStyle.HARVARD: ("harvard-cite-them-right.csl", "en-GB")}
_TYPES = {
    ArticleKind.ARTICLE: "article-journal",
    ArticleKind.CHAPTER: "chapter",
    ArticleKind.BOOK: "book",
    ArticleKind.GUIDELINE: "report",
    ArticleKind.REPORT: "report",
    ArticleKind.WEB_PAGE: "webpage",
}
_PARTS = (ArticleKind.ARTICLE, ArticleKind.CHAPTER)  # of a journal, of a book
_ROMAN = {"2nd": "II", "3rd": "III", "4th": "IV"}
_COCHRANE = "cochrane database"  # cited by APA as a database, without volume, issue and number
_KEPT = 1024  # citations in memory; one takes a fiftieth of a second to make
_STOP_AFTER_MARK = re.compile(r"([?!…])\.(?=\s|$)")
_OTHERS = "et al."
# Without an author citeproc-py says the title twice, before the date and after it.
_TWICE = re.compile(r"^(?P<title>.+?)(?P<stop>\.?) (?P<date>\([^()]*\)\.?) (?P=title)(?P=stop)")
_DATE = re.compile(r" (?=\((?:n\.d\.|no date|\d{4}))")
_NOBODY = "\ue000"  # stands where a chapter or article has no author, and is never seen
_AND_OTHERS = re.compile(r",? (?:&|and) et al\.")
_one_at_a_time = Lock()  # citeproc-py remembers on its style what it has printed of the present work


@lru_cache(_KEPT)
def cited(article: Article, style: CitationStyle) -> str:
    """The work as one line of a reference list, as plain text."""
    if style is CitationStyle.VANCOUVER:
        return vancouver(article)
    source = _AsTyped([_csl(article, style)])
    with _one_at_a_time:
        bibliography = CitationStylesBibliography(_style(style), source, plain)
        bibliography.register(Citation([CitationItem("it")]))
        (said,) = bibliography.bibliography()
    return _mended(str(said), article, style)


class _AsTyped(CiteProcJSON):  # type: ignore[misc]  # the library has no types
    """Text that is text; the library would read some of it as markup."""

    def parse_string(self, string: object) -> MixedString:
        return MixedString([String(string)])


@cache
def _style(style: CitationStyle) -> CitationStylesStyle:
    file, locale = _FILES[style]
    return CitationStylesStyle(str(_STYLES / file), locale=locale, validate=False)


def _csl(article: Article, style: CitationStyle) -> dict[str, object]:
    """The work as CSL JSON knows it, without what is empty."""
    is_apa, is_part = style is CitationStyle.APA, article.kind in _PARTS
    known: dict[str, object] = {
        "id": "it",
        "type": _TYPES[article.kind],
        "title": article.title,
        "author": _people(article.authors or (_NOBODY if is_part else article.editors), is_apa=is_apa),
        "editor": _people(article.editors if article.authors or is_part else "", is_apa=is_apa),
        "container-title": _container(article, style),
        "edition": _edition(article, "ed." if is_apa else "edn"),
        "publisher": _publisher(article, style),
        "publisher-place": article.publisher_place if _publisher(article, style) else "",
        "issued": _issued(article),
        "DOI": article.doi,
        "language": "und" if article.kind is ArticleKind.WEB_PAGE else "",  # else `mind.org.uk` gets a capital
    }
    known |= _place(article, is_apa=is_apa) | _number(article, is_apa=is_apa)
    if article.kind in ONLINE_KINDS:
        known["URL"] = article.link
        if read := article.accessed_on:
            known["accessed"] = {"date-parts": [[read.year, read.month, read.day]]}
    return {name: value for name, value in known.items() if value}


def _people(typed: str, *, is_apa: bool) -> list[dict[str, str]]:
    return [_person(author, is_apa=is_apa) for author in names(typed)]


def _person(author: Author, *, is_apa: bool) -> dict[str, str]:
    if author is OTHERS:
        return {"literal": _OTHERS}
    if author.organisation:
        return {"literal": author.organisation}
    suffix = _ROMAN.get(author.suffix, author.suffix)
    if is_apa and suffix in ("Jr", "Sr"):
        suffix += "."
    known = {"family": author.family, "given": author.given, "suffix": suffix}
    return {name: value for name, value in known.items() if value}


def _container(article: Article, style: CitationStyle) -> str:
    """The journal or book; of a web page the website, where APA wants it and its author is another."""
    if article.kind in _PARTS:
        return article.journal
    if article.kind is ArticleKind.WEB_PAGE and style is CitationStyle.APA:
        website = article.journal or article.publisher
        return "" if website.casefold() == article.authors.casefold() else website
    return ""


def _publisher(article: Article, style: CitationStyle) -> str:
    """Nobody where an organisation publishes its own guideline, and in APA whatever it publishes."""
    if article.kind in (ArticleKind.ARTICLE, ArticleKind.WEB_PAGE):
        return ""
    writers = names(article.authors)
    is_by_itself = style is CitationStyle.APA and article.publisher.casefold() == article.authors.casefold()
    is_own_guideline = article.kind is ArticleKind.GUIDELINE and any(writer.organisation for writer in writers)
    return "" if is_by_itself or is_own_guideline else article.publisher


def _edition(article: Article, word: str) -> str:
    number = edition_number(article.edition)
    return edition_words(article.edition, word) if number is None else str(number) * (number > 1)


def _issued(article: Article) -> dict[str, object]:
    if not article.year:
        return {}
    month = (article.month, article.day) if article.day else (article.month,)
    return {"date-parts": [[article.year, *(part for part in month if article.month)]]}


def _place(article: Article, *, is_apa: bool) -> dict[str, str]:
    """Where it stands in its journal or book. APA calls an article's number so; of Harvard see `_mended_harvard`."""
    if article.kind is ArticleKind.CHAPTER:
        return {"page": expanded(article.pages)}
    if article.kind is not ArticleKind.ARTICLE or (is_apa and article.journal.casefold().startswith(_COCHRANE)):
        return {}
    number = article_number(article.pages, article.doi)
    pages = {"number": number} if is_apa and number else {"page": number or expanded(article.pages)}
    return {"volume": article.volume, "issue": issue_words(article.issue, "Suppl."), **pages}


def _number(article: Article, *, is_apa: bool) -> dict[str, str]:
    if article.kind not in (ArticleKind.REPORT, ArticleKind.GUIDELINE):
        return {}
    is_bare = article.kind is ArticleKind.REPORT and " " not in article.number
    return {"number": article.number, "genre": "Report" if is_apa and is_bare and article.number else ""}


def _mended(said: str, article: Article, style: CitationStyle) -> str:
    """What the manual says, where the program says something else."""
    said = _STOP_AFTER_MARK.sub(r"\1", said)
    said = _AND_OTHERS.sub(f" {_OTHERS}", said)
    said = _mended_apa(said, article) if style is CitationStyle.APA else _mended_harvard(said, article)
    if article.authors:
        return said
    if article.kind in _PARTS:
        return _with_title_first(said, article)
    if article.editors:
        return _with_editors_named(said, article, style)
    return _TWICE.sub(r"\g<title>\g<stop> \g<date>", said)


def _mended_apa(said: str, article: Article) -> str:
    if article.editors:
        said = said.replace(" (ed.), ", " (Ed.), ").replace(" (eds.), ", " (Eds.), ")
        said = said.replace(", ed.", ", Ed.").replace(", eds.", ", Eds.")
    if article.kind is ArticleKind.GUIDELINE:
        said = said.replace(f"(No. {article.number})", f"({article.number})")
    return said


def _mended_harvard(said: str, article: Article) -> str:
    if article.kind is ArticleKind.ARTICLE:
        said = said.replace(f"{article.journal} [Preprint]", article.journal)  # ahead of print, but reviewed
        if number := article_number(article.pages, article.doi):
            said = said.replace(f", p. {number}", f", {number}")
    return said


def _with_title_first(said: str, article: Article) -> str:
    """`Title. (2015). BMJ` and `‘Title’ (2015) BMJ`, where the author would stand."""
    found = re.fullmatch(rf"{_NOBODY}\.? (\([^()]*\)\.?) (‘?{re.escape(article.title)}[.’]?),?(.*)", said)
    if found is None:
        return said
    date, title, rest = found.groups()
    return f"{title} {date}{rest}"


def _with_editors_named(said: str, article: Article, style: CitationStyle) -> str:
    """Editors in the authors' place, called so: `Norman, I. and Ryrie, I. (eds) (2018)`."""
    people, rest = _DATE.split(said, maxsplit=1)
    editors = names(article.editors)
    are_several = len(editors) > 1
    if style is CitationStyle.APA:
        people = people.removesuffix(".") if editors[-1].organisation else people
        return f"{people} ({'Eds' if are_several else 'Ed'}.). {rest}"
    return f"{people} ({'eds' if are_several else 'ed.'}) {rest}"
