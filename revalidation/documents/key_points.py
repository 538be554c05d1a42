"""The key points of an article on a sheet: ten minutes for whoever has no time to read all of it."""

from collections.abc import Iterator
from datetime import datetime

from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import PADDING, PORTRAIT, Band, Column, Edges, Item, Row, band
from revalidation.documents.qr import QUIET, qr_code
from revalidation.documents.structure import Element
from revalidation.documents.styles import BODY, HEADING, SMALL, TITLE
from revalidation.documents.unprintable import printed
from revalidation.domain.articles import Article
from revalidation.domain.key_points import KeyPoints
from revalidation.domain.text import first_line
from revalidation.domain.times import said_day

_WIDTH = PORTRAIT.inside
_INSIDE = _WIDTH - 2 * PADDING
_INDENT = 15.0
_QR_SIZE, _QR_GAP = 92.0, 16.0
_TITLE = 60  # characters, in the name of the file


def key_points_pdf(points: KeyPoints, *, at: datetime) -> bytes:
    """The sheet as a file."""
    title = f"Key points – {plain(points.article.title)}"
    document = Document(title=title, author="", at=at)
    document.add(_bands(document, points), foot=f"Key points · as of {said_day(at.date())}")
    return document.file()


def key_points_name(points: KeyPoints, at: datetime) -> str:
    """`Key points – Talking on the ward – 2026-12-08.pdf`."""
    return file_name(f"Key points – {first_line(points.article.title, _TITLE)}", at=at)


def _bands(document: Document, points: KeyPoints) -> Iterator[Band]:
    article, whole = points.article, document.section()
    yield band([document.text(_line(article.title), TITLE, Element("H1", whole), width=_WIDTH), Row(6)])
    yield band([document.text(_line(points.citation), BODY, Element("P", whole), width=_WIDTH), Row(10)])
    yield band(_points(document, document.section(whole), article), edges=Edges.BOX)
    if article.prompts:
        yield band(_prompts(document, document.section(whole), article), edges=Edges.BOX)
    if points.address or points.link:
        yield _where(document, document.section(whole), points)


def _points(document: Document, part: Element, article: Article) -> Iterator[Item]:
    yield _heading(document, part, "Key points", _INSIDE)
    lines = [line for line in printed(article.key_points).split("\n") if line.strip()]
    for line in lines or ["None have been written down yet. Read the article itself for them."]:
        yield document.text(line, BODY, Element("P", part), width=_INSIDE)
        yield Row(4)


def _prompts(document: Document, part: Element, article: Article) -> Iterator[Item]:
    yield _heading(document, part, "To think about", _INSIDE)
    items = Element("L", part, "/A <</O /List /ListNumbering /Disc>>")
    for prompt in article.prompts:
        yield document.item("•", printed(prompt), BODY, items, width=_INSIDE, indent=_INDENT)
        yield Row(4)


def _where(document: Document, part: Element, points: KeyPoints) -> Band:
    """Its page in the app, where the link goes as the library sets it, or else the article itself."""
    address = points.address or points.link
    width = _INSIDE - _QR_SIZE - _QR_GAP - QUIET
    heading = _heading(document, part, "The whole article", width)
    said = "Its page in the library’s app, with the link and your sessions:" if points.address else "Where to read it:"
    told = [document.text(printed(each), SMALL, Element("P", part), width=width) for each in (said, address)]
    code = qr_code(part, address, side=_QR_SIZE, alternative=f"QR code of {address}")
    beside = Column(PADDING + width + _QR_GAP, _QR_SIZE + QUIET, [Row(_QR_SIZE + QUIET, (code,))])
    return Band((Column(PADDING, width, [heading, *told]), beside), Edges.BOX)


def _heading(document: Document, part: Element, text: str, width: float) -> Item:
    return document.text(text, HEADING, Element("H2", part), width=width, holds_next=True)


def _line(text: str) -> str:
    return " ".join(printed(text).split())
