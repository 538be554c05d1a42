"""Names of files that people download: made of what they typed, and accepted by every system."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def file_name_part(text: str, most_bytes: int) -> str:
    """What is kept of a text in a file's name, at most so long in UTF-8."""
    plain = _FORBIDDEN.sub(" ", " ".join(text.split()))
    kept = (character for character in plain if unicodedata.category(character)[0] != "C")
    part = " ".join("".join(kept).split()).strip(". ")
    if len(part.encode()) <= most_bytes:
        return part
    return part.encode()[: most_bytes - len("…".encode())].decode(errors="ignore").rstrip(". ") + "…"
