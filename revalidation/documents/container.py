"""The file around the sheets, by fpdf2: fonts, structure, outline and metadata, as PDF/UA-1 and PDF/A-2a ask."""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import datetime
from functools import cache
from itertools import accumulate, count

from fpdf import FPDF
from fpdf.annotations import PDFAnnotation
from fpdf.enums import OutputIntentSubType
from fpdf.output import ContentWithoutID, OutputProducer, PDFICCProfile, PDFPage
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import DestinationXYZ, PDFObject
from fpdf.util import builtin_srgb2014_bytes

from revalidation.documents.attachments import Attachment
from revalidation.documents.digests import Digests, page_digest
from revalidation.documents.embedding import Embedded, embedded
from revalidation.documents.lines import Glyphs
from revalidation.documents.metadata import xmp
from revalidation.documents.packing import packed, padded
from revalidation.documents.sheets import Sheet
from revalidation.documents.structure import Element, Place, element_text, root_text
from revalidation.documents.typefaces import Typeface
from revalidation.domain.page_pictures import PagePicture

_SYMBOLIC = 4  # a flag of a font: its codes are its own
_PRODUCER = "py-pdf/fpdf2"


class Container(FPDF):
    """A PDF into which finished sheets are put."""

    def __init__(self, *, title: str, author: str, at: datetime, archived_as: int) -> None:
        super().__init__(unit="pt", format="A4")
        self.set_auto_page_break(auto=False)
        self._set_min_pdf_version("1.7")
        self.allow_images_transparency = False
        self.single_resources_object = True
        self.set_title(title)
        if author:
            self.set_author(author)
        self.set_lang("en-GB")
        self.set_creation_date(at)
        self.set_producer(_PRODUCER)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_xmp_metadata(xmp(title=title, author=author, at=at, producer=_PRODUCER, part=archived_as))
        profile = copy(_srgb())
        self.add_output_intent(OutputIntentSubType.PDFA, "sRGB", dest_output_profile=profile, info="sRGB IEC61966-2.1")
        self.document = Element("Document")
        self.glyphs = Glyphs()
        self.pictures: dict[str, PagePicture] = {}
        self._faces: set[Typeface] = set()
        self._digests: list[str] = []

    def put(self, sheet: Sheet) -> None:
        """Add a sheet."""
        self.add_page(format=(sheet.paper.width, sheet.paper.height))
        for bookmark, depth in sheet.bookmarks:
            self.start_section(bookmark, level=depth)
        content = padded(sheet.content())
        self.pages[self.page] = _Page(sheet, self.page, packed(content))
        self._faces |= sheet.faces
        pictures = {name: self.pictures[name].pixels for name in sheet.pictures}
        self._digests.append(page_digest(content, pictures, links=len(sheet.places)))

    def hold(self, page: PagePicture) -> str:
        """Take a picture into the file; the name by which sheets draw it."""
        name = f"I{len(self.pictures) + 1}"
        self.pictures[name] = page
        return name

    def digests(self) -> Digests:
        """What has been put in so far."""
        return Digests(tuple(self._digests), tuple(sorted(font.digest for _, font in self.faces())))

    def faces(self) -> Iterator[tuple[Typeface, Embedded]]:
        """Each typeface that is drawn, as it is embedded."""
        for face in sorted(self._faces, key=lambda face: face.resource):
            numbers = face.everyday.union(self.glyphs.used[face])
            yield face, embedded(face, numbers, frozenset(self.glyphs.says[face].items()))

    def attach(self, attachment: Attachment) -> None:
        """Attach a file, as PDF/A-3 asks."""
        self.embed_file(
            bytes=attachment.content,
            basename=attachment.name,
            mime_type=attachment.media_type,
            desc=attachment.says,
            modification_date=self.creation_date,
            associated_file_relationship=attachment.relationship,
            compress=attachment.is_packed,
        )

    def written(self) -> bytes:
        """The file."""
        return bytes(self.output(output_producer_class=_Producer))


