"""Writing articles as RIS and as BibTeX, so that our own reading gives them back unchanged.

Key points and reading prompts stay here: they are the library's, and no other program has a place for them. What a
field of the format can't hold as it is (a name typed in another way, LaTeX in a title) stands once more in one of ours.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from itertools import count

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.authors import OTHERS, Author, names
from revalidation.references.bibtex import found_in_bibtex
from revalidation.references.bibtex_fields import EXACT
from revalidation.references.found import Found, fingerprint_of
from revalidation.references.latex import latex_of, latex_of_title
from revalidation.references.ris import EXACT_TAG, found_in_ris

_RIS_TYPES = {
    ArticleKind.ARTICLE: "JOUR",
    ArticleKind.CHAPTER: "CHAP",
    ArticleKind.BOOK: "BOOK",
    ArticleKind.GUIDELINE: "RPRT",
    ArticleKind.REPORT: "RPRT",
    ArticleKind.WEB_PAGE: "ELEC",
}
_BIBTEX_TYPES = {
    ArticleKind.ARTICLE: "article",
    ArticleKind.CHAPTER: "incollection",
    ArticleKind.BOOK: "book",
    ArticleKind.GUIDELINE: "techreport",
    ArticleKind.REPORT: "techreport",
    ArticleKind.WEB_PAGE: "online",
}
_CONTAINERS = {
    ArticleKind.ARTICLE: "journal",
    ArticleKind.CHAPTER: "booktitle",
    ArticleKind.WEB_PAGE: "organization",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEXTS = [field.name for field in fields(Article) if field.type in ("str", str) and field.name != "key_points"]
_RANGE = re.compile(r"([^\s–-]+)-([^\s–-]+)")
_NO_KEY = re.compile(r"[^a-z0-9]+")
_FOR_US_ALONE = re.compile(r'[%{}\\"#@]')
_TROUBLESOME = re.compile(r"[{}\\]")

Line = tuple[str, str]


def ris(articles: Iterable[Article]) -> str:
    """The articles as RIS."""
    return "\r\n".join(_ris_text(_with_exact(article, _ris_lines, _ris_text, _read_ris)) for article in articles)


def bibtex(articles: Iterable[Article]) -> str:
    """The articles as BibTeX, each under a key of its own."""
    keys: set[str] = set()
    entries = []
    for article in articles:
        opening = f"@{_BIBTEX_TYPES[article.kind]}{{{_key(article, keys)},\n"
        lines = _with_exact(article, _bibtex_lines, partial(_bibtex_text, opening), found_in_bibtex)
        entries.append(_bibtex_text(opening, lines))
    return "\n".join(entries)


def _with_exact(
    article: Article,
    lines_of: Callable[[Article], Iterator[Line]],
    text_of: Callable[[list[Line]], str],
    read: Callable[[str], Iterator[Found]],
) -> list[Line]:
    """The lines, and one of our own for each field that would come back changed."""
    lines = [(name, value) for name, value in lines_of(article) if value]
    back = next(read(text_of(lines))).values
    for name in _TEXTS:
        meant, becomes = getattr(article, name), back.get(name, "")
        if meant != becomes:
            lines.append((f"{EXACT}{name}", f"{fingerprint_of(becomes)}:{meant}"))
    return lines


def _ris_lines(article: Article) -> Iterator[Line]:
    is_chapter, is_report = article.kind is ArticleKind.CHAPTER, _is_report(article)
    yield "TY", _RIS_TYPES[article.kind]
    yield "TI", article.title
    yield from (("AU", _in_ris(each)) for each in names(article.authors))
    yield from (("A2" if is_chapter else "ED", _in_ris(each)) for each in names(article.editors))
    yield "PY", str(article.year or "")
    if article.month or article.day:
        yield "DA", "/".join(f"{part:02}" if part else "" for part in (article.year, article.month, article.day, None))
    yield "T2", article.journal
    yield "JO", article.journal if article.kind is ArticleKind.ARTICLE else ""
    yield "VL", article.volume
    yield "IS", article.issue
    pages = _RANGE.fullmatch(article.pages)
    yield "SP", pages.group(1) if pages else article.pages
    yield "EP", pages.group(2) if pages else ""
    yield "ET", article.edition
    yield "PB", article.publisher
    yield "CY", article.publisher_place
    yield "M1", article.number if is_report else ""
    yield "M3", "Guideline" if article.kind is ArticleKind.GUIDELINE else ""
    yield "DO", article.doi
    yield "AN", article.pmid
    yield "DB", "PubMed" if article.pmid else ""
    yield "UR", article.link
    yield "Y2", f"{article.accessed_on.isoformat().replace('-', '/')}/" if article.accessed_on else ""


def _bibtex_lines(article: Article) -> Iterator[Line]:
    is_report = _is_report(article)
    yield "title", latex_of_title(article.title)
    yield "author", " and ".join(_in_bibtex(each) for each in names(article.authors))
    yield "editor", " and ".join(_in_bibtex(each) for each in names(article.editors))
    yield _CONTAINERS.get(article.kind, "series"), latex_of(article.journal)
    yield "year", str(article.year or "")
    yield "month", _MONTHS[article.month - 1] if article.month else ""
    yield "day", str(article.day or "")
    yield "volume", latex_of(article.volume)
    yield "issue" if is_report else "number", latex_of(article.issue)
    yield "number" if is_report else "", latex_of(article.number) if is_report else ""
    yield "type", "Guideline" if article.kind is ArticleKind.GUIDELINE else ""
    yield "pages", _RANGE.sub(r"\1--\2", latex_of(article.pages))
    yield "edition", latex_of(article.edition)
    yield "institution" if is_report else "publisher", latex_of(article.publisher)
    yield "address", latex_of(article.publisher_place)
    yield "doi", article.doi
    yield "pmid", article.pmid
    yield "url", article.link
    yield "urldate", article.accessed_on.isoformat() if article.accessed_on else ""


def _is_report(article: Article) -> bool:
    return article.kind in (ArticleKind.REPORT, ArticleKind.GUIDELINE)


def _ris_text(lines: list[Line]) -> str:
    written = (
        f"{EXACT_TAG}  - revalidation:{name.removeprefix(EXACT)}:{value}"
        if name.startswith(EXACT)
        else f"{name}  - {value}"
        for name, value in lines
    )
    return "".join(f"{line}\r\n" for line in (*written, "ER  - "))


def _read_ris(text: str) -> Iterator[Found]:
    return found_in_ris(text.split("\r\n"))


def _bibtex_text(opening: str, lines: list[Line]) -> str:
    return opening + "".join(f"  {name} = {_enclosed(name, value)},\n" for name, value in lines) + "}\n"


def _enclosed(name: str, value: str) -> str:
    if name == "month":
        return value  # the macro of that name, which every style knows
    if name.startswith(EXACT):
        value = _FOR_US_ALONE.sub(lambda mark: f"%{ord(mark.group()):02X}", value)
    elif name in ("doi", "url"):
        value = _TROUBLESOME.sub("", value)
    return f"{{{value}}}"


def _in_ris(author: Author) -> str:
    return author.organisation or ", ".join(filter(None, (author.family, author.given, author.suffix)))


def _in_bibtex(author: Author) -> str:
    if author is OTHERS:
        return "others"
    parts = [latex_of(part) for part in (author.family, author.suffix, author.given) if part]
    return ", ".join(parts) if len(parts) > 1 else f"{{{latex_of(author.organisation) or parts[0]}}}"


def _key(article: Article, taken: set[str]) -> str:
    """`bowers2015`, and `bowers2015-2` for the second of that name."""
    first, *_ = (*names(article.authors), Author(article.title.partition(" ")[0]))
    name = unicodedata.normalize("NFKD", first.family or first.organisation)
    letters = name.encode("ascii", errors="ignore").decode().lower()
    plain = (_NO_KEY.sub("", letters) or "work") + str(article.year or "")
    key = next(key for number in count(1) if (key := plain if number == 1 else f"{plain}-{number}") not in taken)
    taken.add(key)
    return key
