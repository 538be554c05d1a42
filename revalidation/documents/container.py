"""The file around the sheets, by fpdf2: fonts, structure, outline and metadata, as PDF/UA-1 and PDF/A-2a ask."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from itertools import count
from zlib import adler32

from fpdf import FPDF
from fpdf.enums import OutputIntentSubType, PageLabelStyle
from fpdf.output import ContentWithoutID, OutputProducer, PDFFontStream, PDFICCProfile, PDFPage, PDFXObject
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import Name, PDFContentStream, PDFObject
from fpdf.util import builtin_srgb2014_bytes

from revalidation.documents.attachments import Attachment
from revalidation.documents.digests import Digests, page_digest
from revalidation.documents.lines import Glyphs
from revalidation.documents.metadata import xmp
from revalidation.documents.sheets import Sheet
from revalidation.documents.structure import Element, element_text, root_text
from revalidation.documents.typefaces import NAMES, Typeface
from revalidation.domain.page_pictures import PagePicture

_SYMBOLIC = 4  # a flag of a font: its codes are its own
_PRODUCER = "py-pdf/fpdf2"
_UNICODES = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_IN_A_BLOCK = 100


# Pages are a sixth of a file, and packing them tighter costs as much as drawing them.
PDFContentStream._COMPRESSION_LEVEL = 1  # noqa: SLF001


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
        profile = PDFICCProfile(contents=_srgb(), n=3, alternate="DeviceRGB")
        self.add_output_intent(OutputIntentSubType.PDFA, "sRGB", dest_output_profile=profile, info="sRGB IEC61966-2.1")
        self.document = Element("Document")
        self.marks: list[list[Element]] = []
        self.glyphs = Glyphs()
        self.pictures: dict[str, PagePicture] = {}
        self._pages: list[str] = []

    def put(self, sheet: Sheet) -> None:
        """Add a sheet."""
        sheet.number = len(self.marks)
        self.add_page(format=(sheet.paper.width, sheet.paper.height), label_style=PageLabelStyle.NUMBER)
        for bookmark, depth in sheet.bookmarks:
            self.start_section(bookmark, level=depth)
        page = self.pages[self.page]
        page.contents = bytearray(_padded(sheet.content()))
        self.marks.append(sheet.marks)
        self._pages.append(
            page_digest(bytes(page.contents), {name: self.pictures[name].pixels for name in sheet.pictures})
        )

    def hold(self, page: PagePicture) -> str:
        """Take a picture into the file; the name by which sheets draw it."""
        name = f"I{len(self.pictures) + 1}"
        self.pictures[name] = page
        return name

    def digests(self) -> Digests:
        """What has been put in so far."""
        files = (self.font_file(face, numbers) for face, numbers, _ in self.faces())
        return Digests(tuple(self._pages), tuple(sorted(sha256(file).hexdigest() for file in files)))

    def faces(self) -> Iterator[tuple[Typeface, list[int], dict[int, str]]]:
        """Each typeface that is used, with the glyphs of it that are, and what some of them say."""
        for name in NAMES:
            for face in [face for face in self.glyphs.used if face.name == name]:
                yield face, sorted(self.glyphs.used[face]), self.glyphs.says[face]

    @staticmethod
    def font_file(face: Typeface, numbers: list[int]) -> bytes:
        """A typeface with the glyphs that are used, and another one where its end could be taken for that of a line."""
        subsets = (face.subset({0, *numbers, more}) for more in count())
        return next(each for each in subsets if _ends_well(each))

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
        pages = super()._add_pages(_slice)
        for number, page in enumerate(pages):
            page.struct_parents = number
            page.tabs = Name("S")  # type: ignore[attr-defined]  # links follow the structure
        return pages

    def _add_fonts(self, *_: object) -> dict[int, PDFObject]:  # type: ignore[override]
        return {
            NAMES.index(face.name) + 1: self._add_font(face, numbers, says) for face, numbers, says in self.fpdf.faces()
        }

    def _add_images(self) -> dict[int, PDFXObject]:
        found: dict[int, PDFXObject] = {}
        for number, page in enumerate(self.fpdf.pictures.values(), start=1):
            found[number] = PDFXObject(
                contents=page.pixels,
                subtype="Image",
                width=page.width,
                height=page.height,
                color_space=Name("DeviceGray" if page.is_grey else "DeviceRGB"),
                bits_per_component=8 if page.is_jpeg else 4,
                img_filter="DCTDecode" if page.is_jpeg else "FlateDecode",
            )
            self._add_pdf_obj(found[number], "images")
        return found

    def _add_font(self, face: Typeface, numbers: list[int], says: dict[int, str]) -> PDFObject:
        digest = sha256(repr(numbers).encode()).digest()
        name = f"{''.join(chr(65 + byte % 26) for byte in digest[:6])}+{face.name}"
        file = self.fpdf.font_file(face, numbers)
        font_file = _OpenType(file) if face.is_cff else PDFFontStream(contents=file)
        unicodes = PDFContentStream(_padded(_unicodes(face, numbers, says).encode("ascii")), compress=True)
        for stream in (font_file, unicodes):
            self._add_pdf_obj(stream, "fonts")
        box = " ".join(map(str, face.box))
        descriptor = self._add_written(
            f"<</Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC} "
            f"/FontBBox [{box}] /ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight 714 "
            f"/StemV {140 if face.is_bold else 80} /FontFile{3 if face.is_cff else 2} {font_file.ref}>>"
        )
        kind = "/Subtype /CIDFontType0" if face.is_cff else "/Subtype /CIDFontType2 /CIDToGIDMap /Identity"
        widths = " ".join(f"{number} [{face.width(number)}]" for number in numbers)
        descendant = self._add_written(
            f"<</Type /Font {kind} /BaseFont /{name} /DW 1000 /W [{widths}] "
            f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {descriptor.ref}>>"
        )
        return self._add_written(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /ToUnicode {unicodes.ref} "
            f"/DescendantFonts [{descendant.ref}]>>"
        )

    def _add_written(self, text: str) -> PDFObject:
        written = _Written(text)
        self._add_pdf_obj(written)
        return written

    def _add_structure_tree(self) -> PDFObject:
        document = self.fpdf.document
        root = _Written("")
        self._add_pdf_obj(root)
        elements = document.all()
        for element in elements:
            self.obj_id += 1
            element.reference = f"{self.obj_id} 0 R"
        pages = [page.ref for page in self._iter_pages_in_order()]
        texts = (
            element_text(element, element.parent.reference if element.parent else root.ref, pages)
            for element in elements
        )
        self.pdf_objs.append(_Elements(self, root.id + 1, texts))
        root.text = root_text(document, self.fpdf.marks)
        return root


class _OpenType(PDFContentStream):
    """A font file whose outlines are PostScript's."""

    def __init__(self, contents: bytes) -> None:
        super().__init__(contents, compress=True)
        self.subtype = Name("OpenType")


