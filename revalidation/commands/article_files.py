"""Files of articles that the library may give out."""

import hashlib
from datetime import datetime

from revalidation.domain.article_files import Terms, accepted_name
from revalidation.domain.evidence import MediaType
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import FilesAreNotGivenOut
from revalidation.domain.times import local
from revalidation.storage import files
from revalidation.storage.article_files import ArticleFileRow, gives_out_files, write_terms
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_held, get_row


def add_article_file(
    db: Db, *, actor: Actor, article_id: int, name: str, content: bytes, terms: Terms, now: datetime
) -> int:
    """Keep a PDF of an article; its id. Raises FilesAreNotGivenOut, NotFound, and what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    if not gives_out_files(db):
        raise FilesAreNotGivenOut
    get_row(db, ArticleRow, article_id, "article")
    kept = terms.checked(local(now).date())
    row = ArticleFileRow(
        article_id=article_id,
        name=accepted_name(name, content),
        media_type=MediaType.PDF.value,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        added_at=now,
    )
    write_terms(row, kept)
    row.stored_as = files.keep(content)
    db.add(row)
    db.flush()
    return row.id


def change_terms(db: Db, *, actor: Actor, article_file_id: int, terms: Terms, now: datetime) -> None:
    """Give a file out on other terms from now on, also where none are given out; what was sent keeps its basis.

    Raises NotFound, and what is wrong beside its field.
    """
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, ArticleFileRow, article_file_id, "file")
    write_terms(row, terms.checked(local(now).date()))


def remove_article_file(db: Db, *, actor: Actor, article_file_id: int) -> None:
    """Remove a file for good, once this is certain; also where files are no longer given out. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, ArticleFileRow, article_file_id, "file")
    db.delete(row)
    files.remove_once_committed(db, row.stored_as)
