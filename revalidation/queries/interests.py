"""Interest in sessions about articles: a nurse's own word, and counts by site for librarians, never names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from revalidation.domain.articles import Article
from revalidation.domain.interests import suggested_last_day
from revalidation.domain.people import Actor, Role
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.interests import ArticleInterestRow, AskedFirstRow, is_of_a_nurse, still_counts, would_come
from revalidation.storage.places import place_rules
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.values import article_value

ONLINE = "Online"


@dataclass(frozen=True, slots=True)
class MyInterest:
    """Where she would come to a session about an article; without a site, online."""

    site_id: int | None
    where: str


@dataclass(frozen=True, slots=True)
class InterestThere:
    """How many would come to a session about an article at one place; without a site, online."""

    site_id: int | None
    where: str
    people: int


@dataclass(frozen=True, slots=True)
class ArticleInterest:
    """One article with the interest in it, and how many would come in all."""

    article_id: int
    article: Article
    places: tuple[InterestThere, ...]

    @property
    def people(self) -> int:
        """How many would come, wherever."""
        return sum(place.people for place in self.places)


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """How many were asked first to a session, and until when they alone may book it."""

    people: int
    open_to_all_at: datetime


@dataclass(frozen=True, slots=True)
class ToAskFirst:
    """How many would come to a session as it is planned, and until which day it would usually be kept for them."""

    people: int
    last_day: date


def my_interests(db: Db, *, actor: Actor, article_ids: Collection[int]) -> dict[int, MyInterest]:
    """What she has said of these articles, unless she has been to a session about one since."""
    actor.must_be(Role.NURSE)
    found = db.execute(
        select(ArticleInterestRow.article_id, ArticleInterestRow.site_id, func.coalesce(SiteRow.name, ONLINE))
        .outerjoin(SiteRow, SiteRow.id == ArticleInterestRow.site_id)
        .where(
            ArticleInterestRow.person_id == actor.person_id,
            ArticleInterestRow.article_id.in_(article_ids),
            still_counts(),
        )
    )
    return {article_id: MyInterest(site_id, where) for article_id, site_id, where in found}


def interests(db: Db, *, actor: Actor) -> list[ArticleInterest]:
    """Every article that somebody would come to, the most wanted first."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.execute(
        select(ArticleRow, ArticleInterestRow.site_id, func.coalesce(SiteRow.name, ONLINE), func.count())
        .join(ArticleInterestRow, ArticleInterestRow.article_id == ArticleRow.id)
        .outerjoin(SiteRow, SiteRow.id == ArticleInterestRow.site_id)
        .where(still_counts(), is_of_a_nurse())
        .group_by(ArticleRow.id, ArticleInterestRow.site_id, SiteRow.name)
    )
    articles: dict[int, Article] = {}
    places: dict[int, list[InterestThere]] = {}
    for row, site_id, where, people in rows:
        articles[row.id] = article_value(row)
        places.setdefault(row.id, []).append(InterestThere(site_id, where, people))
    found = [
        ArticleInterest(
            each, articles[each], tuple(sorted(places[each], key=lambda one: (-one.people, one.where.casefold())))
        )
        for each in articles
    ]
    return sorted(found, key=lambda each: (-each.people, each.article.title.casefold(), each.article_id))


def to_ask_first(db: Db, *, actor: Actor, group_id: int, plan: SessionPlan, now: datetime) -> ToAskFirst:
    """Whom a session could be kept for first: a number, and the last day to suggest. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    rules = place_rules(get_row(db, GroupRow, group_id, "group"))
    return ToAskFirst(len(would_come(db, plan)), suggested_last_day(rules.stops_at(plan.starts_at), now))


def find_asked_first(db: Db, *, actor: Actor, session_id: int, now: datetime) -> AskedFirst | None:
    """Whom a session is kept for just now, as a number."""
    actor.must_be(Role.LIBRARIAN)
    opens_at = db.scalar(select(GroupSessionRow.open_to_all_at).where(GroupSessionRow.id == session_id))
    if opens_at is None or opens_at <= now:
        return None
    people = select(func.count()).select_from(AskedFirstRow).where(AskedFirstRow.session_id == session_id)
    return AskedFirst(db.scalar(people) or 0, opens_at)
