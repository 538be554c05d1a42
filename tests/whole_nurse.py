"""A nurse with something in every table of hers, whose every word holds the same given text."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from revalidation.acting import carry_out
from revalidation.commands.accounts import save_account
from revalidation.commands.bookings import book
from revalidation.commands.calendars import make_calendar_address
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.drafts import save_draft
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.follow_ups import answer_follow_up, ask_follow_ups
from revalidation.commands.messages import stop_messages
from revalidation.commands.passages import lend_passage, withdraw_passage
from revalidation.commands.practice import add_practice_period
from revalidation.commands.sign_ins import open_sign_in, swap_ticket
from revalidation.commands.signing import save_part
from revalidation.commands.sources import link_source
from revalidation.commands.statements import issue_statement
from revalidation.domain.accounts import Written
from revalidation.domain.bulletins import BulletinEvery
from revalidation.domain.completing import Completed
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.distribution import Basis, ReadingState
from revalidation.domain.drafts import Draft
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.follow_ups import Used
from revalidation.domain.messages import MessageKind
from revalidation.domain.nmc_logs import Log, log_form_in_force
from revalidation.domain.people import Actor
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.search_requests import SearchState
from revalidation.domain.sign_ins import Limits
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.sources import SourceKind
from revalidation.storage import files
from revalidation.storage.article_files import ArticleFileRow
from revalidation.storage.bulletins import BulletinChoiceRow, BulletinRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow, ReadingStateRow
from revalidation.storage.interests import ArticleInterestRow, AskedFirstRow
from revalidation.storage.links import link_token
from revalidation.storage.reading_lists import ReadingRankRow
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.topics import TopicFollowRow, TopicRow
from tests import make, signing
from tests.make import NOON

START = NOON - timedelta(days=40)
DAY = timedelta(days=1)
LENT = "We now talk at every bedside."


@dataclass(frozen=True, slots=True)
class WholeNurse:
    """Who she is, where her things are, and the secrets that she or whoever she asked was given."""

    nurse: Actor
    librarian: Actor
    attended: int
    to_come: int
    account_ids: tuple[int, ...]
    tokens: tuple[str, ...] = field(repr=False)


def whole_nurse(text: str, name: str = "Nurse One", *, by: Actor | None = None, lent: str = LENT) -> WholeNurse:
    """Everything that can be hers, by the commands people use; librarians may read `lent`, and nothing else."""
    if by is None:
        by = make.librarian()
        carry_out(make.give_out_files, gives_out=True)
    nurse, account_ids = signing.ready_nurse(name)
    group_id, article_id = make.group(by, f"Readers with {name}"), make.article(by)
    attended = make.session(by, group_id, starts_at=START, articles=(article_id,), now=START - DAY)
    to_come = make.session(by, group_id, starts_at=NOON + 7 * DAY)
    carry_out(book, actor=nurse, session_id=attended, now=START - DAY)
    carry_out(book, actor=nurse, session_id=to_come, now=NOON)
    make.attended(by, attended, nurse, now=START + DAY)
    cpd_id, feedback_id = _write_logs(nurse, text)
    draft = _write_account(nurse, text, attended)
    for kind, source_id in ((SourceKind.CPD, cpd_id), (SourceKind.FEEDBACK, feedback_id)):
        carry_out(link_source, actor=nurse, account_id=draft, kind=kind, source_id=source_id)
    for words in (text[:1000], lent):
        passage_id = carry_out(lend_passage, actor=nurse, account_id=account_ids[0], words=words, now=NOON)
        if words != lent:
            carry_out(withdraw_passage, actor=nurse, passage_id=passage_id, now=NOON)
    tokens = _sign(nurse, text, account_ids)
    carry_out(ask_follow_ups, now=START + 31 * DAY)
    carry_out(answer_follow_up, actor=nurse, session_id=attended, used=Used.YES, words=text, now=NOON)
    carry_out(_read, person_id=nurse.person_id, article_id=article_id, group_id=group_id, session_id=to_come)
    carry_out(issue_statement, actor=nurse, session_id=attended, now=NOON)
    calendar = carry_out(make_calendar_address, actor=nurse, now=NOON)
    carry_out(stop_messages, token=link_token("messages", nurse.person_id), kind=MessageKind.AFTERWARDS)
    ticket = carry_out(open_sign_in, person_id=nurse.person_id, limits=Limits(), now=NOON)
    entered = carry_out(swap_ticket, ticket=ticket, now=NOON)
    assert entered
    tokens = (*tokens, calendar, entered.token)
    return WholeNurse(nurse, by, attended, to_come, (*account_ids, draft), tokens)


def _write_account(nurse: Actor, text: str, session_id: int) -> int:
    """A draft with earlier versions, and with what another tab had written meanwhile."""
    draft = make.draft_about(nurse, session_id)
    for revision in (0, 1):
        words = f"{text} {revision}"
        written = Written(text[:280], (words, words, words, words), ("preserve_safety",))
        carry_out(save_account, actor=nurse, account_id=draft, written=written, revision=revision, now=NOON)
    beside = Draft(f"{draft:04d}{'a' * 32}", 1, 0, Written(text[:280], (f"{text} beside", "", "", "")))
    carry_out(save_draft, actor=nurse, account_id=draft, draft=beside, now=NOON)
    return draft


def _sign(nurse: Actor, text: str, account_ids: list[int]) -> tuple[str, ...]:
    """One discussion signed, and one that is begun; the secrets of their links."""
    ask = signing.an_ask(account_ids=tuple(account_ids))
    signed = signing.asked(nurse, ask).token
    signing.signed(signed, SignOffKind.DISCUSSION, changes={"summary": text[:3000]})
    begun = signing.asked(nurse, ask).token
    part = Completed(answers=(("summary", text[:3000]),))
    carry_out(save_part, token=begun, kind=SignOffKind.DISCUSSION, completed=part, revision=0, now=NOON)
    return signed, begun


def _read(db: Db, *, person_id: int, article_id: int, group_id: int, session_id: int) -> None:
    """Something in each table about what she reads."""
    topic, site = (
        TopicRow(name=f"Topic {person_id}", description="", is_retired=False),
        SiteRow(name=f"Ward {person_id}", address=""),
    )
    bulletin = BulletinRow(person_id=person_id, begins_at=START, ends_at=NOON, line="")
    db.add_all((topic, site, bulletin))
    db.flush()
    about = {"person_id": person_id, "article_id": article_id}
    request = SearchRequestRow(
        person_id=person_id, question="Does it help?", state=SearchState.ASKED, asked_at=NOON, answer=""
    )
    db.add_all(
        (
            request,
            TopicFollowRow(person_id=person_id, topic_id=topic.id, followed_at=NOON),
            BulletinChoiceRow(person_id=person_id, every=BulletinEvery.MONTH),
            ArticleSentRow(**about, bulletin_id=bulletin.id, basis=Basis.LINK, sent_at=NOON),
            ReadingStateRow(**about, state=ReadingState.READ, changed_at=NOON),
            ArticleInterestRow(**about, site_id=site.id, said_at=NOON),
            AskedFirstRow(person_id=person_id, session_id=session_id),
            ReadingRankRow(**about, group_id=group_id, rank=1, ranked_at=NOON),
        )
    )
    db.get_one(GroupSessionRow, session_id).open_to_all_at = NOON + DAY
    db.flush()
    db.add(_file_of(article_id))
    db.add(SearchReferenceRow(search_request_id=request.id, article_id=article_id, position=0))


def _file_of(article_id: int) -> ArticleFileRow:
    """A file of the article, which is not hers but the library's."""
    terms = {"basis": Basis.OPEN_LICENCE, "licence": "CC BY", "is_for_booked_only": False}
    content = b"%PDF-1.7"
    return ArticleFileRow(
        article_id=article_id,
        name="article.pdf",
        media_type="application/pdf",
        size=len(content),
        digest="",
        stored_as=files.keep(content),
        added_at=NOON,
        **terms,
    )


