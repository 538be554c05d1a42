"""The task of turning a foreign PDF or picture into plain pictures; it runs apart, and knows nothing of the app."""

import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageOps
from pypdfium2.raw import FPDF_ERR_PASSWORD

from revalidation.opening.frames import NotOpenedError, Reason, write_frame
from revalidation.opening.held import held_down

DPI = 150
LONGEST_SIDE = 1754  # pixels: the height of A4 at that resolution
MOST_TEXT = 4000  # characters of a page that are read out in its place
_QUALITY = 80
_GREYS = [round(value / 17) for value in range(256)]  # sixteen are enough for print, and pack well
_COLOUR = [0] * 49 + [1] * 207  # a smaller difference is ink that is almost black, or tinted paper
_MILLION = 1_000_000

Pages = tuple[int, Iterator[tuple[Image.Image, str]]]  # how many, then each with its text


def main(order: str) -> None:
    """Say how many pages there are, then give a picture and the text of each."""
    asked = held_down(order)
    content, out = sys.stdin.buffer.read(), sys.stdout.buffer
    try:
        number, pages = _pdf(content, asked) if asked["format"] == "PDF" else _picture(content, asked)
        write_frame(out, {"pages": number})
        for picture, text in pages:
            facts, packed = _packed(picture)
            write_frame(out, {**facts, "text": text}, packed)
        write_frame(out, {"done": True})
    except NotOpenedError as refused:
        reason, figure = refused.args
        write_frame(out, {"refused": reason, "figure": figure})
    except MemoryError:
        write_frame(out, {"refused": Reason.DEMANDING, "figure": 0})
    except (ValueError, OSError, SyntaxError, EOFError, pdfium.PdfiumError):  # what Pillow and pdfium raise
        write_frame(out, {"refused": Reason.DAMAGED, "figure": 0})


def _pdf(content: bytes, asked: dict[str, Any]) -> Pages:
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        reason = Reason.LOCKED if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD else Reason.DAMAGED
        raise NotOpenedError(reason, 0) from None
    number = len(pdf)
    if not number:
        raise NotOpenedError(Reason.DAMAGED, 0)
    if number > asked["pages"]:
        raise NotOpenedError(Reason.LONG, number)
    # What somebody filled in stands in a form's fields. This build of pdfium has no engine for scripts.
    pdf.init_forms()
    return number, (_drawn(pdf[index]) for index in range(number))


def _drawn(page: pdfium.PdfPage) -> tuple[Image.Image, str]:
    longest = max(page.get_size())
    if not longest > 0:
        raise NotOpenedError(Reason.DAMAGED, 0)
    # Below one pixel a side can't be drawn: no page is worth looking at that is 1,754 times as long as wide.
    picture = page.render(scale=min(DPI / 72, LONGEST_SIDE / longest)).to_pil()
    return picture, page.get_textpage().get_text_bounded()[:MOST_TEXT]


def _picture(content: bytes, asked: dict[str, Any]) -> Pages:
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    picture = Image.open(BytesIO(content), formats=[asked["format"]])
    pixels = picture.width * picture.height
    if pixels > asked["pixels"]:
        raise NotOpenedError(Reason.LARGE, round(pixels / _MILLION))
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than it is needed
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Turned as the camera was held; after that, nothing of what the camera wrote is kept.
    return 1, iter([(ImageOps.exif_transpose(picture), "")])


def _packed(picture: Image.Image) -> tuple[dict[str, Any], bytes]:
    """The pixels alone: as a JPEG, or as greys without loss where that is smaller, as it is for print."""
    plain = _on_white(picture)
    red, green, blue = plain.split()
    is_grey = all(ImageChops.difference(red, other).point(_COLOUR).getbbox() is None for other in (green, blue))
    grey = plain.convert("L")
    packed = BytesIO()
    (grey if is_grey else plain).save(packed, "JPEG", quality=_QUALITY)
    found = {"width": plain.width, "height": plain.height, "is_grey": is_grey, "is_jpeg": True}
    if is_grey:
        greys = zlib.compress(_two_in_a_byte(grey.point(_GREYS)))
        if len(greys) < len(packed.getvalue()):
            return {**found, "is_jpeg": False}, greys
    return found, packed.getvalue()


def _two_in_a_byte(picture: Image.Image) -> bytes:
    """Pixels of four bits each; a row begins with a byte of its own."""
    even = picture.crop((0, 0, picture.width + picture.width % 2, picture.height)).tobytes()
    left, right = even[0::2], even[1::2]
    # As two long numbers: a loop over pixels takes a hundred times as long.
    both = int.from_bytes(left, "big") << 4 | int.from_bytes(right, "big")
    return both.to_bytes(len(left), "big")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("RGB")
