"""Twice the rows, the same number of statements: no list asks the database once for each of its lines."""

from collections.abc import Callable, Sized
from datetime import datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.article_files import add_article_file
from revalidation.commands.bookings import book
from revalidation.commands.calendars import make_calendar_address
from revalidation.commands.closures import add_closure
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.distribution import send_article
from revalidation.commands.drafts import save_draft
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.interests import say_interest
from revalidation.commands.invitations import invite
from revalidation.commands.practice import add_practice_period
from revalidation.commands.sessions import change_session, schedule_series
from revalidation.commands.topics import add_topic, follow_topic, set_topics
from revalidation.domain.accounts import Written
from revalidation.domain.article_files import Terms
from revalidation.domain.articles import Article
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.closures import Closure
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.distribution import Basis
from revalidation.domain.drafts import Draft
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.messages import MessageState
from revalidation.domain.people import Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.series import Pattern, PlannedDate, Reach
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.topics import Topic
from revalidation.queries.accounts import accounts_for_paper, my_accounts, sessions_to_write_about
from revalidation.queries.article_files import article_files
from revalidation.queries.articles import articles, articles_to_choose, articles_to_take_along
from revalidation.queries.bulletins import my_bulletin
from revalidation.queries.calendars import find_calendar
from revalidation.queries.clashes import clashes
from revalidation.queries.closures import closures
from revalidation.queries.cpd import my_cpd
from revalidation.queries.distribution import nurses_to_send_to, reading_counts, sent_to
from revalidation.queries.drafts import kept_beside, versions
from revalidation.queries.duplicates import duplicates_in_library
from revalidation.queries.evidence import entries_to_link, evidence_about, my_evidence
from revalidation.queries.feedback import my_feedback
from revalidation.queries.groups import group_names, groups
from revalidation.queries.interests import interests, my_interests
from revalidation.queries.invitations import invitations
from revalidation.queries.messages import messages_about, messages_in
from revalidation.queries.people import facilitators, people
from revalidation.queries.places import places
from revalidation.queries.practice import my_practice
from revalidation.queries.reading import my_reading
from revalidation.queries.register import register, unmarked_registers
from revalidation.queries.series import sessions_of_series
from revalidation.queries.sessions import (
    get_session,
    my_past_sessions,
    my_sessions,
    schedule,
    sessions_between,
    upcoming_sessions,
)
from revalidation.queries.sites import sites
from revalidation.queries.topics import (
    my_topics,
    newest_of_my_topics,
    topic_names,
    topics,
    topics_followed,
    topics_to_choose,
)
from tests import make
from tests.make import NOON
from tests.statements import counted

STEP = 4
START = NOON + timedelta(days=10)
LATER = NOON + timedelta(days=400)
WHOLE = Written(title="On time", answers=("a", "b", "c", "d"), themes=("preserve_safety",))


