"""Pages of files that others made, as the plain pictures that they have become."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of a file: `pixels` as a JPEG or packed by zlib, in grey or RGB; and the text that stands on it."""

    number: int
    of: int
    width: int
    height: int
    is_grey: bool
    is_jpeg: bool
    pixels: bytes
    text: str
