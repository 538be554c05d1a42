"""What is true of the whole installation."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select

from revalidation.domain.people import Actor, Role
from revalidation.domain.places import QuietHours
from revalidation.storage import places
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class Installation:
    """Whether it has been set up, and whether it only demonstrates."""

    is_set_up: bool
    is_demonstration: bool


def installation(db: Db) -> Installation:
    """Where this installation stands."""
    row = db.get(InstallationRow, 1)
    return Installation(is_set_up=row is not None, is_demonstration=row is not None and row.is_demonstration)


def quiet_hours(db: Db, *, actor: Actor) -> QuietHours:
    """When nobody is expected to answer an offer."""
    actor.must_be(Role.LIBRARIAN)
    return places.quiet_hours(db)


def follow_up_days(db: Db, *, actor: Actor) -> int:
    """How many days after a session people are asked whether it was of use; 0 where nobody is."""
    actor.must_be(Role.LIBRARIAN)
    row = db.get(InstallationRow, 1)
    return row.follow_up_days if row else 0


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which of the things have been done that a new installation needs before the first session can be held."""

    has_place: bool
    has_group: bool
    has_article: bool
    has_session: bool
    has_invited: bool

    @property
    def are_done(self) -> bool:
        """Whether nothing of it is left."""
        return self.has_place and self.has_group and self.has_article and self.has_session and self.has_invited


def first_steps(db: Db, *, actor: Actor) -> FirstSteps:
    """How far the setting up has come. A group that meets online needs no site."""
    actor.must_be(Role.LIBRARIAN)
    one_person = 1
    steps = select(
        exists(select(SiteRow.id)) | exists(select(GroupRow.id)),
        exists(select(GroupRow.id)),
        exists(select(ArticleRow.id)),
        exists(select(GroupSessionRow.id)),
        exists(select(InvitationRow.id)) | (select(func.count()).select_from(PersonRow).scalar_subquery() > one_person),
    )
    return FirstSteps(*(bool(done) for done in db.execute(steps).one()))
