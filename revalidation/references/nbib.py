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
_DOI, _PII = "[doi]", "[pii]"


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
        begins = tag == "PMID" or (is_after_blank and current and tag in _ONCE and tag in current.values)
        is_after_blank = False
        if current is None or begins:
            if current is not None:
                yield current
            current = Record(line)
        current.add(tag, text, line)
    if current is not None:
        yield current


def _read(record: Record) -> ReadRecord:
    found = Found(record.line, "TI")
    _put_titles(found, record)
    authors = _names(record, "FAU", "AU", "CN")
    found.put("authors", joined([name for name, _ in authors]), "FAU", authors[0][1] if authors else 0)
    editors = _names(record, "FED", "ED", "")
    found.put("editors", joined([name for name, _ in editors]), "FED", editors[0][1] if editors else 0)
    for tag in ("DP", "DEP"):
        text, line = (record.all(tag) or [("", 0)])[0]
        if "year" not in found.values:
            year, month, day = when(
                f"{text[:4]}-{text[4:6]}-{text[6:8]}" if tag == "DEP" and text.isdecimal() else text
            )
            for name, value in (("year", year), ("month", month), ("day", day)):
                found.put(name, value, tag, line)
    for name, tag in (
        ("volume", "VI"),
        ("issue", "IP"),
        ("publisher", "PB"),
        ("publisher_place", "PL"),
        ("edition", "EN"),
    ):
        if name != "publisher_place" or "PB" in record.values:  # else it is the country of the journal
            _, text, line = record.first(tag)
            found.put(name, plain(text), tag, line)
    _put_identifiers(found, record)
    return found.record()


def _put_titles(found: Found, record: Record) -> None:
    tag, text, line = record.first("TI", "TT")
    journal_tag, journal, journal_line = record.first("JT", "TA")
    journal = journal_alone(plain(journal))
    book_tag, book, book_line = record.first("BTI") if journal else record.first("BTI", "CTI")
    said = " ".join(text for text, _ in record.all("PT"))
    if tag and book:
        kind = ArticleKind.CHAPTER
    elif book:
        kind, tag, text, line = ArticleKind.BOOK, book_tag, book, book_line
    elif journal:
        kind = ArticleKind.ARTICLE
    else:
        kind = (
            guideline_or(ArticleKind.REPORT, said) if "Report" in said or "Guideline" in said else ArticleKind.ARTICLE
        )
    found.put("kind", kind, "PT", record.line)
    found.put("title", without_stop(plain(text)), tag, line)
    if kind is ArticleKind.CHAPTER:
        journal_tag, journal, journal_line = book_tag, book, book_line
    found.put("journal", without_stop(plain(journal)), journal_tag, journal_line)


def _names(record: Record, full: str, short: str, corporate: str) -> list[tuple[str, int]]:
    """In their order. PubMed writes each full name and then the same again with initials, if it has a full one."""
    named = [(line, tag, text) for tag in (full, short, corporate) for text, line in record.values.get(tag, ())]
    named.sort()
    names, is_paired = [], False
    for line, tag, text in named:
        if tag == corporate:
            names.append((organisation(plain(text)), line))
        elif tag == full or not is_paired:
            names.append((as_written(text), line))
        is_paired = tag == full
    return names


def _put_identifiers(found: Found, record: Record) -> None:
    tag, text, line = record.first("PMID")
    found.put("pmid", text.split()[0] if text else "", tag, line)
    tag, text, line = record.first("PG")
    found.put("pages", pages(plain(text), ""), tag, line)
    for tag in ("LID", "AID"):
        for text, line in record.values.get(tag, ()):
            if text.endswith(_DOI) or doi_alone(text):
                found.put("doi", doi_in(text.removesuffix(_DOI)), tag, line)
            elif text.endswith(_PII) and (number := text.removesuffix(_PII).strip()).lstrip("e").isdecimal():
                found.put("pages", number, tag, line)
