"""Tables of literature-search requests and the references that answer them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.search_requests import SearchState
from revalidation.storage.base import Encrypted, Row, choice


class SearchRequestRow(Row):
    """What a nurse wants searched for, after a session or an article or by itself; hers and the librarians' to read."""

    __tablename__ = "search_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id", ondelete="SET NULL"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="SET NULL"), index=True)
    question: Mapped[str] = mapped_column(Encrypted)
    needed_by: Mapped[date | None]
    state: Mapped[SearchState] = mapped_column(choice(SearchState), index=True)
    asked_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    taken_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Encrypted)
    answered_at: Mapped[datetime | None]


class SearchReferenceRow(Row):
    """An article that answers a request."""

    __tablename__ = "search_reference"

    search_request_id: Mapped[int] = mapped_column(
        ForeignKey("search_request.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]
