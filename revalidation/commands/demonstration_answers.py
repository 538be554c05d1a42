"""What people in a demonstration have answered: whether they used what they read, and the library before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from revalidation.commands.follow_ups import answer_follow_up, ask_follow_ups
from revalidation.commands.library_use import say_library_use
from revalidation.domain.follow_ups import Used
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow

ANSWERS = (Used.YES, Used.NOT_YET, None, Used.YES, Used.YES, Used.NO, None, Used.YES, Used.NOT_YET, Used.YES, None)
LIBRARY_USE = (True, False, True, None, True, False, True)
_WEEK = timedelta(weeks=1)


def fill_answers(db: Db, *, actors: Sequence[Actor], since: datetime, now: datetime) -> None:
    """Ask week by week whoever attended, and let most of them answer."""
    nurses = {actor.person_id: actor for actor in actors if Role.NURSE in actor.roles}
    for actor, before in zip(nurses.values(), cycle(LIBRARY_USE), strict=False):
        if before is not None:
            say_library_use(db, actor=actor, before=before)
    moment = since
    while moment <= now:
        ask_follow_ups(db, now=moment)
        moment += _WEEK
    asked = db.execute(select(FollowUpRow.person_id, FollowUpRow.session_id).order_by(FollowUpRow.id)).all()
    for (person_id, session_id), used in zip(asked, cycle(ANSWERS), strict=False):
        if used is not None:
            answer_follow_up(db, actor=nurses[person_id], session_id=session_id, used=used, words="", now=now)
