"""Every query there is, asked by anybody about somebody's things: each with arguments that could be answered."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any

from sqlalchemy import Select, select

from revalidation import queries
from revalidation.acting import look_up
from revalidation.domain.articles import Article
from revalidation.domain.evaluation import Span
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.filters import NO_FILTERS
from revalidation.domain.messages import MessageState
from revalidation.domain.nmc_logs import Log
from revalidation.domain.packs import Choice
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Refusal
from revalidation.domain.series import Reach
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.sign_ins import Limits
from revalidation.domain.sign_offs import SignOffKind
from revalidation.storage.accounts import AccountVersionRow, LentPassageRow, ReflectiveAccountRow
from revalidation.storage.article_files import ArticleFileRow
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.calendars import CalendarFeedRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.search_requests import SearchRequestRow
from revalidation.storage.sign_ins import SignInRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.statements import StatementRow
from revalidation.storage.topics import TopicRow
from tests.make import NOON
from tests.whole_nurse import DAY, START, WholeNurse

Query = Callable[..., object]
Things = dict[str, Sequence[object]]
_OWNED = {
    "account_id": ReflectiveAccountRow,
    "entry_id": CpdEntryRow,
    "feedback_id": FeedbackRow,
    "file_id": EvidenceFileRow,
    "period_id": PracticePeriodRow,
    "sign_off_id": SignOffRow,
    "passage_id": LentPassageRow,
    "sign_in_id": SignInRow,
    "search_request_id": SearchRequestRow,
}
_YEAR = timedelta(days=365)


def all_queries() -> list[Query]:
    """Every public function of every module of queries."""
    return functions_of(queries)


def functions_of(package: ModuleType) -> list[Query]:
    """Every public function of every module of a package."""
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    return [
        each
        for module in modules
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if each.__module__ == module.__name__ and not name.startswith("_")
    ]


def things_of(whole: WholeNurse) -> Things:
    """What could be asked for, by the name that queries give the argument: everything of hers, and the same for all."""
    mine = look_up(_rows_of, whole=whole)
    entries = [About(AboutKind.CPD, number) for number in mine["entry_id"]]  # type: ignore[arg-type]
    chosen: Sequence[object] = [
        Choice(
            logs=tuple(Log),
            accounts=tuple(whole.account_ids),
            sign_offs=tuple(mine["sign_off_id"]),  # type: ignore[arg-type]
            files=tuple(mine["file_id"]),  # type: ignore[arg-type]
            with_gaps=True,
            with_originals=True,
        )
    ]
    plan = SessionPlan(
        NOON + timedelta(days=7), 60, 8, 0, None, "https://meet.example/x", (), whole.librarian.person_id
    )
    return mine | {
        "about": entries,
        "choice": chosen,
        "account_ids": [None, list(whole.account_ids)],
        "session_id": [whole.attended, whole.to_come],
        "person_id": [whole.nurse.person_id],
        "also": [whole.nurse.person_id],
        "token": [*whole.tokens, *mine["token"]],
        "search": ["", whole.nurse.name],
        "plans": [[plan]],
        "plan": [plan],
        "session_ids": [[whole.to_come]],
        "first": [0],
        "closures.first": [date(2026, 1, 1)],
        "last": [None],
        "now": [NOON, START + 2 * DAY],
        "begins_at": [NOON - _YEAR],
        "ends_at": [NOON + _YEAR],
        "until": [NOON + _YEAR],
        "limit": [100],
        "offset": [0],
        "site_id": [None],
        "filters": [NO_FILTERS],
        "is_past": [False, True],
        "is_open": [False, True],
        "article_ids": [mine["article_id"]],
        "chosen": [mine["article_id"]],
        "before": [NOON],
        "with_prompts": [True],
        "state": list(MessageState),
        "reach": list(Reach),
        "kind": list(SignOffKind),
        "limits": [Limits()],
        "client": ["192.0.2.1", None],
        "address": ["https://reading.example"],
        "span": [Span("", "", (NOON - _YEAR).date(), (NOON + _YEAR).date())],
        "articles": [[Article("Anything")]],
    }


def _rows_of(db: Db, *, whole: WholeNurse) -> Things:
    her_id = whole.nurse.person_id
    mine: Things = {name: list(db.scalars(_ids(kind, her_id))) for name, kind in _OWNED.items()}
    versions = select(AccountVersionRow.id).where(AccountVersionRow.account_id.in_(whole.account_ids))
    links = [("booking", BookingRow), ("follow_up", FollowUpRow)]
    signed = [link_token(what, row) for what, kind in links for row in db.scalars(_ids(kind, her_id))]
    return mine | {
        "token": [*signed, link_token("messages", her_id)],
        "version_id": list(db.scalars(versions)),
        "stored_as": list(db.scalars(select(EvidenceFileRow.stored_as).where(EvidenceFileRow.person_id == her_id))),
        "reference": list(db.scalars(select(StatementRow.reference).where(StatementRow.person_id == her_id))),
        "message_id": list(db.scalars(select(MessageRow.id))),
        "article_file_id": list(db.scalars(select(ArticleFileRow.id))),
        "article_id": list(db.scalars(select(ArticleRow.id))),
        "group_id": list(db.scalars(select(GroupRow.id))),
        "topic_id": list(db.scalars(select(TopicRow.id))),
        "article_ids": [list(db.scalars(select(ArticleRow.id)))],
    }


def _ids(kind: Any, person_id: int) -> Select[int]:  # noqa: ANN401 (rows of any table that somebody owns)
    return select(kind.id).where(kind.person_id == person_id).order_by(kind.id)


def digests_of(whole: WholeNurse) -> Things:
    """What a thief of the database would try as a link: the digests that stand there in place of the secrets."""

    def found(db: Db) -> list[str]:
        her_id = whole.nurse.person_id
        forms = select(SignOffRow.token_digest).where(SignOffRow.person_id == her_id)
        feeds = select(CalendarFeedRow.token_digest).where(CalendarFeedRow.person_id == her_id)
        sign_ins = select(SignInRow.token_digest).where(SignInRow.person_id == her_id)
        return [str(each) for kind in (forms, feeds, sign_ins) for each in db.scalars(kind)]

    return {"token": ["", "guessed", *look_up(found)]}


def asked(actor: Actor, things: Things, among: Sequence[Query] = ()) -> Iterator[tuple[str, object]]:
    """What every query answers to `actor`, asked with everything that its arguments could be: a value, or a refusal."""
    for query in among or all_queries():
        taken = list(inspect.signature(query).parameters)[1:]
        for given in product(*(_given(query, name, actor, things) for name in taken)):
            try:
                yield query.__name__, look_up(query, **dict(zip(taken, given, strict=True)))
            except Refusal as refused:
                yield query.__name__, refused


def _given(query: Query, name: str, actor: Actor, things: Things) -> Sequence[object]:
    if name == "actor":
        return [actor]
    found = things.get(f"{query.__name__}.{name}", things.get(name))
    if found is None:
        message = f"Say in tests/all_questions.py what “{name}” of the query {query.__name__} could be."
        raise AssertionError(message)
    if not found:
        message = f"tests/whole_nurse.py has nothing that “{name}” of the query {query.__name__} could be."
        raise AssertionError(message)
    return found
