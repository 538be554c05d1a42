"""Closures and the quiet hours under People and sites, and what closures do to a new series."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.closures import add_closure
from revalidation.commands.installation import claim
from revalidation.domain.closures import Closure
from revalidation.domain.people import Actor
from revalidation.domain.places import QuietHours
from revalidation.domain.times import from_local, local, said_day
from revalidation.queries.closures import closures
from revalidation.queries.installation import quiet_hours
from tests import make
from tests.pages.librarian.filling_in import field, fill
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def today() -> date:
    return local(datetime.now(UTC)).date()


def ahead(weeks: int) -> date:
    """A Wednesday, some weeks from now, that is no bank holiday anywhere: those of January to March are all known."""
    first = date(today().year + 1, 2, 3)
    return first + timedelta(days=(2 - first.weekday()) % 7, weeks=weeks)


def held(by: Actor, group_id: int, day: date) -> int:
    return make.session(by, group_id, starts_at=from_local(day, time(12, 30)), now=datetime.now(UTC))


def names(by: Actor) -> list[str]:
    return [line.closure.name for line in look_up(closures, actor=by, first=today())]


def test_a_new_closure_lists_the_sessions_on_its_days() -> None:
    by = make.librarian()
    group_id = make.group(by)
    held(by, group_id, ahead(1))
    held(by, group_id, ahead(2))
    page = fill(opened("librarian/people", by=by, show="Closures"), name="Library move")
    field(page, "date_input", "First day").set_value(ahead(0))
    field(page, "date_input", "Last day").set_value(ahead(1))
    page = press(page, "Save the closure")
    assert "The closure is added. 1 session is scheduled on its days and stays. It is listed below." in texts(page)
    assert names(by) == ["Library move"]
    page = opened("librarian/people", by=by, show="Closures", closure=1)
    assert "Sessions on these days" in [each.value for each in page.header]
    assert texts(page).count("Evening readers") == 1


def test_a_closure_that_hits_nothing_says_so_and_the_form_is_empty_again() -> None:
    by = make.librarian()
    page = press(fill(opened("librarian/people", by=by, show="Closures"), name="Library move"), "Save the closure")
    assert "No session is scheduled on its days." in texts(page)
    page = opened("librarian/people", by=by, show="Closures")
    assert "Library move" in texts(page)
    assert field(page, "text_input", "Name (required)").value == ""


def test_a_closure_that_ends_before_it_begins_keeps_what_was_typed() -> None:
    by = make.librarian()
    page = fill(opened("librarian/people", by=by, show="Closures"), name="Library move")
    field(page, "date_input", "First day").set_value(ahead(1))
    field(page, "date_input", "Last day").set_value(ahead(0))
    page = press(page, "Save the closure")
    assert "The last day can't be before the first day." in texts(page)
    assert field(page, "text_input", "Name (required)").value == "Library move"
    assert names(by) == []


def test_a_closure_is_changed_and_removed() -> None:
    by = make.librarian()
    carry_out(add_closure, actor=by, closure=Closure("Move", ahead(0), ahead(0)))
    page = press(opened("librarian/people", by=by, show="Closures"), "Change")
    assert [each.value for each in page.header] == ["Change a closure"]
    page = press(fill(page, name="Library move"), "Save the closure")
    assert names(by) == ["Library move"]
    page = press(opened("librarian/people", by=by, show="Closures"), "Remove")
    assert "Scheduled sessions stay." in texts(page)
    page.button(key="really_remove").click().run()
    assert names(by) == []


def test_closures_that_are_over_are_not_listed() -> None:
    by = make.librarian()
    yesterday = today() - timedelta(days=1)
    carry_out(add_closure, actor=by, closure=Closure("Long ago", yesterday, yesterday))
    assert "On which days is a site closed" in texts(opened("librarian/people", by=by, show="Closures"))


def test_a_series_skips_a_closure_or_keeps_and_names_it() -> None:
    by = make.librarian()
    make.group(by)
    carry_out(add_closure, actor=by, closure=Closure("Library move", ahead(1), ahead(1)))
    page = field(opened("librarian/new_session", by=by), "button_group", "How many").select("A series").run()
    field(page, "date_input", "First date").set_value(ahead(0))
    page = field(page, "date_input", "Last date").set_value(ahead(2)).run()
    assert f"Skipped: {said_day(ahead(1))} (Library move, a closure)." in texts(page)
    assert "Schedule 2 sessions" in [each.label for each in page.button]
    page = field(page, "button_group", "On bank holidays and closures").select("Keep them").run()
    assert "· Library move, a closure" in texts(page)
    assert "Please look at what stands beside 1 of these 3 dates." in texts(page)
    assert "Schedule 3 sessions" in [each.label for each in page.button]


def test_a_closure_of_another_site_leaves_a_series_alone() -> None:
    by = make.librarian()
    make.group(by)
    carry_out(add_closure, actor=by, closure=Closure("Library move", ahead(0), ahead(0), make.site(by)))
    page = opened("librarian/new_session", by=by)
    page = field(page, "date_input", "Date").set_value(ahead(0)).run()
    assert "Library move" not in texts(page)
    page = field(page, "selectbox", "Where").select_index(1).run()
    assert "· Library move, a closure" in texts(page)


def test_one_session_on_a_bank_holiday_is_warned_about_and_can_be_scheduled_all_the_same() -> None:
    by = make.librarian()
    make.group(by)
    page = opened("librarian/new_session", by=by)
    christmas = date(today().year + 1, 12, 25)
    page = field(page, "date_input", "Date").set_value(christmas).run()
    assert "· Christmas Day, a bank holiday" in texts(page)
    assert "Please look at what stands beside this date." in texts(page)
    assert "The session is scheduled." in texts(press(page, "Schedule this session"))


def test_the_quiet_hours_are_shown_and_changed() -> None:
    carry_out(claim, is_demonstration=False, now=datetime.now(UTC))
    by = make.librarian()
    page = opened("librarian/people", by=by, show="Settings")
    assert field(page, "time_input", "Quiet from").value == time(21)
    field(page, "time_input", "Quiet from").set_value(time(22, 30))
    page = press(page, "Save the quiet hours")
    assert "It is quiet from 22:30 to 08:00 from now on." in texts(page)
    assert look_up(quiet_hours, actor=by) == QuietHours(time(22, 30), time(8))


def test_equal_times_mean_that_it_is_never_quiet() -> None:
    carry_out(claim, is_demonstration=False, now=datetime.now(UTC))
    page = opened("librarian/people", by=make.librarian(), show="Settings")
    field(page, "time_input", "Quiet from").set_value(time(8))
    assert "It is never quiet from now on." in texts(press(page, "Save the quiet hours"))
