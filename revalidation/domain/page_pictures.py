"""Pages of files that others made, as the plain pictures that they have become."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of a file, and the text that stands on it.

    `pixels` are a JPEG in grey or RGB, or sixteen greys, two in a byte, packed by zlib.
    """

    number: int
    of: int
    width: int
    height: int
    is_grey: bool
    is_jpeg: bool
    pixels: bytes
    text: str
