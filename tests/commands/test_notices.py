from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import start_account
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.notices import add_notice, note_checked, remove_notice
from revalidation.domain.distribution import Basis
from revalidation.domain.messages import MessageKind
from revalidation.domain.notices import Notice, NoticeKind, NoticeSource
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import NoticeIsThere
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.letters import find_letter
from revalidation.queries.notices import articles_to_check, notices_of, retracted_soon
from revalidation.queries.sources import sources
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.messages import MessageRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)
RETRACTED = Notice(NoticeKind.RETRACTION, NoticeSource.CROSSREF, "10.1234/retraction")


def sent(db: Db, *, article_id: int, person_id: int) -> None:
    db.add(ArticleSentRow(article_id=article_id, person_id=person_id, basis=Basis.LINK, sent_at=NOON))


def told(db: Db) -> list[tuple[int | None, NoticeKind]]:
    """Whom a notice would reach now, and what it would say."""
    rows = db.query(MessageRow).where(MessageRow.kind == MessageKind.NOTICE).order_by(MessageRow.id)
    letters = [(row.person_id, find_letter(db, message_id=row.id, now=NOON)) for row in rows]
    return [(person_id, letter.notice.kind) for person_id, letter in letters if letter and letter.notice]


def booked(by: Actor, name: str, session_id: int, *, cancels: bool = False) -> Actor:
    nurse = make.person(name)
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    if cancels:
        carry_out(cancel_booking, actor=nurse, session_id=session_id, now=NOON)
    assert by
    return nurse


def test_whoever_was_sent_it_discussed_it_or_will_is_told_once_and_nobody_else() -> None:
    by = make.librarian()
    article_id, group_id = make.article(by), make.group(by)
    past = make.session(by, group_id, starts_at=NOON - DAY, articles=(article_id,), now=NOON - 9 * DAY)
    to_come = make.session(by, group_id, starts_at=NOON + 7 * DAY, articles=(article_id,))
    was_there, got_it = make.person("Was There"), make.person("Got It")
    carry_out(book, actor=was_there, session_id=past, now=NOON - 8 * DAY)
    make.attended(by, past, was_there, now=NOON)
    carry_out(sent, article_id=article_id, person_id=got_it.person_id)
    carry_out(sent, article_id=article_id, person_id=was_there.person_id)
    comes = booked(by, "Comes", to_come)
    booked(by, "Has Cancelled", to_come, cancels=True)
    make.person("Never Heard Of It")
    assert carry_out(note_checked, article_id=article_id, found=[RETRACTED], now=NOON) == 1
    everybody = [(each.person_id, NoticeKind.RETRACTION) for each in (was_there, got_it, comes)]
    assert look_up(told) == sorted(everybody)
    assert carry_out(note_checked, article_id=article_id, found=[RETRACTED], now=NOON + DAY) == 0
    assert look_up(told) == sorted(everybody)
    assert [each.session_id for each in look_up(retracted_soon, actor=by, now=NOON)] == [to_come]


def test_two_notices_that_wait_are_one_message_that_says_the_gravest() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    carry_out(sent, article_id=article_id, person_id=nurse.person_id)
    for kind in (NoticeKind.CORRECTION, NoticeKind.RETRACTION):
        carry_out(add_notice, actor=by, article_id=article_id, notice=Notice(kind), now=NOON)
    assert look_up(told) == [(nurse.person_id, NoticeKind.RETRACTION)]


def test_a_notice_taken_back_is_not_told() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    carry_out(sent, article_id=article_id, person_id=nurse.person_id)
    carry_out(add_notice, actor=by, article_id=article_id, notice=RETRACTED, now=NOON)
    with pytest.raises(NoticeIsThere):
        carry_out(add_notice, actor=by, article_id=article_id, notice=RETRACTED, now=NOON)
    (line,) = look_up(notices_of, article_ids=[article_id])[article_id]
    with pytest.raises(NotForYourRole):
        carry_out(remove_notice, actor=nurse, notice_id=line.id)
    carry_out(remove_notice, actor=by, notice_id=line.id)
    assert look_up(told) == []


def test_an_account_about_a_session_knows_what_was_retracted() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    past = make.session(by, make.group(by), starts_at=NOON - DAY, articles=(article_id,), now=NOON - 9 * DAY)
    carry_out(book, actor=nurse, session_id=past, now=NOON - 8 * DAY)
    make.attended(by, past, nurse, now=NOON)
    account_id = carry_out(start_account, actor=nurse, session_id=past, now=NOON)
    carry_out(note_checked, article_id=article_id, found=[RETRACTED], now=NOON)
    found = look_up(sources, actor=nurse, account_id=account_id)
    assert found.session
    assert found.session.notices == (RETRACTED,)


def test_articles_are_checked_in_turn_the_longest_ago_first() -> None:
    by = make.librarian()
    one, two, three = (make.article(by, title) for title in ("One", "Two", "Three"))
    carry_out(note_checked, article_id=one, found=[], now=NOON)
    carry_out(note_checked, article_id=two, found=[], now=NOON - DAY)
    found, total = look_up(articles_to_check, before=NOON + DAY, limit=2)
    assert ([each.article_id for each in found], total) == ([three, two], 3)
    found, total = look_up(articles_to_check, before=NOON, limit=9)
    assert ([each.article_id for each in found], total) == ([three, two], 2)
