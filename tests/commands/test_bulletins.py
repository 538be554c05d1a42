from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bulletins import choose_bulletin, set_bulletin_line, write_bulletins
from revalidation.commands.installation import claim
from revalidation.commands.messages import claim_message, note_dropped, resume_messages, stop_messages
from revalidation.commands.notices import add_notice
from revalidation.commands.topics import add_topic, follow_topic, set_topics, unfollow_topic
from revalidation.domain.bulletins import MOST_ARTICLES, BulletinEvery, next_due
from revalidation.domain.messages import MessageKind
from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.people import Actor
from revalidation.domain.places import QuietHours
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.topics import Topic
from revalidation.queries.bulletins import bulletin_line, bulletins_to_come, my_bulletin, sample_bulletin
from revalidation.queries.letters import find_letter
from revalidation.queries.messages import find_choices
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bulletins import BulletinRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK, MONTH = BulletinEvery.WEEK, BulletinEvery.MONTH
MONDAY = next_due(WEEK, NOON) + HOUR  # 7 Dec, 8:00
NEW_YEAR = next_due(MONTH, NOON) + HOUR  # 4 Jan, 8:00


class Library:
    """A librarian, a topic, and a nurse who follows it and gets a bulletin every week."""

    def __init__(self, every: BulletinEvery = WEEK) -> None:
        self.by, self.nurse = make.librarian(), make.person()
        self.sleep, self.nights = self.topic("Sleep"), self.topic("Nights")
        self.follow(self.sleep)
        carry_out(choose_bulletin, actor=self.nurse, every=every)

    def topic(self, name: str) -> int:
        return carry_out(add_topic, actor=self.by, topic=Topic(name))

    def follow(self, topic_id: int, nurse: Actor | None = None, *, now: datetime = NOON) -> None:
        carry_out(follow_topic, actor=nurse or self.nurse, topic_id=topic_id, now=now)

    def article(self, *topic_ids: int, title: str = "On nights", now: datetime = NOON + HOUR) -> int:
        article_id = make.article(self.by, title)
        carry_out(set_topics, actor=self.by, article_id=article_id, topic_ids=topic_ids, now=now)
        return article_id


def written(now: datetime) -> int:
    return carry_out(write_bulletins, now=now)


def rows(db: Db) -> list[tuple[int, list[int]]]:
    """Whose bulletins there are, with the articles of each."""
    found = db.scalars(select(BulletinRow).order_by(BulletinRow.id)).all()
    sent = select(ArticleSentRow.article_id).order_by(ArticleSentRow.article_id)
    return [(row.person_id, list(db.scalars(sent.where(ArticleSentRow.bulletin_id == row.id)))) for row in found]


def messages(db: Db) -> Sequence[MessageRow]:
    return db.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.BULLETIN).order_by(MessageRow.id)).all()


def said(now: datetime) -> list[tuple[str, list[int]]]:
    """Topics and articles of the newest bulletin as it would go out at that moment; nothing if it is dropped."""
    letter = look_up(find_letter, message_id=look_up(messages)[-1].id, now=now)
    if letter is None or letter.bulletin is None:
        return []
    return [(each.topic, [new.article_id for new in each.articles]) for each in letter.bulletin.topics]


def test_one_bulletin_a_week_and_none_without_anything_new() -> None:
    library = Library()
    first = library.article(library.sleep)
    assert written(MONDAY - 2 * HOUR) == 0
    assert [written(MONDAY + minutes) for minutes in (0 * HOUR, HOUR, 3 * DAY)] == [1, 0, 0]
    assert written(MONDAY + 7 * DAY) == 0
    second = library.article(library.sleep, now=MONDAY + 8 * DAY)
    assert written(MONDAY + 9 * DAY) == 0
    assert written(MONDAY + 14 * DAY) == 1
    her_id = library.nurse.person_id
    assert look_up(rows) == [(her_id, [first]), (her_id, [second])]
    assert said(MONDAY + 14 * DAY) == [("Sleep", [second])]


