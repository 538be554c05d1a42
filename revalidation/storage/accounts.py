"""Tables of reflective accounts, their versions and sources, and passages lent; every word written is encrypted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.accounts import AccountState
from revalidation.storage.base import Encrypted, Row, choice


class ReflectiveAccountRow(Row):
    """One account. `revision` grows with every save, so that two windows cannot overwrite each other unseen.

    `scaffold` is the key of the prompts that are shown beside the questions, if any.
    """

    __tablename__ = "reflective_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id"), index=True)
    form_version: Mapped[str]
    state: Mapped[AccountState] = mapped_column(choice(AccountState))
    revision: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(Encrypted)
    answer_1: Mapped[str] = mapped_column(Encrypted)
    answer_2: Mapped[str] = mapped_column(Encrypted)
    answer_3: Mapped[str] = mapped_column(Encrypted)
    answer_4: Mapped[str] = mapped_column(Encrypted)
    themes: Mapped[str] = mapped_column(Encrypted)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    scaffold: Mapped[str] = mapped_column(default="")


class AccountVersionRow(Row):
    """What an account said at one time: `written` is JSON of its title, answers and themes.

    `client` is one tab of one browser, and `seq` counts what it sent, so that sending again changes nothing. What came
    while another tab had saved is kept beside the account, without a `revision`, until its nurse has settled it.
    """

    __tablename__ = "account_version"
    __table_args__ = (UniqueConstraint("account_id", "client", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("reflective_account.id", ondelete="CASCADE"))
    client: Mapped[str]
    seq: Mapped[int]
    base: Mapped[int]
    revision: Mapped[int | None]
    written: Mapped[str] = mapped_column(Encrypted)
    saved_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class AccountSourceRow(Row):
    """A CPD entry or a piece of feedback that an account is about, besides the session it was begun from."""

    __tablename__ = "account_source"
    __table_args__ = (
        CheckConstraint("(cpd_entry_id IS NULL) <> (feedback_id IS NULL)", name="one_source"),
        UniqueConstraint("account_id", "cpd_entry_id"),
        UniqueConstraint("account_id", "feedback_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("reflective_account.id", ondelete="CASCADE"))
    cpd_entry_id: Mapped[int | None] = mapped_column(ForeignKey("cpd_entry.id", ondelete="CASCADE"), index=True)
    feedback_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id", ondelete="CASCADE"), index=True)


class LentPassageRow(Row):
    """Words that a nurse lends to the library as evidence of impact, until she withdraws them."""

    __tablename__ = "lent_passage"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("reflective_account.id", ondelete="SET NULL"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id"), index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    lent_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
