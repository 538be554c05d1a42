"""An evidence pack on paper: its cover, what is missing, every form that was chosen, and the files of evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from revalidation.documents.attachments import Attachment
from revalidation.documents.cover import Cover, cover_bands
from revalidation.documents.digests import Digests
from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import LANDSCAPE, PORTRAIT, TOP, Band, Row, band
from revalidation.documents.logs import add_cpd_log, add_feedback_log, add_practice_hours
from revalidation.documents.pagination import paginate
from revalidation.documents.reflective_accounts import add_reflective_accounts
from revalidation.documents.sign_off import add_signed_form
from revalidation.documents.structure import Element, figure
from revalidation.documents.styles import BODY, HEADING, SMALL, TITLE
from revalidation.documents.unprintable import printed
from revalidation.domain.nmc_logs import LOG_WORDS, Log
from revalidation.domain.packs import LeftOut, PackContent, PackFile
from revalidation.domain.page_pictures import PagePicture
from revalidation.domain.sign_offs import SIGN_OFF_WORDS
from revalidation.domain.times import dated, local

EVIDENCE, GAPS, ACCOUNTS = "Evidence", "What is still missing", "Reflective accounts"
_FOOT = "Evidence pack"


class PackDocument:
    """A pack being put together; files of evidence are added one after another, since each takes its time."""

    def __init__(self, content: PackContent, *, at: datetime, address: str, fingerprint: str) -> None:
        """Set the forms. Raises CharactersCannotBePrinted."""
        self._content, self._at, self._address, self._fingerprint = content, at, address, fingerprint
        self._whose = plain(content.holder.name)
        self._document = Document(title=f"{_FOOT} – {self._whose}", author=self._whose, at=at, archived_as=3)
        self._cover = self._document.section()
        self._entries: list[tuple[str, int]] = []
        self._evidence: Element | None = None
        if content.gaps is not None:
            self._begin(GAPS)
            self._document.add(_gaps(self._document, content.gaps), foot=self._foot, bookmark=GAPS)
        self._add_forms()

    @property
    def name(self) -> str:
        """`Evidence pack – A Khan – 2026-11-22.pdf`."""
        return file_name(_FOOT, whose=self._content.holder.name, at=self._at)

    @property
    def entries(self) -> list[tuple[str, int]]:
        """The contents: titles, and the pages they begin on."""
        before = len(paginate(cover_bands(self._document, Element("Sect"), self._said(0, "")), PORTRAIT))
        return [(title, before + sheet + 1) for title, sheet in self._entries]

    def add_file(self, file: PackFile, pages: Iterable[PagePicture]) -> None:
        """A file of evidence, a page of it on each sheet."""
        part = self._part_of_evidence(file.title)
        for page in pages:
            paper = LANDSCAPE if page.width > page.height else PORTRAIT
            bands = _shown(self._document, part, file, page)
            foot = f"{self._foot} · {_line(file.name)}, page {page.number} of {page.of}, as a picture"
            bookmark = _line(file.title) if page.number == 1 else ""
            self._document.add(bands, foot=foot, bookmark=bookmark, depth=1, paper=paper)

    def add_left_out(self, left_out: LeftOut) -> None:
        """A sheet that says why a file is not shown."""
        part = self._part_of_evidence(left_out.file.title)
        bands = _not_shown(self._document, part, left_out)
        self._document.add(bands, foot=self._foot, bookmark=_line(left_out.file.title), depth=1)

    def file(
        self,
        code_of: Callable[[int], str],
        attached: Callable[[Digests, Sequence[tuple[str, int]]], Iterable[Attachment]],
    ) -> bytes:
        """The pack with its cover; `code_of` gives what the code says by the number of pages."""
        entries = self.entries
        before = entries[0][1] - 1 - self._entries[0][1] if entries else 1
        code = code_of(before + self._document.sheets)
        bands = cover_bands(self._document, self._cover, self._said(before, code))
        self._document.add(bands, foot=self._foot, bookmark=_FOOT, in_front=True)
        return self._document.file(lambda digests: attached(digests, entries))

    @property
    def _foot(self) -> str:
        return f"{_FOOT} – {self._whose}"

    def _said(self, before: int, code: str) -> Cover:
        entries = [(title, before + sheet + 1) for title, sheet in self._entries]
        return Cover(self._content, self._at, self._address, entries, code or "0" * 300, self._fingerprint)

    def _begin(self, title: str) -> None:
        self._entries.append((_line(title), self._document.sheets))

    def _part_of_evidence(self, title: str) -> Element:
        if self._evidence is None:
            self._evidence = self._document.section()
            self._document.chapter(EVIDENCE)
        self._begin(f"{EVIDENCE}: {title}")
        return self._document.section(self._evidence)

    def _add_forms(self) -> None:
        """Each in the contents and in the outline, in the order of the NMC's own."""
        content, document = self._content, self._document
        logs: tuple[tuple[Log, Callable[[], None]], ...] = (
            (Log.PRACTICE_HOURS, lambda: add_practice_hours(document, content.practice)),
            (Log.CPD, lambda: add_cpd_log(document, content.cpd)),
            (Log.FEEDBACK, lambda: add_feedback_log(document, content.feedback)),
        )
        for (log, add), lines in zip(logs, (content.practice, content.cpd, content.feedback), strict=True):
            if lines:
                self._begin(LOG_WORDS[log])
                add()
        if content.accounts:
            document.chapter(ACCOUNTS)
        for account in content.accounts:
            self._begin(f"Reflective account: {account.title}")
            add_reflective_accounts(document, [account], depth=1)
        for signed, is_untouched in content.signed:
            self._begin(f"{SIGN_OFF_WORDS[signed.kind]}, signed {dated(local(signed.signed_at).date())}")
            add_signed_form(document, signed, is_untouched=is_untouched)