def _write_logs(nurse: Actor, text: str) -> tuple[int, int]:
    """Something in each log; the ids of the CPD entry and of the feedback."""
    day, line = date(2026, 5, 4), text[:110]
    entry = CpdEntry(first_on=day, last_on=day, method=line, topic=text[:3000], standards_link=text[:3000], minutes=90)
    cpd_id = carry_out(add_cpd_entry, actor=nurse, entry=entry, now=NOON)
    feedback = Feedback(given_on=day, source=line, kind=line, content=text[:3000])
    feedback_id = carry_out(add_feedback, actor=nurse, feedback=feedback, now=NOON)
    guide = log_form_in_force(Log.PRACTICE_HOURS, day)
    first = {name: next(iter(guide.guide_to(name).labels)) for name in ("setting", "scope", "registration")}
    period = PracticePeriod(day, day, organisation=line, minutes=480, hours_text=line, description=text[:4000], **first)
    for each in (period, replace(period, last_on=None)):
        carry_out(add_practice_period, actor=nurse, period=each, now=NOON)
    content = b"%PDF-1.7\n" + text.encode()
    about = About(AboutKind.CPD, cpd_id)
    carry_out(add_evidence, actor=nurse, name=f"{line}.pdf", content=content, about=about, now=NOON)
    return cpd_id, feedback_id
