"""A typeface as a document carries it: a font file with the glyphs that it needs, and what each of them says."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import count

from revalidation.documents.packing import ends_well, packed, padded
from revalidation.documents.typefaces import Typeface

_UNICODES = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_IN_A_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Embedded:
    """The font file and its digest, the widths of its glyphs, and the characters that they stand for."""

    name: str
    size: int
    packed_file: bytes
    digest: str
    widths: str
    packed_unicodes: bytes


@lru_cache(maxsize=64)
def embedded(face: Typeface, numbers: frozenset[int], says: frozenset[tuple[int, str]]) -> Embedded:
    """These glyphs of a typeface. Most documents need none but the everyday ones, so they share what is made here."""
    ordered = sorted(numbers)
    file = _file(face, ordered)
    mark = sha256(repr(ordered).encode()).digest()
    return Embedded(
        name=f"{''.join(chr(65 + byte % 26) for byte in mark[:6])}+{face.name}",
        size=len(file),
        packed_file=packed(file),
        digest=sha256(file).hexdigest(),
        widths=" ".join(f"{number} [{face.width(number)}]" for number in ordered),
        packed_unicodes=packed(padded(_unicodes(face, ordered, dict(says)).encode("ascii"))),
    )


def _file(face: Typeface, numbers: list[int]) -> bytes:
    """A file with these glyphs, and another one where its end could be taken for that of a line."""
    subsets = (face.subset({0, *numbers, more}) for more in count())
    return next(each for each in subsets if ends_well(each))


def _unicodes(face: Typeface, numbers: list[int], says: dict[int, str]) -> str:
    pairs = [
        f"<{number:04X}> <{(says.get(number) or face.characters[number]).encode('utf-16-be').hex().upper()}>"
        for number in numbers
    ]
    blocks = (pairs[start : start + _MOST_IN_A_BLOCK] for start in range(0, len(pairs), _MOST_IN_A_BLOCK))
    return _UNICODES.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    )
