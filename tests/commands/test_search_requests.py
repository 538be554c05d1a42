from datetime import date, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.search_requests import (
    answer_search,
    ask_for_search,
    give_search_back,
    take_search,
    withdraw_search,
)
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import SearchHasEnded
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.domain.search_requests import SearchQuestion, SearchState
from revalidation.queries.letters import find_letter
from revalidation.queries.search_requests import get_my_search, get_search, my_searches, searches, searches_to_take
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")
QUESTION = SearchQuestion("Does a walk before bed help sleep on acute wards?", date(2026, 12, 24))


def asked(nurse: Actor, **about: int) -> int:
    return carry_out(ask_for_search, actor=nurse, question=QUESTION, now=NOON, **about)


def answer(by: Actor, search_request_id: int, words: str, *article_ids: int) -> None:
    carry_out(
        answer_search, actor=by, search_request_id=search_request_id, answer=words, article_ids=article_ids, now=NOON
    )


def told(db: Db) -> list[tuple[MessageKind, int | None]]:
    """What would be sent now, and to whom."""
    waiting = db.query(MessageRow).where(MessageRow.state == MessageState.WAITING).order_by(MessageRow.id)
    return [(row.kind, row.person_id) for row in waiting if find_letter(db, message_id=row.id, now=NOON)]


def test_a_request_is_asked_taken_and_answered_and_each_is_told_once_it_matters() -> None:
    by, other, nurse = make.librarian(), make.librarian("Lib Two"), make.person()
    article_id = make.article(by)
    request = asked(nurse, article_id=article_id)
    assert look_up(told) == [(MessageKind.SEARCH_ASKED, each.person_id) for each in (by, other)]
    assert look_up(searches_to_take, actor=other) == 1
    carry_out(take_search, actor=by, search_request_id=request, now=NOON)
    assert look_up(told) == []
    (line,), total = look_up(searches, actor=other, is_open=True)
    assert (line.state, line.taken_by, line.asked_by, line.about, total) == (
        SearchState.TAKEN, by.name, nurse.name, "Talking on the ward", 1,
    )  # fmt: skip
    answer(by, request, "One trial.", article_id, article_id)
    assert look_up(told) == [(MessageKind.SEARCH_ANSWERED, nurse.person_id)]
    mine = look_up(get_my_search, actor=nurse, search_request_id=request)
    assert (mine.answer, [number for number, _ in mine.references]) == ("One trial.", [article_id])
    assert look_up(searches, actor=by, is_open=True) == ([], 0)
    assert [each.id for each in look_up(searches, actor=by, is_open=False)[0]] == [request]


def test_what_is_needed_first_is_listed_first() -> None:
    by, nurse = make.librarian(), make.person()
    days = {"whenever": None, "later": date(2027, 2, 1), "soon": date(2026, 12, 9)}
    for word, day in days.items():
        carry_out(ask_for_search, actor=nurse, question=SearchQuestion(word, day), now=NOON)
    lines, _ = look_up(searches, actor=by, is_open=True)
    assert [line.question for line in lines] == ["soon", "later", "whenever"]


def test_a_request_can_be_withdrawn_until_it_is_answered_and_given_back_until_then() -> None:
    by, nurse = make.librarian(), make.person()
    withdrawn, kept = asked(nurse), asked(nurse)
    carry_out(withdraw_search, actor=nurse, search_request_id=withdrawn)
    with pytest.raises(SearchHasEnded):
        carry_out(take_search, actor=by, search_request_id=withdrawn, now=NOON)
    carry_out(take_search, actor=by, search_request_id=kept, now=NOON)
    carry_out(give_search_back, actor=by, search_request_id=kept)
    assert look_up(get_search, actor=by, search_request_id=kept).line.taken_by == ""
    answer(by, kept, "None")
    with pytest.raises(SearchHasEnded):
        carry_out(withdraw_search, actor=nurse, search_request_id=kept)


def test_only_a_session_of_her_own_can_be_asked_about() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by))
    with pytest.raises(NotFound):
        asked(nurse, session_id=session_id)
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    asked(nurse, session_id=session_id)
    ((line,), _) = look_up(my_searches, actor=nurse)
    assert line.about == "Evening readers"


def test_nobody_reads_or_does_what_is_not_theirs() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Nurse Two")
    request = asked(nurse)
    with pytest.raises(NotFound):
        look_up(get_my_search, actor=other, search_request_id=request)
    with pytest.raises(NotFound):
        carry_out(withdraw_search, actor=other, search_request_id=request)
    with pytest.raises(NotForYourRole):
        look_up(get_search, actor=nurse, search_request_id=request)
    with pytest.raises(NotForYourRole):
        look_up(searches_to_take, actor=nurse)
    with pytest.raises(NotForYourRole):
        carry_out(take_search, actor=nurse, search_request_id=request, now=NOON)
    with pytest.raises(NotForYourRole):
        asked(by)


def test_a_reference_that_is_not_in_the_library_leaves_everything_as_it_was() -> None:
    by, nurse = make.librarian(), make.person()
    request = asked(nurse)
    later = NOON + timedelta(hours=1)
    with pytest.raises(NotFound):
        carry_out(answer_search, actor=by, search_request_id=request, answer="x", article_ids=[4711], now=later)
    assert look_up(get_search, actor=by, search_request_id=request).line.state is SearchState.ASKED
