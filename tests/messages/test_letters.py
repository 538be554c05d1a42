"""Every kind of message, read back from the e-mail that is sent."""

import email
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage

import pytest

from revalidation.domain.articles import Article
from revalidation.domain.bookings import BookingEvent, BookingState
from revalidation.domain.bulletins import Bulletin, NewArticle, by_topic
from revalidation.domain.calendars import CalendarEntry, CalendarMethod
from revalidation.domain.groups import GroupKind
from revalidation.domain.letters import (
    ENDS_AN_ENTRY,
    Letter,
    Meeting,
    NoticeTold,
    SearchTold,
    SignOffAsked,
    Standing,
    ToRead,
)
from revalidation.domain.messages import CAN_BE_STOPPED, MessageKind
from revalidation.domain.notices import NoticeKind
from revalidation.domain.search_requests import SearchState
from revalidation.domain.sign_offs import SignOffKind
from revalidation.messages.mail import Sender, mail_of
from tests.make import NOON

START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)
SENDER = Sender("The library <library@trust.example>", "desk@trust.example", "https://groups.trust.example")
MEETING = Meeting(
    id=7,
    group="Evening <b>readers</b> & friends",
    kind=GroupKind.READING_GROUP,
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    where="Moor House, Seminar room 2",
    online_link="https://meet.example/readers?a=1&b=2",
    places_taken=2,
    minimum_attendance=4,
    open_to_all_at=datetime(2026, 12, 5, tzinfo=UTC),
)
STATES = {
    MessageKind.WAITING: BookingState.WAITING,
    MessageKind.FIRST_TO_CLAIM: BookingState.WAITING,
    MessageKind.OFFERED: BookingState.OFFERED,
    MessageKind.LAPSED: BookingState.CANCELLED,
    MessageKind.CANCELLED: BookingState.CANCELLED,
    MessageKind.RELEASED: BookingState.CANCELLED,
    MessageKind.TAKEN_BACK: BookingState.CANCELLED,
    MessageKind.SESSION_CANCELLED: BookingState.CANCELLED,
}
ENTRY = CalendarEntry(
    uid="booking-5@groups.trust.example",
    sequence=2,
    title=MEETING.group,
    starts_at=MEETING.starts_at,
    ends_at=MEETING.ends_at,
    where=MEETING.where,
    online_link=MEETING.online_link,
    description="Reading group",
    stamped_at=NOON,
    attendee_name="Siân Ŵyn-Jones",
    attendee_email="sian@trust.example",
)
ARTICLE = ToRead(4, "Talking on the ward", "Bowers L. Talking on the ward. 2015.", "https://doi.org/10.1/x", prompts=3)
NEW = NewArticle(12, Article("Night <b>shifts</b> & sleep", "Bowers L; James K", "J Wards", 2019), "Sleep & rest")
BULLETIN = Bulletin("Ask us at the desk, <b>always</b>.", by_topic([NEW]))
SAYS = {
    MessageKind.BOOKED: "You have a place. We look forward to seeing you.",
    MessageKind.WAITING: "When a place becomes free and it is your turn, it is offered to you",
    MessageKind.OFFERED: "We hold it for you until Wed 2 Dec 2026, 09:00.",
    MessageKind.CLAIMED: "The place is yours.",
    MessageKind.PROMOTED: "it was your turn, so it is yours now",
    MessageKind.FIRST_TO_CLAIM: "goes to the first on the waiting list who claims it",
    MessageKind.LAPSED: "has gone on to the next person",
    MessageKind.CANCELLED: "Your booking is cancelled. Thank you for letting us know.",
    MessageKind.RELEASED: "did not hear from you",
    MessageKind.GIVEN_BY_HAND: "The library has given you a place.",
    MessageKind.TAKEN_BACK: "The library has ended your booking",
    MessageKind.MOVED: "It was to be on Mon 7 Dec 2026, 12:30; this is the new time.",
    MessageKind.SESSION_CANCELLED: "this session has been called off",
    MessageKind.CONFIRM: "Please say so by Wed 2 Dec 2026, 11:00.",
    MessageKind.REMINDER: "A reminder of a session that you have a place on.",
    MessageKind.AFTERWARDS: "It is yours alone; the library does not see it.",
    MessageKind.BELOW_MINIMUM: "2 booked, 4 needed to go ahead.",
    MessageKind.INVITATION: "Your personal link works once, until Tue 15 Dec 2026.",
    MessageKind.FOLLOW_UP: "the library sees only how many people said yes",
    MessageKind.SIGN_OFF_INVITATION: "Łukasz Nowak asks you to be the reflective discussion partner",
    MessageKind.SIGNED: "has completed and signed your reflective discussion form.",
    MessageKind.NOTICE: "its journal no longer stands behind it",
    MessageKind.SEARCH_ASKED: "Somebody has asked the library for a literature search.",
    MessageKind.SEARCH_ANSWERED: "The library has answered your literature search with 3 references.",
    MessageKind.ARTICLE: "Article: Bowers L. Talking on the ward. 2015.",
    MessageKind.BULLETIN: "One new article on topics you follow.",
    MessageKind.ASKED_FIRST: "asked first: nobody else can book before Sat 5 Dec 2026, 00:00.",
}
LEADS_TO = {
    MessageKind.AFTERWARDS: "/account?session=7",
    MessageKind.BELOW_MINIMUM: "/meeting?session=7",
    MessageKind.INVITATION: "/invitation?token=inv-1",
    MessageKind.FOLLOW_UP: "/follow_up?token=9.used",
    MessageKind.SIGN_OFF_INVITATION: "/discussion?token=sign-1",
    MessageKind.SIGNED: "/sign_offs",
    MessageKind.NOTICE: "/read?article=13",
    MessageKind.SEARCH_ASKED: "/searches?search=11",
    MessageKind.SEARCH_ANSWERED: "/my_searches?search=11",
    MessageKind.ARTICLE: "/read?article=4",
    MessageKind.BULLETIN: "/my_topics",
    MessageKind.ASKED_FIRST: "/session?session=7",
}
ABOUT_NO_SESSION = (
    MessageKind.INVITATION,
    MessageKind.SIGN_OFF_INVITATION,
    MessageKind.SIGNED,
    MessageKind.BULLETIN,
    MessageKind.NOTICE,
    MessageKind.SEARCH_ASKED,
    MessageKind.SEARCH_ANSWERED,
)
CARRIES = (
    MessageKind.BOOKED,
    MessageKind.CLAIMED,
    MessageKind.PROMOTED,
    MessageKind.GIVEN_BY_HAND,
    MessageKind.MOVED,
    *ENDS_AN_ENTRY,
)
TOLD = NoticeTold(13, "Bowers L. On <b>wards</b>. 2015.", NoticeKind.RETRACTION)
SEARCHES = (MessageKind.SEARCH_ASKED, MessageKind.SEARCH_ANSWERED)
ALL = pytest.mark.parametrize("kind", list(MessageKind))


