"""Files of evidence: which kinds are taken, told by their content, how large they may be, and what they are called."""

from dataclasses import dataclass
from enum import StrEnum

from revalidation.domain.file_names import file_name_part
from revalidation.domain.portfolio_refusals import EmptyFile, FileTooLarge, NoRoomLeft, NotAReadableFile
from revalidation.domain.text import cleaned

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_BYTES_IN_ALL = 200 * MEGABYTE
NAME_BYTES = 120

_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
_PDF_WITHIN = 1024  # readers look this far for the mark of a PDF


class MediaType(StrEnum):
    """What a file is, as it is served."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


ENDINGS = {MediaType.PDF: ".pdf", MediaType.PNG: ".png", MediaType.JPEG: ".jpg"}
KIND_WORDS = {MediaType.PDF: "PDF", MediaType.PNG: "PNG picture", MediaType.JPEG: "JPEG picture"}
_ENDINGS_TYPED = (".pdf", ".png", ".jpg", ".jpeg", ".jpe", ".jfif")


class AboutKind(StrEnum):
    """What a file may be evidence of."""

    CPD = "cpd"
    FEEDBACK = "feedback"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class About:
    """One entry of her logs that a file is evidence of."""

    kind: AboutKind
    id: int


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that may be kept: its name, its kind by content, and its size in bytes."""

    name: str
    media_type: MediaType
    size: int


def accepted(name: str, content: bytes, *, used: int) -> EvidenceFile:
    """The file as it is kept, beside `used` bytes of others.

    Raises EmptyFile, FileTooLarge, NotAReadableFile, NoRoomLeft.
    """
    if not content:
        raise EmptyFile(field="file")
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="file", limit=said_size(MOST_BYTES), size=said_size(len(content)))
    media_type = media_type_of(content)
    if media_type is None:
        raise NotAReadableFile(field="file")
    if used + len(content) > MOST_BYTES_IN_ALL:
        limit, size = said_size(MOST_BYTES_IN_ALL), said_size(used + len(content))
        raise NoRoomLeft(field="file", limit=limit, size=size)
    return EvidenceFile(file_name(name, media_type), media_type, len(content))


def media_type_of(content: bytes) -> MediaType | None:
    """What a file is by its first bytes; its name and what a browser says of it count for nothing."""
    if content.startswith(_PNG):
        return MediaType.PNG
    if content.startswith(_JPEG):
        return MediaType.JPEG
    if _PDF in content[:_PDF_WITHIN] and not content.lstrip().startswith((b"<", b"PK")):
        return MediaType.PDF
    return None


def file_name(typed: str, media_type: MediaType) -> str:
    """A name every system accepts, without the folders before it, with the ending of what the file really is."""
    own = cleaned(typed).replace("\\", "/").rsplit("/", maxsplit=1)[-1].strip()
    stem = next((own[: -len(each)] for each in _ENDINGS_TYPED if own.lower().endswith(each)), own)
    return (file_name_part(stem, NAME_BYTES) or "Evidence") + ENDINGS[media_type]


def said_size(size: int) -> str:
    """`200 MB`, `1.4 MB`, `320 KB`."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1024))} KB"
