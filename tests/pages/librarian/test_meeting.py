"""One session: its register, its places, and changing it."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.commands.waiting_list import remove_by_hand
from revalidation.domain.people import Actor
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionState
from revalidation.queries.register import register
from revalidation.queries.sessions import get_session
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def held(*names: str, starts_in: timedelta = timedelta(hours=-2), capacity: int = 40) -> tuple[Actor, int]:
    """A session that these people booked in time; the librarian and its id."""
    by = make.librarian()
    starts_at = datetime.now(UTC).replace(microsecond=0) + starts_in
    session_id = make.session(by, make.group(by), starts_at=starts_at, capacity=capacity)
    for minute, name in enumerate(names):
        booked_at = min(starts_at, datetime.now(UTC)) - timedelta(days=1) + timedelta(minutes=minute)
        carry_out(book, actor=make.person(name), session_id=session_id, now=booked_at)
    return by, session_id


def marks(by: Actor, session_id: int) -> dict[str, tuple[Mark | None, int | None]]:
    return {line.name: (line.mark, line.minutes) for line in look_up(register, actor=by, session_id=session_id)}


def choose(page: AppTest, number: int, mark: Mark) -> AppTest:
    field(page, "button_group", f"Mark for number {number}").select(mark)
    return page.run()


def button(page: AppTest, label: str) -> bool:
    return any(each.label == label for each in page.button)


def test_forty_people_are_marked_with_one_press() -> None:
    by, session_id = held(*(f"Nurse {number:02}" for number in range(1, 41)))
    page = press(opened("librarian/meeting", by=by, session=session_id), "Mark everybody attended")
    assert "The register is saved." in texts(page)
    assert "40 of 40 marked." in texts(page)
    assert set(marks(by, session_id).values()) == {(Mark.ATTENDED, 60)}


def test_a_tap_is_saved_at_once_and_everybody_else_is_marked_with_one_press() -> None:
    by, session_id = held("Ann", "Ben", "Cat")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 2, Mark.DID_NOT_ATTEND)
    assert "1 of 3 marked." in texts(page)
    assert marks(by, session_id)["Ben"] == (Mark.DID_NOT_ATTEND, 0)
    press(page, "Mark everybody else attended")
    assert marks(by, session_id) == {
        "Ann": (Mark.ATTENDED, 60),
        "Ben": (Mark.DID_NOT_ATTEND, 0),
        "Cat": (Mark.ATTENDED, 60),
    }


def test_another_tap_takes_a_mark_back_or_changes_it() -> None:
    by, session_id = held("Ann")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 1, Mark.ATTENDED)
    assert not button(page, "Mark everybody attended")
    page = choose(page, 1, Mark.DID_NOT_ATTEND)
    assert marks(by, session_id) == {"Ann": (Mark.DID_NOT_ATTEND, 0)}
    field(page, "button_group", "Mark for number 1").unselect(Mark.DID_NOT_ATTEND)
    page = page.run()
    assert marks(by, session_id) == {"Ann": (None, None)}
    assert "0 of 1 marked." in texts(page)


def test_a_part_is_saved_once_its_minutes_are_given_and_is_nobody_else() -> None:
    by, session_id = held("Ann", "Ben")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 1, Mark.ATTENDED_PART)
    assert "Not saved before the minutes are given." in texts(page)
    page = press(page, "Mark everybody else attended")
    assert marks(by, session_id) == {"Ann": (None, None), "Ben": (Mark.ATTENDED, 60)}
    field(page, "number_input", "Minutes of 60").set_value(40)
    page = page.run()
    assert "Not saved before the minutes are given." not in texts(page)
    field(page, "number_input", "Minutes of 60").set_value(45)
    page = choose(page.run(), 2, Mark.DID_NOT_ATTEND)
    assert marks(by, session_id) == {"Ann": (Mark.ATTENDED_PART, 45), "Ben": (Mark.DID_NOT_ATTEND, 0)}


def test_what_another_window_has_marked_meanwhile_is_shown_and_kept() -> None:
    by, session_id = held("Ann", "Ben")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 1, Mark.ATTENDED)
    ids = {line.name: line.person_id for line in look_up(register, actor=by, session_id=session_id)}
    meanwhile = {ids["Ann"]: RegisterEntry(Mark.DID_NOT_ATTEND), ids["Ben"]: RegisterEntry(Mark.ATTENDED)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=meanwhile, now=datetime.now(UTC))
    page = page.run()
    assert [field(page, "button_group", f"Mark for number {number}").value for number in (1, 2)] == [
        Mark.DID_NOT_ATTEND,
        Mark.ATTENDED,
    ]
    assert marks(by, session_id) == {"Ann": (Mark.DID_NOT_ATTEND, 0), "Ben": (Mark.ATTENDED, 60)}


def test_a_tap_that_cannot_be_saved_says_why_and_shows_what_is_stored() -> None:
    by, session_id = held("Ann", "Ben")
    page = opened("librarian/meeting", by=by, session=session_id)
    ids = {line.name: line.person_id for line in look_up(register, actor=by, session_id=session_id)}
    carry_out(remove_by_hand, actor=by, session_id=session_id, person_id=ids["Ann"], note="away", now=datetime.now(UTC))
    page = choose(page, 1, Mark.ATTENDED)
    assert "Only people with a place can be marked on the register." in texts(page)
    assert "Only people with a place" not in texts(page.run())
    assert marks(by, session_id) == {"Ben": (None, None)}
    carry_out(sign_out_everywhere, actor=by, now=datetime.now(UTC))
    page = choose(page, 1, Mark.ATTENDED)
    assert marks(by, session_id) == {"Ben": (None, None)}


def test_the_history_says_what_was_marked_and_by_whom() -> None:
    by, session_id = held("Ann")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 1, Mark.ATTENDED)
    page = choose(page, 1, Mark.DID_NOT_ATTEND)
    page = press(page, "What was marked, when and by whom")
    said = texts(page)
    assert said.index("Ann: Attended\n") < said.index("Ann: Did not attend\n")
    assert said.count("by Lib Rarian") == 2


def test_whoever_waits_is_let_in_with_one_tap_and_anybody_else_by_name() -> None:
    by, session_id = held("Ann", "Ben", capacity=1)
    page = press(opened("librarian/meeting", by=by, session=session_id), "Let in")
    assert "Ben has a place and is marked as there." in texts(page)
    assert "place given to a walk-in" in texts(page)
    assert marks(by, session_id) == {"Ann": (None, None), "Ben": (Mark.ATTENDED, 60)}
    make.person("Wim Walker")
    field(page, "text_input", "Find a nurse by name").set_value("walk")
    page = press(page.run(), "Let in")
    assert "Every place is taken by somebody who is here." in texts(page)
    field(page, "text_input", "Find a nurse by name").set_value("nobody at all")
    assert "Nobody without a place has this name." in texts(page.run())


def test_a_walk_in_who_was_not_there_leaves_the_register() -> None:
    by, session_id = held("Ann", "Ben", capacity=1)
    page = press(opened("librarian/meeting", by=by, session=session_id), "Let in")
    page = choose(page, 2, Mark.DID_NOT_ATTEND)
    assert marks(by, session_id) == {"Ann": (None, None)}
    assert "place given to a walk-in" not in texts(page)


def test_somebody_whose_place_was_given_away_is_not_marked_with_everybody_else() -> None:
    by, session_id = held("Ann", "Ben", capacity=1)
    page = press(opened("librarian/meeting", by=by, session=session_id), "Let in")
    assert not button(page, "Mark everybody else attended")


def test_before_it_opens_the_register_says_when_and_places_are_shown() -> None:
    by, session_id = held("Ann", "Ben", "Cat", starts_in=timedelta(days=2), capacity=2)
    page = opened("librarian/meeting", by=by, session=session_id)
    assert "The register opens on" in texts(page)
    assert "2 of 2 places, 1 waiting" in texts(page)
    assert [each.value for each in page.header] == ["Places"]
    assert [each.value for each in page.subheader] == ["Waiting list", "Add somebody", "Change a booking"]
    assert not button(page, "Mark everybody attended")
    assert not button(page, "Let in")


def test_another_time_and_more_places_give_the_waiting_a_place() -> None:
    by, session_id = held("Ann", "Ben", starts_in=timedelta(days=2), capacity=1)
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Places").set_value(2)
    page = press(page, "Save the changes")
    assert "The session is changed." in texts(page)
    assert "2 of 2 places" in texts(page)


def test_fewer_places_than_people_are_refused_with_their_names() -> None:
    by, session_id = held("Ann", "Ben", starts_in=timedelta(days=2))
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Places").set_value(1)
    page = press(page, "Save the changes")
    assert "there can't be fewer places than that: Ann, Ben." in texts(page)
    assert field(page, "number_input", "Places").value == 1


def test_the_article_can_be_chosen_later() -> None:
    by, session_id = held(starts_in=timedelta(days=2))
    article_id = make.article(by)
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "multiselect", "Articles").select(article_id)
    page = press(page, "Save the articles")
    assert "Bowers L, James K. Talking on the ward." in texts(page)


def test_a_large_library_offers_a_few_articles_that_have_the_words_and_keeps_those_chosen() -> None:
    by, session_id = held(starts_in=timedelta(days=2))
    old, *_ = [make.article(by, f"On {word}") for word in ("oldest", *(f"sleep {number}" for number in range(31)))]
    page = opened("librarian/meeting", by=by, session=session_id)
    offered = field(page, "multiselect", "Articles").options
    assert offered[0] == "On sleep 30 (Bowers L, et al, 2019)"
    assert len(offered) == 30
    assert "The 30 added last are below, of 32." in texts(page)
    words = "Find articles by words in title, authors or journal"
    field(page, "multiselect", "Articles").select(old + 31)
    field(page, "text_input", words).set_value("bowers OLDEST")
    page = page.run()
    assert "1 article has these words." in texts(page)
    assert field(page, "multiselect", "Articles").options == [offered[0], "On oldest (Bowers L, et al, 2019)"]
    field(page, "multiselect", "Articles").select(old)
    field(page, "text_input", words).set_value("nothing has this")
    page = page.run()
    assert "No article has these words." in texts(page)
    press(page, "Save the articles")
    assert look_up(get_session, actor=by, session_id=session_id).plan.article_ids == (old + 31, old)


def test_calling_off_names_who_loses_a_place_and_asks_once() -> None:
    by, session_id = held("Ann", starts_in=timedelta(days=2))
    page = press(opened("librarian/meeting", by=by, session=session_id), "Call this session off")
    assert "These people lose their place" in texts(page)
    page = page.button(key="really_call_off").click().run()
    assert "This session was called off." in texts(page)
    assert look_up(get_session, actor=by, session_id=session_id).line.state is SessionState.CANCELLED


def test_a_session_that_is_not_there_says_so() -> None:
    page = opened("librarian/meeting", by=make.librarian(), session=999)
    assert "This session is not here any more" in texts(page)
