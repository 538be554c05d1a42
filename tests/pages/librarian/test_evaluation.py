import re
from datetime import timedelta
from html import unescape

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, now
from revalidation.commands.bookings import book, cancel_booking
from revalidation.domain.bookings import CancelReason
from revalidation.domain.follow_ups import Used
from revalidation.domain.people import Actor
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from tests import make
from tests.pages.looking import links, opened, texts, titles

pytestmark = pytest.mark.usefixtures("empty_sqlite")
VIEWS = ("Who comes", "Late cancellations", "Waiting", "Afterwards", "How often?")
WEEK = timedelta(weeks=1)


def charts(page: AppTest) -> list[list[tuple[str, int, str]]]:
    """The bars of each chart: name, length and words."""
    sent = [each.proto.datasets[0].data.data for each in page.get("vega_lite_chart")]
    return [
        [(bar["name"], bar["number"], bar["label"]) for bar in pa.ipc.open_stream(data).read_all().to_pylist()]
        for data in sent
    ]


def tables(page: AppTest) -> list[list[list[str]]]:
    """The cells of each table, without its heads."""
    drawn = [str(getattr(each, "value", "")) for each in page.get("html")]
    return [
        [
            [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
            for row in re.findall(r"<tr>(<td.*?)</tr>", part)
        ]
        for part in drawn
        if 'class="table' in part
    ]


def a_year(by: Actor) -> None:
    """Weekly sessions of two places, which three people want."""
    at = now().replace(minute=0, second=0, microsecond=0)
    group_id = make.group(by, "R&D <readers>", capacity=2)
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    for week in range(1, 20):
        begins = at - week * WEEK
        session_id = make.session(by, group_id, starts_at=begins, capacity=2, now=begins - 3 * WEEK)
        for hours, nurse in enumerate(nurses):
            carry_out(book, actor=nurse, session_id=session_id, now=begins - 2 * WEEK + timedelta(hours=hours))
        if week == 3:
            late = begins - timedelta(hours=2)
            carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=late, reason=CancelReason.WARD)
        make.attended(by, session_id, nurses[1], now=begins)
        carry_out(answered, person_id=nurses[1].person_id, session_id=session_id, used=list(Used)[week % 2])


def answered(db: Db, *, person_id: int, session_id: int, used: Used) -> None:
    at = now()
    about = {"person_id": person_id, "session_id": session_id, "asked_at": at, "answered_at": at}
    db.add(FollowUpRow(**about, times_asked=1, used=used, words=""))


def test_every_chart_shows_what_stands_in_its_table() -> None:
    by = make.librarian()
    a_year(by)
    page = opened("librarian/evaluation", by)
    assert titles(page) == ["Evaluation"]
    for view in VIEWS:
        page.segmented_control(key="show").set_value(view).run()
        assert not page.exception
        drawn = charts(page)
        assert drawn
        assert len(drawn) == len(tables(page))
        for bars, rows in zip(drawn, tables(page), strict=True):
            assert [(name, label) for name, _, label in bars] == [(row[0], row[1]) for row in rows]
            lengths = [int(label) if label.isdigit() else 0 for _, _, label in bars]
            assert [number for _, number, _ in bars] == lengths
        assert any(number for bars in drawn for _, number, _ in bars)


def test_with_nothing_each_view_says_so() -> None:
    page = opened("librarian/evaluation", make.librarian())
    for view in VIEWS:
        page.segmented_control(key="show").set_value(view).run()
        assert "No group has met in this time." in texts(page) or "No session was over in this time." in texts(page)
        assert charts(page) == []


def test_a_time_and_a_site_can_be_asked_for() -> None:
    by = make.librarian()
    a_year(by)
    page = opened("librarian/evaluation", by, time="Everything")
    page.segmented_control(key="by").set_value("Site").run()
    assert [row[0] for row in tables(page)[0]] == ["Online"]
    assert "19 sessions with 38 places." in texts(page)
    assert "/documents/evaluation/everything.xlsx" in str([each.proto for each in page.get("link_button")])


def test_a_group_is_asked_about_by_name_whatever_that_is() -> None:
    by = make.librarian()
    a_year(by)
    page = opened("librarian/evaluation", by, show="How often?")
    assert page.selectbox(key="group-asked").value == "R&D <readers>"
    assert "Every other month:" in texts(page)
    page.selectbox(key="longest").set_value(12).run()
    assert "waits at most 12 weeks" in texts(page)


def test_small_numbers_of_answers_are_not_shown() -> None:
    by, nurse = make.librarian(), make.person()
    begins = now() - 6 * WEEK
    session_id = make.session(by, make.group(by), starts_at=begins)
    carry_out(book, actor=nurse, session_id=session_id, now=begins - WEEK)
    make.attended(by, session_id, nurse, now=begins)
    carry_out(answered, person_id=nurse.person_id, session_id=session_id, used=Used.YES)
    page = opened("librarian/evaluation", by, show="Afterwards")
    assert "Answered: fewer than 5." in texts(page)
    assert "Too few to show" in texts(page)
    assert charts(page) == []
    page.segmented_control(key="show").set_value("Who comes").run()
    assert "1 first visit. Had they used the library before they came to this app? Too few to show" in texts(page)
    assert "Have not said" not in texts(page)
    page.segmented_control(key="show").set_value("How often?").run()
    assert "Too few to tell." in texts(page)


def test_a_nurse_cannot_open_it() -> None:
    page = opened("librarian/evaluation", make.person())
    assert "This page is for librarians." in texts(page)
    assert links(page) == []
