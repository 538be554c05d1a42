"""What Europe PMC, which has all of PubMed, says of a work, as an article."""

import re

from revalidation.domain.articles import LATEST_YEAR, Article, ArticleKind
from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.references.answers import entries, items, joined_names, numbered, plain, whole_number, within
from revalidation.references.dates import when
from revalidation.references.names import as_written, organisation, person
from revalidation.references.parts import journal_alone, without_stop

_GUIDELINES = {"guideline", "practice guideline"}
_REPORTS = {"report", "technical report", "thesis"}
_PREPRINTS = "PPR"
_UNQUOTABLE = str.maketrans("", "", '"\\')  # would end the phrase
_IMPRINT = re.compile(r"(.+), ([^,]+ \([A-Z]{2}\))")


def query_of(identifier: Identifier) -> dict[str, str]:
    """The question, as Europe PMC takes it."""
    asked = {
        IdentifierKind.DOI: f'DOI:"{identifier.value.translate(_UNQUOTABLE)}"',
        IdentifierKind.PMID: f"EXT_ID:{identifier.value} AND SRC:MED",
        IdentifierKind.PMCID: f"PMCID:{identifier.value}",
    }
    return {"query": asked[identifier.kind], "resultType": "core", "format": "json", "pageSize": "25"}


def kinds_of(record: object) -> set[str]:
    """What sorts of publication it is said to be, in small letters."""
    return {plain(each).lower() for each in items(within(record, "pubTypeList", "pubType"))}


def is_preprint(record: object) -> bool:
    """Whether a server has it, and no journal."""
    return within(record, "source") == _PREPRINTS


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
    year, month, day = _date(result, kind)
    publisher, place = _imprint(plain(within(book, "publisher")))
    journal = journal_alone(plain(within(issue, "journal", "title")))
    return Article(
        title=without_stop(title),
        authors=_names(result),
        journal=journal or (publisher if is_preprint(result) else "") or _book(result, kind),
        year=year,
        month=month,
        day=day,
        volume=numbered(within(issue, "volume")),
        issue=numbered(within(issue, "issue")),
        pages=plain(result.get("pageInfo")),
        doi=plain(result.get("doi")).lower(),
        pmid=plain(result.get("pmid")),
        kind=kind,
        edition="" if kind is ArticleKind.ARTICLE else plain(within(book, "edition")),
        publisher="" if kind is ArticleKind.ARTICLE else publisher,
        publisher_place="" if kind is ArticleKind.ARTICLE else place,
    )


def _kind(result: dict[str, object]) -> ArticleKind:
    said, is_in_journal = kinds_of(result), bool(within(result, "journalInfo"))
    if said & _GUIDELINES:
        return ArticleKind.ARTICLE if within(result, "journalInfo", "volume") else ArticleKind.GUIDELINE
    book = within(result, "bookOrReportDetails")
    if is_in_journal or not isinstance(book, dict) or is_preprint(result):
        return ArticleKind.ARTICLE
    whole = plain(book.get("comprisingTitle"))
    if whole and without_stop(whole) != without_stop(plain(result.get("title"))):  # of some books it is their own title
        return ArticleKind.CHAPTER
    return ArticleKind.REPORT if said & _REPORTS else ArticleKind.BOOK


def _book(result: dict[str, object], kind: ArticleKind) -> str:
    return plain(within(result, "bookOrReportDetails", "comprisingTitle")) if kind is ArticleKind.CHAPTER else ""


def _imprint(written: str) -> tuple[str, str]:
    """Publisher and place, which PubMed's books have in one: `StatPearls Publishing, Treasure Island (FL)`."""
    both = _IMPRINT.fullmatch(written)
    return (both.group(1), both.group(2)) if both else (written, "")


def _names(result: dict[str, object]) -> str:
    names = []
    for each in entries(within(result, "authorList", "author")):
        family, given, initials = (plain(each.get(name)) for name in ("lastName", "firstName", "initials"))
        whole = person(family, given or initials) if family else as_written(plain(each.get("fullName")))
        names.append(organisation(plain(each.get("collectiveName"))) or whole)
    if not any(names):
        names = plain(result.get("authorString")).removesuffix(".").split(", ")
    return joined_names([name for name in names if name])


def _date(result: dict[str, object], kind: ArticleKind) -> tuple[int | None, int | None, int | None]:
    """Of the issue; where there is none, of the day on which it came out.

    The year of a chapter on the web is the one in which its book was begun, often decades before.
    """
    issue = within(result, "journalInfo")
    year = whole_number(within(issue, "yearOfPublication"), 1800, LATEST_YEAR)
    if year:
        _, month, day = when(plain(within(issue, "dateOfPublication")))
        month = month or whole_number(within(issue, "monthOfPublication"), 1, 12)
        return year, month, day if month else None
    parts = [*plain(result.get("firstPublicationDate")).split("-"), "", ""]
    years = (whole_number(each, 1800, LATEST_YEAR) for each in (result.get("pubYear"), parts[0]))
    began, came_out = years
    year = (came_out or began) if kind is ArticleKind.CHAPTER else (began or came_out)
    month = whole_number(parts[1], 1, 12) if plain(parts[0]) == str(year) else None
    return year, month, whole_number(parts[2], 1, 31) if month else None
