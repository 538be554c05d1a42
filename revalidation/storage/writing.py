"""The rows of an account that is being written: the account held, its text, and the versions of it."""

import json
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.accounts import Answers, Written
from revalidation.domain.drafts import goes_on
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.storage.accounts import AccountVersionRow, ReflectiveAccountRow
from revalidation.storage.database import Db

OURS = ""  # the client of what a page or a command saves, rather than a tab while somebody types


def hold_account(db: Db, actor: Actor, account_id: int) -> ReflectiveAccountRow:
    """Her account, held against other writers. Raises NotFound, for somebody else's too."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(ReflectiveAccountRow)
        .where(ReflectiveAccountRow.id == account_id, ReflectiveAccountRow.person_id == actor.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound(what="reflective account")
    return row


def answers_of(row: ReflectiveAccountRow) -> Answers:
    """The four answers."""
    return (row.answer_1, row.answer_2, row.answer_3, row.answer_4)


def text_of(row: ReflectiveAccountRow) -> Written:
    """What stands in an account."""
    return Written(title=row.title, answers=answers_of(row), themes=tuple(row.themes.split()))


def put_text(row: ReflectiveAccountRow, written: Written, now: datetime) -> None:
    """Let an account say this."""
    row.title = written.title
    row.answer_1, row.answer_2, row.answer_3, row.answer_4 = written.answers
    row.themes = " ".join(written.themes)
    row.saved_at = now


def save_text(
    db: Db, row: ReflectiveAccountRow, written: Written, *, client: str, seq: int | None, base: int, now: datetime
) -> None:
    """Make this the newest revision of a held account; `seq` is missing where nobody could send it twice."""
    last = keep_as_version(db, row)
    before = text_of(row)
    put_text(row, written, now)
    row.revision += 1
    if client != OURS and last.client == client and goes_on(before, written, saved_at=last.saved_at, now=now):
        _renew(last, written, seq=seq or 0, now=now)
        last.revision = row.revision
        return
    number = row.revision if seq is None else seq
    add_version(db, row, written, client=client, seq=number, base=base, revision=row.revision, now=now)


def keep_as_version(db: Db, row: ReflectiveAccountRow) -> AccountVersionRow:
    """The version that a held account is at; one is made if it was written before there were any."""
    found = db.scalars(
        select(AccountVersionRow).where(
            AccountVersionRow.account_id == row.id, AccountVersionRow.revision == row.revision
        )
    ).one_or_none()
    return found or add_version(
        db, row, text_of(row), client=OURS, seq=row.revision, base=row.revision, revision=row.revision, now=row.saved_at
    )


def keep_beside(
    db: Db,
    row: ReflectiveAccountRow,
    written: Written,
    *,
    last: AccountVersionRow | None,
    client: str,
    seq: int,
    base: int,
    now: datetime,
) -> None:
    """Keep a text beside the account; `last` is the version that its tab sent before."""
    is_beside = last is not None and last.revision is None and last.settled_at is None
    if (
        last is not None
        and is_beside
        and goes_on(written_value(last.written), written, saved_at=last.saved_at, now=now)
    ):
        _renew(last, written, seq=seq, now=now)
        return
    if last is not None and is_beside:
        last.settled_at = now  # one text of a tab waits for a choice at a time; this one is an earlier version now
    add_version(db, row, written, client=client, seq=seq, base=base, revision=None, now=now)


def add_version(
    db: Db,
    row: ReflectiveAccountRow,
    written: Written,
    *,
    client: str,
    seq: int,
    base: int,
    revision: int | None,
    now: datetime,
) -> AccountVersionRow:
    """A version of its own."""
    made = AccountVersionRow(
        account_id=row.id,
        client=client,
        seq=seq,
        base=base,
        revision=revision,
        written=written_json(written),
        saved_at=now,
    )
    db.add(made)
    db.flush()
    return made


def written_json(written: Written) -> str:
    """A text as a version keeps it."""
    kept = {"title": written.title, "answers": written.answers, "themes": written.themes}
    return json.dumps(kept, ensure_ascii=False)


def written_value(kept: str) -> Written:
    """A version's text."""
    read = json.loads(kept)
    first, second, third, fourth = read["answers"]
    return Written(title=read["title"], answers=(first, second, third, fourth), themes=tuple(read["themes"]))


def _renew(version: AccountVersionRow, written: Written, *, seq: int, now: datetime) -> None:
    version.written, version.seq, version.saved_at = written_json(written), seq, now
