"""What Crossref and Europe PMC say has become of a work: retractions, corrections, expressions of concern."""

import re
from collections.abc import Iterator
from datetime import date

from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.domain.notices import Notice, NoticeKind, NoticeSource, new_ones
from revalidation.domain.reading_refusals import CatalogueNotUnderstood, LookupIsOff
from revalidation.references import crossref, europe_pmc
from revalidation.references.answers import entries, first, items, plain, whole_number, within
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
    "retracted and republished in": NoticeKind.RETRACTION,
    "expression of concern in": NoticeKind.CONCERN,
    "erratum in": NoticeKind.CORRECTION,
    "corrected and republished in": NoticeKind.CORRECTION,
}
_RETRACTED = {"retracted publication", "preprint-withdrawal", "preprint-removal"}
_TITLED_SO = re.compile(r"\W*retracted(?: (?:article|chapter|paper))?(?:\s*[:—–]|\s+-\s)", re.IGNORECASE)
_PREPRINT_TITLED_SO = re.compile(r"\W*withdrawn(?:\s*[:—–]|\s+-\s)", re.IGNORECASE)  # Cochrane's are merely old


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
    """From the updates that publishers and Retraction Watch have deposited for a work, or from its title.

    One that is the work itself, marked where it stands, comes last: a notice that can be read says more.
    """
    answer = enquiry.ask(catalogues.crossref, crossref.path_of(doi))
    if answer is not None and not isinstance(within(answer, "message"), dict):
        raise CatalogueNotUnderstood(catalogue=catalogues.crossref.name)
    updates = [(each, plain(each.get("DOI")).lower()) for each in entries(within(answer, "message", "updated-by"))]
    for each, reference in sorted(updates, key=lambda update: update[1] == doi.lower()):
        kind = _CROSSREF_KINDS.get(plain(each.get("type")).lower().replace("-", "_").replace(" ", "_"))
        if kind is not None:
            yield Notice(kind, NoticeSource.CROSSREF, "" if reference == doi.lower() else reference, _day(each))
    is_preprint = within(answer, "message", "type") == "posted-content"
    if _is_titled_so(first(within(answer, "message", "title")), is_preprint=is_preprint):
        yield Notice(NoticeKind.RETRACTION, NoticeSource.CROSSREF)


def at_europe_pmc(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> Iterator[Notice]:
    """From the comments and corrections that PubMed keeps with a record, or its being marked as retracted."""
    answer = enquiry.ask(catalogues.europe_pmc, "/search", europe_pmc.query_of(identifier))
    if answer is not None and not europe_pmc.is_answer(answer):
        raise CatalogueNotUnderstood(catalogue=catalogues.europe_pmc.name)
    record = europe_pmc.record_of(answer, identifier)
    for each in entries(within(record, "commentCorrectionList", "commentCorrection")):
        if kind := _EUROPE_PMC_KINDS.get(plain(each.get("type")).lower()):
            yield Notice(kind, NoticeSource.EUROPE_PMC, plain(each.get("id")))
    is_titled_so = _is_titled_so(plain(within(record, "title")), is_preprint=europe_pmc.is_preprint(record))
    if europe_pmc.kinds_of(record) & _RETRACTED or is_titled_so:
        yield Notice(NoticeKind.RETRACTION, NoticeSource.EUROPE_PMC)


def _is_titled_so(title: str, *, is_preprint: bool) -> bool:
    """Whether a title begins with its own end; a preprint is rather withdrawn than retracted."""
    return bool(_TITLED_SO.match(title) or (is_preprint and _PREPRINT_TITLED_SO.match(title)))


def _day(update: dict[str, object]) -> date | None:
    parts = [*items(next(iter(items(within(update, "updated", "date-parts"))), [])), None, None, None]
    year, month, day = (whole_number(part, least, most) for part, least, most in zip(parts, *_RANGES, strict=False))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


_RANGES = ((1800, 1, 1), (2100, 12, 31))
