"""Whether a file is an evidence pack as it was made, and by whom; nothing of what is looked at is kept."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field

from revalidation.domain.opening_refusals import FileDamaged, FileRefused, FileTooDemanding
from revalidation.domain.pack_records import (
    RECORD,
    SIGNATURE,
    Found,
    State,
    Verdict,
    comparison,
    fingerprint,
    read_record,
)
from revalidation.domain.pack_refusals import NoCodeOfAPack, NoPack
from revalidation.domain.pack_signatures import (
    blocks_in,
    file_message,
    read_code,
    record_message,
    statement_message,
)
from revalidation.opening.apart import frames_of
from revalidation.opening.frames import BrokenFrameError
from revalidation.opening.limits import MEGABYTE, Limits
from revalidation.storage.pack_keys import fits, public_keys

MOST_BYTES = 64 * MEGABYTE  # as .streamlit/config.toml has it: no pack is larger
_LIMITS = Limits(memory=768 * MEGABYTE, pages=2000)


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said of a file by whose key signed it, and whether it is as it was made."""

    genuine: str
    elsewhere: str
    changed: str
    changed_elsewhere: str


HERE = Sentences(
    genuine="This file is exactly as this installation made it. Nothing in it has been changed since.",
    elsewhere="This file is exactly as it was made, but it was not made here: another installation signed it. "
    "Ask that installation whether the fingerprint below is its own.",
    changed="This file was made here, and has been changed since. Do not rely on it; ask for the file as it was made.",
    changed_elsewhere="This file has been changed since it was made, and it was not made here. Do not rely on it; "
    "ask for the file as it was made.",
)
BY_THAT_KEY = Sentences(
    genuine="This file is exactly as the installation with that key made it. Nothing in it has been changed since.",
    elsewhere="This file is exactly as it was made, but not by the installation with that key: another key signed it.",
    changed="This file was signed with that key, and has been changed since. Do not rely on it; "
    "ask for the file as it was made.",
    changed_elsewhere="This file has been changed since it was made, and another key signed it. Do not rely on it; "
    "ask for the file as it was made.",
)
UNREADABLE = "This file can no longer be read, so it is not as it was made. Do not rely on it; ask for another copy."
NOT_SIGNED = "The signature in this file does not fit what it holds. Nothing in it can be relied on."


@dataclass(slots=True)
class _Read:
    """What came back from the process that read the file."""

    record: bytes = b""
    signature: bytes = b""
    pages: list[str] = field(default_factory=list)
    typefaces: tuple[str, ...] = ()
    attached: dict[str, str] = field(default_factory=dict)


def verdict_on(name: str, content: bytes, trusted: Sequence[bytes] = ()) -> Verdict:
    """What may be said of this file: by these public keys, else by those of this installation.

    Raises NoPack where it carries no signature of a pack, and PackKeyUnreadable.
    """
    try:
        read = _held_by(name, content)
    except FileRefused:
        read = None
    own, said = (trusted, BY_THAT_KEY) if trusted else (public_keys(), HERE)
    # A program that saves a file anew packs the block, so that it no longer stands in the file's own bytes.
    blocks = list(blocks_in(content)) or list(blocks_in(read.signature if read else b""))
    if not blocks:
        raise NoPack
    whole = next(
        (each for each in blocks if fits(each.public_key, file_message(content, each), each.file_signature)), None
    )
    block = whole or next((each for each in blocks if each.public_key in own), blocks[-1])
    is_own, key = block.public_key in own, fingerprint(block.public_key)
    if read is None:
        return Verdict(State.CHANGED, UNREADABLE, key)
    if not fits(block.public_key, record_message(read.record), block.record_signature):
        return Verdict(State.NOT_SIGNED, NOT_SIGNED, key)
    record = read_record(read.record.decode(errors="replace"))
    if whole:
        if is_own:
            return Verdict(State.GENUINE, said.genuine, key, record)
        return Verdict(State.MADE_ELSEWHERE, said.elsewhere, key, record)
    found = Found(tuple(read.pages), read.typefaces, read.attached)
    sentence = said.changed if is_own else said.changed_elsewhere
    return Verdict(State.CHANGED, sentence, key, record, *comparison(record, found))


def own_keys() -> list[tuple[str, str]]:
    """The fingerprints by which others can tell what was made here, and the public keys, the newest first.

    Raises PackKeyUnreadable.
    """
    return [(fingerprint(key), key.hex()) for key in public_keys()]


def statement_in(code: str) -> str:
    """The words that the code on a cover signs. Raises NoCodeOfAPack where none of our keys signed them."""
    read = read_code(code)
    if read is None:
        raise NoCodeOfAPack(field="code")
    statement, signature = read
    if not any(fits(key, statement_message(statement), signature) for key in public_keys()):
        raise NoCodeOfAPack(field="code")
    return statement


def _held_by(name: str, content: bytes) -> _Read:
    """Raises FileDamaged, FileTooDemanding."""
    read = _Read()
    asked = {"record": RECORD, "signature": SIGNATURE}
    with closing(frames_of("reading", content, _LIMITS, **asked)) as frames, suppress(BrokenFrameError):
        for facts, given in frames:
            if "refused" in facts:
                raise FileDamaged(name=name)
            if "done" in facts:
                return read
            if "record" in facts:
                read.record = given
            elif "signature" in facts:
                read.signature = given
            elif "page" in facts:
                read.pages.append(str(facts["page"]))
            elif "typefaces" in facts:
                read.typefaces = tuple(map(str, facts["typefaces"]))
            else:
                read.attached[str(facts.get("attached"))] = str(facts.get("digest"))
    raise FileTooDemanding(name=name)
