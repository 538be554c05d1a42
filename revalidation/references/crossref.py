"""What Crossref says of a work, as an article."""

from urllib.parse import quote

from revalidation.domain.articles import LATEST_YEAR, Article, ArticleKind
from revalidation.references.answers import (
    entries,
    first,
    items,
    joined_names,
    numbered,
    plain,
    texts,
    whole_number,
    within,
)
from revalidation.references.names import organisation, person, quietened
from revalidation.references.parts import pages_of, without_stop

_KINDS = {
    "book": ArticleKind.BOOK,
    "monograph": ArticleKind.BOOK,
    "edited-book": ArticleKind.BOOK,
    "reference-book": ArticleKind.BOOK,
    "book-set": ArticleKind.BOOK,
    "proceedings": ArticleKind.BOOK,
    "book-chapter": ArticleKind.CHAPTER,
    "book-section": ArticleKind.CHAPTER,
    "book-part": ArticleKind.CHAPTER,
    "reference-entry": ArticleKind.CHAPTER,
    "report": ArticleKind.REPORT,
    "report-component": ArticleKind.REPORT,
    "dissertation": ArticleKind.REPORT,
    "standard": ArticleKind.GUIDELINE,
}
_DATES = (
    ("published-print",),
    ("journal-issue", "published-print"),  # of the issue that volume and number tell of, which may come a year later
    ("issued",),
    ("published",),
    ("published-online",),
    ("posted",),
    ("approved",),  # all that a standard or a thesis has
)
_PUNCTUATION = " :;,/"  # that library catalogues put between the parts of an imprint
_NO_PAGES = {"n/a-n/a", "n/a", "na-na"}


def path_of(doi: str) -> str:
    """Where Crossref keeps a work."""
    return f"/works/{quote(doi, safe='')}"


def article_of(answer: object, doi: str) -> Article | None:
    """The work of this DOI, or None if the answer is not one."""
    work = within(answer, "message")
    if not isinstance(work, dict) or not (title := _title(work)):
        return None
    kind = _kind(work)
    year, month, day = _date(work)
    is_article = kind is ArticleKind.ARTICLE
    publisher, place = _imprint(work, kind)
    return Article(
        title=title,
        authors=_names(work.get("author")),
        journal=_container(work, kind),
        year=year,
        month=month,
        day=day,
        volume=numbered(work.get("volume")),
        issue=numbered(work.get("issue")),
        pages=_pages(work),
        doi=doi,
        kind=kind,
        editors="" if is_article else _names(work.get("editor")),  # of an article who handled it at the journal
        edition="" if is_article else plain(work.get("edition-number")),
        publisher="" if is_article else publisher,
        publisher_place="" if is_article else place,
    )


def is_untitled(answer: object) -> bool:
    """Whether it is a work that was deposited without a title."""
    return bool(within(answer, "message", "DOI")) and not first(within(answer, "message", "title"))


def _kind(work: dict[str, object]) -> ArticleKind:
    """Several publishers deposit chapters as `other`: what appeared in something without an ISSN is one."""
    said = plain(work.get("type"))
    if said == "other" and first(work.get("container-title")) and not work.get("ISSN"):
        return ArticleKind.CHAPTER
    return _KINDS.get(said, ArticleKind.ARTICLE)


def _container(work: dict[str, object], kind: ArticleKind) -> str:
    """What it appeared in. A chapter's series stands before its book, and of a book there is only its series."""
    titles = texts(work.get("container-title"))
    if kind is ArticleKind.BOOK:
        return ""
    if kind is ArticleKind.ARTICLE:
        return next(iter(titles), "") or plain(_institution(work).get("name"))
    return next(reversed(titles), "")


def _imprint(work: dict[str, object], kind: ArticleKind) -> tuple[str, str]:
    """Publisher and place; of a report or thesis those of the body that answers for it."""
    body = _institution(work) if kind is ArticleKind.REPORT else {}
    publisher = plain(body.get("name")) or plain(work.get("publisher"))
    place = first(body.get("place")) or plain(work.get("publisher-location"))
    return publisher.rstrip(_PUNCTUATION), place.rstrip(_PUNCTUATION)


def _title(work: dict[str, object]) -> str:
    title, subtitle = first(work.get("title")), first(work.get("subtitle"))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"
    return without_stop(title)


def _names(people: object) -> str:
    names = []
    for each in entries(people):
        family, given, suffix = (plain(each.get(name)) for name in ("family", "given", "suffix"))
        names.append(organisation(plain(each.get("name"))) or person(*quietened(family, given), suffix))
    return joined_names([name for name in names if name])


def _institution(work: dict[str, object]) -> dict[str, object]:
    """Of a preprint the server that has it, of a report or thesis the body that made it."""
    return next(iter(entries(work.get("institution"))), {})


def _date(work: dict[str, object]) -> tuple[int | None, int | None, int | None]:
    for path in _DATES:
        parts = [*items(next(iter(items(within(work, *path, "date-parts"))), [])), None, None, None]
        if year := whole_number(parts[0], 1800, LATEST_YEAR):
            month = whole_number(parts[1], 1, 12)
            return year, month, whole_number(parts[2], 1, 31) if month else None
    return None, None, None


def _pages(work: dict[str, object]) -> str:
    pages = plain(work.get("page"))
    return plain(work.get("article-number")) if not pages or pages.lower() in _NO_PAGES else pages_of(pages)