def _gaps(document: Document, sentences: Sequence[str]) -> Iterator[Band]:
    whole, width = document.section(), PORTRAIT.inside
    yield band([document.text(GAPS, TITLE, Element("H1", whole), width=width), Row(8)])
    if not sentences:
        yield band([document.text("Nothing that the NMC asks for is missing.", BODY, Element("P", whole), width=width)])
        return
    listed = Element("L", whole, "/A <</O /List /ListNumbering /Disc>>")
    yield band(document.item("•", sentence, BODY, listed, width=width, indent=15) for sentence in sentences)


def _shown(document: Document, part: Element, file: PackFile, page: PagePicture) -> Iterator[Band]:
    paper = LANDSCAPE if page.width > page.height else PORTRAIT
    above = (
        document.text(_line(file.title), HEADING, Element("H1", part), width=paper.inside)
        if page.number == 1
        else document.text(f"{_line(file.name)}, {_nth(page)}", SMALL, Element("P", part), width=paper.inside)
    )
    yield band([above, Row(6)], paper=paper, holds_next=True)
    room = paper.bottom - TOP - above.height - 8
    text = " ".join(printed(page.text).split())
    said = f"{_line(file.name)}, {_nth(page)}. " + (f"Text on it: {text}" if text else "It holds no text to read out.")
    picture = document.picture(page, figure(part, said), (paper.inside, room))
    yield band([Row(picture.height, (picture,))], paper=paper)


def _not_shown(document: Document, part: Element, left_out: LeftOut) -> Iterator[Band]:
    width = PORTRAIT.inside
    yield band([document.text(_line(left_out.file.title), HEADING, Element("H1", part), width=width), Row(6)])
    said = f"This file is not shown here. {_line(left_out.why)}"
    yield band([document.text(said, BODY, Element("P", part), width=width)])


def _nth(page: PagePicture) -> str:
    return f"page {page.number} of {page.of}"


def _line(text: str) -> str:
    return " ".join(printed(text).split())
