"""BibTeX and biblatex: entries as bibtexparser splits them, with macros, cross-references and LaTeX made plain."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from revalidation.domain.imports import ReadRecord, Trouble
from revalidation.references.bibtex_fields import ALIASES, EXACT, READ, found_of
from revalidation.references.bibtex_values import Macros, Value, values_of
from revalidation.references.found import Found

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is wrong with a file is said to whoever gave it

UNREADABLE = "This entry can't be read: somewhere in it a brace, a quotation mark or a comma is missing."
NOT_ENDED = "In this entry a brace, a quotation mark or its key is missing. Please compare what was read."
_LONGEST_TO_MEND = 100_000
_WITHOUT_KEY = re.compile(r"(\s*@\s*\w+\s*[{(])")
_BRACE_OR_FIELD = re.compile(r"(?<!\\)[{}]|[,\n]\s*[A-Za-z][\w-]*\s*=(?=\s*[{\"\d])")
_INHERITED = {"title": "booktitle", "subtitle": "booksubtitle", "booktitle": "booktitle"}
_OWN = frozenset({"crossref", "xdata", "shorttitle"})
_NO_WORKS = frozenset({"xdata", "set"})  # but what others have in common
_DEPTH, _MOST_PARENTS = 2, 5


@dataclass(frozen=True, slots=True)
class _Read:
    line: int
    type: str
    key: str
    fields: dict[str, Value]
    troubles: tuple[Trouble, ...] = ()


def read_bibtex(text: str) -> Iterator[ReadRecord]:
    """Every entry of it, and a record without an article for each that can't be read."""
    library = Splitter(text).split()
    macros = _macros(library)
    read = [_of_block(block, after, macros) for block, after in pairwise((*library.blocks, None))]
    entries = [each for each in read if isinstance(each, _Read)]
    by_key = {entry.key.lower(): entry for entry in reversed(entries)}
    for each in read:
        if isinstance(each, ReadRecord):
            yield each
        elif each is not None and each.type not in _NO_WORKS:
            fields = _with_inherited(each, by_key)
            yield found_of(each.type, fields, line=each.line, troubles=each.troubles).record()


def found_in_bibtex(text: str) -> Iterator[Found]:
    """What its entries say, before it is made into articles."""
    for block in Splitter(text).split().blocks:
        read = _of_block(block, None, {})
        if isinstance(read, _Read):
            yield found_of(read.type, read.fields, line=read.line, troubles=read.troubles)


def _macros(library: Library) -> Macros:
    macros: Macros = {}
    for block in library.blocks:
        given = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(given, String):
            macros[given.key.lower()] = values_of("", given.value, macros, 0)[0].latex
    return macros


def _of_block(block: Block | None, after: Block | None, macros: Macros) -> _Read | ReadRecord | None:
    entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) else block
    line = (block.start_line or 0) + 1 if block else 0
    if isinstance(entry, DuplicateFieldKeyBlock):  # its key stands twice, and one of its fields
        entry = entry.ignore_error_block
    if isinstance(entry, Entry):
        return _of_entry(entry, line, macros)
    if isinstance(entry, ParsingFailedBlock):
        mended = _mended(entry, after)
        trouble = Trouble(line, "@", NOT_ENDED if mended else UNREADABLE)
        if mended:
            return _of_entry(mended, line, macros, trouble)
        return ReadRecord(line, None, (trouble,))
    return None


def _of_entry(entry: Entry, line: int, macros: Macros, *troubles: Trouble) -> _Read:
    fields: dict[str, Value] = {}
    first = entry.start_line or 0
    for written in entry.fields:
        at = line + (written.start_line or 0) - first
        for value in values_of(written.key, str(written.value), macros, at):
            name = ALIASES.get(value.name.lower(), value.name.lower())
            if name in READ or name.startswith(EXACT):
                fields.setdefault(name, value)
    return _Read(line, entry.entry_type.lower(), entry.key, fields, troubles)


def _mended(failed: ParsingFailedBlock, after: Block | None) -> Entry | None:
    """The entry with what is most often missing put in: its last braces, or its key."""
    raw = failed.raw or ""
    if isinstance(after, ImplicitComment) and after.raw:
        raw += after.raw
    if len(raw) > _LONGEST_TO_MEND:
        return None
    closed = _closed(raw)
    for attempt in (closed, _WITHOUT_KEY.sub(r"\1unnamed,", closed, count=1), f'{raw}"\n}}'):
        for block in Splitter(attempt).split().blocks:
            entry = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
            if isinstance(entry, Entry) and entry.fields:
                return entry
    return None


def _closed(raw: str) -> str:
    """The entry with braces put in where another field begins inside one, and at its end."""
    depth, pieces, done = 0, [], 0
    for mark in _BRACE_OR_FIELD.finditer(raw):
        if mark.group() == "{":
            depth += 1
        elif mark.group() == "}":
            depth -= 1
        elif depth > 1:
            pieces += [raw[done : mark.start()], "}" * (depth - 1)]
            depth, done = 1, mark.start()
    return "".join([*pieces, raw[done:], "\n", "}" * depth])


def _with_inherited(entry: _Read, by_key: dict[str, _Read], depth: int = _DEPTH) -> dict[str, Value]:
    """What it has itself, and what it takes from the entries that it refers to: a chapter from its book."""
    named = ",".join(entry.fields[name].latex for name in ("crossref", "xdata") if name in entry.fields)
    fields = dict(entry.fields)
    for key in named.split(",")[:_MOST_PARENTS] if named and depth else ():
        parent = by_key.get(key.strip().lower())
        if parent is None or parent is entry:
            continue
        for name, value in _with_inherited(parent, by_key, depth - 1).items():
            if name not in _OWN:
                fields.setdefault(_INHERITED.get(name, name) if parent.type != "xdata" else name, value)
    return fields
