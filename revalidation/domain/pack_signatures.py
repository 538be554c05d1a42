"""Where the signatures of an evidence pack stand, and exactly which bytes each of them signs."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

_BEGIN = '{"format":"revalidation-evidence-pack-signature","version":1,"algorithm":"Ed25519"'
_BLOCK = re.compile(
    re.escape(_BEGIN).encode()
    + rb',"public_key":"([0-9a-f]{64})","record_signature":"([0-9a-f]{128})","file_signature":"([0-9a-f]{128})"\}'
)
_UNSIGNED = bytes(64)
_MOST = 16  # a pack among the attached files of a pack has a block as well
_CODE = "Signature "


@dataclass(frozen=True, slots=True)
class Block:
    """One block of signatures; the one over the file stands at `at` in it."""

    public_key: bytes
    record_signature: bytes
    file_signature: bytes
    at: int


def block_text(public_key: bytes, record_signature: bytes) -> bytes:
    """The attached block before the file around it is signed: as long as it will be afterwards."""
    said = f'{_BEGIN},"public_key":"{public_key.hex()}","record_signature":"{record_signature.hex()}"'
    return f'{said},"file_signature":"{_UNSIGNED.hex()}"}}'.encode("ascii")


def blocks_in(content: bytes) -> Iterator[Block]:
    """The last blocks that stand in a file, in order, without taking the file apart."""
    for match in deque(_BLOCK.finditer(content), _MOST):
        key, record, file = (bytes.fromhex(part.decode("ascii")) for part in match.groups())
        yield Block(key, record, file, match.start(3))


def file_message(content: bytes, block: Block) -> bytes:
    """What the signature over the file signs: every byte of it, with zeros where that signature stands."""
    signed = sha256(content[: block.at])
    signed.update(_UNSIGNED.hex().encode())
    signed.update(content[block.at + 2 * len(_UNSIGNED) :])
    return b"revalidation pack file 1\n" + signed.digest()


def signed_file(content: bytes, block: Block, signature: bytes) -> bytes:
    """The file with its signature put in."""
    hexed = signature.hex().encode("ascii")
    return content[: block.at] + hexed + content[block.at + len(hexed) :]


def record_message(text: bytes) -> bytes:
    """What the signature over the attached record signs."""
    return b"revalidation pack record 1\n" + sha256(text).digest()


def statement_message(statement: str) -> bytes:
    """What the code on the cover signs: its words, however they are broken into lines."""
    return b"revalidation pack statement 1\n" + " ".join(statement.split()).encode()


def code_text(statement: str, signature: bytes) -> str:
    """What the code on the cover says."""
    return f"{statement} {_CODE}{signature.hex()}"


def read_code(text: str) -> tuple[str, bytes] | None:
    """The words of a code and their signature; None if it is no such code."""
    statement, found, signature = " ".join(text.split()).rpartition(_CODE)
    if not found or not re.fullmatch(r"[0-9a-f]{128}", signature.replace(" ", "")):
        return None
    return statement.strip(), bytes.fromhex(signature.replace(" ", ""))
