"""Bulletins: writing those that are due, how often each nurse wants hers, and the library's own line in them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, insert

from revalidation.commands.messages import tell_news_of_topics
from revalidation.domain.bulletins import MOST_ARTICLES, SETTLES, BulletinEvery, checked_line, last_due
from revalidation.domain.distribution import Basis
from revalidation.domain.due import when_awake
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.storage.bulletins import BulletinChoiceRow, BulletinRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.messages import MessageStopRow
from revalidation.storage.news import bulletin_line, news
from revalidation.storage.people import PersonRow
from revalidation.storage.places import hold_places, quiet_hours
from revalidation.storage.rows import get_held
from revalidation.storage.topics import TopicFollowRow

AT_ONCE = 500  # news by which readers are found for one transaction; DISTINCT would take SQLite far longer

Found = Row[int, int, int, datetime, datetime, BulletinEvery]


def write_bulletins(db: Db, *, now: datetime) -> int:
    """Write to nurses for whom something is new when their week or month is over; how many that were.

    A few at a time, so that nobody who books meanwhile has to wait; the next round writes to more.
    """
    until = {every: last_due(every, now - SETTLES) for every in BulletinEvery}
    readers = news(until).with_only_columns(TopicFollowRow.person_id)
    if db.scalar(readers.limit(1)) is None:
        return 0
    hold_places(db)  # another worker may be about to write the same ones
    of_person: dict[int, list[Found]] = defaultdict(list)
    some = set(db.scalars(readers.limit(AT_ONCE)))
    for each in db.execute(news(until).where(TopicFollowRow.person_id.in_(some))):
        of_person[each.person_id].append(each)
    line, due_at = bulletin_line(db), when_awake(now, quiet_hours(db))
    rows = [
        BulletinRow(
            person_id=person_id,
            begins_at=min(each.since for each in found),
            ends_at=until[BulletinEvery(found[0].every)],
            line=line,
        )
        for person_id, found in sorted(of_person.items())
    ]
    db.add_all(rows)
    db.flush()
    for row in rows:
        _send(db, row, of_person[row.person_id], due_at=due_at, now=now)
    return len(rows)


def choose_bulletin(db: Db, *, actor: Actor, every: BulletinEvery | None) -> None:
    """How often her bulletin comes; None stops it, as the link in a bulletin does."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "person")  # so that two clicks at once write one row
    stopped = db.get(MessageStopRow, (actor.person_id, MessageKind.BULLETIN))
    if every is None:
        if stopped is None:
            db.add(MessageStopRow(person_id=actor.person_id, kind=MessageKind.BULLETIN))
        return
    if stopped is not None:
        db.delete(stopped)
    choice = db.get(BulletinChoiceRow, actor.person_id)
    if choice is None:
        db.add(BulletinChoiceRow(person_id=actor.person_id, every=every))
    else:
        choice.every = every


def set_bulletin_line(db: Db, *, actor: Actor, line: str) -> None:
    """The library's own line at the beginning of every bulletin; empty for none. Raises TooLong."""
    actor.must_be(Role.LIBRARIAN)
    get_held(db, InstallationRow, 1, "installation").bulletin_line = checked_line(line)


def _send(db: Db, row: BulletinRow, found: Sequence[Found], *, due_at: datetime, now: datetime) -> None:
    """Its newest articles, and the message that brings it."""
    newest = sorted(found, key=lambda each: (each.added_at, each.article_id), reverse=True)
    article_ids = list(dict.fromkeys(each.article_id for each in newest))[:MOST_ARTICLES]
    about = {"person_id": row.person_id, "bulletin_id": row.id, "basis": Basis.LINK, "sent_at": now}
    db.execute(insert(ArticleSentRow), [{"article_id": article_id, **about} for article_id in article_ids])
    tell_news_of_topics(db, bulletin_id=row.id, person_id=row.person_id, due_at=due_at, now=now)
