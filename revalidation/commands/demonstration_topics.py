"""Topics in a demonstration: what the articles are about, who follows what, and which would make a good session."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from revalidation.commands.bulletins import set_bulletin_line
from revalidation.commands.demonstration_content import CONTENT, EMAIL_DOMAIN
from revalidation.commands.demonstration_year import Member
from revalidation.commands.interests import say_interest
from revalidation.commands.topics import add_starter_topics, follow_topic, set_topics
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.topics import TopicRow

LINE = "The library is open to everybody, day and night; the desk is staffed from 8 to 18."
LATELY, FOLLOWED = timedelta(days=6), timedelta(days=45)
EACH_FOLLOWS = 2


def fill_topics(
    db: Db,
    *,
    members: Sequence[Member],
    site_ids: Mapping[str, int],
    article_ids: Mapping[str, int],
    since: datetime,
    now: datetime,
) -> None:
    """The starter list with the demonstration's articles under it, its followers, and what they would come to."""
    read = json.loads((CONTENT / "topics.json").read_text(encoding="utf-8"))
    librarian = next(member.actor for member in members if Role.LIBRARIAN in member.actor.roles)
    nurses = [member.actor for member in members if Role.NURSE in member.actor.roles]
    add_starter_topics(db, actor=librarian)
    set_bulletin_line(db, actor=librarian, line=LINE)
    ids = {row.name: row.id for row in db.scalars(select(TopicRow))}
    for key, names in read["articles"].items():
        topic_ids = [ids[name] for name in names]
        added_at = now - LATELY if key in read["new"] else since
        set_topics(db, actor=librarian, article_id=article_ids[key], topic_ids=topic_ids, now=added_at)
    for nurse, names in _followed(nurses, read["followed"], read["often"]):
        for name in names:
            follow_topic(db, actor=nurse, topic_id=ids[name], now=now - FOLLOWED)
    askers = cycle(nurses)
    for key, (site, number) in read["wanted"].items():
        for _ in range(number):
            site_id = site_ids[site] if site else None
            say_interest(db, actor=next(askers), article_id=article_ids[key], site_id=site_id, now=now - LATELY)


def _followed(
    nurses: Sequence[Actor], chosen: Mapping[str, list[str]], often: list[str]
) -> list[tuple[Actor, list[str]]]:
    """What each nurse follows: what the file says of her, and of the others every second one two of the usual."""
    found = []
    for number, nurse in enumerate(nurses):
        names = chosen.get(nurse.email.removesuffix(f"@{EMAIL_DOMAIN}"))
        if names is None and number % 2:
            names = [often[(number + step) % len(often)] for step in range(EACH_FOLLOWS)]
        found.append((nurse, names or []))
    return found
