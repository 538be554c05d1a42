"""The structure of a tagged PDF: what each piece of a page is, for whoever listens to it instead of looking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from fpdf.syntax import PDFObject


class Numbered(Protocol):
    """A sheet, which knows its number when all of them are put together."""

    number: int


class Element:
    """One structure element; its kids are elements, and marked content as (sheet, number on the sheet)."""

    __slots__ = ("attributes", "kids", "parent", "reference", "role")

    def __init__(self, role: str, parent: Element | None = None, attributes: str = "") -> None:
        self.role, self.parent, self.attributes = role, parent, attributes
        self.kids: list[Element | tuple[Numbered, int]] = []
        self.reference = ""
        if parent is not None:
            parent.kids.append(self)

    def all(self) -> Iterator[Element]:
        """It and every element below, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()


class Written(PDFObject):
    """An object of the file whose text is put together by ourselves."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text

    def serialize(self, _dictionary: object = None, _security_handler: object = None) -> str:
        """As it stands in the file."""
        return f"{self.id} 0 obj\n{self.text}\nendobj"


def heading_of(what: str) -> str:
    """The attributes of a TH of a `Row` or a `Column`."""
    return f"/A <</O /Table /Scope /{what}>>"


def figure(parent: Element, alternative: str) -> Element:
    """A picture, with what is said of it to whoever can't see it."""
    return Element("Figure", parent, f"/Alt {spoken(alternative)}")


def spoken(text: str) -> str:
    """A text string of a PDF."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def element_text(element: Element, parent: str, pages: Sequence[str]) -> str:
    """The dictionary of an element, when every element has its reference."""
    page = next((kid[0].number for kid in element.kids if not isinstance(kid, Element)), None)
    kids = " ".join(
        kid.reference
        if isinstance(kid, Element)
        else str(kid[1])
        if kid[0].number == page
        else f"<</Type /MCR /Pg {pages[kid[0].number]} /MCID {kid[1]}>>"
        for kid in element.kids
    )
    on = "" if page is None else f" /Pg {pages[page]}"
    return f"<</Type /StructElem /S /{element.role} /P {parent}{on} {element.attributes} /K [{kids}]>>"


def root_text(document: Element, marks: Sequence[Sequence[Element]]) -> str:
    """The dictionary of the root, with the tree that leads back from marked content to its element."""
    back = " ".join(f"{page} [{' '.join(mark.reference for mark in each)}]" for page, each in enumerate(marks))
    return (
        f"<</Type /StructTreeRoot /K [{document.reference}] /ParentTree <</Nums [{back}]>> "
        f"/ParentTreeNextKey {len(marks)}>>"
    )
