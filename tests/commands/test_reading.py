"""What a nurse reads, and how far she says she has got."""

from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.distribution import send_article
from revalidation.commands.reading import set_reading_state
from revalidation.commands.sessions import cancel_session
from revalidation.domain.distribution import ReadingState
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.queries.reading import ReadingPart, key_points, my_reading, read_article
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

DAY = timedelta(days=1)


def test_a_tap_says_how_far_and_another_takes_it_back() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Other")
    article_id = make.article(by)

    def tap(state: ReadingState | None) -> ReadingState | None:
        carry_out(set_reading_state, actor=nurse, article_id=article_id, reading_state=state, now=NOON)
        return look_up(read_article, actor=nurse, article_id=article_id).state

    taps = (ReadingState.OPENED, ReadingState.READ, ReadingState.READ, ReadingState.SKIMMED, None, None)
    assert [tap(each) for each in taps] == list(taps)
    tap(ReadingState.READ)
    assert look_up(read_article, actor=other, article_id=article_id).state is None
    with pytest.raises(NotFound):
        carry_out(set_reading_state, actor=nurse, article_id=99, reading_state=None, now=NOON)
    with pytest.raises(NotForYourRole):
        carry_out(set_reading_state, actor=by, article_id=article_id, reading_state=None, now=NOON)


def test_what_is_read_next_comes_first_then_what_was_sent_then_the_past() -> None:
    by, nurse = make.librarian(), make.person()
    soon, later, twice, past, sent, sent_first, off, nobodys = (
        make.article(by, title)
        for title in ("Soon", "Later", "Twice", "Past", "Sent", "Sent first", "Called off", "Nobody's")
    )
    group_id = make.group(by)
    sessions = {
        days: make.session(by, group_id, starts_at=NOON + days * DAY, articles=articles)
        for days, articles in ((3, (soon,)), (9, (later, twice)), (-20, (past, twice)), (5, (off,)), (6, (nobodys,)))
    }
    for days in (3, 9, 5):
        carry_out(book, actor=nurse, session_id=sessions[days], now=NOON)
    carry_out(book, actor=nurse, session_id=sessions[-20], now=NOON - 30 * DAY)
    make.attended(by, sessions[-20], nurse, now=NOON)
    carry_out(cancel_session, actor=by, session_id=sessions[5], now=NOON)
    for article_id, days in ((sent_first, 4), (sent, 2), (past, 1)):
        ids = [nurse.person_id]
        carry_out(send_article, actor=by, article_id=article_id, person_ids=ids, now=NOON - days * DAY)
    carry_out(set_reading_state, actor=nurse, article_id=sent, reading_state=ReadingState.SKIMMED, now=NOON)

    lines, total = look_up(my_reading, actor=nurse, now=NOON)
    assert [(line.article.title, line.part, line.session and line.session.id) for line in lines] == [
        ("Soon", ReadingPart.COMING, sessions[3]),
        ("Later", ReadingPart.COMING, sessions[9]),
        ("Twice", ReadingPart.COMING, sessions[9]),
        ("Sent", ReadingPart.SENT, None),
        ("Sent first", ReadingPart.SENT, None),
        ("Past", ReadingPart.PAST, sessions[-20]),
    ]
    assert total == 6
    assert [line.state for line in lines if line.article_id == sent] == [ReadingState.SKIMMED]
    page, total = look_up(my_reading, actor=nurse, now=NOON, limit=2, offset=4)
    assert ([line.article.title for line in page], total) == (["Sent first", "Past"], 6)
    assert look_up(my_reading, actor=make.person("Other"), now=NOON) == ([], 0)


def test_any_nurse_may_read_any_article_and_finds_her_own_sessions_there() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by, prompts=("What struck you?", "And then?"))
    session_id = make.session(by, make.group(by), articles=(article_id,))
    assert look_up(read_article, actor=nurse, article_id=article_id).sessions == ()
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    found = look_up(read_article, actor=nurse, article_id=article_id)
    assert [each.id for each in found.sessions] == [session_id]
    assert found.article.prompts == ("What struck you?", "And then?")
    points = look_up(key_points, actor=by, article_id=article_id, address="https://reval.trust.example")
    assert points.article == found.article
    assert points.address == f"https://reval.trust.example/read?article={article_id}"
    with pytest.raises(NotFound):
        look_up(read_article, actor=nurse, article_id=99)
