"""Bytes of a file as lines of text, whichever way they were encoded and whichever way its lines end."""

import codecs
import re
from collections.abc import Iterable
from io import BytesIO, TextIOWrapper

_FOREIGN = re.compile(rb"[\x80-\xff]+")
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 512
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOSTLY = 0.4
WINDOWS = "references-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A stretch that is no UTF-8, read as Windows-1252: files are often put together from several."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stretch = _FOREIGN.match(error.object, error.start)
    end = stretch.end() if stretch else error.end
    return error.object[error.start : end].decode("cp1252", errors="replace"), end


codecs.register_error(WINDOWS, _as_windows)


def lines(content: bytes) -> Iterable[str]:
    """Line by line, each with a line feed behind it, so that a large file is never held as text in one piece."""
    return _text(content)


def whole(content: bytes) -> str:
    """The same in one piece, every line ending in a line feed."""
    with _text(content) as text:
        return text.read()


def lines_in(content: bytes) -> int:
    """How many lines there are: what the line of a record is to be compared with to see how far the reading is."""
    return max(content.count(b"\n"), content.count(b"\r")) + 1


def _text(content: bytes) -> TextIOWrapper:
    encoding = _encoding(content)
    return TextIOWrapper(BytesIO(content), encoding=encoding, errors=WINDOWS if "utf-8" in encoding else "replace")


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if sample[1::2].count(0) > len(sample) // 2 * _MOSTLY:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) // 2 * _MOSTLY:
        return "utf-16-be"
    return "utf-8" if content.isascii() or _UTF_8.search(content) else "cp1252"
