"""Files such as people upload, and such as nobody should: made here, so that the tests need none lying about."""

import zlib
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

A4 = (0, 0, 595, 842)
TEXT = b"BT /F1 24 Tf 72 700 Td (Certificate of attendance) Tj ET"


def pdf(pages: int = 1, content: bytes = TEXT, *, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """A PDF of so many pages with a text on each."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    drawn = made.make_stream(content)
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.Contents = drawn
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return saved(made, encryption=encryption)


def saved(made: pikepdf.Pdf, **how: Any) -> bytes:  # noqa: ANN401 (as pikepdf and Pillow take them)
    out = BytesIO()
    made.save(out, deterministic_id=not how.get("encryption"), **how)
    return out.getvalue()


def endless_pdf(pages: int = 20_001) -> bytes:
    """As many pages as nobody would read: each time the same one."""
    kids = b" ".join([b"3 0 R"] * pages)
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count %d /Kids [%b]>>" % (pages, kids),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
    )
    body = b"".join(b"%d 0 obj %b endobj\n" % numbered for numbered in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer <</Root 1 0 R /Size 4>>\n%%EOF"


def locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


def slow_pdf() -> bytes:
    """A page that is painted over hundreds of thousands of times."""
    return pdf(content=b"0 0 595 842 re f " * 300_000)


def active_pdf() -> bytes:
    """One that runs a script when it is opened, starts a program, has a form and a link, and carries another file."""
    made = pikepdf.open(BytesIO(pdf()))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('hello')"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    made.Root.OpenAction = script
    made.Root.AA = pikepdf.Dictionary(WC=script)
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))
    made.attachments["run.exe"] = b"MZ" * 100
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 595, 842], A=launch)
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(annotation)])
    made.pages[0].AA = pikepdf.Dictionary(O=launch)
    return saved(made)


def unpacking_bomb() -> bytes:
    """Two kilobytes that become 700 million bytes: zeros packed, and packed once more."""
    packer = zlib.compressobj(6)
    once = b"".join(packer.compress(bytes(1 << 20)) for _ in range(700)) + packer.flush()
    made = pikepdf.open(BytesIO(pdf()))
    made.pages[0].Contents = pikepdf.Stream(
        made, zlib.compress(once, 9), Filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
    )
    return saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def drawing_bomb(levels: int = 12) -> bytes:
    """Three kilobytes that draw for ever: each form draws the one below it ten times."""
    made = pikepdf.open(BytesIO(pdf()))
    form = made.make_stream(b"0 0 595 842 re f " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[*A4])
    for _ in range(levels):
        form = made.make_stream(
            b"/X Do " * 10,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[*A4],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form)),
        )
    made.pages[0].Contents = made.make_stream(b"/X Do")
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    return saved(made)


def nested_pdf(depth: int = 200_000) -> bytes:
    """Brackets in brackets, deeper than a reader that calls itself can go."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b">>\nendobj\n"
    return body + b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF"


def large_page_pdf() -> bytes:
    """A page of fifteen kilometres with a picture that claims to be as large."""
    made = pikepdf.open(BytesIO(pdf()))
    picture = pikepdf.Stream(
        made,
        zlib.compress(bytes(10_000)),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=60_000,
        Height=60_000,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )
    made.pages[0].MediaBox = [0, 0, 40_000_000, 40_000_000]
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    made.pages[0].Contents = made.make_stream(b"40000000 0 0 40000000 0 0 cm /I Do")
    return saved(made)


def filled_form_pdf() -> bytes:
    """A form whose only text is what somebody filled into its field."""
    made = pikepdf.open(BytesIO(pdf(content=b"")))
    looks = made.make_stream(
        b"0 0 300 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 100]
    )
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("name"),
            F=4,
            Rect=[100, 500, 400, 600],
            AP=pikepdf.Dictionary(N=looks),
        )
    )
    made.pages[0].Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    return saved(made)


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **how: Any) -> bytes:  # noqa: ANN401 (as pikepdf and Pillow take them)
    out = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(out, kind, **how)
    return out.getvalue()


def picture_with_position() -> bytes:
    """As a telephone takes it: on its side, with the place where it stood."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 30.0), 3: "W", 4: (1.0, 33.0, 10.0)})
    exif[0x010E] = "Ward 7, Moor House"
    return picture(exif=exif)


def huge_picture() -> bytes:
    """Two hundred million pixels in a file that is small enough to be uploaded."""
    return picture("PNG", (20_000, 10_000), "L")
