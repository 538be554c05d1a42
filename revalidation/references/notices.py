"""What Crossref and Europe PMC say has become of a work: retractions, corrections, expressions of concern."""

from collections.abc import Iterator
from datetime import date

from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.domain.notices import Notice, NoticeKind, NoticeSource, new_ones
from revalidation.domain.reading_refusals import CatalogueNotUnderstood, LookupIsOff
from revalidation.references import crossref, europe_pmc
from revalidation.references.answers import entries, items, plain, whole_number, within
from revalidation.references.asking import Enquiry
from revalidation.references.looking_up import Catalogues

_CROSSREF_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "expression_of_concern": NoticeKind.CONCERN,
    "concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
}
_EUROPE_PMC_KINDS = {
    "retraction in": NoticeKind.RETRACTION,
    "partial retraction in": NoticeKind.RETRACTION,
    "expression of concern in": NoticeKind.CONCERN,
    "erratum in": NoticeKind.CORRECTION,
    "corrected and republished in": NoticeKind.CORRECTION,
}
_RETRACTED = "retracted publication"


def notices_about(enquiry: Enquiry, catalogues: Catalogues, *, doi: str, pmid: str) -> list[Notice]:
    """What both catalogues tell of, each notice once. Raises a refusal of theirs: then nothing is known."""
    is_at_crossref = bool(doi and catalogues.crossref.address)
    is_at_europe_pmc = bool(catalogues.europe_pmc.address)
    if not (is_at_crossref or is_at_europe_pmc):
        raise LookupIsOff
    found: list[Notice] = []
    if is_at_crossref:
        found += at_crossref(enquiry, catalogues, doi)
    if is_at_europe_pmc:
        identifier = Identifier(IdentifierKind.PMID, pmid) if pmid else Identifier(IdentifierKind.DOI, doi)
        found += at_europe_pmc(enquiry, catalogues, identifier)
    return new_ones(found, [])


def at_crossref(enquiry: Enquiry, catalogues: Catalogues, doi: str) -> Iterator[Notice]:
    """From the updates that publishers and Retraction Watch have deposited for a work."""
    answer = enquiry.ask(catalogues.crossref, crossref.path_of(doi))
    if answer is not None and not isinstance(within(answer, "message"), dict):
        raise CatalogueNotUnderstood(catalogue=catalogues.crossref.name)
    for each in entries(within(answer, "message", "updated-by")):
        kind = _CROSSREF_KINDS.get(plain(each.get("type")).lower().replace("-", "_").replace(" ", "_"))
        if kind is not None:
            yield Notice(kind, NoticeSource.CROSSREF, plain(each.get("DOI")).lower(), _day(each))


def at_europe_pmc(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> Iterator[Notice]:
    """From the comments and corrections that PubMed keeps with a record, or its being marked as retracted."""
    answer = enquiry.ask(catalogues.europe_pmc, "/search", europe_pmc.query_of(identifier))
    if answer is not None and not europe_pmc.is_answer(answer):
        raise CatalogueNotUnderstood(catalogue=catalogues.europe_pmc.name)
    record = europe_pmc.record_of(answer, identifier)
    for each in entries(within(record, "commentCorrectionList", "commentCorrection")):
        if kind := _EUROPE_PMC_KINDS.get(plain(each.get("type")).lower()):
            yield Notice(kind, NoticeSource.EUROPE_PMC, plain(each.get("id")))
    if _RETRACTED in {plain(each).lower() for each in items(within(record, "pubTypeList", "pubType"))}:
        yield Notice(NoticeKind.RETRACTION, NoticeSource.EUROPE_PMC)


def _day(update: dict[str, object]) -> date | None:
    parts = [*items(next(iter(items(within(update, "updated", "date-parts"))), [])), None, None, None]
    year, month, day = (whole_number(part, least, most) for part, least, most in zip(parts, *_RANGES, strict=False))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


_RANGES = ((1800, 1, 1), (2100, 12, 31))
