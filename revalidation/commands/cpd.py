"""A nurse's CPD log: what she writes into it, and the entries that follow the register."""

from datetime import datetime

from sqlalchemy import delete, select, update

from revalidation.domain.cpd import CpdEntry, Follow, Standing, check_reading, drafted, follow
from revalidation.domain.nmc_logs import Log, log_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import local
from revalidation.references.citing import cited
from revalidation.storage.accounts import AccountSourceRow
from revalidation.storage.articles import ArticleRow
from revalidation.storage.cpd import CpdEntryRow, attended_without_entry
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.library import library_settings
from revalidation.storage.places import hold_places
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_held
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.values import article_value, cpd_entry_value


def follow_register(db: Db, *, session_id: int, person_id: int, met: int, now: datetime) -> None:
    """Let the entry of a session follow what the register says: `met` minutes, 0 for not attended.

    Whoever calls holds the session. Nothing that is encrypted is read here: a librarian may be the one who marks.
    """
    found = db.execute(
        select(CpdEntryRow.id, CpdEntryRow.is_own, CpdEntryRow.removed_at, CpdEntryRow.reading_minutes)
        .where(CpdEntryRow.person_id == person_id, CpdEntryRow.session_id == session_id)
        .with_for_update()
    ).one_or_none()
    standing = found and Standing(found.is_own, found.removed_at is not None, found.reading_minutes)
    what = follow(standing, met)
    if what is Follow.DRAFT:
        version = log_form_in_force(Log.CPD, local(now).date()).version
        row = CpdEntryRow(person_id=person_id, session_id=session_id, form_version=version, created_at=now)
        _write(row, _draft(db, session_id, met, 0), now)
        db.add(row)
        db.flush()
    elif found and what is Follow.CORRECT:
        _redraft(db, found.id, _draft(db, session_id, met, found.reading_minutes), now)
    elif found and what is Follow.WITHDRAW:
        db.execute(delete(CpdEntryRow).where(CpdEntryRow.id == found.id))


def follow_session(db: Db, *, session_id: int, now: datetime) -> None:
    """Let the drafts of a session follow what it is about now: its articles and days. What was edited stays as it is.

    Whoever calls holds the session. Nothing that is encrypted is read here: a librarian makes the change.
    """
    drafts = db.execute(
        select(CpdEntryRow.id, CpdEntryRow.participatory_minutes, CpdEntryRow.reading_minutes)
        .where(CpdEntryRow.session_id == session_id, CpdEntryRow.is_own.is_(False), CpdEntryRow.removed_at.is_(None))
        .order_by(CpdEntryRow.id)
        .with_for_update()
    ).all()
    for row in drafts:
        _redraft(db, row.id, _draft(db, session_id, row.participatory_minutes, row.reading_minutes), now)


def draft_missing(db: Db, *, actor: Actor, now: datetime) -> int:
    """Draft entries for sessions that she attended before drafts were made by themselves; how many there were."""
    actor.must_be(Role.NURSE)
    hold_places(db)
    missing = db.scalars(attended_without_entry(actor.person_id).order_by(RegisterMarkRow.session_id)).all()
    for session_id in missing:
        get_held(db, GroupSessionRow, session_id, "session")
        mark = db.get_one(RegisterMarkRow, (session_id, actor.person_id), populate_existing=True)
        follow_register(db, session_id=session_id, person_id=actor.person_id, met=mark.minutes, now=now)
    return len(missing)


def add_cpd_entry(db: Db, *, actor: Actor, entry: CpdEntry, now: datetime) -> int:
    """Keep an entry that she typed; its id. Raises the refusal that belongs beside the field at fault."""
    actor.must_be(Role.NURSE)
    version = log_form_in_force(Log.CPD, local(now).date()).version
    row = CpdEntryRow(person_id=actor.person_id, is_own=True, form_version=version, created_at=now)
    _write(row, entry.checked(), now)
    db.add(row)
    db.flush()
    return row.id


def change_cpd_entry(db: Db, *, actor: Actor, entry_id: int, entry: CpdEntry, now: datetime) -> None:
    """Keep what she made of an entry; from then on it is hers, and the register only flags it. Raises NotFound."""
    row = _get_own(db, actor, entry_id)
    kept = entry.checked()
    if kept == cpd_entry_value(row):
        return
    _write(row, kept, now)
    row.is_own = True
    row.drafted_minutes = _met(db, row)


