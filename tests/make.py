"""Rows for tests, by plain functions that use the commands people use."""

from datetime import UTC, date, datetime, timedelta

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.articles import add_article
from revalidation.commands.groups import add_group
from revalidation.commands.people import add_person
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.registrations import save_registration
from revalidation.commands.sessions import schedule_session
from revalidation.commands.sign_ins import open_sign_in, swap_ticket
from revalidation.commands.sites import add_site
from revalidation.domain.accounts import Written
from revalidation.domain.articles import Article
from revalidation.domain.groups import Group
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.register import Mark
from revalidation.domain.registrations import Registration
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.sign_ins import Limits
from revalidation.domain.sites import Site
from revalidation.queries.sign_ins import find_sign_in_id
from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PASSWORD = "four quiet words here"  # noqa: S105


def person(name: str = "Nurse One", *roles: Role, now: datetime = NOON, password: str | None = None) -> Actor:
    """Somebody with an account; a nurse unless roles are given."""
    held = frozenset(roles or {Role.NURSE})
    email = f"{name.lower().replace(' ', '.')}@trust.example"
    person_id = carry_out(add_person, name=name, email=email, password=password, roles=held, now=now)
    return Actor(person_id=person_id, name=name, email=email, roles=held)


def librarian(name: str = "Lib Rarian") -> Actor:
    return person(name, Role.LIBRARIAN)


def sign_in_of(actor: Actor, *, now: datetime | None = None) -> int:
    """The id of an open sign-in."""
    moment = now or datetime.now(UTC)
    ticket = carry_out(open_sign_in, person_id=actor.person_id, limits=Limits(), now=moment)
    entered = carry_out(swap_ticket, ticket=ticket, now=moment)
    assert entered
    found = look_up(find_sign_in_id, token=entered.token, limits=Limits(), now=moment)
    assert found
    return found


def site(by: Actor, name: str = "Moor House") -> int:
    return carry_out(add_site, actor=by, site=Site(name=name, address="Seminar room 2"))


OUTRIGHT = PlaceRules(books_outright=True)


def group(by: Actor, name: str = "Evening readers", *, capacity: int = 8, rules: PlaceRules = OUTRIGHT) -> int:
    made = Group(name=name, capacity=capacity, online_link="https://meet.example/readers", rules=rules)
    return carry_out(add_group, actor=by, group=made)


def article(by: Actor, title: str = "Talking on the ward", prompts: tuple[str, ...] = ("What struck you?",)) -> int:
    made = Article(
        title=title, authors="Bowers L; James K", journal="J Wards", year=2019, doi="10.1234/wards", prompts=prompts
    )
    return carry_out(add_article, actor=by, article=made, now=NOON)


def session(
    by: Actor,
    group_id: int,
    *,
    starts_at: datetime = NOON + timedelta(days=7),
    capacity: int = 8,
    minutes: int = 60,
    articles: tuple[int, ...] = (),
    now: datetime = NOON,
) -> int:
    plan = SessionPlan(
        starts_at=starts_at,
        minutes=minutes,
        capacity=capacity,
        minimum_attendance=0,
        site_id=None,
        online_link="https://meet.example/readers",
        article_ids=articles,
    )
    return carry_out(
        schedule_session, actor=by, group_id=group_id, plan=plan, now=min(now, starts_at - timedelta(days=1))
    )


def attended(by: Actor, session_id: int, *people: Actor, now: datetime) -> None:
    entries = {each.person_id: RegisterEntry(Mark.ATTENDED) for each in people}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=now)


def registered(nurse: Actor, *, renewal_on: date | None = date(2027, 3, 31), pin: str = "12A1234B") -> None:
    made = Registration(nmc_pin=pin, kinds=("nurse",), renewal_on=renewal_on)
    carry_out(save_registration, actor=nurse, registration=made)


def finished_account(nurse: Actor, title: str = "One", *, now: datetime = NOON) -> int:
    written = Written(
        title, (f"What happened: {title}", "What I learnt", "What I changed", "Why"), ("preserve_safety",)
    )
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=now)
    revision = carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=now)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=revision, now=now)
    return account_id


def draft_about(nurse: Actor, session_id: int, *, now: datetime = NOON) -> int:
    """An account of a session that she attended, just begun."""
    return carry_out(start_account, actor=nurse, session_id=session_id, now=now)


def give_out_files(db: Db, *, gives_out: bool) -> None:
    """Say for the whole installation, which need not be set up yet, whether files of articles are given out."""
    row = db.get(InstallationRow, 1)
    if row is None:
        quiet = NOON.time()
        row = InstallationRow(id=1, set_up_at=NOON, is_demonstration=False, quiet_begins=quiet, quiet_ends=quiet)
        db.add(row)
    row.gives_out_files = gives_out
