"""Values of BibTeX: braces, quotation marks, numbers and macros put together with `#`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Macros = dict[str, str]

_LONGEST = 100_000  # macros that double each other would fill any memory
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_COMMAND = re.compile(r"[{\"]\s*\\([A-Za-z]{2,10})\s*[}\"]")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BETWEEN = re.compile(r"\s*(#?)\s*")
_WORD = re.compile(r"[^\s#{}\"=,]+")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w.:-]*)\s*=\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """A field and what it says in LaTeX; `undefined` are the macros that the file uses and doesn't define."""

    name: str
    latex: str
    line: int
    undefined: tuple[str, ...] = ()


def values_of(name: str, written: str, macros: Macros, line: int) -> list[Value]:
    """The field; and those behind it that were taken for part of it, since a comma is missing."""
    if name.lower() == "journal" and (command := _COMMAND.fullmatch(written)):  # of a package for astronomers
        return [Value(name, command.group(1), line, command.groups())]
    if written[:1] == "{" and written.find("}") == len(written) - 1 and written.find("{", 1) < 0:
        return [Value(name, written[1:-1], line)]
    return list(_values(name, written, macros, line))


def _values(name: str, written: str, macros: Macros, line: int) -> Iterator[Value]:
    begun = position = 0
    while True:
        parts: list[str] = []
        undefined: list[str] = []
        while position < len(written):
            between = _BETWEEN.match(written, position)
            position = between.end() if between else position
            if position == len(written) or (parts and not (between and between.group(1))):
                break
            part, position, is_macro = _part(written, position, macros)
            parts.append(part)
            if is_macro:
                undefined.append(part)
        yield Value(name, "".join(parts)[:_LONGEST], line, tuple(undefined))
        behind = _NEXT_FIELD.match(written, position)
        if behind is None:
            return
        line += written.count("\n", begun, behind.end())
        name, begun, position = behind.group(1), behind.end(), behind.end()


def _part(written: str, position: int, macros: Macros) -> tuple[str, int, bool]:
    """One part, where it ends, and whether it is a macro that is not defined."""
    if written[position] == "{":
        end = _closing(written, position)
        return written[position + 1 : end], end + 1, False
    if written[position] == '"':
        end = _closing_quote(written, position)
        return written[position + 1 : end], end + 1, False
    word = _WORD.match(written, position)
    if word is None:
        return "", position + 1, False
    name = word.group().lower()
    if name in macros:
        return macros[name], word.end(), False
    return word.group(), word.end(), not (name in _MONTHS or name.isdecimal())


def _closing(written: str, opening: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(written, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(written)


def _closing_quote(written: str, opening: int) -> int:
    depth = 0
    for mark in re.compile(r'(?<!\\)[{}"]').finditer(written, opening + 1):
        if mark.group() == '"':
            if depth <= 0:
                return mark.start()
        else:
            depth += 1 if mark.group() == "{" else -1
    return len(written)
