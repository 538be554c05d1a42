from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.reading import set_reading_state
from revalidation.domain.distribution import Basis, ReadingState
from revalidation.domain.people import Actor
from revalidation.queries.article_files import article_files
from revalidation.queries.distribution import sent_to
from tests import make
from tests.make import NOON, give_out_files
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def soon() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)


def meeting(*names: str, capacity: int = 8) -> tuple[Actor, int, int, list[Actor]]:
    by = make.librarian()
    article_id = make.article(by)
    session_id = make.session(by, make.group(by), starts_at=soon(), capacity=capacity, articles=(article_id,))
    nurses = [make.person(name) for name in names]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    return by, session_id, article_id, nurses


def test_one_press_sends_the_reading_to_those_with_a_place_and_says_so() -> None:
    by, session_id, article_id, _ = meeting("Ann", "Bea", "Cal", capacity=2)
    page = opened("librarian/meeting", by=by, session=session_id)
    assert "Nothing has been sent for this session yet." in texts(page)
    page = press(page, "Send the reading to 2 people")
    assert "It goes out to 2 people within a minute." in texts(page)
    assert "Sent to 2 of 2 with a place and to 0 of 1 who wait." in texts(page)
    assert not [each for each in page.button if each.label.startswith("Send the reading")]
    field(page, "checkbox", "Also to those who wait for a place").check().run()
    page = press(page, "Send the reading to 1 person")
    assert "and to 1 of 1 who wait" in texts(page)
    assert look_up(sent_to, actor=by, article_id=article_id)[1] == 3


def test_a_session_shows_how_many_have_read_it_but_not_of_four() -> None:
    by, session_id, article_id, nurses = meeting("Ann", "Bea", "Cal", "Dot")
    for nurse in nurses:
        read = ReadingState.READ
        carry_out(set_reading_state, actor=nurse, article_id=article_id, reading_state=read, now=NOON)
    assert "shown from 5 people with a place on" in texts(opened("librarian/meeting", by=by, session=session_id))
    carry_out(book, actor=make.person("Eve"), session_id=session_id, now=datetime.now(UTC))
    said = texts(opened("librarian/meeting", by=by, session=session_id))
    assert "Of 5 with a place: 4 have read it, 1 not yet." in said


def test_an_article_is_sent_to_chosen_people_who_are_then_listed() -> None:
    by, ann = make.librarian(), make.person("Ann")
    make.person("Bea")
    article_id = make.article(by)
    page = opened("librarian/article", by=by, article=article_id)
    assert "Nobody has been sent it yet" in texts(page)
    assert "Please choose at least one person." in texts(press(page, "Send it"))
    field(page, "multiselect", "People").select(f"Ann, {ann.email}").run()
    page = press(page, "Send it")
    assert "It goes out to 1 person within a minute." in texts(page)
    assert "waits to go out" in texts(page)
    assert "Link only" in texts(page)


def test_files_are_offered_only_where_the_library_gives_them_out() -> None:
    by = make.librarian()
    article_id = make.article(by)
    assert "Files" not in [each.value for each in opened("librarian/article", by=by, article=article_id).header]
    carry_out(give_out_files, gives_out=True)
    page = opened("librarian/article", by=by, article=article_id)
    field(page, "file_uploader", "PDF").set_value(("Bowers.pdf", b"%PDF-1.7 all of it", "application/pdf"))
    field(page, "radio", "Basis").set_value(Basis.CLA_LICENCE)
    field(page, "text_input", "Licence, or who has given permission").set_value("CLA licence 2026")
    page = press(page, "Keep the file")
    assert "Please fill in the last day of the licence." in texts(page)
    field(page, "date_input", "Last day it may be opened").set_value(soon().date())
    page = press(page, "Keep the file")
    assert "The file is kept, encrypted." in texts(page)
    assert "Booked people only" in texts(page)
    (line,) = look_up(article_files, actor=by, article_id=article_id, now=datetime.now(UTC))
    assert (line.name, line.terms.licence) == ("Bowers.pdf", "CLA licence 2026")
    terms = f"terms-{line.id}-1"
    page.text_input(key=f"{terms}-licence").set_value("")
    page = press(page, "Save the terms")
    assert "Please fill in the licence, or who has given permission." in texts(page)
    page.text_input(key=f"{terms}-licence").set_value("CLA licence 2027")
    page = press(page, "Save the terms")
    assert "The terms are changed." in texts(page)
    assert "CLA licence 2027" in texts(page)
    page.button(key=f"remove-article-file-{line.id}").click().run()
    page.button(key="really_remove_article_file").click().run()
    assert look_up(article_files, actor=by, article_id=article_id, now=datetime.now(UTC)) == []
