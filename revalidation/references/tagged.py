"""Lines that begin with a tag, as RIS and NBIB have them: joined to fields, and fields to records."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

LONGEST = 20_000  # characters of one field: more than any citation needs, less than a file of one line may have
MOST_VALUES = 5_000

Field = tuple[str, str, int]
_LOOSE = re.compile(r"[\s\ufeff>]{0,8}([A-Za-z][A-Za-z0-9]{1,3})[ \t]{0,4}[-–](?:\s|$)")
_BLANK = ("", "", 0)
_AT_MOST_LOOSE = 20


@dataclass(slots=True)
class Record:
    """One record: the line it begins on, and its values by tag, each with its line."""

    line: int
    values: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, tag: str, text: str, line: int) -> None:
        """One more value of a tag."""
        values = self.values.setdefault(tag, [])
        if len(values) < MOST_VALUES:
            values.append((text, line))

    def all(self, *tags: str) -> list[tuple[str, int]]:
        """What stands under any of these tags, in the order of the file."""
        found = [value for tag in tags for value in self.values.get(tag, ())]
        return sorted(found, key=lambda value: value[1]) if len(tags) > 1 else found

    def first(self, *tags: str) -> tuple[str, str, int]:
        """The first of these tags that says something: the tag, what it says, its line."""
        for tag in tags:
            for text, line in self.values.get(tag, ()):
                if text:
                    return tag, text, line
        return _BLANK


def ris_tag(line: str) -> str:
    """The tag of a line that is written as RIS asks: two capitals or digits, two spaces, a hyphen."""
    tag = line[:2]
    return tag if line[2:5] == "  -" and tag.isalnum() and tag.isupper() else ""


def nbib_tag(line: str) -> str:
    """The tag of a line that is written as PubMed does: up to four capitals, filled up with spaces, a hyphen."""
    tag = line[:4].rstrip()
    return tag if line[4:5] == "-" and len(tag) > 1 and tag.isalnum() and tag.isupper() else ""


def loose_tag(line: str, known: frozenset[str]) -> tuple[str, str]:
    """The same of a line with fewer or more spaces, indented or in small letters; and what stands behind it."""
    match = _LOOSE.match(line) if "-" in line[:_AT_MOST_LOOSE] or "–" in line[:_AT_MOST_LOOSE] else None
    if match is None:
        return "", ""
    tag, is_exact = match.group(1), line[match.end(1) : match.end(1) + 3] == "  -"
    if tag.upper() not in known or not (tag.isupper() or is_exact):
        return "", ""
    return tag.upper(), line[match.end() :].strip()


def fields(
    lines: Iterable[str], strict: Callable[[str], str], wanted: frozenset[str], known: frozenset[str]
) -> Iterator[Field]:
    """The wanted fields with all their lines joined, and an empty one for each blank line."""
    tag, parts, begun, length = "", [], 0, 0
    for number, line in enumerate(lines, start=1):
        if found := strict(line):
            text = line[5 : LONGEST + 5].strip()
        else:
            found, text = loose_tag(line, known)
        if not found and line.strip():
            if tag and length < LONGEST:
                parts.append(line[: LONGEST - length].strip())
                length += len(parts[-1]) + 1
            continue
        if tag:
            yield tag, " ".join(parts) if len(parts) > 1 else parts[0], begun
        if not found:
            yield _BLANK
        tag, parts, begun, length = (found if found in wanted else ""), [text], number, len(text)
    if tag:
        yield tag, " ".join(parts), begun