class Library:
    """A library that grows by the same amount each time, and everything that is asked of it."""

    def __init__(self) -> None:
        self.by, self.nurse = make.librarian(), make.person()
        carry_out(make.give_out_files, gives_out=True)
        self.token = carry_out(make_calendar_address, actor=self.nurse, now=NOON)
        self.written_on = carry_out(start_account, actor=self.nurse, session_id=None, now=NOON)
        self.group_id = make.group(self.by)
        self.read: list[int] = []
        self.plans: list[SessionPlan] = []
        self.of_series = 0
        self.entry = About(AboutKind.CPD, 0)
        self.well_known = make.session(self.by, self.group_id, starts_at=START - timedelta(days=1), capacity=100)

    def grow(self) -> None:
        begun = len(self.read)
        for number in range(begun, begun + STEP):
            self.read.append(make.article(self.by, f"Article {number}"))
            make.group(self.by, f"Group {number}")
            make.site(self.by, f"Site {number}")
            self._meet_twice(START + timedelta(days=number))
            carry_out(book, actor=make.person(f"Nurse Number {number}"), session_id=self.well_known, now=NOON)
            email, roles = f"invited.{number}@trust.example", frozenset(Role)
            carry_out(invite, actor=self.by, name="Invited", email=email, roles=roles, now=NOON)
            self._write()
            self._log()
            closure = Closure(f"Closure {number}", START.date(), START.date())
            carry_out(add_closure, actor=self.by, closure=closure)
            make.librarian(f"Librarian Number {number}")
            self._send(number)
            self._follow(number)
            self._repeat(number)
        plan = SessionPlan(START - timedelta(days=1), 60, 100, 0, None, "https://meet.example/x", tuple(self.read))
        carry_out(change_session, actor=self.by, session_id=self.well_known, plan=plan, now=NOON)

    def _meet_twice(self, starts_at: datetime) -> None:
        for hours in (0, 3):
            at = starts_at + timedelta(hours=hours)
            session_id = make.session(self.by, self.group_id, starts_at=at, articles=(self.read[-1],))
            carry_out(book, actor=self.nurse, session_id=session_id, now=NOON)
            if hours == 0:
                make.attended(self.by, session_id, self.nurse, now=at)

    def _send(self, number: int) -> None:
        sent_again = make.person(f"Reader Number {number}").person_id
        carry_out(send_article, actor=self.by, article_id=self.read[0], person_ids=[sent_again], now=NOON)
        carry_out(
            add_article_file,
            actor=self.by,
            article_id=self.read[0],
            name="a.pdf",
            content=b"%PDF-1.7",
            terms=Terms(Basis.OPEN_LICENCE, "CC BY"),
            now=NOON,
        )

    def _follow(self, number: int) -> None:
        """A topic with the newest article that the nurse follows and would come to."""
        topic_id = carry_out(add_topic, actor=self.by, topic=Topic(f"Topic {number}"))
        article_id = self.read[-1]
        carry_out(follow_topic, actor=self.nurse, topic_id=topic_id, now=NOON)
        carry_out(set_topics, actor=self.by, article_id=article_id, topic_ids=(topic_id,), now=NOON)
        carry_out(say_interest, actor=self.nurse, article_id=article_id, site_id=None, now=LATER)

    def _repeat(self, number: int) -> None:
        """One session more in a series of its own, all at the same time and led by the same person."""
        moment = START + timedelta(days=100)
        self.plans.append(SessionPlan(moment, 60, 8, 0, None, "https://meet.example/x", (), self.by.person_id))
        made = carry_out(
            schedule_series,
            actor=self.by,
            group_id=self.group_id,
            pattern=Pattern.EVERY_WEEK,
            nation=Nation.ENGLAND,
            skips_bank_holidays=False,
            dates=[PlannedDate(moment.date(), moment)] * (number + 1),
            plan=self.plans[-1],
            now=NOON,
        )
        self.of_series = made[0]

    def _write(self) -> None:
        account_id = carry_out(start_account, actor=self.nurse, session_id=None, now=NOON)
        carry_out(save_account, actor=self.nurse, account_id=account_id, written=WHOLE, revision=0, now=NOON)
        carry_out(finish_account, actor=self.nurse, account_id=account_id, revision=1, now=NOON)
        for client in ("a" * 32, "b" * 32):
            draft = Draft(f"{account_id:04d}{client}", 1, 0, Written(f"Draft {account_id}"))
            carry_out(save_draft, actor=self.nurse, account_id=self.written_on, draft=draft, now=NOON)

    def _log(self) -> None:
        day, nurse = NOON.date(), self.nurse
        entry = CpdEntry(day, day, "Course", "IV therapy", minutes=60)
        self.entry = About(AboutKind.CPD, self.entry.id or carry_out(add_cpd_entry, actor=nurse, entry=entry, now=NOON))
        carry_out(add_cpd_entry, actor=nurse, entry=entry, now=NOON)
        carry_out(add_feedback, actor=nurse, feedback=Feedback(day, "Students", "Verbal", "Good"), now=NOON)
        period = PracticePeriod(day, day, "Hospital", "school", "education", 60, "", "nurse")
        carry_out(add_practice_period, actor=nurse, period=period, now=NOON)
        carry_out(add_evidence, actor=nurse, name="a.pdf", content=b"%PDF-1.7", about=self.entry, now=NOON)

    def questions(self) -> dict[str, Callable[[], Sized]]:
        by, nurse, most = self.by, self.nurse, 500
        return {
            "upcoming": lambda: look_up(upcoming_sessions, actor=nurse, now=NOON, limit=most)[0],
            "mine": lambda: look_up(my_sessions, actor=nurse, now=NOON),
            "my past": lambda: look_up(my_past_sessions, actor=nurse, now=LATER, limit=most)[0],
            "calendar": lambda: look_up(find_calendar, token=self.token, now=NOON) or [],
            "schedule": lambda: look_up(schedule, actor=by, now=NOON, is_past=False, limit=most)[0],
            "span": lambda: look_up(sessions_between, actor=by, begins_at=NOON, ends_at=LATER, limit=most)[0],
            "series": lambda: look_up(
                sessions_of_series, actor=by, session_id=self.of_series, reach=Reach.ALL_TO_COME, now=NOON
            ),
            "clashes": lambda: look_up(clashes, actor=by, plans=self.plans),
            "clashes of one": lambda: look_up(clashes, actor=by, plans=self.plans[:1])[0],
            "closures": lambda: look_up(closures, actor=by, first=START.date()),
            "facilitators": lambda: look_up(facilitators, actor=by),
            "group names": lambda: look_up(group_names),
            "places": lambda: look_up(places, actor=by, session_id=self.well_known),
            "in full": lambda: look_up(get_session, actor=by, session_id=self.well_known).articles,
            "register": lambda: look_up(register, actor=by, session_id=self.well_known),
            "unmarked": lambda: look_up(unmarked_registers, actor=by, now=LATER, limit=most),
            "messages about": lambda: look_up(messages_about, actor=by, session_id=self.well_known, limit=most)[0],
            "messages that wait": lambda: look_up(messages_in, actor=by, state=MessageState.WAITING, limit=most)[0],
            "people": lambda: look_up(people, actor=by, limit=most)[0],
            "invitations": lambda: look_up(invitations, actor=by, now=NOON),
            "articles": lambda: look_up(articles, actor=by, limit=most)[0],
            "taken along": lambda: look_up(articles_to_take_along, actor=by),
            "already there": lambda: look_up(
                duplicates_in_library, actor=by, articles=[Article(f"Article {number}") for number in range(2 * STEP)]
            ),
            "to choose": lambda: look_up(articles_to_choose, actor=by, chosen=self.read, limit=most).offered,
            "topics": lambda: look_up(topics, actor=by, limit=most)[0],
            "topic names": lambda: look_up(topic_names),
            "topics to choose": lambda: look_up(topics_to_choose, actor=by),
            "my topics": lambda: look_up(my_topics, actor=nurse, limit=most)[0],
            "topics followed": lambda: look_up(topics_followed, actor=nurse),
            "new on topics": lambda: look_up(newest_of_my_topics, actor=nurse, limit=most)[0],
            "bulletin": lambda: look_up(my_bulletin, actor=nurse, now=LATER).bulletin.topics,
            "interests": lambda: look_up(interests, actor=by),
            "my interests": lambda: look_up(my_interests, actor=nurse, article_ids=self.read),
            "groups": lambda: look_up(groups, now=NOON),
            "sites": lambda: look_up(sites),
            "accounts": lambda: look_up(my_accounts, actor=nurse),
            "versions": lambda: look_up(versions, actor=nurse, account_id=self.written_on, limit=most).lines,
            "kept beside": lambda: look_up(kept_beside, actor=nurse, account_id=self.written_on),
            "on paper": lambda: look_up(accounts_for_paper, actor=nurse),
            "cpd": lambda: look_up(my_cpd, actor=nurse, limit=most)[0],
            "feedback": lambda: look_up(my_feedback, actor=nurse, limit=most)[0],
            "practice": lambda: look_up(my_practice, actor=nurse, limit=most)[0],
            "evidence": lambda: look_up(my_evidence, actor=nurse, limit=most)[0],
            "evidence of": lambda: look_up(evidence_about, actor=nurse, about=self.entry),
            "to link": lambda: look_up(entries_to_link, actor=nurse),
            "reading": lambda: look_up(my_reading, actor=nurse, now=NOON, limit=most)[0],
            "sent to": lambda: look_up(sent_to, actor=by, article_id=self.read[0], limit=most)[0],
            "to send to": lambda: look_up(nurses_to_send_to, actor=by, article_id=self.read[1], search="", limit=most),
            "have read": lambda: look_up(reading_counts, actor=by, session_id=self.well_known),
            "files of an article": lambda: look_up(article_files, actor=nurse, article_id=self.read[0], now=NOON),
            "to write about": lambda: look_up(sessions_to_write_about, actor=nurse, limit=most),
        }


def measured(url: str, questions: dict[str, Callable[[], Sized]]) -> tuple[dict[str, int], dict[str, int]]:
    """How many statements each question takes, and how many lines its answer has."""
    statements, lines = {}, {}
    for name, ask in questions.items():
        with counted(url) as sent:
            lines[name] = len(ask())
        statements[name] = len(sent)
    return statements, lines


@pytest.mark.usefixtures("database")
def test_twice_the_rows_take_the_same_number_of_statements(database: str) -> None:
    library = Library()
    library.grow()
    before, few = measured(database, library.questions())
    library.grow()
    after, many = measured(database, library.questions())
    assert all(many[name] >= few[name] + STEP for name in few), (few, many)
    assert after == before
    assert min(before.values()) > 0
