"""Encrypting anew what is kept encrypted, in the database and beside it."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from revalidation.storage import files
from revalidation.storage.article_files import ArticleFileRow
from revalidation.storage.base import Encrypted, Row
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.signatures import signature_fits, signature_of
from revalidation.storage.tables import kinds


def encrypt_anew(db: Db) -> int:
    """Write every encrypted value under the newest key; the number of rows. Raises KeyDoesNotFit."""
    rows = 0
    for kind, names in _encrypted_columns():
        for row in db.scalars(select(kind).with_for_update()).all():
            for name in names:
                flag_modified(row, name)
            rows += 1
    _sign_anew(db)
    db.flush()
    return rows


def encrypt_files_anew(db: Db) -> int:
    """Write every file of evidence and of an article under the newest key; how many. Raises KeyDoesNotFit.

    Each is replaced as a whole, so that whatever interrupts this leaves files that one of the keys opens. Files that
    are gone are left to `python -m revalidation check`.
    """
    there = files.stored_names()
    stored = [
        name
        for kind in (EvidenceFileRow, ArticleFileRow)
        for name in db.scalars(select(kind.stored_as).order_by(kind.id).with_for_update())
        if name in there
    ]
    for stored_as in stored:
        files.encrypt_anew(stored_as)
    return len(stored)


def _sign_anew(db: Db) -> None:
    """Give signed forms the newest key's digest; one that did not fit its text before stays as it is."""
    for row in db.scalars(select(SignOffRow).where(SignOffRow.shown.is_not(None))):
        if row.shown is not None and signature_fits(row.shown, row.shown_digest or ""):
            row.shown_digest = signature_of(row.shown)


def _encrypted_columns() -> list[tuple[type[Row], list[str]]]:
    """Every table that has some, with their names."""
    found = []
    for kind in kinds():
        columns = kind.__mapper__.column_attrs
        names = [each.key for each in columns if isinstance(each.columns[0].type, Encrypted)]
        if names:
            found.append((kind, names))
    return found
