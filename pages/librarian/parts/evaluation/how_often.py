"""How often a group should meet: what was asked for, replayed on other dates."""

import streamlit as st

from pages.librarian.parts.evaluation.charts import charted
from pages.shared.acting import look_up, now
from pages.shared.widgets import bullets, empty, lead
from revalidation.domain.evaluation import Span, said_share, said_time_taken
from revalidation.domain.frequency import (
    FEWEST_SESSIONS,
    FEWEST_WISHES,
    USUAL_WEEKS,
    WEEKS,
    Course,
    Demand,
    are_too_few,
    assumptions,
    courses,
    said_comparison,
    said_trust,
)
from revalidation.domain.people import Actor
from revalidation.queries.frequency import demands


def how_often(me: Actor, span: Span) -> None:
    """One group, and how long people would wait."""
    of_group = look_up(demands, actor=me, span=span, now=now())
    if not of_group:
        empty("No group has met in this time. Once one has, this page says what other dates would have done.")
        return
    busiest = sorted(of_group, key=lambda name: -sum(len(each.wishes) for each in of_group[name]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.selectbox("Group", busiest, key="group-asked")
        longest = st.selectbox(
            "People wait at most", WEEKS, WEEKS.index(USUAL_WEEKS), format_func="{} weeks".format, key="longest"
        )
    chosen = of_group.get(str(group), [])
    if are_too_few(chosen, longest):
        lead(
            f"Too few to tell. It takes at least {FEWEST_SESSIONS} sessions, and {FEWEST_WISHES} people who booked or "
            f"waited more than {longest} weeks ago. A longer time may have them."
        )
    else:
        answer(chosen, longest)
    with st.expander("What this takes for granted"):
        bullets(assumptions(longest))


def answer(chosen: list[Demand], weeks: int) -> None:
    """The answer in sentences, then the chart and the figures."""
    found = courses(chosen, weeks)
    happened, today, *others = found
    bullets(said_comparison(course, today) for course in others)
    lead(said_trust(happened, today))
    heads = (
        "Dates", "Had a place, of a hundred", "Sessions a year", "Places taken", "Turned away", "Usual wait",
        "Nine of ten waited at most", "There on average",
    )  # fmt: skip
    charted(f"What other dates would have done for {happened.wishes} wishes", heads, [_row(course) for course in found])


def _row(course: Course) -> tuple[str | int, ...]:
    return (
        course.name,
        "–" if course.placed_share is None else course.placed_share,
        course.sessions_a_year,
        said_share(course.fill),
        course.turned_away,
        said_time_taken(course.usual_wait),
        said_time_taken(course.long_wait),
        "–" if course.there is None else f"{course.there:.1f}",
    )
