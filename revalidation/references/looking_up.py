"""Looking works up by DOI, PMID or PMCID: Crossref for what has a DOI, Europe PMC for what is in PubMed."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from revalidation.domain.articles import Article
from revalidation.domain.duplicates import filled
from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.domain.imports import ReadRecord, Trouble
from revalidation.domain.reading_refusals import CatalogueNotUnderstood, KnownWithoutTitle, LookupIsOff, NotKnown
from revalidation.domain.refusals import Refusal
from revalidation.references import crossref, europe_pmc
from revalidation.references.asking import USUAL, Bounds, Catalogue, Enquiry
from revalidation.settings import Settings

AT_ONCE = 3  # what Crossref allows whoever says who they are; others may ask one thing at a time


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The catalogues in force, and whom they may write to."""

    crossref: Catalogue
    europe_pmc: Catalogue
    contact: str = ""
    bounds: Bounds = USUAL

    @property
    def are_off(self) -> bool:
        """Whether nothing can be looked up."""
        return not (self.crossref.address or self.europe_pmc.address)


def catalogues_of(settings: Settings) -> Catalogues:
    """As the settings name them."""
    return Catalogues(
        Catalogue("Crossref", settings.crossref),
        Catalogue("Europe PMC", settings.europe_pmc),
        settings.contact or settings.mail_from,
    )


def works_of(identifiers: Sequence[Identifier], catalogues: Catalogues) -> Iterator[ReadRecord]:
    """Each as a record, in order, as soon as it is there. One that can't be had says why, and leaves the others be."""
    enquiry = Enquiry(catalogues.contact, catalogues.bounds)
    pool = ThreadPoolExecutor(AT_ONCE if "@" in catalogues.contact else 1)
    try:
        yield from pool.map(partial(_record, enquiry, catalogues), identifiers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        enquiry.close()


def work_of(identifier: Identifier, catalogues: Catalogues) -> Article:
    """One work. Raises one of the refusals of catalogues, or NotKnown."""
    enquiry = Enquiry(catalogues.contact, catalogues.bounds)
    try:
        return _found(enquiry, catalogues, identifier)
    finally:
        enquiry.close()


def _record(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> ReadRecord:
    try:
        return ReadRecord(0, _found(enquiry, catalogues, identifier))
    except Refusal as refusal:
        return ReadRecord(0, None, (Trouble(0, "", refusal.sentence),))


def _found(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> Article:
    if catalogues.are_off or not (catalogues.europe_pmc.address or identifier.kind is IdentifierKind.DOI):
        raise LookupIsOff
    at_crossref, problem = None, None
    if identifier.kind is IdentifierKind.DOI:
        at_crossref, problem = _tried(_at_crossref, enquiry, catalogues, identifier)
    at_europe_pmc, other_problem = _tried(_at_europe_pmc, enquiry, catalogues, identifier)
    if at_crossref and at_europe_pmc:  # only Europe PMC knows the PMID
        return filled(at_crossref, at_europe_pmc)
    if article := at_crossref or at_europe_pmc:
        return article
    raise problem or other_problem or NotKnown(identifier=identifier.words)


def _tried(
    ask: Callable[[Enquiry, Catalogues, Identifier], Article | None],
    enquiry: Enquiry,
    catalogues: Catalogues,
    identifier: Identifier,
) -> tuple[Article | None, Refusal | None]:
    try:
        return ask(enquiry, catalogues, identifier), None
    except LookupIsOff:
        return None, None
    except Refusal as refusal:
        return None, refusal


def _at_crossref(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> Article | None:
    answer = enquiry.ask(catalogues.crossref, crossref.path_of(identifier.value))
    article = crossref.article_of(answer, identifier.value)
    if article is None and crossref.is_untitled(answer):
        raise KnownWithoutTitle(catalogue=catalogues.crossref.name, identifier=identifier.words)
    if answer is not None and article is None:
        raise CatalogueNotUnderstood(catalogue=catalogues.crossref.name)
    return article


def _at_europe_pmc(enquiry: Enquiry, catalogues: Catalogues, identifier: Identifier) -> Article | None:
    answer = enquiry.ask(catalogues.europe_pmc, "/search", europe_pmc.query_of(identifier))
    if answer is not None and not europe_pmc.is_answer(answer):
        raise CatalogueNotUnderstood(catalogue=catalogues.europe_pmc.name)
    return europe_pmc.article_of(answer, identifier)
