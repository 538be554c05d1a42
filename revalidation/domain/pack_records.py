"""What an evidence pack says of itself and signs, and what may be said of a file once it has been looked at."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from revalidation.domain.frozen import from_json, to_json
from revalidation.domain.pack_refusals import NoPack, NotAPublicKey
from revalidation.domain.packs import Holder, PackContent, said_period
from revalidation.domain.times import said_moment

# How both are attached. Readers look names up by their bytes or by their letters; these stand first in either order,
# since every original is numbered from 1 and has a dash in its name, so that all of those are written alike.
RECORD, SIGNATURE = "00 pack.json", "00 signature.json"
_KEY_BYTES = 32
FORMAT, VERSION = "revalidation-evidence-pack", 1


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the contents, and the page on which it begins."""

    title: str
    first_page: int


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was uploaded and is attached as it was, by the digest of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class PackRecord:
    """What a pack is, and the digests of all it shows: of each page, of the typefaces, of each attached file.

    `statement` is what the code on its cover says.
    """

    holder: Holder
    made_at: datetime
    period_begins_on: date | None
    period_ends_on: date | None
    statement: str
    parts: tuple[Part, ...]
    pages: tuple[str, ...]
    typefaces: tuple[str, ...]
    attached: tuple[Attached, ...]

    @property
    def period(self) -> str:
        """The registration period in words; empty where there is none."""
        begins_on, ends_on = self.period_begins_on, self.period_ends_on
        return said_period(begins_on, ends_on) if begins_on and ends_on else ""

    def part_of(self, page: int) -> str:
        """Which part a page belongs to, by its title."""
        titles = [part.title for part in self.parts if part.first_page <= page]
        return titles[-1] if titles else "the cover"


@dataclass(frozen=True, slots=True)
class PackFileText:
    """The attached record in full: beside what is signed about the pages, all that was typed, for machines."""

    format: str
    version: int
    record: PackRecord
    content: PackContent


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds now."""

    pages: tuple[str, ...]
    typefaces: tuple[str, ...]
    attached: Mapping[str, str]


class State(StrEnum):
    """What is the matter with a file, in one word."""

    GENUINE = "genuine"
    MADE_ELSEWHERE = "made elsewhere"
    CHANGED = "changed"
    NOT_SIGNED = "not signed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of a file: in one sentence, the facts that are signed, and each thing that fits or does not."""

    state: State
    sentence: str
    fingerprint: str
    record: PackRecord | None = None
    fits: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


AROUND = (
    "The file itself: it was saved anew, or something was added or changed that is on no page and in no attached file."
)
PRINTED = (
    "This says something of the file, not of a print of it: pages on paper can be typed anew. Of a print only the code "
    "on its cover can be checked, which says whose pack it is, when it was made, and how many pages it had."
)


def facts_of(verdict: Verdict) -> list[tuple[str, str]]:
    """What is signed about a pack, as names and values."""
    record = verdict.record
    if record is None:
        return [("Signed by the key", verdict.fingerprint)]
    return [
        ("Evidence pack of", record.holder.name),
        ("NMC Pin", record.holder.nmc_pin),
        ("Registration period", record.period),
        ("Made", said_moment(record.made_at)),
        ("Pages", str(len(record.pages))),
        ("Files attached as uploaded", str(len(record.attached))),
        ("The code on the cover says", record.statement),
        ("Signed by the key", verdict.fingerprint),
    ]


def record_text(record: PackRecord, content: PackContent) -> str:
    """The attached record, the same text for the same pack."""
    return to_json(PackFileText(FORMAT, VERSION, record, content))


def read_record(text: str) -> PackRecord:
    """The signed part of an attached record. Raises NoPack for anything else."""
    try:
        read = json.loads(text)
        if (read["format"], read["version"]) != (FORMAT, VERSION):
            raise NoPack
        return from_json(PackRecord, json.dumps(read["record"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NoPack from None


def statement_of(content: PackContent, at: datetime, pages: int, content_digest: str) -> str:
    """What the code on the cover says and signs: the facts in words, and half of the digest of all that was typed."""
    holder, period = content.holder, content.period
    said = [f"Evidence pack of {holder.name}."]
    if holder.nmc_pin:
        said.append(f"NMC Pin {holder.nmc_pin}.")
    if period:
        said.append(f"Registration period {said_period(period.begins_on, period.ends_on)}.")
    said.append(f"Made {said_moment(at)}, {pages} pages, content {content_digest[:32]}.")
    return " ".join(" ".join(said).split())


def fingerprint(public_key: bytes) -> str:
    """A key in a form that two people can compare: `3F2A 91C0 …`, 32 digits."""
    digits = sha256(public_key).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def read_public_keys(text: str) -> list[bytes]:
    """The keys in a text, one or several, between lines that begin with `#`. Raises NotAPublicKey."""
    lines = (line.split() for line in text.splitlines() if not line.lstrip().startswith("#"))
    try:
        keys = [bytes.fromhex(word) for words in lines for word in words]
    except ValueError:
        raise NotAPublicKey from None
    if not keys or any(len(key) != _KEY_BYTES for key in keys):
        raise NotAPublicKey
    return keys


def comparison(record: PackRecord, found: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What in a changed file still is as it was made, and what is not: each in sentences."""
    fits: list[str] = []
    differs: list[str] = []
    for said, where in (
        *_pages(record, found.pages),
        *_typefaces(record, found.typefaces),
        *_attached(record, found.attached),
    ):
        (fits if where else differs).append(said)
    return tuple(fits), tuple(differs) or (AROUND,)


def _pages(record: PackRecord, now: Sequence[str]) -> Iterator[tuple[str, bool]]:
    made = record.pages
    same = [number for number, (was, is_now) in enumerate(zip(made, now, strict=False), start=1) if was == is_now]
    if same:
        yield f"{_said_pages(same)} as made.", True
    for number, digest in enumerate(made, start=1):
        if number in same:
            continue
        at = now.index(digest) + 1 if digest in now else None
        where = f"stands as page {at}" if at else "is not in this file as it was made"
        yield f"Page {number} ({record.part_of(number)}) {where}.", False
    for number, digest in enumerate(now, start=1):
        if digest not in made:
            yield f"What is page {number} of this file was not made so.", False
    if len(now) != len(made):
        yield f"The file has {len(now)} pages; it was made with {len(made)}.", False


def _typefaces(record: PackRecord, now: Sequence[str]) -> Iterator[tuple[str, bool]]:
    if set(record.typefaces) == set(now):
        yield "The typefaces are as made, so letters look as they did.", True
    else:
        yield "The typefaces are others, so letters may look different from what was made.", False


def _attached(record: PackRecord, now: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for each in record.attached:
        if now.get(each.name) == each.digest:
            yield f"The attached file “{each.name}” is as made.", True
        else:
            yield f"The attached file “{each.name}” is {'another' if each.name in now else 'missing'}.", False
    for name in sorted(now.keys() - {each.name for each in record.attached}):
        yield f"The attached file “{name}” was added.", False


def _said_pages(numbers: Sequence[int]) -> str:
    """`Pages 1 to 3, 5 and 7 to 9 are`, `Page 4 is`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    said = [str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans]
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"Page {listed} is" if len(numbers) == 1 else f"Pages {listed} are"
