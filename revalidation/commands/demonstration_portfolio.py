"""Portfolios in a demonstration: what those to try have done besides the sessions."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.demonstration_content import CONTENT, EMAIL_DOMAIN
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.times import local
from revalidation.storage.database import Db

HOUR = 60


def fill_portfolios(db: Db, *, actors: Iterable[Actor], now: datetime) -> None:
    """Fill the logs of everybody who has some in `data/demo/portfolios.json`; days are counted back from now."""
    by_email = {actor.email: actor for actor in actors}
    today = local(now).date()
    for read in json.loads((CONTENT / "portfolios.json").read_text(encoding="utf-8")):
        actor = by_email[f"{read['author']}@{EMAIL_DOMAIN}"]
        for each in read["practice"]:
            add_practice_period(db, actor=actor, period=_period(each, today), now=now)
        for each in read["cpd"]:
            add_cpd_entry(db, actor=actor, entry=_entry(each, today), now=now)
        for each in read["feedback"]:
            given_on = today - timedelta(days=each["days_ago"])
            piece = Feedback(given_on, each["source"], each["kind"], each["content"])
            add_feedback(db, actor=actor, feedback=piece, now=now)


def _period(read: dict[str, Any], today: date) -> PracticePeriod:
    as_they_are = ("organisation", "setting", "scope", "hours_text", "registration", "description")
    return PracticePeriod(
        first_on=today - timedelta(days=read["first_days_ago"]),
        last_on=None if read["last_days_ago"] is None else today - timedelta(days=read["last_days_ago"]),
        minutes=read["hours"] * HOUR,
        **{name: read[name] for name in as_they_are},
    )


def _entry(read: dict[str, Any], today: date) -> CpdEntry:
    on = today - timedelta(days=read["days_ago"])
    return CpdEntry(
        first_on=on,
        last_on=on,
        method=read["method"],
        topic=read["topic"],
        code_link=tuple(read["code_link"]),
        standards_link=read["standards_link"],
        minutes=round(read["hours"] * HOUR),
        participatory_minutes=round(read["participatory_hours"] * HOUR),
    )
