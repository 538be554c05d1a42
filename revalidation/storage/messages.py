"""Tables of messages that leave the building, of those that somebody has stopped, and of the worker that sends them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.messages import MessageKind, MessageState
from revalidation.storage.base import Encrypted, Row, choice


class MessageRow(Row):
    """One message to one person, written in the transaction of what it is about and sent afterwards.

    Its words are made when it is sent. `key` names what it is about, so that nothing is said twice; `sequence` is the
    number of the calendar entry it carries; `was_at` is a start that no longer holds; `secret` is emptied when it ends.
    """

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_due", "state", "due_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MessageKind] = mapped_column(choice(MessageKind))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id", ondelete="CASCADE"), index=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), index=True)
    sign_off_id: Mapped[int | None] = mapped_column(ForeignKey("sign_off.id", ondelete="CASCADE"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id", ondelete="CASCADE"), index=True)
    search_request_id: Mapped[int | None] = mapped_column(
        ForeignKey("search_request.id", ondelete="CASCADE"), index=True
    )
    sequence: Mapped[int | None]
    was_at: Mapped[datetime | None]
    secret: Mapped[str | None] = mapped_column(Encrypted)
    due_at: Mapped[datetime]
    state: Mapped[MessageState] = mapped_column(choice(MessageState), default=MessageState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    lease: Mapped[str | None]
    trouble: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class MessageStopRow(Row):
    """A kind of message that somebody does not want any more."""

    __tablename__ = "message_stop"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[MessageKind] = mapped_column(choice(MessageKind), primary_key=True)


class WorkerRow(Row):
    """The one row that says when a worker last ran, and since when the mail server does not answer."""

    __tablename__ = "worker"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    trouble_since: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")