def letter(kind: MessageKind) -> Letter:
    standing = Standing(
        STATES.get(kind, BookingState.CONFIRMED),
        offer_ends_at=NOON + timedelta(hours=21),
        asked_at=NOON,
        answer_by=NOON + timedelta(hours=23),
    )
    has_booking = kind not in LEADS_TO
    return Letter(
        kind=kind,
        key=f"{kind}-5",
        name="Siân Ŵyn-Jones",
        email="sian@trust.example",
        meeting=None if kind in ABOUT_NO_SESSION else MEETING,
        booking=standing if has_booking else None,
        was_at=START - timedelta(days=1) if kind is MessageKind.MOVED else None,
        expires_at=NOON + timedelta(days=14) if kind in ABOUT_NO_SESSION else None,
        booking_token="5.abc" if has_booking else "",
        stop_token="3.xyz" if kind in CAN_BE_STOPPED else "",
        invitation_token="inv-1" if kind is MessageKind.INVITATION else "",
        follow_up_token="9.used" if kind is MessageKind.FOLLOW_UP else "",
        sign_off_token="sign-1" if kind is MessageKind.SIGN_OFF_INVITATION else "",
        bulletin=BULLETIN if kind is MessageKind.BULLETIN else None,
        sign_off=SignOffAsked(SignOffKind.DISCUSSION, nurse="Łukasz Nowak", signer="Siân Ŵyn-Jones"),
        search=SearchTold(11, SearchState.ANSWERED, references=3) if kind in SEARCHES else None,
        notice=TOLD if kind is MessageKind.NOTICE else None,
        article=ARTICLE if kind is MessageKind.ARTICLE else None,
        entry=replace(ENTRY, is_cancelled=kind in ENDS_AN_ENTRY) if kind in CARRIES else None,
        method=CalendarMethod.CANCEL if kind in ENDS_AN_ENTRY else CalendarMethod.REQUEST,
    )


def sent(meant: Letter, sender: Sender = SENDER) -> EmailMessage:
    """What arrives, after it has been through the wire."""
    return email.message_from_bytes(mail_of(meant, sender, NOON).as_bytes(), policy=policy.default)