def test_what_comes_a_moment_before_the_end_is_in_it_and_what_comes_after_is_in_the_next() -> None:
    library = Library()
    end = MONDAY - HOUR
    before, after = (library.article(library.sleep, now=end + timedelta(seconds=each)) for each in (-1, 0))
    assert written(end + timedelta(minutes=1)) == 0  # what is just being saved may still arrive
    assert written(end + timedelta(minutes=6)) == 1
    assert written(MONDAY + 7 * DAY) == 1
    assert [ids for _, ids in look_up(rows)] == [[before], [after]]


def test_a_month_is_usual_and_a_worker_that_was_away_writes_later() -> None:
    library, other = Library(), make.person("Never Chose")
    library.follow(library.sleep, other)
    article_id = library.article(library.sleep)
    assert written(MONDAY) == 1
    assert written(NEW_YEAR + 9 * DAY) == 1
    assert look_up(rows) == [(library.nurse.person_id, [article_id]), (other.person_id, [article_id])]


@pytest.mark.parametrize("every", [WEEK, MONTH])
def test_changing_how_often_repeats_nothing_and_loses_nothing(every: BulletinEvery) -> None:
    library = Library(WEEK if every is MONTH else MONTH)
    first = library.article(library.sleep)
    written(NEW_YEAR)
    second = library.article(library.sleep, now=NEW_YEAR + HOUR)
    carry_out(choose_bulletin, actor=library.nurse, every=every)
    for days in range(0, 60, 2):
        written(NEW_YEAR + days * DAY)
    assert [ids for _, ids in look_up(rows)] == [[first], [second]]


def test_articles_count_from_when_she_follows_and_come_to_her_once() -> None:
    library = Library()
    library.article(library.nights, title="Before she followed it", now=NOON)
    library.follow(library.nights, now=NOON + HOUR)
    both = library.article(library.sleep, now=NOON + 2 * HOUR)
    written(MONDAY)
    carry_out(
        set_topics, actor=library.by, article_id=both, topic_ids=(library.sleep, library.nights), now=MONDAY + DAY
    )
    written(MONDAY + 7 * DAY)
    assert [ids for _, ids in look_up(rows)] == [[both]]


def test_what_is_gone_or_unfollowed_by_then_drops_out_and_an_empty_bulletin_is_dropped() -> None:
    library = Library()
    library.follow(library.nights)
    gone = library.article(library.sleep, title="Gone")
    moved = library.article(library.sleep, title="Moved")
    nights = library.article(library.nights, library.sleep, title="Of two topics")
    written(MONDAY)
    assert said(MONDAY) == [("Nights", [nights]), ("Sleep", [gone, moved])]
    carry_out(lambda db: db.execute(delete(ArticleRow).where(ArticleRow.id == gone)))
    carry_out(set_topics, actor=library.by, article_id=moved, topic_ids=(), now=MONDAY)
    assert said(MONDAY) == [("Nights", [nights])]
    carry_out(unfollow_topic, actor=library.nurse, topic_id=library.nights)
    assert said(MONDAY) == [("Sleep", [nights])]
    carry_out(unfollow_topic, actor=library.nurse, topic_id=library.sleep)
    assert look_up(find_letter, message_id=look_up(messages)[0].id, now=MONDAY) is None
    claimed = carry_out(claim_message, now=MONDAY)
    assert claimed
    carry_out(note_dropped, claimed=claimed, now=MONDAY)
    assert look_up(rows) == [(library.nurse.person_id, [])]  # nobody says that she was sent anything


def test_whoever_stopped_gets_none_and_what_she_missed_when_she_wants_them_again() -> None:
    library = Library()
    article_id = library.article(library.sleep)
    token = link_token("messages", library.nurse.person_id)
    choices = look_up(find_choices, token=token)
    assert choices
    assert MessageKind.BULLETIN in choices.kinds
    carry_out(stop_messages, token=token, kind=MessageKind.BULLETIN)
    assert look_up(my_bulletin, actor=library.nurse, now=NOON).every is None
    assert written(MONDAY) == 0
    carry_out(resume_messages, token=token, kind=MessageKind.BULLETIN)
    assert written(MONDAY + HOUR) == 1
    carry_out(choose_bulletin, actor=library.nurse, every=None)
    assert look_up(find_letter, message_id=look_up(messages)[0].id, now=MONDAY + HOUR) is None
    carry_out(choose_bulletin, actor=library.nurse, every=MONTH)
    assert look_up(my_bulletin, actor=library.nurse, now=NOON).every is MONTH
    assert said(MONDAY + HOUR) == [("Sleep", [article_id])]


