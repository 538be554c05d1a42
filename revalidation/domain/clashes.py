"""Clashes: two sessions at one time in one room, with one facilitator or with one nurse; said, never refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import local, said_span, said_time


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session that is scheduled already: when it takes which room and whose time."""

    group: str
    starts_at: datetime
    ends_at: datetime
    site_id: int | None
    facilitator_id: int | None
    facilitator: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that somebody with a place on the session has on another one."""

    person: str
    group: str
    starts_at: datetime
    ends_at: datetime


def said_elsewhere(plan: SessionPlan, places: Iterable[Elsewhere]) -> tuple[str, ...]:
    """Who would have to be at two sessions at once, in words."""
    return tuple(
        f"{place.person} also has a place at {place.group} ({_said_when(plan, place)})"
        for place in places
        if overlap(plan.starts_at, plan.ends_at, place.starts_at, place.ends_at)
    )


def said_clashes(plan: SessionPlan, others: Iterable[Meeting]) -> tuple[str, ...]:
    """Every clash of a planned session in words; a site counts as one room, and being online as none."""
    said = []
    for other in others:
        if not overlap(plan.starts_at, plan.ends_at, other.starts_at, other.ends_at):
            continue
        what = f"{other.group} ({_said_when(plan, other)})"
        if plan.site_id is not None and plan.site_id == other.site_id:
            said.append(f"Same room as {what}")
        if plan.facilitator_id is not None and plan.facilitator_id == other.facilitator_id:
            said.append(f"{other.facilitator} also leads {what}")
    return tuple(said)


def _said_when(plan: SessionPlan, other: Meeting | Elsewhere) -> str:
    """The time alone where the day is the same, since the day stands before it."""
    if local(plan.starts_at).date() == local(other.starts_at).date() == local(other.ends_at).date():
        return f"{said_time(other.starts_at)}–{said_time(other.ends_at)}"
    return said_span(other.starts_at, other.ends_at)


def overlap(starts_at: datetime, ends_at: datetime, other_starts_at: datetime, other_ends_at: datetime) -> bool:
    """Whether two spans share some time; one that begins when the other ends does not."""
    return starts_at < other_ends_at and ends_at > other_starts_at