class _Written(PDFObject):
    """An object of the file whose text is put together by ourselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def serialize(self, _dictionary: object = None, _security_handler: object = None) -> str:
        """As it stands in the file."""
        return f"{self.id} 0 obj\n{self.text}\nendobj"


class _Elements(ContentWithoutID):
    """All elements of the structure at once, since there are many: it says itself where each of them begins."""

    def __init__(self, writer: OutputProducer, first: int, texts: Iterable[str]) -> None:
        self._writer, self._first, self._texts = writer, first, texts

    def serialize(self, _security_handler: object = None) -> str:
        """As they stand in the file."""
        at, written = len(self._writer.buffer), []
        for number, text in enumerate(self._texts, start=self._first):
            self._writer.offsets[number] = at
            written.append(f"{number} 0 obj\n{text}\nendobj")
            at += len(written[-1]) + 1
        return "\n".join(written)


@cache
def _srgb() -> bytes:
    return builtin_srgb2014_bytes()


def _ends_well(data: bytes) -> bool:
    """Whether its checksum, with which it ends when compressed, can't be taken for the end of a line."""
    return adler32(data) & 0xFF not in b"\r\n"


def _padded(operators: bytes) -> bytes:
    return operators if _ends_well(operators) else _padded(operators + b" ")


def _unicodes(face: Typeface, numbers: list[int], says: dict[int, str]) -> str:
    pairs = [_pair(number, says.get(number) or face.characters[number]) for number in numbers]
    blocks = (pairs[start : start + _MOST_IN_A_BLOCK] for start in range(0, len(pairs), _MOST_IN_A_BLOCK))
    return _UNICODES.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    )


@lru_cache(maxsize=8_192)
def _pair(number: int, says: str) -> str:
    return f"<{number:04X}> <{says.encode('utf-16-be').hex().upper()}>"
