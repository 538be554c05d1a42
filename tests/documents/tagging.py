"""What must be true of every document we make: valid, archivable, tagged, and every tag leads to its text and back."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from page import validate_pdf_bytes
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, RectangleObject

_MARKS = re.compile(
    rb"/(\w+) <</MCID (\d+)>> BDC|/Artifact (?:BMC|<<[^>]*>> BDC)|/Span <<[^>]*>+ BDC|\bEMC\b|\bBT\b|\bre\b"
)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)


def faults_in(content: bytes, archived_as: str = "pdfa2a") -> list[str]:
    """Everything that is the matter with this PDF."""
    return [
        *conformance_faults(content, archived_as),
        *(f"qpdf: {line}" for line in _qpdf(content)),
        *tagging_faults(PdfReader(BytesIO(content))),
    ]


def conformance_faults(content: bytes, archived_as: str = "pdfa2a") -> list[str]:
    """What an independent checker of PDF/UA-1 and PDF/A-2a finds."""
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in ("ua1", archived_as)
        for failure in validate_pdf_bytes(content, profile=profile).failures
    ]


def _qpdf(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())]


def tagging_faults(pdf: PdfReader) -> list[str]:
    """Marked content that its page, the structure tree and the parent tree do not agree about."""
    root = pdf.root_object["/StructTreeRoot"].get_object()
    assert isinstance(root, DictionaryObject)
    numbers = root["/ParentTree"]["/Nums"]  # type: ignore[index]
    back = {str(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    pages = {page.indirect_reference: index for index, page in enumerate(pdf.pages)}
    claimed: dict[tuple[int, int], IndirectObject] = {}
    faults: list[str] = []
    pointed = list(_claims(root["/K"], None, pages, faults))
    for element, at in pointed:
        if isinstance(at, IndirectObject):
            continue
        if at in claimed:
            faults.append(f"{at} belongs to two elements")
        claimed[at] = element
    drawn: dict[tuple[int, int], str] = {}
    for index, page in enumerate(pdf.pages):
        contents = page.get_contents()
        marks, found = _marked(b"" if contents is None else contents.get_data(), index)
        drawn |= marks
        faults += found
        parents = back.get(str(page.get("/StructParents")), ArrayObject())
        expected = [claimed.get((index, number)) for number in range(len(parents))]
        if [parent.idnum for parent in parents] != [one and one.idnum for one in expected]:
            faults.append(f"the parent tree of page {index} leads elsewhere than the structure tree")
        if page.get("/Tabs") != "/S":
            faults.append(f"links of page {index} do not follow the structure")
        if len(parents) != len(marks):
            faults.append(f"page {index} has {len(marks)} marks, and the parent tree {len(parents)}")
    faults += [f"{at} is drawn and belongs to no element" for at in drawn.keys() - claimed.keys()]
    faults += [f"{at} belongs to an element and is not drawn" for at in claimed.keys() - drawn.keys()]
    for at in drawn.keys() & claimed.keys():
        role = claimed[at].get_object()["/S"]  # type: ignore[index]
        if role != f"/{drawn[at]}":
            faults.append(f"{at} is drawn as {drawn[at]} and belongs to {role}")
    links = [(element, at) for element, at in pointed if isinstance(at, IndirectObject)]
    return [*faults, *_link_faults(pdf, links, back)]


def _link_faults(
    pdf: PdfReader, claims: list[tuple[IndirectObject, IndirectObject]], back: dict[str, PdfObject]
) -> Iterator[str]:
    """What can be clicked and does not lead back to the one element that claims it, or not to a page of the file."""
    claimed = {at.idnum: element for element, at in claims}
    pages = {page.indirect_reference for page in pdf.pages}
    found = [(index, one) for index, page in enumerate(pdf.pages) for one in page.get("/Annots", ArrayObject())]
    if sorted(one.idnum for _, one in found) != sorted(at.idnum for _, at in claims):
        yield "not each link stands on a page once and belongs to one element"
    for index, one in found:
        link, element, page = one.get_object(), claimed.get(one.idnum), pdf.pages[index]
        leads_back = back.get(str(link.get("/StructParent")))
        if element is None or leads_back is None or leads_back.indirect_reference != element:
            yield f"a link of page {index} leads back to another element than the one that claims it"
        elif not _is_link_with_text(element.get_object(), page):
            yield f"what can be clicked on page {index} is no link with a text there"
        if not str(link.get("/Contents", "")).strip():
            yield f"a link of page {index} says nothing of where it leads"
        if next(iter(link["/Dest"])) not in pages or link.get("/F") != 4:
            yield f"a link of page {index} leads nowhere, or is not printed"
        left, foot, right, top = RectangleObject(link["/Rect"])
        if not (0 < left < right < page.mediabox.width and 0 < foot < top < page.mediabox.height):
            yield f"a link of page {index} stands outside it"


def _is_link_with_text(element: PdfObject | None, page: PageObject) -> bool:
    assert isinstance(element, DictionaryObject)
    texts = [kid for kid in element["/K"] if isinstance(kid, int)]  # type: ignore[attr-defined]
    on = [kid.raw_get("/Pg") for kid in element["/K"] if isinstance(kid, DictionaryObject)]  # type: ignore[attr-defined]
    return str(element["/S"]) == "/Link" and bool(texts) and page.indirect_reference in on


def _claims(
    kid: PdfObject, parent: IndirectObject | None, pages: dict[IndirectObject | None, int], faults: list[str]
) -> Iterator[tuple[IndirectObject, tuple[int, int] | IndirectObject]]:
    """Every piece of marked content that an element below this claims, and every link."""
    if isinstance(kid, ArrayObject):
        for one in kid:
            yield from _claims(one, parent, pages, faults)
        return
    element = kid.get_object()
    if not isinstance(element, DictionaryObject):
        return
    assert isinstance(kid, IndirectObject)
    if parent is not None and element.raw_get("/P") != parent:
        faults.append(f"{element['/S']} names another parent than the one it stands in")
    for one in element.get("/K", ArrayObject()):
        if isinstance(one, int):
            yield kid, (pages[element.raw_get("/Pg")], int(one))
        elif isinstance(one, DictionaryObject) and one.get("/Type") == "/MCR":
            yield kid, (pages[one.raw_get("/Pg")], int(str(one["/MCID"])))
        elif isinstance(one, DictionaryObject) and one.get("/Type") == "/OBJR":
            yield kid, one.raw_get("/Obj")
        else:
            yield from _claims(one, kid, pages, faults)


def _marked(content: bytes, page: int) -> tuple[dict[tuple[int, int], str], list[str]]:
    """The marks of a page by number, and what is drawn outside any."""
    found: dict[tuple[int, int], str] = {}
    faults: list[str] = []
    depth = 0
    for mark in _MARKS.finditer(_STRING.sub(b"()", content)):
        if mark[0] == b"EMC":
            depth -= 1
        elif mark[0] in {b"BT", b"re"}:
            if depth < 1:
                faults.append(f"page {page} draws something that is marked as nothing")
        else:
            depth += 1
            if mark[2] is not None:
                at = (page, int(mark[2]))
                if at in found:
                    faults.append(f"{at} is drawn twice")
                found[at] = mark[1].decode()
    if depth:
        faults.append(f"page {page} leaves marked content open")
    return found, faults


def quick_faults(content: bytes) -> list[str]:
    """The same from the other side and much faster: from each mark by the parent tree to the element that claims it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        faults = list(map(str, pdf.get_warnings()))
        for index, page in enumerate(pdf.pages):
            marks, found = _marked(page.Contents.read_bytes(), index)
            parents = list(tree[2 * int(page.StructParents) + 1])
            faults += found
            faults += [f"page {index} has {len(marks)} marks, and the parent tree {len(parents)}"][
                : len(marks) != len(parents)
            ]
            for (_, number), parent in zip(sorted(marks), parents, strict=False):
                if str(parent.S) != f"/{marks[index, number]}" or not _is_claimed(parent, page, number):
                    faults.append(f"mark {number} of page {index} is not claimed by its parent")
        return faults


def _is_claimed(element: pikepdf.Object, page: pikepdf.Page, number: int) -> bool:
    on = element.get("/Pg")
    for kid in element.K:
        if isinstance(kid, int):
            if kid == number and on is not None and on.objgen == page.objgen:
                return True
        elif kid.get("/MCID") == number and kid.Pg.objgen == page.objgen:
            return True
    return False


def structure(pdf: PdfReader) -> list[str]:
    """The roles of all elements, indented by their depth."""

    def walk(kid: PdfObject, depth: int) -> Iterator[str]:
        element = kid.get_object()
        if isinstance(element, ArrayObject):
            for one in element:
                yield from walk(one, depth)
        elif isinstance(element, DictionaryObject) and "/S" in element:
            yield f"{'  ' * depth}{str(element['/S'])[1:]}"
            yield from walk(element.get("/K", ArrayObject()), depth + 1)

    root = pdf.root_object["/StructTreeRoot"].get_object()
    assert isinstance(root, DictionaryObject)
    return list(walk(root["/K"], 0))