def parts(mail: EmailMessage) -> dict[str, str]:
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    return {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in leaves}


@ALL
def test_a_message_says_what_it_is_for_and_leads_to_the_one_next_thing(kind: MessageKind) -> None:
    mail = sent(letter(kind))
    plain = parts(mail)["text/plain"]
    assert plain.startswith("Hello Siân Ŵyn-Jones,\n")
    assert SAYS[kind] in plain
    path = LEADS_TO.get(kind, "/booking?token=5.abc")
    assert plain.count(f"https://groups.trust.example{path}") == 1
    assert "!" not in plain
    assert mail["Subject"]
    assert "\n" not in mail["Subject"]


@ALL
def test_html_says_the_same_and_is_escaped(kind: MessageKind) -> None:
    html = parts(sent(letter(kind)))["text/html"]
    assert "<b>" not in html
    assert 'lang="en-GB"' in html
    assert "<img" not in html
    if kind not in (*ABOUT_NO_SESSION, MessageKind.AFTERWARDS, MessageKind.FOLLOW_UP):
        assert "Evening &lt;b&gt;readers&lt;/b&gt; &amp; friends" in html
        assert "Tue 8 Dec 2026, 12:30–13:30" in html


@ALL
def test_a_message_goes_to_one_person_and_is_known_to_be_automatic(kind: MessageKind) -> None:
    mail = sent(letter(kind))
    assert mail["To"] == "Siân Ŵyn-Jones <sian@trust.example>"
    assert (mail["From"], mail["Reply-To"]) == ("The library <library@trust.example>", "desk@trust.example")
    assert mail["Cc"] is None
    assert mail["Bcc"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOON


@ALL
def test_what_can_be_stopped_says_how_and_what_cannot_does_not(kind: MessageKind) -> None:
    mail = sent(letter(kind))
    if kind in CAN_BE_STOPPED:
        stop = f"<https://groups.trust.example/messages/stop?token=3.xyz&kind={kind.value}>"
        assert mail["List-Unsubscribe"] == stop
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "https://groups.trust.example/messages?token=3.xyz" in parts(mail)["text/plain"]
    else:
        assert mail["List-Unsubscribe"] is None
        assert "/messages" not in parts(mail)["text/plain"]


@ALL
def test_a_calendar_entry_is_the_last_alternative_and_no_attachment(kind: MessageKind) -> None:
    mail = sent(letter(kind))
    assert mail.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    if kind not in CARRIES:
        assert kinds == ["text/plain", "text/html"]
        return
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    calendar = list(mail.iter_parts())[2]
    method = "CANCEL" if kind in ENDS_AN_ENTRY else "REQUEST"
    assert calendar["Content-Type"].params == {"charset": "utf-8", "method": method}
    assert calendar["Content-Disposition"] is None
    text = calendar.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert f"\r\nMETHOD:{method}\r\n" in text
    assert "\r\nSEQUENCE:2\r\n" in text
    assert "library@trust.example" in text


def test_long_headers_are_neither_encoded_nor_broken() -> None:
    """Mail programs look for the address of List-Unsubscribe as it stands."""
    token, host = f"1234567.{'a' * 32}", f"{'reading-groups.' * 4}trust.example"
    meant = replace(letter(MessageKind.AFTERWARDS), stop_token=token, email=f"{'long.' * 20}name@trust.example")
    raw = mail_of(meant, replace(SENDER, address=f"https://{host}"), NOON).as_bytes().decode()
    stop = f"https://{host}/messages/stop?token={token}&kind=afterwards"
    assert f"\r\nList-Unsubscribe: <{stop}>\r\n" in raw
    assert re.search(rf"\r\nMessage-ID: <[0-9a-f]{{40}}@{re.escape(host)}>\r\n", raw)
    assert f"<{meant.email}>" in raw
    assert sent(meant)["To"].addresses[0].addr_spec == meant.email


def test_the_identity_of_a_message_is_that_of_what_it_is_about() -> None:
    first, again, other = letter(MessageKind.BOOKED), letter(MessageKind.BOOKED), letter(MessageKind.REMINDER)
    later = mail_of(again, SENDER, NOON + timedelta(days=1))
    assert sent(first)["Message-ID"] == later["Message-ID"]
    assert sent(first)["Message-ID"] != sent(other)["Message-ID"]
    assert sent(first)["Message-ID"].endswith("@groups.trust.example>")


@ALL
def test_without_an_address_of_the_app_a_message_has_no_links_to_it(kind: MessageKind) -> None:
    mail = sent(letter(kind), replace(SENDER, address=""))
    plain = parts(mail)["text/plain"]
    assert "token=" not in plain
    assert "Sign in to the app to see it and to answer." in plain
    assert mail["List-Unsubscribe"] is None
    assert mail["Message-ID"].endswith("@trust.example>")


def test_another_date_that_worked_out_is_the_reason_given() -> None:
    meant = letter(MessageKind.CANCELLED)
    standing = replace(meant.booking or Standing(BookingState.CANCELLED), event=BookingEvent.GOT_ANOTHER_DATE)
    assert "You now have a place on another date" in parts(sent(replace(meant, booking=standing)))["text/plain"]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (BookingState.CONFIRMED, "You keep your place. Please say whether you can come."),
        (BookingState.WAITING, "You keep your turn on the waiting list."),
        (BookingState.OFFERED, "The place we hold for you is still yours to take."),
    ],
)
def test_after_a_move_everybody_reads_how_her_booking_stands(state: BookingState, says: str) -> None:
    meant = replace(letter(MessageKind.MOVED), booking=Standing(state))
    plain = parts(sent(meant))["text/plain"]
    assert says in plain
    assert ("https://meet.example" in plain) is (state is BookingState.CONFIRMED)


