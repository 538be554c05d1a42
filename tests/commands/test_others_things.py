"""Whatever a nurse sends about somebody else's things, with her ids or her tokens, changes none of them."""

import inspect
from itertools import product
from typing import Any

import pytest

from revalidation import commands
from revalidation.acting import carry_out, look_up
from revalidation.commands.sign_offs import Ask
from revalidation.domain.accounts import Written
from revalidation.domain.bulletins import BulletinEvery
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.distribution import ReadingState
from revalidation.domain.drafts import Draft
from revalidation.domain.feedback import Feedback
from revalidation.domain.follow_ups import Used
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotForYourRole, Refusal
from revalidation.domain.registrations import Registration
from revalidation.domain.search_requests import SearchQuestion
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.sources import SourceKind
from revalidation.storage.database import Db
from revalidation.storage.portable import KEPT
from tests.all_questions import Things, functions_of, things_of
from tests.make import NOON, PASSWORD
from tests.whole_nurse import WholeNurse, whole_nurse

pytestmark = pytest.mark.usefixtures("database")
DAY = NOON.date()
STEPS = {"keep_mark", "let_in"}  # parts of commands, which have made sure of everything before


def what_is_sent(hers: Things, whole: WholeNurse) -> Things:
    """By the name that commands give an argument: her ids, and something of one's own beside them."""
    ask = Ask(SignOffKind.DISCUSSION, "Pat Partner", "pat@trust.example", whole.account_ids[:5])
    return {
        **hers,
        "source_id": [*hers["entry_id"], *hers["feedback_id"]],
        "kind": list(SourceKind),
        "entry": [CpdEntry(DAY, DAY, "Course", "Mine now", minutes=60)],
        "feedback": [Feedback(DAY, "Students", "Verbal", "Mine now")],
        "period": [PracticePeriod(DAY, DAY, "Hospital", "school", "education", 60, "", "nurse")],
        "written": [Written("Mine now", ("a", "b", "c", "d"), ("preserve_safety",))],
        "draft": [Draft("a" * 32, 1, 2, Written("Mine now"), "", tuple(hers["version_id"]))],  # type: ignore[arg-type]
        "revision": [0, 1, 2],
        "minutes": [60],
        "used": [Used.NO],
        "words": ["Mine now"],
        "name": ["mine.pdf"],
        "content": [b"%PDF-1.7 mine"],
        "account_ids": [list(whole.account_ids)],
        "session_ids": [[whole.attended, whole.to_come]],
        "about": [None, *hers["about"]],
        "password": [PASSWORD],
        "ask": [ask],
        "registration": [Registration("12A1234B")],
        "reason": [None],
        "note": ["Mine now"],
        "current": [PASSWORD],
        "again": [PASSWORD],
        "email": ["mine@trust.example"],
        "keep_this": [None],
        "code": ["123456"],
        "chosen": [[1]],
        "question": [SearchQuestion("Mine now")],
        "reading_state": [ReadingState.READ, None],
        "before": [True],
        "every": [None, *BulletinEvery],
    }


def rows_of(db: Db, *, whole: WholeNurse) -> dict[str, list[tuple[Any, ...]]]:
    """Everything of hers as it stands."""
    found = {kept.name: db.scalars(kept.of(whole.nurse.person_id)).all() for kept in KEPT}
    return {
        name: [tuple(getattr(row, column.key) for column in row.__mapper__.column_attrs) for row in rows]
        for name, rows in found.items()
    }


def test_no_command_changes_anything_of_somebody_else() -> None:
    whole = whole_nurse("Mine alone")
    other = whole_nurse("Another's words", "Another Nurse", by=whole.librarian).nurse
    things, before = what_is_sent(things_of(whole), whole), look_up(rows_of, whole=whole)
    acts = [each for each in functions_of(commands) if each.__annotations__.get("actor") is Actor]
    tried = set()
    for act in acts:
        if act.__name__ in STEPS:
            continue
        taken = list(inspect.signature(act).parameters)[1:]
        named = [name for name in taken if name in things or name == "actor"]
        for given in product(*([other] if name == "actor" else list(things[name])[-3:] for name in named)):
            arguments = {**dict.fromkeys(taken), **dict(zip(named, given, strict=True))}
            try:
                carry_out(act, **arguments)
            except NotForYourRole:
                break  # whatever else is sent, she may not do this at all
            except Refusal:
                tried.add(act.__name__)
            except Exception as error:
                unknown = [name for name in taken if name not in named]
                message = f"Say in {__name__} what {unknown} of the command {act.__name__} could be: {error}"
                raise AssertionError(message) from error
            else:
                tried.add(act.__name__)
        now = look_up(rows_of, whole=whole)
        assert [name for name in before if now[name] != before[name]] == [], act.__name__
    assert len(tried) > 30
    assert Role.NURSE in other.roles
