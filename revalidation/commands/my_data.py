"""Taking one's own data along, and reading it back into an empty portfolio of another installation."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from revalidation.commands.audit import note
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.evidence import accepted
from revalidation.domain.people import Actor, Role
from revalidation.domain.portable import FILES, Entry, checked_record, read_entries, wrong
from revalidation.domain.portable_refusals import Contradiction, PortfolioNotEmpty
from revalidation.domain.refusals import Refusal
from revalidation.storage import files
from revalidation.storage.base import Row
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.people import PersonRow, RegistrationRow
from revalidation.storage.plausible import ImplausibleError, must_be_plausible
from revalidation.storage.portable import FILE, KEPT, Kept, row_values
from revalidation.storage.rows import get_held
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.tokens import digest, new_token


@dataclass(slots=True)
class _SoFar:
    """How far reading has come: new ids by the file's own, the files of the zip, and what was stored of them."""

    contents: Mapping[str, bytes]
    now: datetime
    ids: dict[tuple[str, int], int] = field(default_factory=dict)
    stored: list[str] = field(default_factory=list)
    bytes_used: int = 0


def note_exported(db: Db, *, actor: Actor, now: datetime) -> None:
    """Note that she has taken her data along."""
    actor.must_be(Role.NURSE)
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.EXPORTED, now=now)


def read_back(db: Db, *, actor: Actor, record: object, contents: Mapping[str, bytes], now: datetime) -> None:
    """Take over what another installation has written, all of it or nothing; `contents` are the files of the zip.

    Raises PortfolioNotEmpty, and what is wrong with the record or a file.
    """
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # two uploads at once are read one after the other
    for kept in KEPT:
        if kept.is_read_back and kept.kind is not RegistrationRow and kept.kind.__tablename__ != "registration_kind":
            _must_be_empty(db, kept, actor)
    whole = checked_record(record)
    so_far = _SoFar(contents, now)
    try:
        for kept in KEPT:
            entries = read_entries(whole, kept.section)
            if kept.is_read_back:
                for number, entry in enumerate(entries, start=1):
                    _read_one(db, actor, kept, number, entry, so_far)
        db.flush()
    except BaseException as error:
        for stored_as in so_far.stored:  # their rows will never be
            files.remove(stored_as)
        if isinstance(error, IntegrityError):
            raise Contradiction(field="file") from None
        raise
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.IMPORTED, now=now)


def _must_be_empty(db: Db, kept: Kept, actor: Actor) -> None:
    if db.scalar(select(exists().where(kept.is_hers(actor.person_id)))):
        raise PortfolioNotEmpty(field="file")


def _read_one(db: Db, actor: Actor, kept: Kept, number: int, entry: Entry, so_far: _SoFar) -> None:
    try:
        values = row_values(kept, entry, so_far.ids)
    except KeyError:
        raise wrong(kept.name, number, "", "an entry whose references lead somewhere") from None
    if kept.kind is EvidenceFileRow:
        values |= _file(kept, number, entry, so_far)
    if kept.kind is SignOffRow:  # no link of the other installation opens anything here
        values["token_digest"] = digest(new_token())
        values["withdrawn_at"] = values["withdrawn_at"] if values["signed_at"] else values["created_at"]
    row = _new_row(kept, actor, values)
    try:
        must_be_plausible(row, so_far.now)
    except ImplausibleError as error:
        raise wrong(kept.name, number, error.field, error.expected) from None
    db.merge(row) if kept.kind is RegistrationRow or not hasattr(row, "id") else db.add(row)
    db.flush()
    if "id" in entry:
        if (kept.name, entry["id"]) in so_far.ids:
            raise wrong(kept.name, number, "id", "a number that no other entry has")
        so_far.ids[kept.name, entry["id"]] = row.id  # type: ignore[attr-defined]


def _new_row(kept: Kept, actor: Actor, values: dict[str, Any]) -> Row:
    owner = {} if kept.parent else {"person_id": actor.person_id}
    return kept.kind(**owner, **values)


def _file(kept: Kept, number: int, entry: Entry, so_far: _SoFar) -> dict[str, str | int]:
    """The content of a file, looked at like any upload, and kept."""
    path = entry[FILE.name]
    content = so_far.contents.get(path) if path.startswith(FILES) else None
    if content is None or hashlib.sha256(content).hexdigest() != entry["digest"]:
        raise wrong(kept.name, number, FILE.name, "a file of the zip as it was written")
    try:
        found = accepted(entry["name"], content, used=so_far.bytes_used)
    except Refusal:
        raise wrong(kept.name, number, FILE.name, "a PDF, PNG or JPEG of the size that is taken here") from None
    so_far.bytes_used += found.size
    so_far.stored.append(files.keep(content))
    stored: dict[str, str | int] = {"name": found.name, "media_type": found.media_type.value, "size": found.size}
    return stored | {"stored_as": so_far.stored[-1]}
