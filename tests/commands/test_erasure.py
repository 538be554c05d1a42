from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, or_, select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.erasure import GONE, erase_me
from revalidation.commands.groups import change_group
from revalidation.commands.invitations import accept_invitation, invite
from revalidation.commands.people import change_roles
from revalidation.domain.bookings import BookingState
from revalidation.domain.groups import Group
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import CurrentPasswordWrong, NotForYourRole, Refusal
from revalidation.queries.checks import findings
from revalidation.queries.erasure import what_erasing_does
from revalidation.queries.follow_ups import follow_up_counts
from revalidation.queries.people import people
from revalidation.queries.sessions import get_session
from revalidation.storage import files
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.erasures import ErasedCountRow
from revalidation.storage.passwords import password_hash
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sign_ins import SignInRow
from revalidation.storage.tables import kinds
from tests import make
from tests.at_once import at_once
from tests.make import NOON, PASSWORD
from tests.whole_nurse import whole_nurse

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def with_password(db: Db, *, person_id: int) -> None:
    db.get_one(PersonRow, person_id).password_hash = password_hash(PASSWORD)


def erase(nurse: Actor, password: str = PASSWORD) -> bool:
    carry_out(with_password, person_id=nurse.person_id)
    return carry_out(erase_me, actor=nurse, password=password, now=NOON)


def pointing_at(db: Db, *, person_id: int) -> list[str]:
    """Every column of every table that leads to her, wherever there is a row."""
    found = []
    for kind in kinds():
        for column in kind.__table__.columns:
            leads = {key.column.table.name for key in column.foreign_keys}
            is_hers = "person" in leads or (kind is PersonRow and column.name == "id")
            if is_hers and db.scalar(select(func.count()).select_from(kind).where(column == person_id)):
                found.append(f"{kind.__tablename__}.{column.name}")
    return found


def left_rows(db: Db) -> dict[str, int]:
    return {kind.__tablename__: db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds()}


def counted(db: Db, *, session_id: int) -> dict[str, int]:
    row = db.get_one(ErasedCountRow, session_id)
    names = (column.key for column in ErasedCountRow.__table__.columns)
    return {name: getattr(row, name) for name in names if name != "session_id" and getattr(row, name)}


def taken_and_held(db: Db) -> list[tuple[int, int]]:
    held = select(func.count()).where(
        BookingRow.session_id == GroupSessionRow.id,
        or_(BookingRow.state == BookingState.CONFIRMED, BookingRow.state == BookingState.OFFERED),
    )
    return [tuple(row) for row in db.execute(select(GroupSessionRow.places_taken, held.scalar_subquery()))]


def test_erasing_shows_its_effect_first_and_leaves_counts_only() -> None:
    whole = whole_nurse("x y")
    effect = look_up(what_erasing_does, actor=whole.nurse, now=NOON)
    assert (effect.accounts, effect.entries, effect.files, effect.sign_offs) == (6, 5, 1, 2)
    assert (effect.to_come, effect.attended, effect.stays_librarian) == (1, 1, False)
    assert len(files.stored_names()) == 2
    assert erase(whole.nurse) is False
    assert look_up(pointing_at, person_id=whole.nurse.person_id) == []
    assert len(files.stored_names()) == 1  # the library's own, of an article
    assert look_up(counted, session_id=whole.attended) == {"booked": 1, "attended": 1, "used": 1}
    assert look_up(counted, session_id=whole.to_come) == {"cancelled": 1}
    rows = {name: number for name, number in look_up(left_rows).items() if number}
    kept = {
        "person",
        "person_role",
        "installation",
        "reading_group",
        "group_session",
        "article",
        "reading_prompt",
        "article_file",
    }
    assert set(rows) <= kept | {"session_article", "erased_count", "series", "article_prompt", "site", "topic"}
    assert (rows["person"], rows["erased_count"]) == (1, 2)
    assert [finding for finding in look_up(findings, now=NOON) if "Evening" in str(finding)] == []
    (line,) = look_up(follow_up_counts, actor=whole.librarian)
    assert (line.counts.asked, line.counts.answered) == (1, 1)


def test_a_place_given_back_goes_to_whoever_waits() -> None:
    by, nurse, waiting = make.librarian(), make.person("Nurse One"), make.person("Nurse Two")
    session_id = make.session(by, make.group(by), capacity=1)
    for each in (nurse, waiting):
        carry_out(book, actor=each, session_id=session_id, now=NOON)
    erase(nurse)
    assert look_up(get_session, actor=waiting, session_id=session_id).line.booking is BookingState.CONFIRMED
    assert look_up(taken_and_held) == [(1, 1)]
    assert look_up(findings, now=NOON) == []


