"""Statements of attendance as they are now: for whoever attended, and for whoever has the reference."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotAttended
from revalidation.domain.register import WAS_THERE, Mark
from revalidation.domain.statements import Statement
from revalidation.queries.articles import articles_read
from revalidation.references.citing import cited
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.library import library_settings
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.statements import StatementRow


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """What stands behind a reference; `statement` is None where the register no longer says that she was there."""

    reference: str
    statement: Statement | None


def my_statement(db: Db, *, actor: Actor, session_id: int) -> Statement:
    """Her statement of a session, once it has been given out. Raises NotAttended."""
    actor.must_be(Role.NURSE)
    mine = and_(StatementRow.person_id == actor.person_id, StatementRow.session_id == session_id)
    found = db.execute(_statements(mine)).one_or_none()
    statement = found and _value(db, found)
    if statement is None:
        raise NotAttended
    return statement


def find_statement(db: Db, *, reference: str) -> CheckedStatement | None:
    """What the register says now about the statement of this reference; asked by guests, so nothing else is given."""
    found = db.execute(_statements(StatementRow.reference == reference)).one_or_none()
    return found and CheckedStatement(reference, _value(db, found))


def _statements(
    which: ColumnElement[bool],
) -> Select[StatementRow, PersonRow, GroupSessionRow, GroupRow, str, Mark, int, int]:
    facilitator = aliased(PersonRow)
    return (
        select(
            StatementRow,
            PersonRow,
            GroupSessionRow,
            GroupRow,
            func.coalesce(facilitator.name, ""),
            RegisterMarkRow.mark,
            func.coalesce(RegisterMarkRow.minutes, 0),
            func.coalesce(CpdEntryRow.reading_minutes, 0),
        )
        .join(PersonRow, PersonRow.id == StatementRow.person_id)
        .join(GroupSessionRow, GroupSessionRow.id == StatementRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(
            facilitator, facilitator.id == func.coalesce(GroupSessionRow.facilitator_id, GroupRow.facilitator_id)
        )
        .outerjoin(
            RegisterMarkRow,
            and_(
                RegisterMarkRow.session_id == StatementRow.session_id,
                RegisterMarkRow.person_id == StatementRow.person_id,
            ),
        )
        .outerjoin(
            CpdEntryRow,
            and_(
                CpdEntryRow.session_id == StatementRow.session_id,
                CpdEntryRow.person_id == StatementRow.person_id,
                CpdEntryRow.removed_at.is_(None),
            ),
        )
        .where(which)
    )


def _value(
    db: Db, found: Row[StatementRow, PersonRow, GroupSessionRow, GroupRow, str, Mark, int, int]
) -> Statement | None:
    row, person, session, group, facilitator, mark, met, reading = found
    if mark not in WAS_THERE:
        return None
    style = library_settings(db).citation_style
    articles = articles_read(db, session_id=session.id, with_prompts=False)
    return Statement(
        reference=row.reference,
        name=person.name,
        group=group.name,
        kind=group.kind,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        met=met,
        reading=reading,
        facilitator=facilitator,
        citations=tuple(cited(article, style) for _, article in articles),
    )
