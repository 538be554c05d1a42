"""The logs of practice hours, CPD and feedback on paper, set out as the NMC's, each entry in its own wording."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from operator import itemgetter

from revalidation.documents.characters import printable
from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import LANDSCAPE, Band, Column, Item, Row, band
from revalidation.documents.structure import Element
from revalidation.documents.styles import FINE, FINE_LABEL, TITLE
from revalidation.documents.tables import Heading, table
from revalidation.documents.unprintable import refuse_unprintable
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.hours import hours, said_hours
from revalidation.domain.nmc_logs import Guide, Log, LogForm, log_form, log_form_in_force
from revalidation.domain.practice import CURRENT, PracticePeriod
from revalidation.domain.text import first_line
from revalidation.domain.times import dated, local

_GUIDE = "guide"  # the place of the guide's own text among its lists
_GAP, _BULLET = 16.0, 9.0
_SAID = 40  # characters of a line's first columns, where it is named
_BLANK_ROWS, _BLANK = 3, "\n" * 4

Cells = Mapping[str, str]  # by the keys of the columns


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """What stands in each column of the guide, where a list named twice is shared out; and the shares of the table.

    A guide that is not named stands below its lists. What a later form adds gets the last column, and one share.
    """

    guide: tuple[tuple[str, ...], ...]
    shares: Mapping[str, float]


_ARRANGEMENTS = {
    Log.PRACTICE_HOURS: _Arrangement(
        ((_GUIDE,), ("setting",), ("setting",), ("scope", "registration")),
        {"organisation": 1.5, "setting": 1.4, "scope": 1.4, "registration": 1.2, "description": 2.9},
    ),
    Log.CPD: _Arrangement(
        (("method",), ("topic",), ("code_link",), ("standards_link",)),
        {"method": 1.6, "topic": 3.1, "code_link": 1.2, "standards_link": 1.3, "hours": 0.8},
    ),
    Log.FEEDBACK: _Arrangement(((_GUIDE,), ("source",), ("kind",)), {"source": 2.1, "kind": 2.1, "content": 5.0}),
}


def add_practice_hours(document: Document, periods: Sequence[tuple[PracticePeriod, str]], *, depth: int = 0) -> None:
    """Periods, each with the version of its form, on new sheets. Raises CharactersCannotBePrinted."""
    _add(document, Log.PRACTICE_HOURS, [(partial(_practice, one), version) for one, version in periods], depth)


def add_cpd_log(document: Document, entries: Sequence[tuple[CpdEntry, str]], *, depth: int = 0) -> None:
    """Entries, each with the version of its form, on new sheets with their totals. Raises CharactersCannotBePrinted."""
    totals = {
        "hours": said_hours(sum(entry.minutes for entry, _ in entries)),
        "participatory_hours": said_hours(sum(entry.participatory_minutes for entry, _ in entries)),
    }
    _add(document, Log.CPD, [(partial(_cpd, one), version) for one, version in entries], depth, totals)


def add_feedback_log(document: Document, pieces: Sequence[tuple[Feedback, str]], *, depth: int = 0) -> None:
    """Pieces, each with the version of its form, on new sheets. Raises CharactersCannotBePrinted."""
    _add(document, Log.FEEDBACK, [(partial(_feedback, one), version) for one, version in pieces], depth)


def log_pdf(log: Log, add: Callable[[Document], None], *, author: str, at: datetime) -> bytes:
    """What `add` adds as one file; without any entry, the log of the day to be filled in by hand.

    Raises CharactersCannotBePrinted.
    """
    form = log_form_in_force(log, local(at).date())
    whose = plain(author)
    document = Document(title=" – ".join(filter(None, (_named(form), whose))), author=whose, at=at)
    add(document)
    if not document.sheets:
        _set(document, log, form, [{column.key: _BLANK for column in form.columns}] * _BLANK_ROWS, 0, {})
    return document.file()


def log_name(log: Log, *, author: str, at: datetime) -> str:
    """`CPD log – A Khan – 2026-11-22.pdf`."""
    return file_name(_named(log_form_in_force(log, local(at).date())), whose=author, at=at)


def _named(form: LogForm) -> str:
    return form.form_name[:1].upper() + form.form_name[1:]


def _practice(period: PracticePeriod, form: LogForm) -> Cells:
    return {
        "dates": _days(period.first_on, period.last_on),
        "organisation": period.organisation,
        "setting": form.label("setting", period.setting),
        "scope": form.label("scope", period.scope),
        "hours": "\n".join(filter(None, (hours(period.minutes), period.hours_text))),
        "registration": form.label("registration", period.registration),
        "description": period.description,
    }


def _cpd(entry: CpdEntry, form: LogForm) -> Cells:
    return {
        "dates": _days(entry.first_on, entry.last_on),
        "method": entry.method,
        "topic": entry.topic,
        "code_link": "\n".join(form.label("code_link", key) for key in entry.code_link),
        "standards_link": entry.standards_link,
        "hours": said_hours(entry.minutes),
        "participatory_hours": said_hours(entry.participatory_minutes),
    }


def _feedback(piece: Feedback, _: LogForm) -> Cells:
    return {
        "date": _days(piece.given_on, piece.given_on),
        "source": piece.source,
        "kind": piece.kind,
        "content": piece.content,
    }


def _days(first: date, last: date | None) -> str:
    """A line may end between two days, and not within one."""
    said = dict.fromkeys((dated(first), dated(last) if last else CURRENT))
    days = [day.replace(" ", "\u00a0") for day in said]
    return " – ".join(days)


def _add(
    document: Document,
    log: Log,
    entries: Sequence[tuple[Callable[[LogForm], Cells], str]],
    depth: int,
    totals: Cells | None = None,
) -> None:
    """Entries that stand next to each other in one wording are one form; the totals are those of all."""
    parts = [
        (log_form(log, version), [cells_of for cells_of, _ in some])
        for version, some in groupby(entries, key=itemgetter(1))
    ]
    written = [
        (form, [{key: printable(text) for key, text in cells_of(form).items()} for cells_of in some])
        for form, some in parts
    ]
    refuse_unprintable(
        (None, _place(form, cells, key), text)
        for form, rows in written
        for cells in rows
        for key, text in cells.items()
    )
    for number, (form, rows) in enumerate(written, start=1):
        _set(document, log, form, rows, depth, (totals or {}) if number == len(written) else {})


def _place(form: LogForm, cells: Cells, key: str) -> str:
    """`the CPD log, 12 Mar 2026, Course, “Topic(s)”`: a line is known by what stands in its first two columns."""
    line = [first_line(cells.get(each.key, ""), _SAID).replace("\u00a0", " ") for each in form.columns[:2]]
    return ", ".join(filter(None, (f"the {form.form_name}", *line, f"“{form.column(key).plain_label}”")))


def _set(document: Document, log: Log, form: LogForm, rows: Sequence[Cells], depth: int, totals: Cells) -> None:
    bands = _bands(document, _ARRANGEMENTS[log], form, rows, totals)
    document.add(bands, foot=form.footer_sentence, bookmark=form.title, depth=depth, paper=LANDSCAPE)


def _bands(
    document: Document, arranged: _Arrangement, form: LogForm, rows: Sequence[Cells], totals: Cells
) -> Iterator[Band]:
    whole, width = document.section(), LANDSCAPE.inside
    yield band([document.text(form.title, TITLE, Element("H1", whole), width=width), Row(6)], paper=LANDSCAPE)
    yield from _guide(document, document.section(whole), arranged, form)
    headings = [Heading(one.label, one.hint, arranged.shares.get(one.key, 1.0)) for one in form.columns]
    texts = [[cells.get(column.key, "") for column in form.columns] for cells in rows]
    last = [f"{form.total} {totals[column.key]}" for column in form.columns if column.key in totals]
    yield from table(document, whole, headings, texts, paper=LANDSCAPE, last=last)
    if form.footnotes:
        notes = [document.text(note, FINE, Element("P", whole), width=width) for note in form.footnotes]
        yield band([Row(8), *notes], paper=LANDSCAPE)


def _guide(document: Document, part: Element, arranged: _Arrangement, form: LogForm) -> Iterator[Band]:
    """What the form says about filling it in, in columns beside each other."""
    named = [name for column in arranged.guide for name in column]
    later = [guide.key for guide in form.lists if guide.key not in named]
    columns = [*arranged.guide[:-1], [*arranged.guide[-1], *later]]
    width = (LANDSCAPE.inside + _GAP) / len(columns) - _GAP
    if _GUIDE not in named:
        title = _heading(document, part, form.guide_title, LANDSCAPE.inside)
        yield band([title, Row(3)], paper=LANDSCAPE, holds_next=True)
    found, lists = [], {guide.key: _shared_out(document, part, guide, named, width) for guide in form.lists}
    for number, names in enumerate(columns):
        items: list[Item] = []
        for name in names:
            if name == _GUIDE:
                items += [_heading(document, part, form.guide_title, width), *_told(document, part, form, width)]
            else:
                items += next(lists[name], [])
        found.append(Column(number * (width + _GAP), width, items))
    yield Band(tuple(found), holds_next=True)
    if _GUIDE not in named:
        yield band(_told(document, part, form, LANDSCAPE.inside), paper=LANDSCAPE, holds_next=True)
    yield band([Row(10)], paper=LANDSCAPE, holds_next=True)


def _heading(document: Document, part: Element, said: str, width: float) -> Item:
    return document.text(said, FINE_LABEL, Element("H2", part), width=width)


def _told(document: Document, part: Element, form: LogForm, width: float) -> Iterator[Item]:
    for said in form.guide:
        yield document.text(said, FINE, Element("P", part), width=width)
        yield Row(4)


def _shared_out(
    document: Document, part: Element, guide: Guide, named: Sequence[str], width: float
) -> Iterator[list[Item]]:
    """What the guide says about one column of the table, its choices shared out over the columns that name it."""
    items = [_heading(document, part, guide.heading, width)]
    if guide.text:
        items.append(document.text(guide.text, FINE, Element("P", part), width=width))
    if not guide.choices:
        yield [*items, Row(4)]
        return
    choices = Element("L", part, "/A <</O /List /ListNumbering /Disc>>")
    size = -(-len(guide.choices) // max(named.count(guide.key), 1))
    for start in range(0, len(guide.choices), size):
        some = guide.choices[start : start + size]
        said = [document.item("•", one.label, FINE, choices, width=width, indent=_BULLET) for one in some]
        yield [*items, *said, Row(4)]
        items = []