def test_it_waits_until_the_quiet_hours_are_over_and_begins_with_the_librarys_line() -> None:
    carry_out(claim, is_demonstration=False, now=NOON)
    library = Library()
    carry_out(set_bulletin_line, actor=library.by, line=" Ask us\nat the desk. ")
    library.article(library.sleep)
    written(MONDAY - HOUR + timedelta(minutes=6))
    (message,) = look_up(messages)
    assert message.due_at == MONDAY
    assert QuietHours().ends.hour == 8
    carry_out(set_bulletin_line, actor=library.by, line="Another")
    letter = look_up(find_letter, message_id=message.id, now=MONDAY)
    assert letter
    assert letter.bulletin
    assert letter.bulletin.line == "Ask us at the desk."  # as it was when it was written
    assert look_up(bulletin_line, actor=library.by) == "Another"


def test_a_long_list_is_cut_to_the_newest() -> None:
    library = Library()
    ids = [library.article(library.sleep, now=NOON + timedelta(minutes=number)) for number in range(MOST_ARTICLES + 3)]
    written(MONDAY)
    assert [sent for _, sent in look_up(rows)] == [ids[3:]]
    assert look_up(my_bulletin, actor=library.nurse, now=MONDAY).bulletin.articles == 0


def test_several_workers_at_once_write_one() -> None:
    library = Library()
    library.article(library.sleep)
    assert Counter(at_once([partial(carry_out, write_bulletins, now=MONDAY)] * 4)) == {0: 3, 1: 1}
    assert len(look_up(rows)) == len(look_up(messages)) == 1


def test_the_preview_holds_what_the_next_one_does() -> None:
    library = Library()
    library.article(library.sleep, title="Seen already")
    written(MONDAY)
    article_id = library.article(library.sleep, now=MONDAY + DAY)
    mine = look_up(my_bulletin, actor=library.nurse, now=MONDAY + 2 * DAY)
    assert (mine.every, mine.comes_at) == (WEEK, MONDAY - HOUR + 7 * DAY)
    shown = [(each.topic, [new.article_id for new in each.articles]) for each in mine.bulletin.topics]
    written(MONDAY + 7 * DAY)
    assert shown == said(MONDAY + 7 * DAY) == [("Sleep", [article_id])]


def test_the_librarian_sees_when_and_to_how_many_and_never_to_whom() -> None:
    library, other, stopped = Library(), make.person("Every Month"), make.person("Has Stopped")
    for nurse in (other, stopped):
        library.follow(library.nights, nurse)
    carry_out(choose_bulletin, actor=stopped, every=None)
    library.follow(library.sleep, other)
    library.article(library.nights)
    week, month = look_up(bulletins_to_come, actor=library.by, now=NOON + 2 * HOUR)
    assert (week.comes_at, week.readers, week.with_news) == (next_due(WEEK, NOON), 1, 0)
    assert (month.comes_at, month.readers, month.with_news) == (next_due(MONTH, NOON), 1, 1)
    assert [each.topic for each in look_up(sample_bulletin, actor=library.by).topics] == ["Nights"]


def test_only_librarians_say_the_line_and_only_nurses_choose() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(NotForYourRole):
        carry_out(set_bulletin_line, actor=nurse, line="Mine")
    with pytest.raises(NotForYourRole):
        carry_out(choose_bulletin, actor=by, every=WEEK)


def test_what_has_been_retracted_is_no_news_not_even_in_a_bulletin_that_waits() -> None:
    library = Library()
    kept, gone, doubted = (library.article(library.sleep, title=title) for title in ("Kept", "Gone", "Doubted"))
    carry_out(add_notice, actor=library.by, article_id=doubted, notice=Notice(NoticeKind.CONCERN), now=NOON)
    carry_out(add_notice, actor=library.by, article_id=gone, notice=Notice(NoticeKind.RETRACTION), now=NOON)
    assert written(MONDAY) == 1
    assert look_up(rows) == [(library.nurse.person_id, [kept, doubted])]
    carry_out(add_notice, actor=library.by, article_id=kept, notice=Notice(NoticeKind.RETRACTION), now=MONDAY)
    assert said(MONDAY) == [("Sleep", [doubted])]
