"""What Crossref says of a work, as an article."""

from urllib.parse import quote

from revalidation.domain.articles import LATEST_YEAR, Article, ArticleKind
from revalidation.references.answers import entries, first, items, joined_names, plain, whole_number, within
from revalidation.references.names import organisation, person

_KINDS = {
    "book": ArticleKind.BOOK,
    "monograph": ArticleKind.BOOK,
    "edited-book": ArticleKind.BOOK,
    "reference-book": ArticleKind.BOOK,
    "book-chapter": ArticleKind.CHAPTER,
    "book-section": ArticleKind.CHAPTER,
    "book-part": ArticleKind.CHAPTER,
    "reference-entry": ArticleKind.CHAPTER,
    "report": ArticleKind.REPORT,
    "report-component": ArticleKind.REPORT,
    "dissertation": ArticleKind.REPORT,
    "standard": ArticleKind.GUIDELINE,
}
_DATES = ("published-print", "issued", "published", "published-online", "posted")
_NO_PAGES = {"n/a-n/a", "n/a", "na-na"}


def path_of(doi: str) -> str:
    """Where Crossref keeps a work."""
    return f"/works/{quote(doi, safe='')}"


def article_of(answer: object, doi: str) -> Article | None:
    """The work of this DOI, or None if the answer is not one."""
    work = within(answer, "message")
    if not isinstance(work, dict) or not (title := _title(work)):
        return None
    kind = _KINDS.get(plain(work.get("type")), ArticleKind.ARTICLE)
    year, month, day = _date(work)
    is_article = kind is ArticleKind.ARTICLE
    return Article(
        title=title,
        authors=_names(work.get("author")),
        journal=first(work.get("container-title")) or (_institution(work) if is_article else ""),
        year=year,
        month=month,
        day=day,
        volume=plain(work.get("volume")),
        issue=plain(work.get("issue")),
        pages=_pages(work),
        doi=doi,
        kind=kind,
        editors=_names(work.get("editor")),
        edition=plain(work.get("edition-number")),
        publisher="" if is_article else plain(work.get("publisher")),
        publisher_place="" if is_article else plain(work.get("publisher-location")),
    )


def _title(work: dict[str, object]) -> str:
    title, subtitle = first(work.get("title")), first(work.get("subtitle"))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"
    return title.removesuffix(".") if not title.endswith("..") else title


def _names(people: object) -> str:
    names = []
    for each in entries(people):
        family, given, suffix = (plain(each.get(name)) for name in ("family", "given", "suffix"))
        names.append(organisation(plain(each.get("name"))) or person(family, given, suffix))
    return joined_names([name for name in names if name])


def _institution(work: dict[str, object]) -> str:
    """Of a preprint the server that has it."""
    return next((plain(each.get("name")) for each in entries(work.get("institution"))), "")


def _date(work: dict[str, object]) -> tuple[int | None, int | None, int | None]:
    for name in _DATES:
        parts = [*items(next(iter(items(within(work, name, "date-parts"))), [])), None, None, None]
        if year := whole_number(parts[0], 1800, LATEST_YEAR):
            month = whole_number(parts[1], 1, 12)
            return year, month, whole_number(parts[2], 1, 31) if month else None
    return None, None, None


def _pages(work: dict[str, object]) -> str:
    pages = plain(work.get("page"))
    return plain(work.get("article-number")) if not pages or pages.lower() in _NO_PAGES else pages
