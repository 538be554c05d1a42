"""Which rows are a nurse's own, and which of their columns stand in the record that she takes along."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, DateTime, Enum, Integer, Select, select
from sqlalchemy.orm import ColumnProperty

import revalidation.storage.tables  # noqa: F401 (so that every foreign key finds its table)
from revalidation.domain.portable import FILES, Entry, Field, Section, written
from revalidation.storage.accounts import AccountSourceRow, AccountVersionRow, LentPassageRow, ReflectiveAccountRow
from revalidation.storage.audit import AuditEventRow
from revalidation.storage.base import Row, UtcDateTime
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.bulletins import BulletinChoiceRow, BulletinRow
from revalidation.storage.calendars import CalendarFeedRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.distribution import ArticleSentRow, ReadingStateRow
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.interests import ArticleInterestRow, AskedFirstRow
from revalidation.storage.messages import MessageStopRow
from revalidation.storage.people import RegistrationKindRow, RegistrationRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.reading_lists import ReadingRankRow
from revalidation.storage.register import RegisterChangeRow, RegisterMarkRow
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from revalidation.storage.statements import StatementRow
from revalidation.storage.topics import TopicFollowRow

# Whose they are is plain; digests and names of stored files are this installation's own; who else acted is not hers.
_LEFT_OUT = ("person_id", "token_digest", "stored_as", "actor_id", "marked_by_id", "taken_by_id", "request_id")
FILE = Field("file", "text")


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of hers; where rows name no person, `parent` is the column that leads to one that does."""

    name: str
    kind: type[Row]
    is_read_back: bool = True
    parent: str = ""

    @property
    def section(self) -> Section:
        """The list of the record that it becomes."""
        fields = [field for field in map(_field, self.columns) if field.name not in _LEFT_OUT]
        if self.kind is EvidenceFileRow:
            fields.append(FILE)
        return Section(self.name, tuple(fields), self.is_read_back)

    @property
    def columns(self) -> list[ColumnProperty[Any]]:
        """Its columns in order."""
        return list(self.kind.__mapper__.column_attrs)

    def of(self, person_id: int) -> Select[Any]:
        """Her rows, the oldest first."""
        return select(self.kind).where(self.is_hers(person_id)).order_by(*self.kind.__mapper__.primary_key)

    def is_hers(self, person_id: int) -> ColumnElement[bool]:
        """Whether a row belongs to her."""
        if not self.parent:
            hers: ColumnElement[bool] = self.column("person_id") == person_id
            return hers
        owner = KEPT_BY_TABLE[_target(self.column(self.parent))]
        led: ColumnElement[bool] = self.column(self.parent).in_(
            select(owner.column("id")).where(owner.is_hers(person_id))
        )
        return led

    def column(self, name: str) -> Any:  # noqa: ANN401 (a column of any kind)
        """One of its columns."""
        return getattr(self.kind, name)


