"""The run sheet of one session, for whoever leads it."""

from sqlalchemy import func, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.check_in import code_windows
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound, SessionCancelled
from revalidation.domain.run_sheet import RunSheet
from revalidation.domain.sessions import SessionState
from revalidation.queries.articles import articles_read
from revalidation.references.citing import cited
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.keys import secrets
from revalidation.storage.library import library_settings
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow


def run_sheet(db: Db, *, actor: Actor, session_id: int, address: str) -> RunSheet:
    """One session for paper; `address` is where the app is reached, or empty. Raises NotFound, SessionCancelled."""
    actor.must_be(Role.LIBRARIAN)
    found = db.execute(
        select(GroupSessionRow, GroupRow.name, SiteRow, func.coalesce(PersonRow.name, ""))
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .outerjoin(PersonRow, PersonRow.id == func.coalesce(GroupSessionRow.facilitator_id, GroupRow.facilitator_id))
        .where(GroupSessionRow.id == session_id)
    ).one_or_none()
    if found is None:
        raise NotFound(what="session")
    session, group, site, facilitator = found
    if session.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one="")
    names = db.scalars(
        select(PersonRow.name)
        .join(BookingRow, BookingRow.person_id == PersonRow.id)
        .where(BookingRow.session_id == session_id, BookingRow.state == BookingState.CONFIRMED)
        .order_by(PersonRow.name, PersonRow.id)
    )
    articles = tuple(article for _, article in articles_read(db, session_id=session_id, with_prompts=True))
    style = library_settings(db).citation_style
    return RunSheet(
        session_id=session_id,
        group=group,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        where=", ".join(part for part in ((site.name, site.address) if site else ("Online",)) if part),
        online_link=session.online_link,
        facilitator=facilitator,
        articles=articles,
        citations=tuple(cited(article, style) for article in articles),
        names=tuple(names),
        codes=code_windows(secrets()[0], session_id, starts_at=session.starts_at, ends_at=session.ends_at),
        address=f"{address}/check_in?session={session_id}" if address else "",
    )
