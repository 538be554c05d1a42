"""Setting up an empty installation, and what can be set for the whole of it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from revalidation.commands.people import add_person
from revalidation.domain.data_refusals import NotFollowUpDays
from revalidation.domain.follow_ups import MOST_DAYS
from revalidation.domain.passwords import checked_password
from revalidation.domain.people import Actor, Role, checked_email, checked_name
from revalidation.domain.places import QuietHours
from revalidation.domain.refusals import AlreadySetUp
from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_row


def set_up(db: Db, *, name: str, email: str, password: str, again: str, roles: frozenset[Role], now: datetime) -> int:
    """The id of the first librarian's new account. Raises AlreadySetUp, or what is wrong beside its field."""
    name, email = checked_name(name), checked_email(email)
    checked_password(password, again, email=email, name=name)
    claim(db, is_demonstration=False, now=now)
    return add_person(db, name=name, email=email, password=password, roles=roles | {Role.LIBRARIAN}, now=now)


def set_quiet_hours(db: Db, *, actor: Actor, quiet: QuietHours) -> None:
    """From now on offers wait in these hours; those that are open already keep their time. Equal times mean never."""
    actor.must_be(Role.LIBRARIAN)
    row = get_row(db, InstallationRow, 1, "installation")
    row.quiet_begins, row.quiet_ends = quiet.begins, quiet.ends


def set_follow_up_days(db: Db, *, actor: Actor, days: int) -> None:
    """From now on people are asked so many days after a session whether it was of use; 0 asks nobody.

    Raises NotFollowUpDays.
    """
    actor.must_be(Role.LIBRARIAN)
    if not 0 <= days <= MOST_DAYS:
        raise NotFollowUpDays(field="follow_up_days", most=MOST_DAYS)
    get_row(db, InstallationRow, 1, "installation").follow_up_days = days


def claim(db: Db, *, is_demonstration: bool, now: datetime) -> None:
    """Mark the installation as set up; of two who try at once, one is refused with AlreadySetUp."""
    quiet = QuietHours()
    insert = (sqlite if db.get_bind().dialect.name == "sqlite" else postgresql).insert
    claimed = db.scalar(
        insert(InstallationRow)
        .values(
            id=1,
            set_up_at=now,
            is_demonstration=is_demonstration,
            quiet_begins=quiet.begins,
            quiet_ends=quiet.ends,
        )
        .on_conflict_do_nothing()
        .returning(InstallationRow.id)
    )
    if claimed is None or db.scalar(select(func.count()).select_from(PersonRow)):
        raise AlreadySetUp
