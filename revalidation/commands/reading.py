"""What a nurse says about her own reading."""

from datetime import datetime

from revalidation.domain.distribution import ReadingState
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ReadingStateRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held, get_row


def set_reading_state(
    db: Db, *, actor: Actor, article_id: int, reading_state: ReadingState | None, now: datetime
) -> None:
    """Say how far she has read an article; None says that she has not opened it. Raises NotFound."""
    actor.must_be(Role.NURSE)
    get_row(db, ArticleRow, article_id, "article")
    get_held(db, PersonRow, actor.person_id, "account")  # so that two taps at once write one row
    row = db.get(ReadingStateRow, (actor.person_id, article_id))
    if reading_state is None:
        if row is not None:
            db.delete(row)
    elif row is None:
        db.add(ReadingStateRow(person_id=actor.person_id, article_id=article_id, state=reading_state, changed_at=now))
    elif row.state is not reading_state:
        row.state, row.changed_at = reading_state, now
