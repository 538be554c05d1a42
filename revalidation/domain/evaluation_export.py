"""The evaluation as it leaves the app: tables in which nobody can be recognised, and what they mean in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from revalidation.domain.bookings import REASON_WORDS, CancelReason
from revalidation.domain.evaluation import (
    OUTCOME_WORDS,
    By,
    Figures,
    Outcome,
    SessionFigures,
    Span,
    broken_down,
    gathered,
    said_time_taken,
)
from revalidation.domain.follow_ups import USED_WORDS, Used
from revalidation.domain.frequency import (
    FEWEST_SESSIONS,
    FEWEST_WISHES,
    USUAL_WEEKS,
    Course,
    Demand,
    are_too_few,
    assumptions,
    courses,
)
from revalidation.domain.small_numbers import LEAST_SHOWN, Hidden, guarded_alike, guarded_list, is_small, shown
from revalidation.domain.times import said_day, said_moment

Cell = str | int
Column = tuple[str, Callable[[Figures], int]]
IN_ALL = "In all"
LATE_WORDS: dict[CancelReason | None, str] = {**{each: REASON_WORDS[each] for each in CancelReason}, None: "Not known"}
BY_WORDS = {By.TIME: "month", By.SITE: "site", By.KIND: "kind of group"}
NEWCOMER_WORDS = {False: "Had not used the library", True: "Had used it", None: "Have not said"}
TOO_FEW = f"Too few to break down without somebody being recognised. {IN_ALL}: "
_ROUGHLY = 5  # per cent to which shares are rounded, so that no count can be reckoned from one
# What can be told apart only where neither is a small number in all.
_PAIRS = (
    ("Attended, all or part", (Outcome.ATTENDED, Outcome.ATTENDED_PART)),
    ("Did not attend, or not marked", (Outcome.DID_NOT_ATTEND, Outcome.NOT_MARKED)),
    ("Cancelled, in time or late", (Outcome.CANCELLED, Outcome.CANCELLED_LATE)),
)


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table; the first columns, one or more, name its rows."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int = 1


def about(span: Span, now: datetime) -> list[tuple[str, str]]:
    """What the tables say, for whoever finds them later."""
    return [
        ("What", "Groups and sessions of the library: bookings, attendance, waiting and what came of reading"),
        ("Time", f"{span.words}: sessions from {said_day(span.first)} to {said_day(span.last)} that are over"),
        ("Made", said_moment(now)),
        (
            "Small numbers",
            (
                f"People numbering 1 to {LEAST_SHOWN - 1} is “{Hidden.SMALL}”, so that nobody can be recognised; "
                f"nought stays 0. Where such a number could be reckoned from the sums around it, another one stands as "
                f"“{Hidden.KEPT_BACK}”. Columns are put together where a sum would be small. Shares are rounded to "
                f"{_ROUGHLY} %."
            ),
        ),
        (
            "Bookings",
            "Each person once a session: how her last booking of it ended. Somebody who came unbooked counts.",
        ),
        ("Cancelled late", "After the time that the group has set, of places that had been promised."),
        ("People who have left", "They are still counted, without their reasons, waits and first visits."),
        ("Called off", "Of sessions that were called off nothing else is counted."),
    ]


def export_tables(
    sessions: Sequence[SessionFigures], span: Span, demands: Mapping[str, Sequence[Demand]]
) -> list[ExportTable]:
    """Every table, in order."""
    total = gathered(sessions)
    parts = {by: broken_down(sessions, by, span) for by in By}
    of_sites = {By.SITE: parts[By.SITE]}
    return [
        *_broken_down("Bookings", parts, total, _bookings(total), _SESSIONS),
        _late_reasons(total),
        *_broken_down("Waiting", parts, total, _WAITING),
        _waiting_times(parts[By.SITE], total),
        *_broken_down("First visits", of_sites, total, _NEWCOMERS),
        *_broken_down("Used since", of_sites, total, _ANSWERS),
        how_often(demands),
    ]


def how_often(demands: Mapping[str, Sequence[Demand]]) -> ExportTable:
    """What other dates would have done for each group."""
    heads = (
        "Group", "Dates", "Sessions a year", "Places taken, about %", "Had a place, about %", "Turned away",
        "Usual wait", "Nine of ten waited at most", "There on average, about",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for group, of_group in demands.items():
        if are_too_few(of_group, USUAL_WEEKS):
            few = f"Too few to tell: it takes {FEWEST_WISHES} wishes and {FEWEST_SESSIONS} sessions"
            rows.append((group, few, *[""] * (len(heads) - 2)))
        else:
            rows += [(group, *_said(course)) for course in courses(of_group, USUAL_WEEKS)]
    note = " ".join(assumptions(USUAL_WEEKS))
    return ExportTable("How often", note, heads, tuple(rows), names=2)


def _said(course: Course) -> tuple[Cell, ...]:
    return (
        course.name,
        course.sessions_a_year,
        _roughly(course.fill),
        _roughly(course.placed_share),
        shown(course.turned_away),
        said_time_taken(course.usual_wait),
        said_time_taken(course.long_wait),
        "–" if course.there is None else round(course.there),
    )


def _roughly(per_cent: int | None) -> Cell:
    return "–" if per_cent is None else _ROUGHLY * round(per_cent / _ROUGHLY)


def _outcome(outcome: Outcome) -> Column:
    return OUTCOME_WORDS[outcome], lambda figures: figures.outcomes[outcome]


def _together(head: str, outcomes: Iterable[Outcome]) -> Column:
    return head, lambda figures: sum(figures.outcomes[each] for each in outcomes)


def _are_told_apart(total: Figures, outcomes: Iterable[Outcome]) -> bool:
    return not any(is_small(total.outcomes[each]) for each in outcomes)


def _bookings(total: Figures) -> list[list[Column]]:
    """The columns that could be shown, the finest first."""
    finest: list[Column] = []
    for head, pair in _PAIRS:
        finest += map(_outcome, pair) if _are_told_apart(total, pair) else [_together(head, pair)]
    return [finest, [_together(head, pair) for head, pair in _PAIRS], [("Bookings", lambda figures: figures.bookings)]]


_SESSIONS: list[Column] = [
    ("Sessions", lambda figures: figures.sessions),
    ("Called off", lambda figures: figures.called_off),
    ("Places", lambda figures: figures.places),
]
_WAITED: Column = ("Waited", lambda figures: len(figures.waits))
_WAITING: list[list[Column]] = [
    [
        ("Got a place", lambda figures: figures.placed_waits),
        ("Got none", lambda figures: len(figures.waits) - figures.placed_waits),
    ],
    [_WAITED],
]
_FIRST: Column = ("First visits", lambda figures: sum(figures.newcomers.values()))
_NEWCOMERS: list[list[Column]] = [
    [(words, lambda figures, key=key: figures.newcomers[key]) for key, words in NEWCOMER_WORDS.items()],  # type: ignore[misc]
    [_FIRST],
]
_ANSWERED: Column = ("Answered", lambda figures: sum(figures.answers.values()))
_ANSWERS: list[list[Column]] = [
    [(USED_WORDS[used], lambda figures, used=used: figures.answers[used]) for used in Used],  # type: ignore[misc]
    [
        (USED_WORDS[Used.YES], lambda figures: figures.answers[Used.YES]),
        ("Not yet, or no", lambda figures: figures.answers[Used.NOT_YET] + figures.answers[Used.NO]),
    ],
    [_ANSWERED],
]


def _broken_down(
    what: str,
    parts: Mapping[By, Sequence[tuple[str, Figures]]],
    total: Figures,
    choices: Sequence[Sequence[Column]],
    before: Sequence[Column] = (),
) -> list[ExportTable]:
    """For each way to break down the finest of the choices in which nobody can be recognised; the last is the sum."""
    found: dict[By, ExportTable] = {}
    for columns in choices:
        open_ones = [by for by in parts if by not in found]
        counts = [[[count(figures) for _, count in columns] for _, figures in parts[by]] for by in open_ones]
        for by, seen in zip(open_ones, guarded_alike(counts), strict=True):
            if seen is not None:
                ends = [] if len(columns) == 1 else choices[-1]  # a single column is its own sum
                rows = [
                    (*_row(name, figures, before), *cells[: len(columns) + len(ends)])
                    for (name, figures), cells in zip(parts[by], seen, strict=True)
                ]
                found[by] = _table(_title(what, by), rows, total, [*before, *columns, *ends])
    note = f"{TOO_FEW}{shown(choices[-1][0][1](total))}."
    for by in parts:
        if by not in found:
            rows = [_row(name, figures, before) for name, figures in parts[by]] if before else []
            found[by] = replace(_table(_title(what, by), rows, total, before), note=note)
    return [found[by] for by in parts]


def _title(what: str, by: By) -> str:
    return f"{what} by {BY_WORDS[by]}"


def _table(title: str, rows: Sequence[tuple[Cell, ...]], total: Figures, columns: Sequence[Column]) -> ExportTable:
    """With the sums of everything in the last row, where there are columns."""
    heads = ("", *(head for head, _ in columns))
    return ExportTable(title, "", heads, (*rows, _row(IN_ALL, total, columns)) if columns else ())


def _row(name: str, figures: Figures, columns: Iterable[Column]) -> tuple[Cell, ...]:
    return (name, *(count(figures) for _, count in columns))


def _late_reasons(total: Figures) -> ExportTable:
    """Why places were given back late; only where their number stands in the other tables too."""
    seen = guarded_list([total.reasons[reason] for reason in LATE_WORDS])
    title, heads = "Late cancellations", ("Reason", OUTCOME_WORDS[Outcome.CANCELLED_LATE])
    if seen is None or not _are_told_apart(total, _PAIRS[-1][1]):
        return ExportTable(title, "Too few to tell the reasons apart.", heads, ())
    return ExportTable(title, "", heads, tuple(zip(LATE_WORDS.values(), seen, strict=True)))


def _waiting_times(parts: Sequence[tuple[str, Figures]], total: Figures) -> ExportTable:
    """Medians, where enough people waited for a place and got it."""
    rows = []
    for name, figures in (*parts, (IN_ALL, total)):
        number = sum(wait.took is not None for wait in figures.waits)
        rows.append((name, said_time_taken(figures.usual_wait) if number >= LEAST_SHOWN else "–"))
    note = f"The median, where at least {LEAST_SHOWN} people got a place on the date they waited for."
    return ExportTable("Waiting times by site", note, ("", "Usual wait until the place"), tuple(rows))
