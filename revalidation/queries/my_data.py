"""Everything that is kept of a nurse, for herself alone: the record she takes along, and what was done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Actor, Role
from revalidation.domain.portable import FORMAT, VERSION, Entry
from revalidation.references.citing import cited
from revalidation.storage import files
from revalidation.storage.articles import ArticleRow
from revalidation.storage.audit import AuditEventRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.library import library_settings
from revalidation.storage.people import PersonRow
from revalidation.storage.portable import KEPT, KEPT_BY_TABLE, POINTED_AT, entry_of, file_path
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.topics import TopicRow
from revalidation.storage.values import article_value


@dataclass(frozen=True, slots=True)
class MyData:
    """Her record as JSON has it, and the files that go with it: where in the zip, and the name each is stored by."""

    record: dict[str, Any]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing that was done with her data."""

    at: datetime
    actor: AuditActor
    kind: AuditKind


def my_data(db: Db, *, actor: Actor, now: datetime) -> MyData:
    """Everything of hers."""
    actor.must_be(Role.NURSE)
    person = get_row(db, PersonRow, actor.person_id, "account")
    rows = {kept.name: list(db.scalars(kept.of(actor.person_id))) for kept in KEPT}
    numbers = {
        (name, row.id): number
        for name, found in rows.items()
        for number, row in enumerate(found, start=1)
        if hasattr(row, "id")
    }
    pointed_at = {section.name: _pointed_at(rows, section.name) for section in POINTED_AT.values()}
    numbers |= {(name, each): number for name, ids in pointed_at.items() for number, each in enumerate(ids, start=1)}
    lists = {kept.name: [entry_of(kept, row, numbers) for row in rows[kept.name]] for kept in KEPT}
    evidence = KEPT_BY_TABLE[EvidenceFileRow.__tablename__].name
    record = {
        "format": FORMAT,
        "version": VERSION,
        "written_at": now.isoformat(),
        "person": {
            "name": person.name,
            "email": person.email,
            "since": person.created_at.isoformat(),
            "used_library_before": person.used_library_before,
        },
        **lists,
        **{name: _DESCRIBED[name](db, ids) for name, ids in pointed_at.items()},
    }
    there = tuple((file_path(numbers[evidence, row.id], row), row.stored_as) for row in rows[evidence])
    return MyData(record, there)


def my_stored_file(db: Db, *, actor: Actor, stored_as: str) -> bytes:
    """The content of one of her files, also of one that has been removed meanwhile: nothing then."""
    actor.must_be(Role.NURSE)
    is_hers = select(EvidenceFileRow.id).where(
        EvidenceFileRow.person_id == actor.person_id, EvidenceFileRow.stored_as == stored_as
    )
    return files.read(stored_as) if db.scalar(is_hers) else b""


def my_audit(db: Db, *, actor: Actor, limit: int, offset: int) -> tuple[list[AuditLine], int]:
    """What was done with her data, the latest first, and how many that is in all."""
    actor.must_be(Role.NURSE)
    is_hers = AuditEventRow.person_id == actor.person_id
    total = db.scalar(select(func.count()).where(is_hers)) or 0
    rows = db.scalars(
        select(AuditEventRow).where(is_hers).order_by(AuditEventRow.id.desc()).limit(limit).offset(offset)
    )
    return [AuditLine(row.at, row.actor, row.kind) for row in rows], total


def _pointed_at(rows: dict[str, list[Any]], section: str) -> list[int]:
    """The ids of the library's own rows of one kind that hers point at, in order."""
    return sorted(
        {
            found
            for kept in KEPT
            for field in kept.section.fields
            if field.refers_to == section
            for row in rows[kept.name]
            if (found := getattr(row, field.name)) is not None
        }
    )


def _sessions(db: Db, session_ids: list[int]) -> list[Entry]:
    rows = db.execute(
        select(GroupSessionRow, GroupRow, SiteRow.name)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .where(GroupSessionRow.id.in_(session_ids))
        .order_by(GroupSessionRow.id)
    ).all()
    return [
        {
            "id": number,
            "group": group.name,
            "kind": KIND_WORDS[group.kind],
            "starts_at": session.starts_at.isoformat(),
            "ends_at": session.ends_at.isoformat(),
            "where": site or "Online",
        }
        for number, (session, group, site) in enumerate(rows, start=1)
    ]


def _articles(db: Db, ids: list[int]) -> list[Entry]:
    rows = db.scalars(select(ArticleRow).where(ArticleRow.id.in_(ids)).order_by(ArticleRow.id))
    style = library_settings(db).citation_style
    return [{"id": number, "citation": cited(article_value(row), style)} for number, row in enumerate(rows, start=1)]


def _named(kind: type[TopicRow | GroupRow | SiteRow]) -> Callable[[Db, list[int]], list[Entry]]:
    def described(db: Db, ids: list[int]) -> list[Entry]:
        names = db.scalars(select(kind.name).where(kind.id.in_(ids)).order_by(kind.id))
        return [{"id": number, "name": name} for number, name in enumerate(names, start=1)]

    return described


_DESCRIBED: dict[str, Callable[[Db, list[int]], list[Entry]]] = {
    "sessions": _sessions,
    "articles": _articles,
    "topics": _named(TopicRow),
    "groups": _named(GroupRow),
    "sites": _named(SiteRow),
}
