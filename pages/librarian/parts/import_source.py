"""Where an import comes from: pasted identifiers or references, and files; read with a bar that shows how far it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import fresh, look_up
from pages.shared.import_drafts import ImportDraft, pasted_before
from pages.shared.widgets import hint
from revalidation.domain.duplicates import duplicates_among
from revalidation.domain.identifiers import MOST_AT_ONCE, Identifier, identifiers_in
from revalidation.domain.imports import MOST_RECORDS, ReadRecord, as_kept
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import (
    NothingRecognised,
    NothingToImport,
    NotReferences,
    TooLargeToRead,
    TooManyRecords,
    TooManyToLookUp,
)
from revalidation.domain.refusals import Refusal
from revalidation.queries.duplicates import duplicates_in_library
from revalidation.references.decoding import lines_in
from revalidation.references.looking_up import catalogues_of, works_of
from revalidation.references.reading import read
from revalidation.settings import settings

MEGABYTES = 50
HINT = "One on each line or several; they may stand in other text, for example a list of references."
HINT_OFF = "Looking up DOIs and PMIDs is switched off here. References in one of the three formats can be imported."
STEP = 100  # records from one movement of the bar to the next
File = tuple[str, bytes]


@dataclass(slots=True)
class Source:
    """What was given, and what has been read of it."""

    pasted: str
    files: Sequence[File]
    records: list[ReadRecord] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    doubtful: tuple[str, ...] = ()

    def add(self, record: ReadRecord, origin: str) -> None:
        """One record more. Raises TooManyRecords."""
        if len(self.records) == MOST_RECORDS:
            raise TooManyRecords(most=MOST_RECORDS)
        self.records.append(as_kept(record))
        self.origins.append(origin)


def source_form(beside: Beside) -> Source | None:
    """The form; what stands in it once the button is pressed."""
    with st.form("source", border=False, enter_to_submit=False):
        pasted = st.text_area(
            "DOIs, PMIDs, their addresses, or references in RIS, BibTeX or NBIB",
            pasted_before(),
            key=fresh("pasted"),
            height=160,
            placeholder="10.1111/jpm.12345\nhttps://pubmed.ncbi.nlm.nih.gov/24548312/",
        )
        hint(HINT_OFF if catalogues_of(settings()).are_off else HINT)
        beside("pasted")
        files = st.file_uploader(
            "Or files from a database or a reference manager",
            ["ris", "bib", "nbib", "txt"],
            accept_multiple_files=True,
            key=fresh("references"),
            max_upload_size=MEGABYTES,
        )
        beside("files")
        if st.form_submit_button("Look through them", type="primary", key="read"):
            return Source(pasted or "", [(file.name, file.getvalue()) for file in files])
    return None


def read_source(me: Actor, source: Source) -> ImportDraft:
    """All of it, ready to be looked over. Raises what is wrong with the text or the file, beside its field."""
    if not (source.pasted.strip() or source.files):
        raise NothingToImport(field="pasted")
    bar = st.progress(0.0, "Reading")
    try:
        for share, doing in _read(source):
            bar.progress(min(share, 1.0), doing)
    except Refusal:
        bar.empty()
        raise
    bar.progress(1.0, "Looking for duplicates")
    articles = {at: record.article for at, record in enumerate(source.records) if record.article}
    positions = list(articles)
    found = look_up(duplicates_in_library, actor=me, articles=list(articles.values()))
    repeated = duplicates_among(articles.values())
    bar.empty()
    return ImportDraft(
        me.person_id,
        source.records,
        source.origins,
        {positions[at]: duplicate for at, duplicate in found.items()},
        {positions[at]: positions[first] for at, first in repeated.items()},
        source.doubtful,
        source.pasted,
    )


def _read(source: Source) -> Iterator[tuple[float, str]]:
    if source.pasted.strip():
        yield from _read_pasted(source)
    for name, content in source.files:
        if len(content) > MEGABYTES * 1024 * 1024:
            raise TooLargeToRead(limit=MEGABYTES, field="files")
        try:
            yield from _read_references(source, content, name)
        except NotReferences:
            raise NotReferences(field="files") from None


def _read_pasted(source: Source) -> Iterator[tuple[float, str]]:
    try:
        yield from _read_references(source, source.pasted.encode(), "the pasted text")
    except NotReferences:
        recognised = identifiers_in(source.pasted)
        source.doubtful = recognised.doubtful
        if not recognised.found:
            raise NothingRecognised(field="pasted") from None
        yield from _looked_up(source, recognised.found)


def _read_references(source: Source, content: bytes, name: str) -> Iterator[tuple[float, str]]:
    lines = lines_in(content)
    for number, record in enumerate(read(content)):
        source.add(record, f"Line {record.line:,} of {name}")
        if number % STEP == 0:
            yield record.line / lines, f"Reading {name}: {number:,} records"


def _looked_up(source: Source, found: Sequence[Identifier]) -> Iterator[tuple[float, str]]:
    if len(found) > MOST_AT_ONCE:
        raise TooManyToLookUp(count=len(found), most=MOST_AT_ONCE, field="pasted")
    yield 0.0, f"Looking up {len(found)}"
    for number, record in enumerate(works_of(found, catalogues_of(settings())), start=1):
        source.add(record, found[number - 1].words)
        yield number / len(found), f"Looked up {number} of {len(found)}"
