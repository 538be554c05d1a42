"""The feedback log and the practice hours log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from revalidation.acting import carry_out, look_up
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback, change_feedback, remove_feedback
from revalidation.commands.practice import add_practice_period, change_practice_period, remove_practice_period
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotOnTheList
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import Missing, NotForYourRole, NotFound
from revalidation.queries.evidence import my_evidence
from revalidation.queries.feedback import get_feedback, my_feedback
from revalidation.queries.practice import get_practice_period, my_practice
from revalidation.storage.database import Db
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 11, 1)
FEEDBACK = Feedback(DAY, "Students", "Verbal", "Quellwater: more time to lead.")
PERIOD = PracticePeriod(
    DAY, DAY, "Quellwater Hospital", "school", "education", 960, "Full time Quellwater", "nurse", "Quellwater teaching"
)


def test_feedback_is_kept_changed_and_removed() -> None:
    nurse = make.person()
    feedback_id = carry_out(add_feedback, actor=nurse, feedback=FEEDBACK, now=NOON)
    line = look_up(get_feedback, actor=nurse, feedback_id=feedback_id)
    assert (line.feedback, line.form_version, line.files) == (FEEDBACK, "2022-06", 0)
    changed = replace(FEEDBACK, kind="Survey")
    carry_out(change_feedback, actor=nurse, feedback_id=feedback_id, feedback=changed, now=NOON)
    wrong = replace(FEEDBACK, source="")
    with pytest.raises(Missing):
        carry_out(change_feedback, actor=nurse, feedback_id=feedback_id, feedback=wrong, now=NOON)
    assert look_up(get_feedback, actor=nurse, feedback_id=feedback_id).feedback == changed
    about = About(AboutKind.FEEDBACK, feedback_id)
    carry_out(add_evidence, actor=nurse, name="card.pdf", content=b"%PDF-1.7", about=about, now=NOON)
    carry_out(remove_feedback, actor=nurse, feedback_id=feedback_id)
    assert look_up(my_feedback, actor=nurse) == ([], 0)
    (file,), _ = look_up(my_evidence, actor=nurse)
    assert file.about is None


def test_a_practice_period_is_kept_changed_and_removed() -> None:
    nurse = make.person()
    period_id = carry_out(add_practice_period, actor=nurse, period=PERIOD, now=NOON)
    assert look_up(get_practice_period, actor=nurse, period_id=period_id).period == PERIOD
    changed = replace(PERIOD, scope="research", minutes=1000)
    carry_out(change_practice_period, actor=nurse, period_id=period_id, period=changed, now=NOON)
    wrong = replace(PERIOD, scope="fishing")
    with pytest.raises(NotOnTheList):
        carry_out(change_practice_period, actor=nurse, period_id=period_id, period=wrong, now=NOON)
    assert look_up(get_practice_period, actor=nurse, period_id=period_id).period == changed
    carry_out(remove_practice_period, actor=nurse, period_id=period_id)
    assert look_up(my_practice, actor=nurse) == ([], 0)


def test_the_most_recent_comes_first() -> None:
    nurse = make.person()
    for days in (3, 1, 2):
        on = DAY - timedelta(days=days)
        carry_out(add_feedback, actor=nurse, feedback=replace(FEEDBACK, given_on=on), now=NOON)
        carry_out(add_practice_period, actor=nurse, period=replace(PERIOD, first_on=on, last_on=on), now=NOON)
    expected = [DAY - timedelta(days=days) for days in (1, 2, 3)]
    assert [line.feedback.given_on for line in look_up(my_feedback, actor=nurse)[0]] == expected
    lines, total = look_up(my_practice, actor=nurse, limit=2, offset=1)
    assert ([line.period.last_on for line in lines], total) == (expected[1:], 3)


ACTS: dict[str, Callable[[Actor, int], object]] = {
    "read feedback": lambda by, number: look_up(get_feedback, actor=by, feedback_id=number),
    "change feedback": lambda by, number: carry_out(
        change_feedback, actor=by, feedback_id=number, feedback=FEEDBACK, now=NOON
    ),
    "remove feedback": lambda by, number: carry_out(remove_feedback, actor=by, feedback_id=number),
    "read practice": lambda by, number: look_up(get_practice_period, actor=by, period_id=number),
    "change practice": lambda by, number: carry_out(
        change_practice_period, actor=by, period_id=number, period=PERIOD, now=NOON
    ),
    "remove practice": lambda by, number: carry_out(remove_practice_period, actor=by, period_id=number),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_somebody_elses_is_as_good_as_not_there_and_librarians_have_none(act: str) -> None:
    owner, other = make.person("Owner"), make.person("Other")
    feedback_id = carry_out(add_feedback, actor=owner, feedback=FEEDBACK, now=NOON)
    period_id = carry_out(add_practice_period, actor=owner, period=PERIOD, now=NOON)
    number = feedback_id if "feedback" in act else period_id
    with pytest.raises(NotFound):
        ACTS[act](other, number)
    with pytest.raises(NotForYourRole):
        ACTS[act](make.person("Lib", Role.LIBRARIAN), number)
    assert (look_up(my_feedback, actor=owner)[1], look_up(my_practice, actor=owner)[1]) == (1, 1)
    assert (look_up(my_feedback, actor=other)[1], look_up(my_practice, actor=other)[1]) == (0, 0)


def test_nothing_that_she_writes_is_seen_by_whoever_reads_the_tables() -> None:
    nurse = make.person()
    carry_out(add_feedback, actor=nurse, feedback=FEEDBACK, now=NOON)
    carry_out(add_practice_period, actor=nurse, period=PERIOD, now=NOON)

    def raw(db: Db) -> list[object]:
        return [
            *db.execute(text("SELECT * FROM feedback")).one(),
            *db.execute(text("SELECT * FROM practice_period")).one(),
        ]

    kept = [bytes(each) for each in look_up(raw) if isinstance(each, bytes | memoryview)]
    assert len(kept) == 6
    assert all(b"uellwater" not in value for value in kept)
