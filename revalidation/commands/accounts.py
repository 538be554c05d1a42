"""Writing reflective accounts: only their author can, and nobody else knows that they are there."""

from datetime import datetime

from sqlalchemy import select

from revalidation.commands.audit import note
from revalidation.domain.accounts import AccountState, Written, must_be_whole, opening_line
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.months import said_month
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import AlreadyFinished, ChangedElsewhere, NotFound
from revalidation.domain.register import WAS_THERE
from revalidation.domain.times import local, said_minutes, said_time
from revalidation.references.citing import cited
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.library import library_settings
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_held
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.values import article_value
from revalidation.storage.writing import OURS, hold_account, put_text, save_text, text_of


def start_account(db: Db, *, actor: Actor, session_id: int | None, now: datetime) -> int:
    """A draft's id: a new one from nothing, or the one of a session she attended, begun now if need be."""
    actor.must_be(Role.NURSE)
    begun = Written()
    if session_id is not None:
        get_held(db, PersonRow, actor.person_id, "account")  # so that two windows begin one account between them
        existing = db.scalar(
            select(ReflectiveAccountRow.id).where(
                ReflectiveAccountRow.person_id == actor.person_id, ReflectiveAccountRow.session_id == session_id
            )
        )
        if existing is not None:
            return existing
        begun = _begin_from(db, actor, session_id)
    row = ReflectiveAccountRow(
        person_id=actor.person_id,
        session_id=session_id,
        form_version=reflective_accounts_form_in_force(local(now).date()).version,
        state=AccountState.DRAFT,
        revision=0,
        created_at=now,
    )
    put_text(row, begun, now)
    db.add(row)
    db.flush()
    return row.id


def save_account(db: Db, *, actor: Actor, account_id: int, written: Written, revision: int, now: datetime) -> int:
    """Keep what was typed; the new revision. Raises AlreadyFinished, TooLong, ChangedElsewhere for an old one."""
    row = hold_account(db, actor, account_id)
    kept = written.checked()
    if row.revision != revision:
        raise ChangedElsewhere(when=said_time(row.saved_at))
    if row.state is AccountState.FINISHED:
        raise AlreadyFinished
    save_text(db, row, kept, client=OURS, seq=None, base=revision, now=now)
    return row.revision


def finish_account(db: Db, *, actor: Actor, account_id: int, revision: int, now: datetime) -> None:
    """Count an account as finished. Raises NotFinishedYet if something is missing, ChangedElsewhere as in saving."""
    row = hold_account(db, actor, account_id)
    if row.revision != revision:
        raise ChangedElsewhere(when=said_time(row.saved_at))
    if row.state is AccountState.FINISHED:
        return
    must_be_whole(text_of(row))
    row.state, row.finished_at = AccountState.FINISHED, now


def reopen_account(db: Db, *, actor: Actor, account_id: int) -> None:
    """Make an account a draft again."""
    row = hold_account(db, actor, account_id)
    row.state, row.finished_at = AccountState.DRAFT, None


def delete_account(db: Db, *, actor: Actor, account_id: int, now: datetime) -> None:
    """Remove an account for good."""
    db.delete(hold_account(db, actor, account_id))
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.DELETED, now=now)


def _begin_from(db: Db, actor: Actor, session_id: int) -> Written:
    """Title and first line from a session that she attended. Raises NotFound for any other."""
    found = db.execute(
        select(GroupSessionRow, GroupRow, RegisterMarkRow.minutes)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .join(RegisterMarkRow, RegisterMarkRow.session_id == GroupSessionRow.id)
        .where(
            GroupSessionRow.id == session_id,
            RegisterMarkRow.person_id == actor.person_id,
            RegisterMarkRow.mark.in_(WAS_THERE),
        )
    ).first()
    if found is None:
        raise NotFound(what="attended session")
    session, group, minutes = found
    articles = db.scalars(
        select(ArticleRow)
        .join(SessionArticleRow, SessionArticleRow.article_id == ArticleRow.id)
        .where(SessionArticleRow.session_id == session_id)
        .order_by(SessionArticleRow.position)
    ).all()
    style = library_settings(db).citation_style  # the words stay, whatever style is set later
    first = opening_line(
        group=group.name,
        kind=KIND_WORDS[group.kind],
        month=said_month(local(session.starts_at).date()),
        length=said_minutes(minutes),
        citations=[cited(article_value(article), style) for article in articles],
    )
    title = articles[0].title if articles else group.name
    return Written(title=title[:300], answers=(f"{first}\n\n", "", "", ""))  # her own words go below
