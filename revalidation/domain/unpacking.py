"""Opening a file of my data that was uploaded, within limits, whatever its own table of contents claims."""

import json
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from revalidation.domain.evidence import MOST_BYTES, MOST_BYTES_IN_ALL
from revalidation.domain.portable import FILES, MOST_FILES, MOST_RECORD_BYTES, RECORD
from revalidation.domain.portable_refusals import NotOurFile, TooLargeToRead

_BROKEN = (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)


def unpacked(content: bytes) -> tuple[object, dict[str, bytes]]:
    """The record and the files of the zip. Raises NotOurFile, TooLargeToRead."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            names = zipped.namelist()
            if len(names) > MOST_FILES + 1:
                raise TooLargeToRead(field="file")
            record = json.loads(_read(zipped, RECORD, MOST_RECORD_BYTES))
            found: dict[str, bytes] = {}
            room = MOST_BYTES_IN_ALL
            for name in names:
                if name.startswith(FILES):
                    found[name] = _read(zipped, name, min(MOST_BYTES, room))
                    room -= len(found[name])
            return record, found
    except (*_BROKEN, zlib.error, struct.error):
        raise NotOurFile(field="file") from None


def _read(zipped: ZipFile, name: str, limit: int) -> bytes:
    """What is really in it; a zip may say less than it holds."""
    if zipped.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotOurFile(field="file")
    with zipped.open(name) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise TooLargeToRead(field="file")
    return content
