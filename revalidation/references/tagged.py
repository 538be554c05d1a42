"""Lines that begin with a tag, as RIS and NBIB have them: joined to fields, and fields to records."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST = 20_000  # characters of one field: more than any citation needs, less than a file of one line may have

Field = tuple[str, str, int]
_LOOSE = re.compile(r"[\s\ufeff>]{0,4}([A-Za-z][A-Za-z0-9]{1,3})[ \t]{0,4}[-–](?:\s|$)")
_NOTHING = ("", "", 0)
_BLANK = " "
_FURTHER_IN = " " * 5  # than a tag ever stands
_AT_MOST_LOOSE = 20


@dataclass(slots=True)
class Record:
    """One record: the line it begins on, and its values by tag, each with its line."""

    line: int
    values: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, tag: str, text: str, line: int) -> None:
        """One more value of a tag."""
        values = self.values.get(tag)
        if values is None:
            self.values[tag] = [(text, line)]
        else:
            values.append((text, line))

    def all(self, *tags: str) -> list[tuple[str, int]]:
        """What stands under any of these tags, in the order of the file."""
        found = [self.values[tag] for tag in tags if tag in self.values]
        if len(found) == 1:
            return found[0]
        return sorted((value for values in found for value in values), key=lambda value: value[1])

    def first(self, *tags: str) -> tuple[str, str, int]:
        """The first of these tags that says something: the tag, what it says, its line."""
        for tag in tags:
            for text, line in self.values.get(tag, ()):
                if text:
                    return tag, text, line
        return _NOTHING


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a format: how each begins a line, and what it is called; nothing for those that nobody asks for."""

    known: frozenset[str]
    heads: dict[str, str]

    @classmethod
    def of(cls, wanted: frozenset[str], others: frozenset[str]) -> "Tags":
        """Both kinds, each filled up to four characters and with a hyphen behind it, alike in RIS and NBIB."""
        known = wanted | others
        return cls(known, {f"{tag:<4}-": tag if tag in wanted else "" for tag in known})


def strict_tag(line: str) -> str:
    """The tag of a line that is written as it should be, known or not."""
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


def fields(lines: Iterable[str], tags: Tags, width: int) -> Iterator[Field]:
    """The wanted fields with all their lines joined, and an empty one for each blank line.

    `width` is the most that an unknown tag may have: in RIS a line of prose may begin with a longer word and a hyphen.
    """
    heads = tags.heads
    tag, parts, begun, length = "", [""], 0, 0
    for number, line in enumerate(lines, start=1):
        found = heads.get(line[:5])
        if found is None:
            found, text = _otherwise(line, tags, width)
            if found is None:
                if tag and length < LONGEST:
                    parts.append(line[: LONGEST - length].strip())
                    length += len(parts[-1]) + 1
                continue
        elif found:
            text = line[5:LONGEST].strip()
        if tag:
            yield tag, parts[0] if len(parts) == 1 else " ".join(parts), begun
        tag = found
        if tag == _BLANK:
            yield "", "", number
            tag = ""
        elif tag:
            parts, begun, length = [text], number, len(text)
    if tag:
        yield tag, " ".join(parts), begun


def _otherwise(line: str, tags: Tags, width: int) -> tuple[str | None, str]:
    """The tag of a line that does not begin as it should, and what it says; None for one that goes on with a field."""
    if line.isspace() or not line:
        return _BLANK, ""
    if line.startswith(_FURTHER_IN):  # as nearly every line of an abstract in NBIB
        return None, ""
    tag, text = loose_tag(line, tags.known)
    if tag:
        return tags.heads[f"{tag:<4}-"], text
    return ("" if len(strict_tag(line)) in range(2, width + 1) else None), ""