def declare_reading(db: Db, *, actor: Actor, entry_id: int, minutes: int, now: datetime) -> None:
    """Keep how long she read for a session: hours, but not participatory ones. Raises NotFound, NotHours."""
    check_reading(minutes)
    row = _get_own(db, actor, entry_id)
    if row.session_id is not None and not row.is_own:
        if row.participatory_minutes + minutes == 0:
            db.delete(row)  # neither met nor read, so nothing is left to count
            return
        _write(row, _draft(db, row.session_id, row.participatory_minutes, minutes), now)
        return
    row.minutes += minutes - row.reading_minutes
    row.reading_minutes, row.changed_at = minutes, now


def use_register(db: Db, *, actor: Actor, entry_id: int, now: datetime) -> None:
    """Take the minutes of the register over into an entry of her own. Raises NotFound."""
    row = _get_own(db, actor, entry_id)
    met = _met(db, row) or 0
    row.participatory_minutes, row.minutes = met, met + row.reading_minutes
    row.drafted_minutes, row.changed_at = met, now


def keep_mine(db: Db, *, actor: Actor, entry_id: int) -> None:
    """Leave an entry as she has it, although the register says something else. Raises NotFound."""
    row = _get_own(db, actor, entry_id)
    row.drafted_minutes = _met(db, row)


def remove_cpd_entry(db: Db, *, actor: Actor, entry_id: int, now: datetime) -> None:
    """Remove an entry; that of a session leaves a mark without words, so that it does not come back. Raises NotFound.

    Files stay with her, and accounts stay as they are; they are only no longer about it.
    """
    row = _get_own(db, actor, entry_id)
    if row.session_id is None:
        db.delete(row)
        return
    row.method = row.topic = row.code_link = row.standards_link = ""
    row.removed_at = row.changed_at = now
    db.execute(update(EvidenceFileRow).where(EvidenceFileRow.cpd_entry_id == row.id).values(cpd_entry_id=None))
    db.execute(delete(AccountSourceRow).where(AccountSourceRow.cpd_entry_id == row.id))


def _get_own(db: Db, actor: Actor, entry_id: int) -> CpdEntryRow:
    """Her entry, held; somebody else's is as good as not there."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(CpdEntryRow)
        .where(CpdEntryRow.id == entry_id, CpdEntryRow.person_id == actor.person_id, CpdEntryRow.removed_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="CPD entry")
    return row


def _met(db: Db, row: CpdEntryRow) -> int | None:
    """The minutes that the register has for the session of an entry; None if it is of no session."""
    if row.session_id is None:
        return None
    mark = db.get(RegisterMarkRow, (row.session_id, row.person_id))
    return mark.minutes if mark else 0


def _draft(db: Db, session_id: int, met: int, reading: int) -> CpdEntry:
    """What a session gives by itself."""
    session, group = db.execute(
        select(GroupSessionRow, GroupRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(GroupSessionRow.id == session_id)
    ).one()
    articles = db.scalars(
        select(ArticleRow)
        .join(SessionArticleRow, SessionArticleRow.article_id == ArticleRow.id)
        .where(SessionArticleRow.session_id == session_id)
        .order_by(SessionArticleRow.position)
    )
    style = library_settings(db).citation_style  # an entry keeps its words until its session changes
    return drafted(
        kind=group.kind,
        group=group.name,
        citations=[cited(article_value(article), style) for article in articles],
        days=(local(session.starts_at).date(), local(session.ends_at).date()),
        met=met,
        reading=reading,
    )


def _values(entry: CpdEntry, now: datetime) -> dict[str, object]:
    return {
        "first_on": entry.first_on,
        "last_on": entry.last_on,
        "method": entry.method,
        "topic": entry.topic,
        "code_link": " ".join(entry.code_link),
        "standards_link": entry.standards_link,
        "minutes": entry.minutes,
        "participatory_minutes": entry.participatory_minutes,
        "reading_minutes": entry.reading_minutes,
        "changed_at": now,
    }


def _write(row: CpdEntryRow, entry: CpdEntry, now: datetime) -> None:
    for name, value in _values(entry, now).items():
        setattr(row, name, value)


def _redraft(db: Db, entry_id: int, entry: CpdEntry, now: datetime) -> None:
    """Write a draft anew without reading what is encrypted in it."""
    db.execute(update(CpdEntryRow).where(CpdEntryRow.id == entry_id).values(_values(entry, now)))
