"""What was found of one record, and where: made into an article, with a sentence about whatever could not be kept."""

from dataclasses import dataclass, field, fields
from typing import Any
from zlib import crc32

from revalidation.domain.articles import Article
from revalidation.domain.imports import ReadRecord, Trouble
from revalidation.domain.refusals import Refusal

_LONGEST_TITLE = 1000
_LONGEST_NAMES = 4000
_TEXTS = frozenset(each.name for each in fields(Article) if each.type is str) - {"key_points"}
NO_TITLE = "This record has no title, so it can't be added."
LEFT_OUT = "It was left out."


@dataclass(slots=True)
class Found:
    """Fields of an article, each with the tag and the line it came from."""

    line: int
    title_tag: str
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, tuple[int, str]] = field(default_factory=dict)
    exact: list[tuple[str, str, str]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def put(self, name: str, value: object, tag: str, line: int) -> None:
        """Keep what a field says, unless something was kept of it before."""
        if value and name not in self.values:
            self.values[name] = value
            self.sources[name] = (line, tag)

    def put_year(self, written: str, year: int | None, tag: str, line: int) -> None:
        """Keep a year; and say so where a number was meant to be one."""
        self.put("year", int(written[:9]) if written.isdecimal() and not year else year, tag, line)
        if "year" not in self.values and any(mark.isdecimal() for mark in written):
            self.troubles.append(Trouble(line, tag, f"This isn't a year of four digits. {LEFT_OUT}"))

    def remark(self, name: str, sentence: str) -> None:
        """Say something about a field."""
        line, tag = self.sources.get(name, (self.line, name))
        self.troubles.append(Trouble(line, tag, sentence))

    def record(self) -> ReadRecord:
        """The article, as far as there is one. What it can't hold is left out and said."""
        self._put_right()
        if not self.values.get("title"):
            return ReadRecord(self.line, None, (*self.troubles, Trouble(self.line, self.title_tag, NO_TITLE)))
        self._shorten()
        while True:
            try:
                return ReadRecord(self.line, Article(**self.values).checked(), tuple(self.troubles))
            except Refusal as refusal:
                name = refusal.field or ""
                if name == "title" or name not in self.values:  # nothing is left of a title of control characters
                    return ReadRecord(self.line, None, (*self.troubles, Trouble(self.line, self.title_tag, NO_TITLE)))
                self.remark(name, f"{refusal.sentence} {LEFT_OUT}")
                del self.values[name]

    def _shorten(self) -> None:
        title = self.values["title"]
        if len(title) > _LONGEST_TITLE:
            self.values["title"] = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
            self.remark("title", f"Only the first {_LONGEST_TITLE:,} characters of the title were kept.")
        for name in ("authors", "editors"):
            names = self.values.get(name, "")
            if len(names) > _LONGEST_NAMES:
                kept = names[:_LONGEST_NAMES].rpartition(";")[0]
                self.values[name] = kept
                room = kept.count(";") + 1 if kept else 0
                self.remark(name, f"There is room for {room:,} of the names; the others were left out.")

    def _put_right(self) -> None:
        """What we wrote beside a field that can't hold it as it is, unless somebody has changed the field since."""
        for name, fingerprint, value in self.exact:
            if name in _TEXTS and fingerprint_of(self.values.get(name, "")) == fingerprint:
                self.values[name] = value
                moot = self.sources.get(name)  # what was said of the field, as that it leaves others out
                self.troubles = [each for each in self.troubles if (each.line, each.field) != moot]


def fingerprint_of(value: str) -> str:
    """A few characters that change when the text does."""
    return f"{crc32(value.encode('utf-8', errors='replace')):08x}"
