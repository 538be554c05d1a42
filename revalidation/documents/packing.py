"""Bytes packed as a PDF holds them."""

from zlib import adler32, compress

# Pages are a sixth of a file, and packing them tighter costs as much as drawing them.
_LEVEL = 1


def packed(data: bytes) -> bytes:
    """The data as FlateDecode reads it."""
    return compress(data, _LEVEL)


def ends_well(data: bytes) -> bool:
    """Whether its checksum, with which it ends when packed, can't be taken for the end of a line."""
    return adler32(data) & 0xFF not in b"\r\n"


def padded(operators: bytes) -> bytes:
    """Text of a PDF, with as many spaces behind it as it needs to end well."""
    return operators if ends_well(operators) else padded(operators + b" ")
