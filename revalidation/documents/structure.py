"""The structure of a tagged PDF: what each piece of a page is, for whoever listens to it instead of looking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class OnPage(Protocol):
    """A sheet, which knows how the file calls its page when it is written."""

    page: str


Mark = tuple[OnPage, int]  # marked content of a sheet, by its number there


class Element:
    """One structure element; its kids are elements, marked content, and places that can be clicked."""

    __slots__ = ("attributes", "kids", "parent", "reference", "role")

    def __init__(self, role: str, parent: Element | None = None, attributes: str = "") -> None:
        self.role, self.parent, self.attributes = role, parent, attributes
        self.kids: list[Element | Mark | Place] = []
        self.reference = ""
        if parent is not None:
            parent.kids.append(self)

    def all(self) -> list[Element]:
        """It and every element below."""
        found = [self]
        for element in found:  # which grows meanwhile
            found.extend(kid for kid in element.kids if isinstance(kid, Element))
        return found


class Link(Element):
    """A text that leads to a page, counted from 1, and what is said of that."""

    __slots__ = ("leads_to", "says")

    def __init__(self, parent: Element, leads_to: int, says: str) -> None:
        super().__init__("Link", parent)
        self.leads_to, self.says = leads_to, says


class Place:
    """Where on a sheet a link can be clicked: left, foot, right and top."""

    __slots__ = ("box", "link", "reference", "sheet")

    def __init__(self, link: Link, sheet: OnPage, box: tuple[float, float, float, float]) -> None:
        self.link, self.sheet, self.box = link, sheet, box
        self.reference = ""
        link.kids.append(self)


def heading_of(what: str) -> str:
    """The attributes of a TH of a `Row` or a `Column`."""
    return f"/A <</O /Table /Scope /{what}>>"


def figure(parent: Element, alternative: str) -> Element:
    """A picture, with what is said of it to whoever can't see it."""
    return Element("Figure", parent, f"/Alt {spoken(alternative)}")


def spoken(text: str) -> str:
    """A text string of a PDF."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def element_text(element: Element, parent: str) -> str:
    """The dictionary of an element, when everything has its reference."""
    on, kids = "", list[str]()
    for kid in element.kids:
        if isinstance(kid, tuple):
            page, number = kid[0].page, kid[1]
            on = on or page
            kids.append(f"{number}" if page == on else f"<</Type /MCR /Pg {page} /MCID {number}>>")
        elif isinstance(kid, Element):
            kids.append(kid.reference)
        else:
            kids.append(f"<</Type /OBJR /Pg {kid.sheet.page} /Obj {kid.reference}>>")
    on = on and f" /Pg {on}"
    return f"<</Type /StructElem /S /{element.role} /P {parent}{on} {element.attributes} /K [{' '.join(kids)}]>>"


def root_text(document: Element, marks: Sequence[Sequence[Element]], places: Iterable[Place]) -> str:
    """The dictionary of the root, with the tree that leads back from marked content and places to their elements."""
    back = [f"[{' '.join([mark.reference for mark in each])}]" for each in marks]
    back += [place.link.reference for place in places]
    numbered = " ".join(f"{key} {one}" for key, one in enumerate(back))
    return (
        f"<</Type /StructTreeRoot /K [{document.reference}] /ParentTree <</Nums [{numbered}]>> "
        f"/ParentTreeNextKey {len(back)}>>"
    )
