import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from revalidation.acting import carry_out, look_up
from revalidation.commands import demonstration_content as content
from revalidation.commands.demonstration import AHEAD, PASSWORD, PAST, fill, kinds_of
from revalidation.commands.installation import set_up
from revalidation.domain.accounts import AccountState
from revalidation.domain.bookings import HOLDS_A_PLACE, BookingState
from revalidation.domain.citations import vancouver
from revalidation.domain.distribution import ReadingState
from revalidation.domain.passwords import checked_password
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio import Requirement
from revalidation.domain.refusals import NotEmpty
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import local
from revalidation.queries.accounts import get_account, my_accounts, sessions_to_write_about
from revalidation.queries.distribution import sent_counts
from revalidation.queries.installation import installation
from revalidation.queries.people import people_to_try
from revalidation.queries.portfolio import find_portfolio
from revalidation.queries.reading import my_reading
from revalidation.queries.register import unmarked_registers
from revalidation.queries.registrations import my_registration
from revalidation.queries.sessions import get_session, my_sessions, schedule
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.base import Row
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db, engine, reading
from revalidation.storage.groups import GroupRow
from revalidation.storage.passwords import password_fits
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.values import article_value
from tests.conftest import copy_on, use
from tests.make import NOON

TABLES: tuple[type[Row], ...] = (PersonRow, GroupSessionRow, SessionArticleRow, BookingRow, RegisterMarkRow)
Told = list[tuple[float, str]]


def filled_at(url: str, data: Path) -> Told:
    """What was told while the database was filled."""
    told: Told = []
    with pytest.MonkeyPatch.context() as patch:
        use(url, data, patch)
        carry_out(fill, now=NOON, progress=lambda share, doing: told.append((share, doing)))
    return told


@pytest.fixture(scope="module")
def sqlite_filled(newest_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Told]]:
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(newest_sqlite, folder / "test.db")
    url = f"sqlite:///{folder / 'test.db'}"
    yield url, filled_at(url, folder)
    engine(url).dispose()


