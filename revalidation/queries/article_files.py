"""Files of articles, as the library keeps them and as somebody finds them who may open them, or not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from revalidation.domain.article_files import Asking, Terms, why_not
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import SignInNeeded
from revalidation.domain.register import WAS_THERE
from revalidation.domain.times import local
from revalidation.storage import article_files as stored
from revalidation.storage import files
from revalidation.storage.article_files import ArticleFileRow, terms_value
from revalidation.storage.bookings import BookingRow, is_live
from revalidation.storage.database import Db
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import SessionArticleRow


@dataclass(frozen=True, slots=True)
class ArticleFileLine:
    """One file of an article; `why_not` is the sentence that keeps whoever looks from opening it, or empty."""

    id: int
    name: str
    size: int
    terms: Terms
    added_at: datetime
    why_not: str


def gives_out_files(db: Db, *, actor: Actor) -> bool:
    """Whether the library gives out files at all."""
    actor.must_be(Role.LIBRARIAN)
    return stored.gives_out_files(db)


def article_files(db: Db, *, actor: Actor, article_id: int, now: datetime) -> list[ArticleFileLine]:
    """The files of an article, oldest first, for anybody who is signed in."""
    rows = db.scalars(
        select(ArticleFileRow).where(ArticleFileRow.article_id == article_id).order_by(ArticleFileRow.id)
    ).all()
    asking = _asking(db, actor, article_id, now) if rows else None
    lines = []
    for row in rows:
        terms = terms_value(row)
        refusal = why_not(terms, asking) if asking else None
        sentence = refusal.sentence if refusal else ""
        lines.append(ArticleFileLine(row.id, row.name, row.size, terms, row.added_at, sentence))
    return lines


def article_file_content(db: Db, *, actor: Actor, article_file_id: int, now: datetime) -> tuple[str, bytes]:
    """The name and the content of a file. Raises NotFound, FilesAreNotGivenOut, LicenceHasEnded, ForBookedOnly."""
    row = get_row(db, ArticleFileRow, article_file_id, "file")
    refusal = why_not(terms_value(row), _asking(db, actor, row.article_id, now))
    if refusal is not None:
        raise refusal
    return row.name, files.read(row.stored_as)


def _asking(db: Db, actor: Actor, article_id: int, now: datetime) -> Asking:
    if not actor.roles:
        raise SignInNeeded
    read = select(SessionArticleRow.session_id).where(SessionArticleRow.article_id == article_id)
    has_booking = select(
        or_(
            exists().where(BookingRow.person_id == actor.person_id, is_live, BookingRow.session_id.in_(read)),
            exists().where(
                RegisterMarkRow.person_id == actor.person_id,
                RegisterMarkRow.mark.in_(WAS_THERE),
                RegisterMarkRow.session_id.in_(read),
            ),
        )
    )
    return Asking(
        gives_out_files=stored.gives_out_files(db),
        is_librarian=Role.LIBRARIAN in actor.roles,
        has_booking=bool(db.scalar(has_booking)),
        today=local(now).date(),
    )
