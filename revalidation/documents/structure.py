"""The structure of a tagged PDF: what each piece of a page is, for whoever listens to it instead of looking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


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

    def all(self) -> list[Element]:
        """It and every element below."""
        found = [self]
        for element in found:  # which grows meanwhile
            found += [kid for kid in element.kids if isinstance(kid, Element)]
        return found


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
    first: int | None = None
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(kid.reference)
            continue
        page, mark = kid[0].number, kid[1]
        first = page if first is None else first
        kids.append(f"{mark}" if page == first else f"<</Type /MCR /Pg {pages[page]} /MCID {mark}>>")
    on = "" if first is None else f" /Pg {pages[first]}"
    return f"<</Type /StructElem /S /{element.role} /P {parent}{on} {element.attributes} /K [{' '.join(kids)}]>>"


def root_text(document: Element, marks: Sequence[Sequence[Element]]) -> str:
    """The dictionary of the root, with the tree that leads back from marked content to its element."""
    back = " ".join(f"{page} [{' '.join(mark.reference for mark in each)}]" for page, each in enumerate(marks))
    return (
        f"<</Type /StructTreeRoot /K [{document.reference}] /ParentTree <</Nums [{back}]>> "
        f"/ParentTreeNextKey {len(marks)}>>"
    )