class _Producer(OutputProducer):
    """fpdf2's writer, with fonts of our own making and a structure tree."""

    fpdf: Container

    def _add_pages(self, _slice: slice = slice(0, None)) -> list[PDFPage]:
        pages = self._sheets_in_order()
        keys = count(len(pages))  # of the tree that leads back, where pages come first
        for page in pages:
            for one in (page, page.content):
                self._add_pdf_obj(one)
            page.sheet.page = page.ref
            for place in page.sheet.places:
                page.add_annotation(_annotation(place, pages[place.link.leads_to - 1].sheet.height, next(keys)))
        return [*pages]

    def _sheets_in_order(self) -> list["_Page"]:
        return [page for page in self._iter_pages_in_order() if isinstance(page, _Page)]

    def _add_fonts(self, *_: object) -> dict[int, PDFObject]:  # type: ignore[override]
        return {int(face.resource[1:]): self._add_font(face, font) for face, font in self.fpdf.faces()}

    def _add_images(self) -> dict[int, PDFObject]:  # type: ignore[override]
        return {
            number: self._add(
                _Stream(
                    f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} "
                    f"/ColorSpace /Device{'Gray' if page.is_grey else 'RGB'} "
                    f"/BitsPerComponent {8 if page.is_jpeg else 4} "
                    f"/Filter /{'DCTDecode' if page.is_jpeg else 'FlateDecode'}",
                    page.pixels,
                )
            )
            for number, page in enumerate(self.fpdf.pictures.values(), start=1)
        }

    def _add_font(self, face: Typeface, font: Embedded) -> PDFObject:
        kind = "/Subtype /OpenType" if face.is_cff else f"/Length1 {font.size}"
        file = self._add(_Stream(f"{kind} /Filter /FlateDecode", font.packed_file))
        unicodes = self._add(_Stream("/Filter /FlateDecode", font.packed_unicodes))
        box = " ".join(map(str, face.box))
        descriptor = self._add(
            _Written(
                f"<</Type /FontDescriptor /FontName /{font.name} /Flags {_SYMBOLIC} "
                f"/FontBBox [{box}] /ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight 714 "
                f"/StemV {140 if face.is_bold else 80} /FontFile{3 if face.is_cff else 2} {file.ref}>>"
            )
        )
        kind = "/Subtype /CIDFontType0" if face.is_cff else "/Subtype /CIDFontType2 /CIDToGIDMap /Identity"
        descendant = self._add(
            _Written(
                f"<</Type /Font {kind} /BaseFont /{font.name} /DW 1000 /W [{font.widths}] "
                f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
                f"/FontDescriptor {descriptor.ref}>>"
            )
        )
        return self._add(
            _Written(
                f"<</Type /Font /Subtype /Type0 /BaseFont /{font.name} /Encoding /Identity-H "
                f"/ToUnicode {unicodes.ref} /DescendantFonts [{descendant.ref}]>>"
            )
        )

    def _add(self, one: PDFObject) -> PDFObject:
        self._add_pdf_obj(one)
        return one

    def _add_structure_tree(self) -> PDFObject:
        document = self.fpdf.document
        root = _Written("")
        self._add_pdf_obj(root)
        pages = self._sheets_in_order()
        places = [place for page in pages for place in page.sheet.places]
        for place, annotation in zip(places, [one for page in pages for one in page.annots or ()], strict=True):
            place.reference = annotation.ref
        elements = document.all()
        for number, element in enumerate(elements, start=root.id + 1):
            element.reference = f"{number} 0 R"
        self.obj_id += len(elements)
        texts = (
            element_text(element, element.parent.reference if element.parent else root.ref) for element in elements
        )
        self.pdf_objs.append(_Elements(self, root.id + 1, texts))
        root.text = root_text(document, [page.sheet.marks for page in pages], places)
        return root


class _Page(PDFPage):
    """A sheet in the file."""

    def __init__(self, sheet: Sheet, index: int, content: bytes) -> None:
        super().__init__(duration=None, transition=None, contents=bytearray(), index=index)
        self.sheet, self.content = sheet, _Stream("/Filter /FlateDecode", content)

    def serialize(self, _dictionary: object = None, _security_handler: object = None) -> str:
        """As it stands in the file; links follow the structure."""
        paper = self.sheet.paper
        links = f" /Annots {self.annots.serialize()}" if self.annots else ""
        return (
            f"{self.id} 0 obj\n<</Type /Page /Parent {_reference(self.parent)} "
            f"/MediaBox [0 0 {paper.width:.2f} {paper.height:.2f}] /Resources {_reference(self.resources)} "
            f"/Contents {self.content.ref} /StructParents {self.index() - 1} /Tabs /S{links}>>\nendobj"
        )


class _Written(PDFObject):
    """An object of the file whose text is put together by ourselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def serialize(self, _dictionary: object = None, _security_handler: object = None) -> str:
        """As it stands in the file."""
        return f"{self.id} 0 obj\n{self.text}\nendobj"


class _Stream(PDFObject):
    """A stream whose bytes are packed already."""

    def __init__(self, entries: str, content: bytes) -> None:
        super().__init__()
        self._entries, self._content = entries, content

    def serialize(self, _dictionary: object = None, _security_handler: object = None) -> bytes:  # type: ignore[override]
        """As it stands in the file."""
        above = f"{self.id} 0 obj\n<<{self._entries} /Length {len(self._content)}>>\nstream\n"
        return b"".join((above.encode("ascii"), self._content, b"\nendstream\nendobj"))


class _Elements(ContentWithoutID):
    """All elements of the structure at once, since there are many: it says itself where each of them begins."""

    def __init__(self, writer: OutputProducer, first: int, texts: Iterable[str]) -> None:
        self._writer, self._first, self._texts = writer, first, texts

    def serialize(self, _security_handler: object = None) -> str:
        """As they stand in the file."""
        written = [f"{number} 0 obj\n{text}\nendobj" for number, text in enumerate(self._texts, start=self._first)]
        begins = accumulate([len(each) + 1 for each in written], initial=len(self._writer.buffer))
        self._writer.offsets.update(zip(range(self._first, self._first + len(written)), begins, strict=False))
        return "\n".join(written)


@cache
def _srgb() -> PDFICCProfile:
    """Packed once; each file has a copy with a number of its own."""
    return PDFICCProfile(contents=builtin_srgb2014_bytes(), n=3, alternate="DeviceRGB")


def _reference(one: PDFObject | None) -> str:
    return one.ref if one else "null"


def _annotation(place: Place, top: float, key: int) -> PDFAnnotation:
    left, foot, right, above = place.box
    where = DestinationXYZ(place.link.leads_to, top=top)
    annotation = PDFAnnotation("Link", left, above, right - left, above - foot, contents=place.link.says, dest=where)
    annotation.struct_parent = key  # type: ignore[attr-defined]
    return annotation
