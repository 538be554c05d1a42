"""What Europe PMC, which has all of PubMed, says of a work, as an article."""

from revalidation.domain.articles import LATEST_YEAR, Article, ArticleKind
from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.references.answers import entries, items, joined_names, plain, whole_number, within
from revalidation.references.names import as_written, organisation, person

_GUIDELINES = {"guideline", "practice guideline"}


def query_of(identifier: Identifier) -> dict[str, str]:
    """The question, as Europe PMC takes it."""
    asked = {
        IdentifierKind.DOI: f'DOI:"{identifier.value}"',
        IdentifierKind.PMID: f"EXT_ID:{identifier.value} AND SRC:MED",
        IdentifierKind.PMCID: f"PMCID:{identifier.value}",
    }
    return {"query": asked[identifier.kind], "resultType": "core", "format": "json", "pageSize": "25"}


def is_answer(answer: object) -> bool:
    """Whether it looks like one of Europe PMC's."""
    return isinstance(within(answer, "resultList", "result"), list)


def article_of(answer: object, identifier: Identifier) -> Article | None:
    """The work that was asked for; None if it is not among the results, which may be others."""
    return next((article for each in _records(answer, identifier) if (article := _article(each))), None)


def record_of(answer: object, identifier: Identifier) -> dict[str, object] | None:
    """The record of the work that was asked for, as Europe PMC has it."""
    return next(iter(_records(answer, identifier)), None)


def _records(answer: object, identifier: Identifier) -> list[dict[str, object]]:
    """Those of PubMed first."""
    results = [each for each in entries(within(answer, "resultList", "result")) if _is(each, identifier)]
    return sorted(results, key=lambda each: each.get("source") != "MED")


def _is(result: dict[str, object], identifier: Identifier) -> bool:
    name = identifier.kind.value.lower()
    given = plain(result.get(name)) or (plain(result.get("id")) if result.get("source") == "MED" else "")
    return given.lower() == identifier.value.lower()


def _article(result: dict[str, object]) -> Article | None:
    title = plain(result.get("title"))
    if not title:
        return None
    issue, book = within(result, "journalInfo"), within(result, "bookOrReportDetails")
    kind = _kind(result)
    year, month, day = _date(result)
    return Article(
        title=title.removesuffix(".") if not title.endswith("..") else title,
        authors=_names(result),
        journal=plain(within(issue, "journal", "title")) or plain(within(book, "comprisingTitle")),
        year=year,
        month=month,
        day=day,
        volume=plain(within(issue, "volume")),
        issue=plain(within(issue, "issue")),
        pages=plain(result.get("pageInfo")),
        doi=plain(result.get("doi")).lower(),
        pmid=plain(result.get("pmid")),
        kind=kind,
        publisher=plain(within(book, "publisher")),
    )


def _kind(result: dict[str, object]) -> ArticleKind:
    if {plain(each).lower() for each in items(within(result, "pubTypeList", "pubType"))} & _GUIDELINES:
        return ArticleKind.ARTICLE if within(result, "journalInfo", "volume") else ArticleKind.GUIDELINE
    if isinstance(book := within(result, "bookOrReportDetails"), dict) and not within(result, "journalInfo"):
        return ArticleKind.CHAPTER if plain(book.get("comprisingTitle")) else ArticleKind.BOOK
    return ArticleKind.ARTICLE


def _names(result: dict[str, object]) -> str:
    names = []
    for each in entries(within(result, "authorList", "author")):
        family, given, initials = (plain(each.get(name)) for name in ("lastName", "firstName", "initials"))
        whole = person(family, given or initials) if family else as_written(plain(each.get("fullName")))
        names.append(organisation(plain(each.get("collectiveName"))) or whole)
    if not any(names):
        names = plain(result.get("authorString")).removesuffix(".").split(", ")
    return joined_names([name for name in names if name])


def _date(result: dict[str, object]) -> tuple[int | None, int | None, int | None]:
    """Of the issue; where there is none, of the day on which it came out."""
    year = whole_number(within(result, "journalInfo", "yearOfPublication"), 1800, LATEST_YEAR)
    if year:
        return year, whole_number(within(result, "journalInfo", "monthOfPublication"), 1, 12), None
    parts = [*plain(result.get("firstPublicationDate")).split("-"), "", ""]
    year = whole_number(result.get("pubYear"), 1800, LATEST_YEAR) or whole_number(parts[0], 1800, LATEST_YEAR)
    month = whole_number(parts[1], 1, 12) if plain(parts[0]) == str(year) else None
    return year, month, whole_number(parts[2], 1, 31) if month else None
