"""NBIB: what PubMed calls its format for citation managers, the tagged lines of MEDLINE."""

from collections.abc import Iterable, Iterator

from revalidation.domain.articles import ArticleKind
from revalidation.domain.imports import ReadRecord
from revalidation.references.dates import when
from revalidation.references.found import Found
from revalidation.references.names import as_written, joined, organisation
from revalidation.references.parts import doi_alone, doi_in, guideline_or, journal_alone, pages, without_stop
from revalidation.references.plain import plain
from revalidation.references.tagged import Record, Tags, fields

_WANTED = frozenset("PMID TI BTI CTI TT VTI FAU AU CN FED ED JT TA DP DEP VI IP PG LID AID PT PB PL EN PMC SO".split())
_OTHERS = frozenset("OWN STAT DCOM LR IS AB AD AUID LA MH MHDA OT RN SB JID EDAT CRDT PHST PST GR COIS".split())
TAGS = Tags.of(_WANTED, _OTHERS)
_WIDTH = 4
_ONCE = frozenset({"TI", "BTI", "JT", "DP", "VI", "PMC"})
_BEGUN = frozenset({"PMID", "TI", "BTI", "FAU", "AU", "DP"})  # a record of PMC has a line before its PMID
_PEOPLE = (("authors", "FAU", "AU", "CN"), ("editors", "FED", "ED", ""))
_PLAIN = (("volume", "VI"), ("issue", "IP"), ("publisher", "PB"), ("publisher_place", "PL"), ("edition", "EN"))
_DOI, _PII = "[doi]", "[pii]"
_NO_TITLE = "[Not Available]"


def read_nbib(lines: Iterable[str]) -> Iterator[ReadRecord]:
    """Every record of it."""
    for record in _records(lines):
        yield _read(record)


def _records(lines: Iterable[str]) -> Iterator[Record]:
    """Each begins with its PMID, or after a blank line with what the one before has already."""
    current: Record | None = None
    is_after_blank = False
    for tag, text, line in fields(lines, TAGS, _WIDTH):
        if not tag:
            is_after_blank = True
            continue
        begins = current is not None and (
            not _BEGUN.isdisjoint(current.values)
            if tag == "PMID"
            else is_after_blank and tag in _ONCE and tag in current.values
        )
        is_after_blank = False
        if current is None or begins:
            if current is not None:
                yield current
            current = Record(line)
        current.add(tag, text, line)
    if current is not None:
        yield current


def _read(record: Record) -> ReadRecord:
    found, values = Found(record.line, "TI"), record.values
    _put_titles(found, record)
    for name, full, short, corporate in _PEOPLE:
        if full in values or short in values or corporate in values:
            _put_names(found, record, name, (full, short, corporate))
    _put_date(found, record)
    for name, tag in _PLAIN:
        if tag in values and (tag != "PL" or "PB" in values):  # else it is the country of the journal
            _, text, line = record.first(tag)
            found.put(name, plain(text), tag, line)
    _put_identifiers(found, record)
    return found.record()


def _put_titles(found: Found, record: Record) -> None:
    tag, text, line = record.first("TI", "TT")
    if text.startswith(_NO_TITLE) and "TT" in record.values:
        tag, text, line = record.first("TT")
    journal_tag, journal, journal_line = record.first("JT", "TA")
    journal = journal_alone(plain(journal))
    book_tag, book, book_line = record.first("BTI") if journal else record.first("BTI", "CTI")
    if tag and book:
        kind = ArticleKind.CHAPTER
    elif book:
        kind, tag, text, line = ArticleKind.BOOK, book_tag, book, book_line
    elif journal:
        kind = ArticleKind.ARTICLE
    else:
        said = " ".join(text for text, _ in record.all("PT"))
        is_report = "Report" in said or "Guideline" in said
        kind = guideline_or(ArticleKind.REPORT, said) if is_report else ArticleKind.ARTICLE
    found.put("kind", kind, "PT", record.line)
    found.put("title", without_stop(plain(text)), tag, line)
    if kind is ArticleKind.CHAPTER:
        journal_tag, journal, journal_line = book_tag, book, book_line
    found.put("journal", without_stop(plain(journal)), journal_tag, journal_line)


def _put_names(found: Found, record: Record, ours: str, tags: tuple[str, str, str]) -> None:
    """In their order. PubMed writes each full name and then the same again with initials, if it has a full one."""
    full, _, corporate = tags
    named = sorted([(line, tag, text) for tag in tags if tag in record.values for text, line in record.values[tag]])
    names, is_paired = [], False
    for _, tag, text in named:
        if tag == corporate:
            names.append(organisation(plain(text)))
        elif tag == full or not is_paired:
            names.append(as_written(text))
        is_paired = tag == full
    found.put(ours, joined(names), full, named[0][0])


def _put_date(found: Found, record: Record) -> None:
    for tag in ("DP", "DEP"):
        _, text, line = record.first(tag)
        if text and "year" not in found.values:
            for name, value in zip(("year", "month", "day"), when(text), strict=True):
                found.put(name, value, tag, line)


def _put_identifiers(found: Found, record: Record) -> None:
    tag, text, line = record.first("PMID")
    found.put("pmid", text.split()[0] if text else "", tag, line)
    tag, text, line = record.first("PG")
    found.put("pages", pages(plain(text), ""), tag, line)
    for tag in ("LID", "AID"):
        for text, line in record.values.get(tag, ()):
            if text.endswith(_DOI) or doi_alone(text):
                found.put("doi", doi_in(text.removesuffix(_DOI)), tag, line)
            elif (
                tag == "LID"
                and text.endswith(_PII)
                and (number := text.removesuffix(_PII).strip()).lstrip("e").isdecimal()
            ):
                found.put("pages", number, tag, line)
