"""Evidence as pictures of its pages: a PDF or picture goes in, plain pixels and text come out, and nothing else."""

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from revalidation.domain.evidence import MediaType
from revalidation.domain.opening_refusals import (
    FileDamaged,
    FileLocked,
    FileRefused,
    FileTooDemanding,
    FileTooLong,
    PictureTooLarge,
)
from revalidation.domain.page_pictures import PagePicture
from revalidation.opening.apart import frames_of
from revalidation.opening.frames import BrokenFrameError, Reason
from revalidation.opening.limits import EVIDENCE, Limits

_FORMATS = {MediaType.PDF: "PDF", MediaType.PNG: "PNG", MediaType.JPEG: "JPEG"}
_LARGEST_SIDE = 4000


def page_pictures(name: str, content: bytes, media_type: MediaType, limits: Limits = EVIDENCE) -> Iterator[PagePicture]:
    """Each page as a picture, as it is done.

    Raises FileLocked, FileDamaged, FileTooLong, PictureTooLarge, FileTooDemanding, OpeningBusy; some of them only
    after the first pages.
    """
    total, given = 0, 0
    with (
        closing(frames_of("picturing", content, limits, format=_FORMATS[media_type])) as frames,
        suppress(BrokenFrameError),
    ):
        for facts, pixels in frames:
            if "refused" in facts:
                raise _refusal(name, facts, limits)
            if "pages" in facts:
                total = _whole(facts["pages"], limits.pages)
            elif "done" in facts and given == total:
                return
            else:
                given += 1
                yield _page(facts, pixels, given, total)
    # It was ended by one of its limits, or says what no task of ours would.
    raise FileTooDemanding(name=name)


def _page(facts: dict[str, Any], pixels: bytes, number: int, of: int) -> PagePicture:
    """What came back, trusted in nothing. Raises BrokenFrameError."""
    width, height = (_whole(facts.get(side), _LARGEST_SIDE) for side in ("width", "height"))
    text = facts.get("text")
    if number > of or not isinstance(text, str):
        raise BrokenFrameError
    return PagePicture(
        number=number,
        of=of,
        width=width,
        height=height,
        is_grey=facts.get("is_grey") is True,
        is_jpeg=facts.get("is_jpeg") is True,
        pixels=pixels,
        text=text.encode(errors="ignore").decode(),
    )


def _whole(found: object, most: int) -> int:
    if not isinstance(found, int) or not 0 < found <= most:
        raise BrokenFrameError
    return found


def _refusal(name: str, facts: dict[str, Any], limits: Limits) -> FileRefused:
    reason, figure = facts["refused"], facts.get("figure")
    if reason == Reason.LOCKED:
        return FileLocked(name=name)
    if reason == Reason.LONG:
        return FileTooLong(name=name, pages=figure, most=limits.pages)
    if reason == Reason.LARGE:
        return PictureTooLarge(name=name, pixels=figure, most=limits.pixels // 1_000_000)
    return FileTooDemanding(name=name) if reason == Reason.DEMANDING else FileDamaged(name=name)