def test_a_wrong_password_or_role_erases_nothing() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(CurrentPasswordWrong):
        erase(nurse, "something else entirely")
    with pytest.raises(NotForYourRole):
        carry_out(erase_me, actor=by, password=PASSWORD, now=NOON)
    assert look_up(pointing_at, person_id=nurse.person_id) == ["person.id", "person_role.person_id"] or set(
        look_up(pointing_at, person_id=nurse.person_id)
    ) == {"person.id", "person_role.person_id"}


def test_whoever_is_a_librarian_too_gives_up_the_nurses_part_only() -> None:
    both = make.person("Both", Role.NURSE, Role.LIBRARIAN)
    other = make.person("Nurse Two")
    session_id = make.session(both, make.group(both), starts_at=NOON - 2 * DAY, now=NOON - 3 * DAY)
    for each in (both, other):
        carry_out(book, actor=each, session_id=session_id, now=NOON - 3 * DAY)
    make.attended(both, session_id, both, other, now=NOON - DAY)
    make.finished_account(both)
    make.sign_in_of(both)
    assert erase(both) is True
    left = look_up(pointing_at, person_id=both.person_id)
    assert set(left) == {
        "person.id",
        "person_role.person_id",
        "sign_in.person_id",
        "register_mark.marked_by_id",
        "register_change.actor_id",
    }
    lines, _total = look_up(people, actor=both, search="Both", limit=9, offset=0)
    assert [set(line.roles) for line in lines] == [{Role.LIBRARIAN}]
    assert look_up(taken_and_held) == [(1, 1)]


def test_of_a_former_librarian_a_row_without_a_name_stays_where_records_point() -> None:
    by, former = make.librarian(), make.person("Former", Role.NURSE, Role.LIBRARIAN)
    session_id = make.session(former, make.group(former), starts_at=NOON - 2 * DAY, now=NOON - 3 * DAY)
    other = make.person("Nurse Two")
    carry_out(book, actor=other, session_id=session_id, now=NOON - 3 * DAY)
    make.attended(former, session_id, other, now=NOON - DAY)
    group = Group(name="Led", capacity=3, online_link="https://meet.example/x", facilitator_id=former.person_id)
    carry_out(change_group, actor=by, group_id=1, group=group)
    carry_out(change_roles, actor=by, person_id=former.person_id, roles=frozenset({Role.NURSE}), now=NOON)
    assert erase(former) is False
    left = look_up(pointing_at, person_id=former.person_id)
    assert set(left) == {"person.id", "register_mark.marked_by_id", "register_change.actor_id"}

    def name_and_address(db: Db) -> tuple[str, str]:
        row = db.get_one(PersonRow, former.person_id)
        return row.name, row.email

    name, address = look_up(name_and_address)
    assert name == GONE
    assert "former" not in address


def test_the_same_address_can_be_invited_again_afterwards() -> None:
    by = make.librarian()
    nurse_role = frozenset({Role.NURSE})
    for _ in range(2):
        token = carry_out(invite, actor=by, name="New", email="new@trust.example", roles=nurse_role, now=NOON)
        how = {"name": "New", "password": PASSWORD, "again": PASSWORD}
        person_id = carry_out(accept_invitation, token=token, now=NOON, **how)
        actor = Actor(person_id, "New", "new@trust.example", nurse_role)
        make.sign_in_of(actor, now=NOON)
        erase(actor)
        assert look_up(lambda db: db.scalar(select(func.count()).select_from(SignInRow))) == 0


def test_booking_and_erasing_at_the_same_moment_leave_everything_in_order() -> None:
    by = make.librarian()
    group_id = make.group(by)
    sessions = [make.session(by, group_id, capacity=1, starts_at=NOON + days * DAY) for days in (7, 8, 9)]
    nurse, waiting = make.person("Nurse One"), make.person("Nurse Two")
    for session_id in sessions[:2]:
        for each in (nurse, waiting):
            carry_out(book, actor=each, session_id=session_id, now=NOON)
    carry_out(with_password, person_id=nurse.person_id)
    acts: list[Any] = [
        partial(carry_out, book, actor=nurse, session_id=sessions[2], now=NOON),
        partial(carry_out, erase_me, actor=nurse, password=PASSWORD, now=NOON),
        partial(carry_out, book, actor=waiting, session_id=sessions[2], now=NOON),
    ]
    outcomes = at_once(acts)
    assert outcomes[1] is False
    wrong = [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, Refusal)]
    assert wrong == []
    assert look_up(pointing_at, person_id=nurse.person_id) == []
    assert all(taken == held == 1 for taken, held in look_up(taken_and_held))
    assert look_up(findings, now=NOON) == []
