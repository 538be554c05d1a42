"""The schedule as a month, and the filters of both views."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out
from revalidation.commands.closures import add_closure
from revalidation.commands.sessions import cancel_session
from revalidation.domain.closures import Closure
from revalidation.domain.months import month_address, month_after, said_month
from revalidation.domain.people import Actor
from revalidation.domain.times import from_local, local
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import links, opened, press, texts

pytestmark = pytest.mark.usefixtures("database")

EVIL = "<img src=x onerror=alert(1)> & [link](https://evil.example)"


def next_december() -> date:
    return date(datetime.now(UTC).year + 1, 12, 1)


def held(by: Actor, group_id: int, day: date, at: time = time(12, 30)) -> int:
    return make.session(by, group_id, starts_at=from_local(day, at), now=datetime.now(UTC))


def december(by: Actor) -> AppTest:
    return opened("librarian/schedule", by=by, month=month_address(next_december()))


def table(page: AppTest) -> str:
    drawn = (str(getattr(part, "value", "")) for part in page.get("html"))
    (found,) = (part for part in drawn if part.startswith('<table class="month"'))
    return found


def day(page: AppTest, number: int) -> str:
    """What stands in one day."""
    wanted = next_december().replace(day=number).isoformat()
    (cell,) = (cell for cell in re.findall(r"<td.*?</td>", table(page)) if wanted in cell)
    return unescape(re.sub(r"<[^>]*>", " ", cell))


def test_a_month_shows_each_session_in_its_day_as_a_link() -> None:
    by = make.librarian()
    session_id = held(by, make.group(by), next_december().replace(day=8))
    page = december(by)
    assert "12:30 Evening readers" in " ".join(day(page, 8).split())
    assert "Online" in day(page, 8)
    assert "0 of 8 places" in day(page, 8)
    assert "Evening readers" not in day(page, 9)
    assert links(page) == [f"meeting?session={session_id}"]


def test_a_late_session_stands_in_the_day_that_london_has_then() -> None:
    by = make.librarian()
    june = date(next_december().year, 6, 1)
    held(by, make.group(by), june, at=time(0, 30))  # still May in UTC
    page = opened("librarian/schedule", by=by, month=month_address(june))
    assert "Evening readers" in table(page)
    assert "Evening readers" not in texts(
        opened("librarian/schedule", by=by, month=month_address(month_after(june, -1)))
    )


def test_it_is_a_table_that_can_be_read_without_seeing_it() -> None:
    drawn = table(december(make.librarian()))
    assert f"<caption>{said_month(next_december())}</caption>" in drawn
    assert drawn.count('<th scope="col">') == 7
    assert drawn.index("Monday") < drawn.index("Sunday")
    assert 'aria-current="date"' not in drawn


def test_today_is_marked_in_words_and_for_screen_readers() -> None:
    drawn = table(opened("librarian/schedule", by=make.librarian(), show="Month"))
    (cell,) = (cell for cell in re.findall(r"<td.*?</td>", drawn) if "Today" in cell)
    assert local(datetime.now(UTC)).date().isoformat() in cell
    assert 'aria-current="date"' in cell


def test_bank_holidays_and_closures_are_named_in_their_days() -> None:
    by = make.librarian()
    first = next_december()
    site_id = make.site(by)
    carry_out(add_closure, actor=by, closure=Closure("Move", first.replace(day=7), first.replace(day=8), site_id))
    carry_out(add_closure, actor=by, closure=Closure("Power works", first - timedelta(days=2), first))
    make.site(by, "Elsewhere")
    page = december(by)
    assert "Christmas Day, a bank holiday" in day(page, 25)
    assert "Closed at Moor House: Move" in day(page, 8)
    assert "Closed: Power works" in day(page, 1)
    assert "Closed" not in day(page, 9)
    page = field(page, "selectbox", "Where").select("Elsewhere").run()
    assert "Closed" not in day(page, 8)
    assert "Closed: Power works" in day(page, 1)


def test_a_session_that_was_called_off_says_so() -> None:
    by = make.librarian()
    session_id = held(by, make.group(by), next_december().replace(day=8))
    carry_out(cancel_session, actor=by, session_id=session_id, now=datetime.now(UTC))
    assert "Cancelled" in day(december(by), 8)


def test_the_months_before_and_after_are_one_press_away_and_stand_in_the_address() -> None:
    by = make.librarian()
    first = next_december()
    page = press(december(by), said_month(month_after(first)))
    assert f"<caption>{said_month(month_after(first))}</caption>" in table(page)
    assert page.query_params["month"] == month_address(month_after(first))
    page = press(press(page, said_month(first)), said_month(month_after(first, -1)))
    assert f"<caption>{said_month(month_after(first, -1))}</caption>" in table(page)


def test_an_empty_month_says_so_and_nonsense_in_the_address_means_this_month() -> None:
    by = make.librarian()
    assert f"No session in {said_month(next_december())}." in texts(december(by))
    this = said_month(local(datetime.now(UTC)).date())
    assert f"No session in {this}." in texts(opened("librarian/schedule", by=by, show="Month", month="2026-99"))


def test_the_filters_are_those_of_the_list_and_stay_from_month_to_month() -> None:
    by = make.librarian()
    readers, talks = make.group(by, "Readers"), make.group(by, "Talks")
    for month in (0, 1):
        for group_id in (readers, talks):
            held(by, group_id, month_after(next_december(), month).replace(day=9))
    page = field(december(by), "selectbox", "Group").select("Talks").run()
    assert "Readers" not in table(page)
    page = press(page, said_month(month_after(next_december())))
    assert "Talks" in table(page)
    assert "Readers" not in table(page)
    page = field(page, "text_input", "Words in group or article").set_value("nothing").run()
    assert "No session that fits these choices in" in texts(page)


def test_the_list_can_be_narrowed_to_a_group() -> None:
    by = make.librarian()
    readers, talks = make.group(by, "Readers"), make.group(by, "Talks")
    for group_id in (readers, talks):
        held(by, group_id, next_december())
    page = field(opened("librarian/schedule", by=by), "selectbox", "Group").select("Talks").run()
    assert [part for part in ("Readers", "Talks") if part in texts(page)] == ["Talks"]


def test_what_people_typed_is_escaped_in_the_table() -> None:
    by = make.librarian()
    held(by, make.group(by, EVIL), next_december().replace(day=8))
    carry_out(add_closure, actor=by, closure=Closure(EVIL, next_december(), next_december()))
    page = december(by)
    assert "<img" not in table(page)
    assert EVIL in texts(page)


def test_turning_back_to_the_list_forgets_the_month() -> None:
    by = make.librarian()
    page = field(december(by), "button_group", "Show").set_value("Coming").run()
    assert "No sessions are planned." in texts(page)
    assert "month" not in page.query_params
