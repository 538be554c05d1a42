"""Filling an empty database with an invented Trust, by the same commands that people use."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle

from dateutil.relativedelta import relativedelta, weekday
from sqlalchemy import update

from revalidation.commands import demonstration_content as content
from revalidation.commands.articles import add_article
from revalidation.commands.demonstration_answers import fill_answers
from revalidation.commands.demonstration_content import InventedGroup, InventedPerson
from revalidation.commands.demonstration_portfolio import fill_portfolios
from revalidation.commands.demonstration_reading import fill_reading
from revalidation.commands.demonstration_topics import fill_topics
from revalidation.commands.demonstration_year import Meeting, Member, fill_meetings, write_accounts
from revalidation.commands.groups import add_group
from revalidation.commands.installation import claim
from revalidation.commands.people import add_person
from revalidation.commands.registrations import save_registration
from revalidation.commands.sessions import change_session, schedule_series
from revalidation.commands.sites import add_site
from revalidation.domain.bank_holidays import Nation, bank_holidays
from revalidation.domain.groups import Group
from revalidation.domain.messages import MessageState
from revalidation.domain.nmc import registrations_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import AlreadySetUp, NotEmpty
from revalidation.domain.registrations import Registration
from revalidation.domain.series import Pattern, PlannedDate, planned_dates
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import local
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.passwords import password_hash
from revalidation.storage.people import PersonRow

PASSWORD = "look around freely"  # noqa: S105 (shown to every visitor: it opens only invented people's accounts)
PAST = timedelta(weeks=40)
AHEAD = timedelta(weeks=16)
PREPARING = timedelta(weeks=5)
SEED = 2016  # the year in which revalidation began

NATION = Nation.ENGLAND

Ids = dict[str, int]
Progress = Callable[[float, str], object]


def _unseen(_share: float, _doing: str) -> None:
    """Tell nobody how far it is."""


def fill(db: Db, *, now: datetime, progress: Progress = _unseen) -> None:
    """Fill an empty database with a believable year around `now`, the same for the same moment. Raises NotEmpty."""
    try:
        claim(db, is_demonstration=True, now=now)
    except AlreadySetUp:
        raise NotEmpty from None
    rng = random.Random(SEED)  # noqa: S311 (the same every time is the point)
    founded_at = now - PAST - PREPARING
    progress(0.0, "Making people")
    members = _add_people(db, founded_at=founded_at, now=now)
    librarian = next(member.actor for member in members if Role.LIBRARIAN in member.actor.roles)
    progress(0.05, "Adding sites, articles and groups")
    site_ids = {key: add_site(db, actor=librarian, site=site) for key, site in content.sites().items()}
    article_ids = {
        key: add_article(db, actor=librarian, article=article, now=founded_at)
        for key, article in content.articles().items()
    }
    progress(0.1, "Scheduling a year of sessions")
    meetings = [
        meeting
        for invented in content.groups()
        for meeting in _add_group(db, librarian, invented, (site_ids, article_ids), founded_at=founded_at, now=now)
    ]
    fill_meetings(db, librarian=librarian, members=members, meetings=meetings, rng=rng, now=now, progress=progress)
    fill_reading(db, librarian=librarian, members=members, meetings=meetings, now=now)
    progress(0.95, "Writing reflective accounts and portfolios")
    write_accounts(db, members=members, meetings=meetings, now=now)
    fill_answers(db, actors=[member.actor for member in members], since=founded_at, now=now)
    fill_topics(db, members=members, site_ids=site_ids, article_ids=article_ids, since=founded_at, now=now)
    fill_portfolios(db, actors=[member.actor for member in members], now=now)
    db.execute(update(MessageRow).values(state=MessageState.SENT, ended_at=MessageRow.due_at))  # to nobody real
    progress(1.0, "Everything is there")


def _add_people(db: Db, *, founded_at: datetime, now: datetime) -> list[Member]:
    members = [_add_member(db, person, founded_at=founded_at, now=now) for person in content.people()]
    db.execute(update(PersonRow).values(password_hash=password_hash(PASSWORD)))  # one hash: each takes its time
    return members


def _add_member(db: Db, person: InventedPerson, *, founded_at: datetime, now: datetime) -> Member:
    person_id = add_person(db, name=person.name, email=person.email, password=None, roles=person.roles, now=founded_at)
    actor = Actor(person_id=person_id, name=person.name, email=person.email, roles=person.roles)
    if Role.NURSE in person.roles:
        today = local(now).date()
        months = person.renewal_in_months
        renewal_on = None if months is None else today + relativedelta(months=months)
        kinds = kinds_of(person.registrations, today)
        registration = Registration(nmc_pin=person.nmc_pin, kinds=kinds, renewal_on=renewal_on)
        save_registration(db, actor=actor, registration=registration)
    return Member(actor=actor, site=person.site)


def kinds_of(registrations: Iterable[str], on: date) -> tuple[str, ...]:
    """The choices of the practice hours log for these registrations: the one that names them all, or one for each."""
    held = set(registrations)
    offered = registrations_in_force(on).kinds
    for kind in offered:
        if set(kind.registrations) == held:
            return (kind.key,)
    return tuple(kind.key for kind in offered if kind.key in held)


def _add_group(
    db: Db, librarian: Actor, invented: InventedGroup, ids: tuple[Ids, Ids], *, founded_at: datetime, now: datetime
) -> list[Meeting]:
    """One group with its year of sessions, each reading the next article of the group's list."""
    site_ids, article_ids = ids
    group = invented.at_site(site_ids)
    group_id = add_group(db, actor=librarian, group=group)
    dates = _dates(invented, now)
    plan = replace(_plan(group, dates[0]), facilitator_id=librarian.person_id)
    session_ids = schedule_series(
        db,
        actor=librarian,
        group_id=group_id,
        pattern=invented.pattern,
        nation=NATION,
        skips_bank_holidays=True,
        dates=dates,
        plan=plan,
        now=founded_at,
    )
    meetings = []
    for session_id, planned, article in zip(session_ids, dates, cycle(invented.articles), strict=False):
        whole = replace(plan, starts_at=planned.starts_at, article_ids=(article_ids[article],))
        change_session(db, actor=librarian, session_id=session_id, plan=whole, now=founded_at)
        meetings.append(Meeting(session_id, group.kind, invented.site, article, whole))
    return meetings


def _dates(invented: InventedGroup, now: datetime) -> list[PlannedDate]:
    first, last = local(now - PAST).date(), local(now + AHEAD).date()
    if invented.pattern not in (Pattern.EVERY_WEEK, Pattern.EVERY_SECOND_WEEK):
        first += relativedelta(months=1, day=8)  # from the 8th on comes the second such weekday of the month
    first += relativedelta(weekday=weekday(invented.weekday))
    holidays = bank_holidays(NATION, first, last)
    return planned_dates(
        invented.pattern, first=first, last=last, at=invented.at, days_off=holidays, skip_days_off=True
    )


def _plan(group: Group, first: PlannedDate) -> SessionPlan:
    return SessionPlan(
        starts_at=first.starts_at,
        minutes=group.usual_minutes,
        capacity=group.capacity,
        minimum_attendance=group.minimum_attendance,
        site_id=group.site_id,
        online_link=group.online_link,
    )