@pytest.fixture(scope="module")
def postgresql_filled(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Told]]:
    url = copy_on(postgres)
    yield url, filled_at(url, tmp_path_factory.mktemp("demonstration"))
    engine(url).dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Settings that name a filled database, and what was told while it was filled."""
    url, heard = request.getfixturevalue(f"{request.param}_filled")
    use(url, tmp_path, monkeypatch)
    return heard  # type: ignore[no-any-return]


def everything(db: Db) -> dict[str, list[tuple[Any, ...]]]:
    """All that must be the same each time; hashes and ciphertext never are."""
    found = {}
    for kind in TABLES:
        columns = [column for column in kind.__table__.columns if column.name != "password_hash"]
        found[kind.__tablename__] = sorted(tuple(row) for row in db.execute(select(*columns)))
    return found


def count(db: Db, kind: type[Row]) -> int:
    return db.scalar(select(func.count()).select_from(kind)) or 0


def sessions(db: Db) -> list[GroupSessionRow]:
    return list(db.scalars(select(GroupSessionRow).order_by(GroupSessionRow.starts_at)))


def bookings(db: Db) -> Counter[tuple[int, BookingState]]:
    return Counter((row.session_id, row.state) for row in db.scalars(select(BookingRow)))


def librarian_to_try() -> Actor:
    return next(actor for actor in actors_to_try() if Role.LIBRARIAN in actor.roles)


def nurses_to_try() -> list[Actor]:
    return [actor for actor in actors_to_try() if Role.NURSE in actor.roles]


def actors_to_try() -> list[Actor]:
    return [Actor(line.id, line.name, line.email, line.roles) for line in look_up(people_to_try)]


@pytest.mark.usefixtures("told")
def test_it_has_the_size_that_the_first_page_promises() -> None:
    assert (look_up(count, SiteRow), look_up(count, GroupRow), look_up(count, PersonRow)) == (4, 6, 60)
    assert look_up(count, BookingRow) > 400
    assert look_up(installation).is_demonstration


@pytest.mark.usefixtures("told")
def test_sessions_fill_a_year_around_the_moment_and_skip_bank_holidays() -> None:
    moments = [row.starts_at for row in look_up(sessions)]
    assert len(moments) > 100
    assert NOON - PAST <= moments[0] < NOON - PAST + timedelta(days=14)
    assert NOON + AHEAD - timedelta(days=14) < moments[-1] <= NOON + AHEAD + timedelta(days=1)
    assert not [moment for moment in moments if local(moment).strftime("%d %m") in {"25 12", "26 12", "01 01"}]


@pytest.mark.usefixtures("told")
def test_places_taken_are_the_confirmed_bookings_of_every_session() -> None:
    held = look_up(bookings)
    for row in look_up(sessions):
        assert row.places_taken == sum(held[row.id, state] for state in HOLDS_A_PLACE) <= row.capacity


@pytest.mark.usefixtures("told")
def test_nobody_waits_while_a_place_is_free() -> None:
    held = look_up(bookings)
    waited_for = [row for row in look_up(sessions) if held[row.id, BookingState.WAITING]]
    assert all(row.places_taken == row.capacity for row in waited_for)
    assert [row for row in waited_for if row.starts_at > NOON]


@pytest.mark.usefixtures("told")
def test_some_sessions_are_quiet_and_some_are_called_off() -> None:
    rows = look_up(sessions)
    off = [row for row in rows if row.state is SessionState.CANCELLED]
    assert [row.starts_at > NOON for row in off] == [False, True]
    assert [row for row in rows if 0 < row.places_taken <= row.capacity / 2]


@pytest.mark.usefixtures("told")
def test_nothing_happened_after_the_moment() -> None:
    def latest(db: Db) -> tuple[Any, ...]:
        columns = (BookingRow.queued_at, BookingRow.changed_at, RegisterMarkRow.marked_at, PersonRow.created_at)
        return tuple(db.scalar(select(func.max(column))) for column in columns)

    assert all(moment <= NOON for moment in look_up(latest))
    for nurse in nurses_to_try():
        for line in look_up(my_accounts, actor=nurse):
            assert line.saved_at <= NOON


@pytest.mark.usefixtures("told")
def test_every_session_reads_an_article_with_a_whole_citation_and_prompts() -> None:
    def cited(db: Db) -> list[tuple[str, int]]:
        prompts = Counter(db.scalars(select(ReadingPromptRow.article_id)))
        return [(vancouver(article_value(row)), prompts[row.id]) for row in db.scalars(select(ArticleRow))]

    for words, prompts in look_up(cited):
        assert "doi:10." in words or "Available from: https://" in words
        assert ";" in words
        assert prompts
    assert look_up(count, SessionArticleRow) == len(look_up(sessions))


@pytest.mark.usefixtures("told")
def test_a_librarian_and_two_nurses_can_be_tried_with_the_one_password() -> None:
    def hashes(db: Db) -> set[str | None]:
        return set(db.scalars(select(PersonRow.password_hash)))

    assert {actor.email for actor in actors_to_try()} == content.emails_to_try()
    assert [sorted(actor.roles) for actor in actors_to_try()] == [[Role.LIBRARIAN], [Role.NURSE], [Role.NURSE]]
    (kept,) = look_up(hashes)
    assert password_fits(PASSWORD, kept)


@pytest.mark.usefixtures("told")
def test_the_librarian_finds_two_registers_to_mark() -> None:
    assert len(look_up(unmarked_registers, actor=librarian_to_try(), now=NOON)) == 2


@pytest.mark.usefixtures("told")
def test_the_nurses_have_a_place_next_and_wait_for_another() -> None:
    for nurse in nurses_to_try():
        lines = look_up(my_sessions, actor=nurse, now=NOON)
        positions = {line.booking: line.position for line in lines}
        assert positions.keys() == {BookingState.CONFIRMED, BookingState.WAITING}
        assert (positions[BookingState.WAITING] or 0) >= 2


@pytest.mark.usefixtures("told")
def test_the_nurses_have_written_and_have_something_left_to_write_about() -> None:
    states = []
    for nurse in nurses_to_try():
        lines = look_up(my_accounts, actor=nurse)
        states.append(Counter(line.state for line in lines))
        assert look_up(sessions_to_write_about, actor=nurse)
        assert all(line.title and line.words for line in lines)
        assert all(get_answers(nurse, line.id)[0] for line in lines)
    assert states == [
        {AccountState.FINISHED: 3, AccountState.DRAFT: 1},
        {AccountState.FINISHED: 2, AccountState.DRAFT: 1},
    ]


def get_answers(nurse: Actor, account_id: int) -> tuple[str, ...]:
    return look_up(get_account, actor=nurse, account_id=account_id).written.answers


@pytest.mark.usefixtures("told")
def test_what_is_left_to_write_about_was_read_in_a_session_she_attended() -> None:
    for nurse in nurses_to_try():
        for attended in look_up(sessions_to_write_about, actor=nurse):
            assert look_up(get_session, actor=nurse, session_id=attended.session_id).articles


@pytest.mark.usefixtures("told")
def test_the_nurses_have_a_registration_with_a_renewal_date_ahead() -> None:
    for nurse in nurses_to_try():
        registration = look_up(my_registration, actor=nurse)
        assert registration.nmc_pin
        assert registration.kinds == ("nurse",)
        assert registration.renewal_on
        assert registration.renewal_on > NOON.date()


def test_the_nurses_have_a_portfolio_that_is_under_way() -> None:
    for nurse in nurses_to_try():
        portfolio = look_up(find_portfolio, actor=nurse, now=NOON)
        assert portfolio
        assert portfolio.line(Requirement.PRACTICE).is_met
        assert 0 < portfolio.line(Requirement.PARTICIPATORY).has < portfolio.line(Requirement.CPD).has
        assert 0 < portfolio.line(Requirement.FEEDBACK).has < portfolio.line(Requirement.FEEDBACK).asked


@pytest.mark.usefixtures("told")
def test_what_the_next_sessions_read_was_sent_and_is_read_by_some() -> None:
    by = librarian_to_try()
    lines, _ = look_up(schedule, actor=by, now=NOON, is_past=False)
    counts = [look_up(sent_counts, actor=by, session_id=line.id) for line in lines if line.places_taken]
    assert any(each.is_begun for each in counts)
    assert all(each.placed_sent == each.placed for each in counts if each.is_begun)
    states = {line.state for nurse in nurses_to_try() for line in look_up(my_reading, actor=nurse, now=NOON)[0]}
    assert {None, ReadingState.READ} <= states


def test_progress_only_grows_and_ends_with_everything(told: Told) -> None:
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(doing for _, doing in told)


@pytest.mark.usefixtures("told")
def test_a_second_time_is_refused_and_changes_nothing() -> None:
    before = look_up(everything)
    with pytest.raises(NotEmpty):
        carry_out(fill, now=NOON)
    assert look_up(everything) == before


def test_a_library_that_was_set_up_for_real_is_left_alone(database: str) -> None:
    words = "four quiet words here"
    carry_out(set_up, name="Lib", email="lib@trust.example", password=words, again=words, roles=frozenset(), now=NOON)
    with pytest.raises(NotEmpty):
        carry_out(fill, now=NOON)
    with reading(database) as db:
        assert count(db, PersonRow) == 1
    assert not look_up(installation).is_demonstration


def test_it_is_the_same_every_time_and_on_both_databases(
    sqlite_filled: tuple[str, Told], postgresql_filled: tuple[str, Told]
) -> None:
    with reading(sqlite_filled[0]) as one, reading(postgresql_filled[0]) as other:
        assert everything(one) == everything(other)


def test_the_password_would_be_accepted_from_everybody() -> None:
    for person in content.people():
        assert checked_password(PASSWORD, PASSWORD, email=person.email, name=person.name)


@pytest.mark.parametrize(
    ("registrations", "kinds"),
    [
        (["nurse"], ("nurse",)),
        (["midwife", "nurse"], ("nurse_and_midwife",)),
        (["nurse", "nursing_associate"], ("nurse", "nursing_associate")),
        ([], ()),
    ],
)
def test_registrations_become_the_choices_of_the_practice_hours_log(
    registrations: list[str], kinds: tuple[str, ...]
) -> None:
    assert kinds_of(registrations, NOON.date()) == kinds
