"""What happened: who came, which places were given back late, who waited, and what came of it."""

import streamlit as st

from pages.librarian.parts.evaluation.charts import Cell, charted
from pages.shared.widgets import empty, facts, hint, lead
from revalidation.domain.evaluation import (
    By,
    Figures,
    Outcome,
    SessionFigures,
    Span,
    broken_down,
    gathered,
    said_share,
    said_time_taken,
    share,
)
from revalidation.domain.evaluation_export import LATE_WORDS, NEWCOMER_WORDS
from revalidation.domain.follow_ups import QUESTION, USED_WORDS, Used
from revalidation.domain.small_numbers import LEAST_SHOWN, guarded, guarded_list, shown

_BY = {"Month": By.TIME, "Site": By.SITE, "Kind of group": By.KIND}
_TOO_FEW = "Too few to show without somebody being recognised."


def who_comes(sessions: list[SessionFigures], span: Span) -> None:
    """Sessions, bookings and who was there."""
    total = gathered(sessions)
    off = f" Called off: {total.called_off}." if total.called_off else ""
    lead(f"{_counted(total.sessions, 'session')} with {_counted(total.places, 'place')}.{off}")
    facts(
        [
            ("Places somebody had at the start", said_share(total.fill)),
            ("Came, of those with a place", said_share(total.attendance)),
        ]
    )
    by = _chosen_by()
    heads = (
        by, "Came", "of these in part", "Did not attend", "Not marked", "Cancelled in time", "Cancelled late",
        "Bookings", "Places", "Sessions",
    )  # fmt: skip
    rows = [(name, *_attendance(figures)) for name, figures in broken_down(sessions, _BY[by], span)]
    charted(f"People who came, by {by.lower()}", heads, rows)
    hint("Each person counts once a session. People who have left are still counted.")
    newcomers(total)


def _attendance(figures: Figures) -> tuple[Cell, ...]:
    rest = (outcome for outcome in Outcome if outcome is not Outcome.ATTENDED)
    return (
        figures.came,
        *(figures.outcomes[outcome] for outcome in rest),
        figures.bookings,
        figures.places,
        figures.sessions,
    )


def newcomers(total: Figures) -> None:
    """Who came for the first time, and whether the library was new to them; small numbers are hidden."""
    number = sum(total.newcomers.values())
    if not number:
        return
    said = f"{_counted(number, 'first visit')}. Had they used the library before they came to this app?"
    seen = guarded_list([total.newcomers[key] for key in NEWCOMER_WORDS])
    if seen is None:
        said = f"{said} {_TOO_FEW}"
    rows = list(zip(NEWCOMER_WORDS.values(), seen or (), strict=False))
    charted("First-time library users", ("Library", "People"), rows, said=said)


def late_cancellations(sessions: list[SessionFigures], span: Span) -> None:
    """Why and where."""
    total = gathered(sessions)
    late = total.outcomes[Outcome.CANCELLED_LATE]
    lead(f"{late} of {_counted(total.bookings, 'booking')} cancelled late: {said_share(total.lateness)}.")
    if not late:
        return
    rows = [(words, total.reasons[reason]) for reason, words in LATE_WORDS.items()]
    charted("Late cancellations by reason", ("Reason", "Late"), rows)
    by = _chosen_by()
    parts = broken_down(sessions, _BY[by], span)
    charted(
        f"Late cancellations by {by.lower()}",
        (by, "Late", *LATE_WORDS.values(), "of a hundred bookings"),
        [
            (
                name,
                figures.outcomes[Outcome.CANCELLED_LATE],
                *(figures.reasons[reason] for reason in LATE_WORDS),
                said_share(figures.lateness),
            )
            for name, figures in parts
        ],
    )


def waiting(sessions: list[SessionFigures], span: Span) -> None:
    """Who waited, and whether and when a place came."""
    total = gathered(sessions)
    waited = len(total.waits)
    if not waited:
        empty("Nobody has had to wait for a place.")
        return
    got = share(total.placed_waits, waited)
    lead(f"People waited {_counted(waited, 'time')} for a place, and got one {_counted(total.placed_waits, 'time')}.")
    facts([("Got a place", said_share(got)), ("Usual time until it came", said_time_taken(total.usual_wait))])
    by = _chosen_by()
    charted(
        f"People who waited, by {by.lower()}",
        (by, "Waited", "Got a place", "Got none", "Usual time until it came"),
        [
            (
                name,
                len(figures.waits),
                figures.placed_waits,
                len(figures.waits) - figures.placed_waits,
                said_time_taken(figures.usual_wait),
            )
            for name, figures in broken_down(sessions, _BY[by], span)
        ],
    )
    hint("A place on another date that was asked for with it counts as one. The usual time is the median.")


def afterwards(sessions: list[SessionFigures], span: Span) -> None:
    """What those who were asked some weeks later said; small numbers are hidden."""
    total = gathered(sessions)
    answered = sum(total.answers.values())
    seen = guarded_list([total.answers[used] for used in Used])
    lead(f"“{QUESTION}” Answered: {shown(answered)}.")
    if answered and seen:
        charted("All answers", ("Answer", "People"), list(zip(USED_WORDS.values(), seen, strict=True)))
        by = _chosen_by()
        parts = broken_down(sessions, _BY[by], span)
        cells = guarded([[figures.answers[used] for used in Used] for _, figures in parts])
        rows = [(name, *row) for (name, _), row in zip(parts, cells or [], strict=False)]
        if rows:
            charted(f"Used it, by {by.lower()}", (by, *USED_WORDS.values(), "Answered"), rows)
        else:
            empty(_TOO_FEW)
    elif answered:
        empty(_TOO_FEW)
    hint(f"1 to {LEAST_SHOWN - 1} is “{shown(1)}”. Of people who have left, “not yet” counts as “no”.")
    st.page_link("pages/librarian/impact.py", label="What reading has changed, by group, and lent passages")


def _chosen_by() -> str:
    return (
        st.segmented_control("By", list(_BY), default="Month", key="by", required=True, bind="query-params") or "Month"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
