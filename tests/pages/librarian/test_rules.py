"""A group's rules about places, what is usual for its kind, and who leads its sessions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import look_up
from revalidation.domain.groups import GroupKind
from revalidation.domain.places import PlaceRules
from revalidation.queries.groups import get_group
from revalidation.queries.sessions import get_session, schedule
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")

NUMBERS = {
    "Hours an offer is held": 48,
    "Hours before the start when offers stop": 2,
    "Hours before the start when cancelling is late": 12,
    "Days before the start to ask “Are you still coming?”": 3,
}
DAYS = "Reminders, days before the start"


def value(page: AppTest, label: str) -> Any:  # noqa: ANN401
    return field(page, "number_input", label).value


def kind(page: AppTest, wanted: GroupKind) -> AppTest:
    box = field(page, "selectbox", "Kind")
    box.select(next(each for each in type(box.value) if each.value == wanted.value))
    return page.run()


def test_the_rules_of_a_group_are_shown_and_kept() -> None:
    by = make.librarian()
    group_id = make.group(by, rules=PlaceRules())
    page = opened("librarian/group", by=by, group=group_id)
    assert [value(page, label) for label in NUMBERS] == [24, 4, 24, 0]
    assert field(page, "text_input", DAYS).value == "7, 1"
    for label, number in NUMBERS.items():
        field(page, "number_input", label).set_value(number)
    field(page, "text_input", DAYS).set_value("1 14")
    outright = field(page, "radio", "How free places are given")
    outright.set_value(outright.options[1])
    page = press(page, "Save the group")
    assert "The group is changed." in texts(page)
    assert look_up(get_group, group_id=group_id).rules == PlaceRules(
        books_outright=True, offer_hours=48, stop_hours=2, late_hours=12, confirm_days=3, reminder_days=(14, 1)
    )
    assert field(page, "text_input", DAYS).value == "14, 1"


def test_reminder_days_that_are_none_are_refused_beside_them_and_nothing_typed_is_lost() -> None:
    by = make.librarian()
    group_id = make.group(by)
    page = opened("librarian/group", by=by, group=group_id)
    field(page, "number_input", "Hours an offer is held").set_value(6)
    field(page, "text_input", DAYS).set_value("7, soon")
    page = press(page, "Save the group")
    assert "Please give whole days between 1 and 28" in texts(page)
    assert field(page, "text_input", DAYS).value == "7, soon"
    assert value(page, "Hours an offer is held") == 6
    assert look_up(get_group, group_id=group_id).rules.reminder_days == (7, 1)


def test_the_kind_of_a_new_group_fills_in_what_is_usual_and_that_of_an_old_one_only_the_length() -> None:
    by = make.librarian()
    numbers = ("Length in minutes", "Places", "Fewest to go ahead")
    page = kind(opened("librarian/group", by=by), GroupKind.TALK)
    assert [value(page, label) for label in numbers] == [60, 40, 5]
    page = kind(page, GroupKind.WORKSHOP)
    assert [value(page, label) for label in numbers] == [150, 12, 4]
    page = kind(opened("librarian/group", by=by, group=make.group(by, capacity=7)), GroupKind.WORKSHOP)
    assert [value(page, label) for label in numbers] == [150, 7, 2]


def test_the_usual_facilitator_of_a_group_leads_its_new_sessions() -> None:
    by = make.librarian()
    other = make.librarian("Ada Book")
    group_id = make.group(by)
    page = opened("librarian/group", by=by, group=group_id)
    who = field(page, "selectbox", "Usual facilitator")
    assert who.options == ["Nobody yet", "Ada Book", "Lib Rarian"]
    who.select_index(1)
    press(page, "Save the group")
    assert look_up(get_group, group_id=group_id).facilitator_id == other.person_id
    page = press(opened("librarian/new_session", by=by, group=group_id), "Schedule this session")
    assert "Ada Book" in texts(page)
    (line,) = look_up(schedule, actor=by, now=datetime.now(UTC), is_past=False)[0]
    assert look_up(get_session, actor=by, session_id=line.id).facilitator_id == other.person_id


def test_without_a_usual_facilitator_whoever_schedules_leads() -> None:
    by = make.librarian()
    page = press(opened("librarian/new_session", by=by, group=make.group(by)), "Schedule this session")
    (line,) = look_up(schedule, actor=by, now=datetime.now(UTC), is_past=False)[0]
    assert look_up(get_session, actor=by, session_id=line.id).facilitator == "Lib Rarian"
    assert "Lib Rarian" in texts(page)
