"""Putting an evidence pack together: forms, the files of evidence one at a time, and the signatures of this app."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from revalidation.acting import look_up
from revalidation.documents.attachments import Attachment
from revalidation.documents.digests import Digests
from revalidation.documents.pack import PackDocument
from revalidation.domain.evidence import KIND_WORDS, said_size
from revalidation.domain.frozen import to_json
from revalidation.domain.opening_refusals import FileRefused
from revalidation.domain.pack_records import (
    RECORD,
    SIGNATURE,
    Attached,
    PackRecord,
    Part,
    fingerprint,
    record_text,
    statement_of,
)
from revalidation.domain.pack_refusals import PackTooLarge, TooManyPages
from revalidation.domain.pack_signatures import (
    block_text,
    blocks_in,
    code_text,
    file_message,
    record_message,
    signed_file,
    statement_message,
)
from revalidation.domain.packs import MOST_FILE_PAGES, MOST_PACK_BYTES, Choice, LeftOut, PackContent, PackFile
from revalidation.domain.page_pictures import PagePicture
from revalidation.domain.people import Actor
from revalidation.opening.pictures import page_pictures
from revalidation.queries.evidence import evidence_content
from revalidation.queries.packs import pack_content
from revalidation.settings import settings
from revalidation.storage.pack_keys import public_keys, sign


@dataclass(frozen=True, slots=True)
class Step:
    """How far a pack is: the share of it, and what is done next; at the end the pack itself."""

    share: float
    doing: str
    made: "MadePack | None" = None


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack as a file, and the files that it could not show."""

    name: str
    content: bytes
    pages: int
    left_out: tuple[LeftOut, ...]


def make_pack(actor: Actor, choice: Choice, at: datetime) -> Iterator[Step]:
    """Make a pack step by step; the last step has it.

    Raises NothingChosen, PackTooLarge, TooManyPages, CharactersCannotBePrinted, OpeningBusy, PackKeyUnreadable.
    """
    content = look_up(pack_content, actor=actor, choice=choice, now=at)
    yield Step(0.0, "Setting the forms")
    pack = PackInMaking(content, at)
    for number, file in enumerate(content.files):
        _, uploaded = look_up(evidence_content, actor=actor, file_id=file.id)
        doing = f"Opening file {number + 1} of {len(content.files)}"
        for done in pack.add(file, uploaded):
            yield Step(0.95 * (number + done) / len(content.files), doing)
    yield Step(0.95, "Signing")
    yield Step(1.0, "Done", pack.made())


class PackInMaking:
    """A pack being made, with what has to be known about it until it is signed."""

    def __init__(self, content: PackContent, at: datetime) -> None:
        self._content, self._at = content, at
        self._key = public_keys()[0]
        self._document = PackDocument(content, at=at, address=settings().address, fingerprint=fingerprint(self._key))
        self._file_pages = 0
        self._bytes = sum(file.size for file in content.files) if content.with_originals else 0
        self._left_out: list[LeftOut] = []
        self._originals: list[Attachment] = []
        self._attached: list[Attached] = []
        self._pages, self._statement, self._record_signature = 0, "", b""  # known when all sheets are there
        self._check_bytes()

    def add(self, file: PackFile, uploaded: bytes) -> Iterator[float]:
        """A file as pictures of its pages, or why it can't be shown; while that goes on, what share of it is done."""
        yield 0.0
        pages: list[PagePicture] = []
        try:
            for page in page_pictures(file.name, uploaded, file.media_type):
                pages.append(page)
                self._check_room(page)
                yield page.number / page.of
        except FileRefused as refusal:
            left_out = LeftOut(file, refusal.sentence)
            self._left_out.append(left_out)
            self._document.add_left_out(left_out)
        else:
            self._file_pages += len(pages)
            self._document.add_file(file, pages)
        if self._content.with_originals:
            self._attach(file, uploaded)

    def _check_room(self, page: PagePicture) -> None:
        """Raise TooManyPages, PackTooLarge."""
        if self._file_pages + page.of > MOST_FILE_PAGES:
            raise TooManyPages(most=MOST_FILE_PAGES)
        self._bytes += len(page.pixels)
        self._check_bytes()

    def _check_bytes(self) -> None:
        if self._bytes > MOST_PACK_BYTES:
            raise PackTooLarge(limit=said_size(MOST_PACK_BYTES))

    def _attach(self, file: PackFile, uploaded: bytes) -> None:
        name = file.attached_as(len(self._attached) + 1)
        says = f"{KIND_WORDS[file.media_type]}, as it was uploaded"
        self._originals.append(Attachment(name, uploaded, file.media_type.value, says, "Source"))
        self._attached.append(Attached(name, sha256(uploaded).hexdigest()))

    def made(self) -> MadePack:
        """The pack, signed."""
        unsigned = self._document.file(self._code, self._all_attached)
        own = next(block for block in blocks_in(unsigned) if block.record_signature == self._record_signature)
        content = signed_file(unsigned, own, sign(file_message(unsigned, own)))
        return MadePack(self._document.name, content, self._pages, tuple(self._left_out))

    def _code(self, pages: int) -> str:
        self._pages = pages
        content_digest = sha256(to_json(self._content).encode()).hexdigest()
        self._statement = statement_of(self._content, self._at, pages, content_digest)
        return code_text(self._statement, sign(statement_message(self._statement)))

    def _all_attached(self, digests: Digests, entries: Sequence[tuple[str, int]]) -> list[Attachment]:
        period = self._content.period
        record = PackRecord(
            holder=self._content.holder,
            made_at=self._at,
            period_begins_on=period.begins_on if period else None,
            period_ends_on=period.ends_on if period else None,
            statement=self._statement,
            parts=tuple(Part(title, page) for title, page in entries),
            pages=digests.pages,
            typefaces=digests.typefaces,
            attached=tuple(sorted(self._attached, key=lambda each: each.name)),
        )
        text = record_text(record, self._content).encode()
        self._record_signature = sign(record_message(text))
        block = block_text(self._key, self._record_signature)
        return [
            *self._originals,
            Attachment(RECORD, text, "application/json", "What this pack holds, for machines", "Data"),
            Attachment(SIGNATURE, block, "application/json", "Who signed this pack", "Unspecified", is_packed=False),
        ]
