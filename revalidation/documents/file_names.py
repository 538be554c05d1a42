"""Names of the files we make: they say what a file is, whose and of which day, and every system accepts them."""

import re
from datetime import datetime

from revalidation.documents.characters import one_line
from revalidation.domain.file_names import file_name_part
from revalidation.domain.times import local

FILE_NAME_BYTES = 150

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def file_name(what: str, *, whose: str = "", at: datetime) -> str:
    """`Reflective accounts – A Khan – 2026-11-22.pdf`; the day is London's."""
    day = f"{local(at).date().isoformat()}.pdf"
    rest = " – ".join(part for part in (file_name_part(plain(whose), FILE_NAME_BYTES // 3), day) if part)
    return f"{file_name_part(plain(what), FILE_NAME_BYTES - len(f' – {rest}'.encode()))} – {rest}"


def plain(text: str) -> str:
    """One line that any encoding and XML can hold: halves of surrogate pairs and what is no character are left out."""
    return one_line(_NO_CHARACTERS.sub("", text.encode(errors="ignore").decode()))