def test_who_waits_again_reads_why() -> None:
    meant = replace(letter(MessageKind.TAKEN_BACK), booking=Standing(BookingState.WAITING))
    assert "now has fewer places. You are at the front" in parts(sent(meant))["text/plain"]


@pytest.mark.parametrize(
    ("meeting", "state", "prompts", "subject", "says"),
    [
        (MEETING, BookingState.CONFIRMED, 3, "To read: Evening <b>readers", "in the session that you have booked"),
        (MEETING, BookingState.WAITING, 0, "To read: Evening <b>readers", "in the session that you are waiting for"),
        (None, None, 1, "To read: Talking on the ward", "an article that may be of use to you"),
    ],
)
def test_an_article_comes_with_its_link_and_with_when_it_is_read(
    meeting: Meeting | None, state: BookingState | None, prompts: int, subject: str, says: str
) -> None:
    meant = replace(letter(MessageKind.ARTICLE), meeting=meeting, booking=Standing(state) if state else None)
    mail = sent(replace(meant, article=replace(ARTICLE, prompts=prompts)))
    plain = parts(mail)["text/plain"]
    assert mail["Subject"].startswith(subject)
    assert says in plain
    assert "Read it at: https://doi.org/10.1/x" in plain
    assert ("Tue 8 Dec 2026, 12:30–13:30" in plain) is (meeting is not None)
    counted = {0: "", 1: "It comes with a reading prompt.", 3: "It comes with 3 reading prompts."}[prompts]
    assert counted in plain
    assert ("prompt" in plain) is bool(prompts)


def test_an_article_that_was_retracted_is_sent_with_that_word() -> None:
    meant = letter(MessageKind.ARTICLE)
    mail = sent(replace(meant, article=replace(ARTICLE, notice=NoticeKind.RETRACTION)))
    for said in parts(mail).values():
        assert "This article has been retracted" in said
    assert "retracted" not in parts(sent(meant))["text/plain"]


def test_a_bulletin_cites_each_article_under_its_topic_and_leads_to_exactly_that_one() -> None:
    said = parts(sent(letter(MessageKind.BULLETIN)))
    assert (
        "Ask us at the desk, <b>always</b>.\n\nOne new article on topics you follow.\n\nSleep & rest\n------------\n\n"
        "* Bowers L, James K. Night <b>shifts</b> & sleep. J Wards. 2019.\n"
        "  https://groups.trust.example/read?article=12\n"
    ) in said["text/plain"]
    assert "Sleep &amp; rest</h2>" in said["text/html"]
    cited = "Bowers L, James K. Night &lt;b&gt;shifts&lt;/b&gt; &amp; sleep. J Wards. 2019."
    assert f'<a href="https://groups.trust.example/read?article=12">{cited}</a>' in said["text/html"]
    nowhere = parts(sent(letter(MessageKind.BULLETIN), replace(SENDER, address="")))
    assert "article=12" not in nowhere["text/plain"] + nowhere["text/html"]


def test_whoever_is_asked_first_to_a_session_that_is_open_by_then_reads_that() -> None:
    meant = replace(letter(MessageKind.ASKED_FIRST), meeting=replace(MEETING, open_to_all_at=None))
    assert "Everybody can book it now." in parts(sent(meant))["text/plain"]