KEPT = (
    Kept("registration", RegistrationRow),
    Kept("registrations_held", RegistrationKindRow),
    Kept("practice_periods", PracticePeriodRow),
    Kept("feedback", FeedbackRow),
    Kept("cpd", CpdEntryRow),
    Kept("evidence", EvidenceFileRow),
    Kept("accounts", ReflectiveAccountRow),
    Kept("account_versions", AccountVersionRow, parent="account_id"),
    Kept("account_sources", AccountSourceRow, parent="account_id"),
    Kept("sign_offs", SignOffRow),
    Kept("sign_off_accounts", SignOffAccountRow, parent="sign_off_id"),
    Kept("bookings", BookingRow, is_read_back=False),
    Kept("booking_history", BookingChangeRow, is_read_back=False, parent="booking_id"),
    Kept("register", RegisterMarkRow, is_read_back=False),
    Kept("register_history", RegisterChangeRow, is_read_back=False),
    Kept("statements", StatementRow, is_read_back=False),
    Kept("follow_ups", FollowUpRow, is_read_back=False),
    Kept("lent_passages", LentPassageRow, is_read_back=False),
    Kept("articles_sent", ArticleSentRow, is_read_back=False),
    Kept("reading", ReadingStateRow, is_read_back=False),
    Kept("topics_followed", TopicFollowRow, is_read_back=False),
    Kept("bulletin_choice", BulletinChoiceRow, is_read_back=False),
    Kept("bulletins", BulletinRow, is_read_back=False),
    Kept("interests", ArticleInterestRow, is_read_back=False),
    Kept("asked_first", AskedFirstRow, is_read_back=False),
    Kept("reading_ranks", ReadingRankRow, is_read_back=False),
    Kept("search_requests", SearchRequestRow, is_read_back=False),
    Kept("search_references", SearchReferenceRow, is_read_back=False, parent="search_request_id"),
    Kept("stopped_messages", MessageStopRow, is_read_back=False),
    Kept("calendar_address", CalendarFeedRow, is_read_back=False),
    Kept("audit", AuditEventRow, is_read_back=False),
)
KEPT_BY_TABLE = {each.kind.__tablename__: each for each in KEPT}
# What her rows point at is the library's own: it is in the record by its name, and is not read back.
POINTED_AT = {
    "group_session": Section(
        "sessions",
        (
            Field("id", "reference"),
            Field("group", "text"),
            Field("kind", "text"),
            Field("starts_at", "moment"),
            Field("ends_at", "moment"),
            Field("where", "text"),
        ),
        is_read_back=False,
    ),
    "article": Section("articles", (Field("id", "reference"), Field("citation", "text")), is_read_back=False),
    "topic": Section("topics", (Field("id", "reference"), Field("name", "text")), is_read_back=False),
    "reading_group": Section("groups", (Field("id", "reference"), Field("name", "text")), is_read_back=False),
    "site": Section("sites", (Field("id", "reference"), Field("name", "text")), is_read_back=False),
}
_NOT_READ_BACK = {section.name for section in POINTED_AT.values()}


def entry_of(kept: Kept, row: Row, numbers: dict[tuple[str, int], int]) -> Entry:
    """A row as the record has it, with `numbers` of its own instead of this database's ids."""
    entry: Entry = {}
    for field in kept.section.fields:
        if field == FILE:
            entry[field.name] = file_path(numbers[kept.name, row.id], row)  # type: ignore[attr-defined]
            continue
        value = getattr(row, field.name)
        if field.kind == "reference" and value is not None:
            value = numbers[field.refers_to or kept.name, value]
        entry[field.name] = value.value if isinstance(value, StrEnum) else written(value)
    return entry


def file_path(number: int, row: Any) -> str:  # noqa: ANN401 (a row of evidence)
    """Where a file of evidence lies in the zip; a number makes two of one name different."""
    return f"{FILES}{number:04d} {row.name}"


def row_values(kept: Kept, entry: Entry, ids: dict[tuple[str, int], int]) -> dict[str, Any]:
    """What a new row gets from an entry; what another library owns is left out. Raises KeyError."""
    values: dict[str, Any] = {}
    for field in kept.section.fields:
        value = entry[field.name]
        if field == FILE or field.name == "id":
            continue
        if field.kind == "reference" and value is not None:
            value = None if field.refers_to in _NOT_READ_BACK else ids[field.refers_to, value]
        elif field.kind == "choice" and value is not None:
            value = _enum(kept.column(field.name))(value)
        values[field.name] = value
    return values


def _field(attribute: ColumnProperty[Any]) -> Field:
    column, name = attribute.columns[0], attribute.key
    is_optional = bool(column.nullable)
    if name == "id":
        return Field(name, "reference")
    if name not in _LEFT_OUT and column.foreign_keys:
        return Field(name, "reference", is_optional, refers_to=_section_of(_target(column)))
    kind = column.type
    if isinstance(kind, Enum):
        return Field(name, "choice", is_optional, tuple(kind.enums))
    kinds = {Boolean: "yes_no", Integer: "number", Date: "day", DateTime: "moment", UtcDateTime: "moment"}
    found = next((word for each, word in kinds.items() if isinstance(kind, each)), "text")
    return Field(name, found, is_optional)


def _target(column: Any) -> str:  # noqa: ANN401 (a column of any kind)
    (key,) = column.foreign_keys
    return str(key.column.table.name)


def _section_of(table: str) -> str:
    return POINTED_AT[table].name if table in POINTED_AT else KEPT_BY_TABLE[table].name


def _enum(column: Any) -> type[StrEnum]:  # noqa: ANN401 (a column of any kind)
    found: type[StrEnum] = column.type.enum_class
    return found


SECTIONS = (*(each.section for each in KEPT), *POINTED_AT.values())
