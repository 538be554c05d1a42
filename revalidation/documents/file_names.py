"""Names of the files we make: they say what a file is, whose and of which day, and every system accepts them."""

import re
import unicodedata
from datetime import datetime

from revalidation.documents.faces import printable
from revalidation.domain.times import local

FILE_NAME_BYTES = 150

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def file_name(what: str, *, whose: str = "", at: datetime) -> str:
    """`Reflective accounts – A Khan – 2026-11-22.pdf`; the day is London's."""
    day = f"{local(at).date().isoformat()}.pdf"
    rest = " – ".join(part for part in (_short(_part(whose), FILE_NAME_BYTES // 3), day) if part)
    return f"{_short(_part(what), FILE_NAME_BYTES - len(f' – {rest}'.encode()))} – {rest}"


def plain(text: str) -> str:
    """One line that any encoding can hold: halves of surrogate pairs are left out."""
    return " ".join(printable(text).encode(errors="ignore").decode().split())


def _part(text: str) -> str:
    allowed = _FORBIDDEN.sub(" ", plain(text))
    kept = (character for character in allowed if unicodedata.category(character)[0] != "C")
    return " ".join("".join(kept).split()).strip(". ")


def _short(text: str, limit: int) -> str:
    if len(text.encode()) <= limit:
        return text
    return text.encode()[: limit - len("…".encode())].decode(errors="ignore").rstrip(". ") + "…"
