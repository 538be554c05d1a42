"""One message as a letter, with the facts as they are when its turn has come."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import BookingEvent
from revalidation.domain.bulletins import Bulletin
from revalidation.domain.calendars import CalendarEntry, CalendarMethod
from revalidation.domain.invitations import InvitationDates, InvitationState
from revalidation.domain.letters import (
    ENDS_AN_ENTRY,
    Letter,
    Meeting,
    NoticeTold,
    Obstacles,
    SearchTold,
    SignOffAsked,
    Standing,
    ToRead,
    still_applies,
)
from revalidation.domain.library import link_to
from revalidation.domain.messages import CAN_BE_STOPPED, MessageKind
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.references.citing import cited
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.bookings import BookingChangeRow, BookingRow, is_live
from revalidation.storage.bulletins import BulletinRow
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.library import library_settings
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow, MessageStopRow
from revalidation.storage.news import still_news
from revalidation.storage.notices import gravest_of
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.tokens import digest
from revalidation.storage.values import article_value, calendar_entry_value


def find_letter(db: Db, *, message_id: int, now: datetime) -> Letter | None:
    """The message as a letter; None if it does not apply any more and is to be dropped."""
    row = db.get(MessageRow, message_id)
    if row is None:
        return None
    if row.invitation_id:
        letter = _invitation(db, row, now)
    elif row.kind is MessageKind.NOTICE:
        letter = _about_a_notice(db, row)
    elif row.search_request_id:
        letter = _about_a_search(db, row)
    elif row.bulletin_id:
        letter = _bulletin(db, row)
    else:
        letter = _about_a_sign_off(db, row) if row.sign_off_id else _about_a_session(db, row)
    if row.kind is MessageKind.ARTICLE:
        letter = _with_an_article(db, row, letter)
    if letter is None or not still_applies(letter, _obstacles(db, row), now):
        return None
    return letter


def _invitation(db: Db, row: MessageRow, now: datetime) -> Letter | None:
    invitation = db.get(InvitationRow, row.invitation_id)
    if invitation is None:
        return None
    dates = InvitationDates(invitation.expires_at, invitation.used_at, invitation.withdrawn_at)
    return Letter(
        kind=row.kind,
        key=row.key,
        name=invitation.name,
        email=invitation.email,
        expires_at=invitation.expires_at,
        invitation_token=(row.secret or "") if dates.state(now) is InvitationState.OPEN else "",
    )


def _bulletin(db: Db, row: MessageRow) -> Letter | None:
    """What is still in the library and on a topic that she still follows, of what was new when it was written."""
    bulletin, person = db.get(BulletinRow, row.bulletin_id), db.get(PersonRow, row.person_id)
    if bulletin is None or person is None:
        return None
    return Letter(
        kind=row.kind,
        key=row.key,
        name=person.name,
        email=person.email,
        stop_token=link_token("messages", person.id),
        bulletin=Bulletin(bulletin.line, still_news(db, bulletin), library_settings(db).citation_style),
    )


def _about_a_sign_off(db: Db, row: MessageRow) -> Letter | None:
    """To whoever is asked to sign, while that is still possible; or to the nurse, once it was signed."""
    found = db.execute(
        select(SignOffRow, PersonRow)
        .join(PersonRow, PersonRow.id == SignOffRow.person_id)
        .where(SignOffRow.id == row.sign_off_id)
    ).one_or_none()
    if found is None:
        return None
    sign_off, nurse = found
    is_open = sign_off.signed_at is None and sign_off.withdrawn_at is None
    is_newest = row.secret is not None and digest(row.secret) == sign_off.token_digest
    is_to_signer = row.kind is MessageKind.SIGN_OFF_INVITATION
    return Letter(
        kind=row.kind,
        key=row.key,
        name=sign_off.name if is_to_signer else nurse.name,
        email=sign_off.email if is_to_signer else nurse.email,
        expires_at=sign_off.expires_at,
        sign_off_token=(row.secret or "") if is_open and is_newest else "",
        sign_off=SignOffAsked(sign_off.kind, nurse=nurse.name, signer=sign_off.name),
    )


def _about_a_search(db: Db, row: MessageRow) -> Letter | None:
    """To the librarians that one is wanted, or to the nurse that hers is answered; not what was asked."""
    search, person = db.get(SearchRequestRow, row.search_request_id), db.get(PersonRow, row.person_id)
    if search is None or person is None:
        return None
    references = select(func.count()).where(SearchReferenceRow.search_request_id == search.id)
    return Letter(
        kind=row.kind,
        key=row.key,
        name=person.name,
        email=person.email,
        search=SearchTold(search.id, search.state, db.scalar(references) or 0),
        stop_token=link_token("messages", person.id) if row.kind in CAN_BE_STOPPED else "",
    )


def _about_a_notice(db: Db, row: MessageRow) -> Letter | None:
    """What is noted about the article now; nothing if all of it has been taken back."""
    article, person = db.get(ArticleRow, row.article_id), db.get(PersonRow, row.person_id)
    kind = gravest_of(db, [article.id]).get(article.id) if article else None
    if article is None or person is None or kind is None:
        return None
    style = library_settings(db).citation_style
    return Letter(
        kind=row.kind,
        key=row.key,
        name=person.name,
        email=person.email,
        notice=NoticeTold(article.id, cited(article_value(article), style), kind),
    )


def _about_a_session(db: Db, row: MessageRow) -> Letter | None:
    found = db.execute(
        select(GroupSessionRow, GroupRow, SiteRow, PersonRow, BookingRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .join(PersonRow, PersonRow.id == row.person_id)
        .outerjoin(BookingRow, BookingRow.id == row.booking_id)
        .where(GroupSessionRow.id == row.session_id)
    ).one_or_none()
    if found is None:
        return None
    session, group, site, person, booking = found
    return Letter(
        kind=row.kind,
        key=row.key,
        name=person.name,
        email=person.email,
        meeting=_meeting(session, group, site),
        booking=_standing(booking, _last_event(db, booking.id)) if booking else None,
        was_at=row.was_at,
        booking_token=link_token("booking", booking.id) if booking else "",
        follow_up_token=_follow_up_token(db, row) if row.kind is MessageKind.FOLLOW_UP else "",
        stop_token=link_token("messages", person.id) if row.kind in CAN_BE_STOPPED else "",
        entry=_entry(row, booking, session, group, site, person) if booking and row.sequence is not None else None,
        method=CalendarMethod.CANCEL if row.kind in ENDS_AN_ENTRY else CalendarMethod.REQUEST,
    )


def _with_an_article(db: Db, row: MessageRow, letter: Letter | None) -> Letter | None:
    """The letter with the article that its session reads, or one about an article for no session."""
    article = db.get(ArticleRow, row.article_id)
    if article is None:
        return None
    if row.session_id is None:
        person = db.get_one(PersonRow, row.person_id)
        letter = Letter(kind=row.kind, key=row.key, name=person.name, email=person.email)
    elif letter is None or db.get(SessionArticleRow, (row.session_id, article.id)) is None:
        return None
    prompts = db.scalar(select(func.count()).where(ReadingPromptRow.article_id == article.id)) or 0
    value = article_value(article)
    settings = library_settings(db)
    citation, address = cited(value, settings.citation_style), link_to(value, settings)
    kind = gravest_of(db, [article.id]).get(article.id)
    return replace(letter, article=ToRead(article.id, value.title, citation, address, prompts, kind))


def _follow_up_token(db: Db, row: MessageRow) -> str:
    asked = select(FollowUpRow.id).where(
        FollowUpRow.person_id == row.person_id, FollowUpRow.session_id == row.session_id
    )
    follow_up_id = db.scalar(asked)
    return link_token("follow_up", follow_up_id) if follow_up_id else ""


def _meeting(session: GroupSessionRow, group: GroupRow, site: SiteRow | None) -> Meeting:
    where = (site.name, site.address) if site else ("Online",)
    return Meeting(
        id=session.id,
        group=group.name,
        kind=group.kind,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        where=", ".join(part for part in where if part),
        online_link=session.online_link,
        is_going_ahead=session.state is SessionState.SCHEDULED,
        places_taken=session.places_taken,
        minimum_attendance=session.minimum_attendance,
        claims_are_open=session.claims_open_at is not None,
        books_outright=group.books_outright,
        open_to_all_at=session.open_to_all_at,
    )


def _standing(booking: BookingRow, event: BookingEvent | None) -> Standing:
    return Standing(
        state=booking.state,
        event=event,
        offer_ends_at=booking.offer_ends_at,
        asked_at=booking.asked_at,
        sure_at=booking.sure_at,
        answer_by=booking.answer_by,
    )


def _last_event(db: Db, booking_id: int) -> BookingEvent | None:
    events = select(BookingChangeRow.event).where(BookingChangeRow.booking_id == booking_id)
    return db.scalar(events.order_by(BookingChangeRow.id.desc()).limit(1))


def _entry(
    row: MessageRow,
    booking: BookingRow,
    session: GroupSessionRow,
    group: GroupRow,
    site: SiteRow | None,
    person: PersonRow,
) -> CalendarEntry:
    return calendar_entry_value(
        booking,
        session,
        group,
        site,
        person,
        stamped_at=row.created_at,
        sequence=row.sequence,
        is_cancelled=row.kind in ENDS_AN_ENTRY,
    )


def _obstacles(db: Db, row: MessageRow) -> Obstacles:
    """Whether a newer message says the same or more, she has stopped this kind, came, has written or booked already."""
    newer = aliased(MessageRow)
    overtakes = and_(newer.kind == row.kind, newer.article_id.is_not_distinct_from(row.article_id))
    if row.sequence is not None:
        overtakes = or_(overtakes, newer.sequence.is_not(None))
    is_newer: ColumnElement[bool] = false()
    if row.booking_id:
        is_newer = and_(newer.booking_id == row.booking_id, newer.id > row.id)
    elif row.kind is MessageKind.NOTICE:
        is_hers = newer.person_id == row.person_id
        is_newer = and_(newer.article_id == row.article_id, is_hers, newer.id > row.id)
    hers = and_(RegisterMarkRow.session_id == row.session_id, RegisterMarkRow.person_id == row.person_id)
    account = and_(ReflectiveAccountRow.session_id == row.session_id, ReflectiveAccountRow.person_id == row.person_id)
    asked = select(
        exists().where(is_newer, overtakes),
        exists().where(MessageStopRow.person_id == row.person_id, MessageStopRow.kind == row.kind),
        exists().where(hers, RegisterMarkRow.mark.in_(WAS_THERE)),
        exists().where(account),
        exists().where(
            FollowUpRow.session_id == row.session_id,
            FollowUpRow.person_id == row.person_id,
            FollowUpRow.answered_at.is_not(None),
        ),
        exists().where(BookingRow.session_id == row.session_id, BookingRow.person_id == row.person_id, is_live),
    )
    return Obstacles(*(bool(answer) for answer in db.execute(asked).one()))
