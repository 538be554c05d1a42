"""What invented nurses keep, as it is typed into the app, and the documents that come of it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from revalidation.documents.document import Document
from revalidation.documents.key_points import key_points_pdf
from revalidation.documents.logs import add_cpd_log, add_feedback_log, add_practice_hours, log_pdf
from revalidation.documents.reflective_accounts import add_reflective_accounts, reflective_accounts_pdf
from revalidation.documents.sign_off import add_signed_form, blank_form_pdf, signed_form_pdf
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.articles import Article
from revalidation.domain.completing import Completed, ticks_of
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.key_points import KeyPoints
from revalidation.domain.nmc_logs import Log
from revalidation.domain.nmc_sign_offs import sign_off_form
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.signed_forms import NursePart, Shown, SignedForm

VERSION = "2022-06"
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WRITTEN: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
NURSE = NursePart("A.Nurse", "12A1234B", date(2013, 1, 1))


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """Days as days, and lists as they are kept."""
    days = {key: value and date.fromisoformat(value) for key, value in values.items() if key.endswith("_on")}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return {**values, **days, **lists}


ACCOUNTS = [ReflectiveAccount(form_version=VERSION, **_typed(one)) for one in WRITTEN["accounts"]]
PRACTICE = [(PracticePeriod(**_typed(one)), VERSION) for one in WRITTEN["practice"]]
CPD = [(CpdEntry(**_typed(one)), VERSION) for one in WRITTEN["cpd"]]
FEEDBACK = [(Feedback(**_typed(one)), VERSION) for one in WRITTEN["feedback"]]


def signed(kind: SignOffKind, answers: dict[str, str], capacity: str = "") -> SignedForm:
    """A form with these words in its boxes, signed on the day of the discussion."""
    form = sign_off_form(kind, VERSION)
    chosen = form.capacity(capacity)
    return SignedForm(
        kind=kind,
        form_version=VERSION,
        shown=Shown(NURSE),
        completed=Completed(capacity, None, tuple(answers.items()), ticks_of(form), answers["name"]),
        capacity=chosen.label if chosen else "",
        checklist=tuple(item.text for item in form.items()),
        statements=form.statements,
        signed_at=datetime(2016, 1, 30, 12, 0, tzinfo=UTC),
    )


DISCUSSION = signed(SignOffKind.DISCUSSION, WRITTEN["discussion"])
CONFIRMATION = signed(SignOffKind.CONFIRMATION, WRITTEN["confirmation"], "registered_line_manager")


def together() -> bytes:
    """All six forms in one file."""
    document = Document(title="All forms – A.Nurse", author="A.Nurse", at=AT)
    add_practice_hours(document, PRACTICE)
    add_cpd_log(document, CPD)
    add_feedback_log(document, FEEDBACK)
    document.chapter("Reflective accounts")
    add_reflective_accounts(document, ACCOUNTS, depth=1)
    for form in (DISCUSSION, CONFIRMATION):
        add_signed_form(document, form, is_untouched=True)
    return document.file()


def log(which: Log, add: Callable[[Document], None]) -> bytes:
    return log_pdf(which, add, author="A.Nurse", at=AT)


_ARTICLE = Article(
    title="Talking on the ward: ŵ ≥ <b>",
    authors="Bowers L; James K",
    journal="J Wards",
    year=2015,
    doi="10.1234/wards",
    key_points="Ten interventions.\n\nLess conflict.",
    prompts=("What struck you?", "What would you try?"),
)
FORMS: dict[str, Callable[[], bytes]] = {
    "practice hours log": lambda: log(Log.PRACTICE_HOURS, partial(add_practice_hours, periods=PRACTICE)),
    "CPD log": lambda: log(Log.CPD, partial(add_cpd_log, entries=CPD)),
    "feedback log": lambda: log(Log.FEEDBACK, partial(add_feedback_log, pieces=FEEDBACK)),
    "reflective accounts": lambda: reflective_accounts_pdf(ACCOUNTS, author="A.Nurse", at=AT),
    "reflective discussion": lambda: signed_form_pdf(DISCUSSION, is_untouched=True, at=AT),
    "confirmation": lambda: signed_form_pdf(CONFIRMATION, is_untouched=True, at=AT),
    "all forms together": together,
    **{f"empty {which.value}": partial(log_pdf, which, lambda _: None, author="A.Nurse", at=AT) for which in Log},
    **{
        f"{kind} to sign by hand": partial(blank_form_pdf, sign_off_form(kind, VERSION), NURSE, at=AT)
        for kind in SignOffKind
    },
}
KEY_POINTS = KeyPoints(
    _ARTICLE,
    citation="Bowers L, James K. Talking on the ward: ŵ ≥ <b>. J Wards. 2015. doi:10.1234/wards",
    link="https://doi.org/10.1234/wards",
    address="https://reval.trust.example/read?article=3",
)
DOCUMENTS = FORMS | {"key points": lambda: key_points_pdf(KEY_POINTS, at=AT)}
