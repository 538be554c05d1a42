"""Reading a file of references, or pasted text: RIS, BibTeX or NBIB, recognised by what stands in it."""

import re
from collections.abc import Iterator

from revalidation.domain.imports import ReadRecord
from revalidation.domain.reading_refusals import NothingToRead, NotReferences, TooLargeToRead
from revalidation.references.bibtex import read_bibtex
from revalidation.references.decoding import lines, whole
from revalidation.references.nbib import read_nbib
from revalidation.references.ris import TAGS, read_ris
from revalidation.references.tagged import loose_tag, strict_tag

LARGEST = 64 * 1024 * 1024
_ANYTHING = re.compile(rb"[^ \t\r\n\0]")
_BIBTEX = re.compile(r"[\s\ufeff]*@\s*[A-Za-z]+\s*[{(]")
_NBIB = re.compile(r"[\s\ufeff]*PMID ?- ?\d")
_ENOUGH = 2  # different tags that say what a file is whose records do not begin as they should
_SHORTEST_OF_NBIB = 3


def read(content: bytes) -> Iterator[ReadRecord]:
    """Every record, one after the other. Raises NothingToRead, TooLargeToRead or NotReferences before the first.

    Pasted text comes as `text.encode(errors="replace")`. `decoding.lines_in(content)` says how many lines there are, to
    see from a record's line how far the reading is.
    """
    if len(content) > LARGEST:
        raise TooLargeToRead(limit=LARGEST // (1024 * 1024))
    if not _ANYTHING.search(content):
        raise NothingToRead
    return _reader(content)


def _reader(content: bytes) -> Iterator[ReadRecord]:
    """The records, by whichever line is the first that only one of the formats can have."""
    ris: set[str] = set()
    nbib: set[str] = set()
    for line in lines(content):
        if _BIBTEX.match(line):
            return read_bibtex(whole(content))
        if _NBIB.match(line):
            return read_nbib(lines(content))
        tag = strict_tag(line) or loose_tag(line, TAGS.known)[0]
        if tag == "TY":
            return read_ris(lines(content))
        if tag in TAGS.known:
            ris.add(tag)
        elif len(tag) >= _SHORTEST_OF_NBIB:
            nbib.add(tag)
    if len(ris) + len(nbib) < _ENOUGH:
        raise NotReferences
    return read_nbib(lines(content)) if nbib else read_ris(lines(content))
