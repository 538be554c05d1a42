"""What is asked of a row that comes from a file: it must be one that this app could have written itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from revalidation.domain.accounts import Answers, Written
from revalidation.domain.completing import Completed
from revalidation.domain.frozen import read_strictly
from revalidation.domain.nmc import reflective_accounts_form, registrations_in_force
from revalidation.domain.nmc_logs import Log, log_form
from revalidation.domain.nmc_sign_offs import sign_off_form
from revalidation.domain.refusals import Refusal
from revalidation.domain.signed_forms import SignedForm
from revalidation.domain.times import local
from revalidation.storage.accounts import AccountVersionRow, ReflectiveAccountRow
from revalidation.storage.base import Row
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.people import RegistrationKindRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.values import cpd_entry_value, feedback_value, practice_period_value
from revalidation.storage.writing import written_json

A_FORM, A_KEY, TAKEN = "a form that this installation knows", "what the NMC's form offers", "what the form takes"
AN_EARLIER_TIME, OURS = "a time that has passed", "as this app writes it"

V = TypeVar("V")


class ImplausibleError(ValueError):
    """A field of a row does not hold what is expected there."""

    def __init__(self, field: str, expected: str) -> None:
        """Which field, and what should be in it."""
        super().__init__(field)
        self.field, self.expected = field, expected


def must_be_plausible(row: Row, now: datetime) -> None:
    """Raise ImplausibleError for the first thing in a row that this app would not have written."""
    for name in ("created_at", "saved_at", "changed_at", "added_at", "signed_at", "opened_at", "finished_at"):
        moment = getattr(row, name, None)
        if moment is not None and moment > now:
            raise ImplausibleError(name, AN_EARLIER_TIME)
    check = _CHECKS.get(type(row))
    if check is not None:
        check(row, now)


def _registration_kind(row: RegistrationKindRow, now: datetime) -> None:
    known = {kind.key for kind in registrations_in_force(local(now).date()).kinds}
    _must(row.kind in known, "kind", A_KEY)


def _practice(row: PracticePeriodRow, _now: datetime) -> None:
    form = _known(lambda: log_form(Log.PRACTICE_HOURS, row.form_version))
    _accepted(lambda: practice_period_value(row).checked(form))


def _feedback(row: FeedbackRow, _now: datetime) -> None:
    _known(lambda: log_form(Log.FEEDBACK, row.form_version))
    _accepted(feedback_value(row).checked)


def _cpd(row: CpdEntryRow, now: datetime) -> None:
    form = _known(lambda: log_form(Log.CPD, row.form_version))
    if row.removed_at is not None:  # a mark without words
        _must(row.removed_at <= now, "removed_at", AN_EARLIER_TIME)
        _must(not any((row.method, row.topic, row.code_link, row.standards_link)), "removed_at", "empty")
        return
    entry = cpd_entry_value(row)
    _accepted(entry.checked)
    _must(set(entry.code_link) <= set(form.guide_to("code_link").labels), "code_link", A_KEY)
    _must(min(entry.reading_minutes, entry.minutes) >= 0, "reading_minutes", "a number of minutes")


def _account(row: ReflectiveAccountRow, _now: datetime) -> None:
    form = _known(lambda: reflective_accounts_form(row.form_version))
    answers: Answers = (row.answer_1, row.answer_2, row.answer_3, row.answer_4)
    _accepted(Written(row.title, answers).checked)
    _must(set(row.themes.split()) <= {theme.key for theme in form.themes}, "themes", A_KEY)
    _must(row.revision >= 0, "revision", "a number of versions")


def _version(row: AccountVersionRow, _now: datetime) -> None:
    written = _read(Written, row.written, "written")
    _must(written_json(written) == row.written, "written", OURS)
    _accepted(written.checked, "written")


def _sign_off(row: SignOffRow, _now: datetime) -> None:
    form = _known(lambda: sign_off_form(row.kind, row.form_version))
    completed = _read(Completed, row.completed, "completed")
    if row.shown is None:
        return
    signed = _read(SignedForm, row.shown, "shown")
    said = (signed.kind, signed.form_version, signed.completed, signed.statements, signed.checklist)
    checklist = tuple(item.text for item in form.items())
    _must(said == (row.kind, row.form_version, completed, form.statements, checklist), "shown", OURS)
    _must(row.signed_at == signed.signed_at, "signed_at", "the time that stands in the signed form")
    for account in signed.shown.accounts:
        _known(lambda version=account.form_version: reflective_accounts_form(version), "shown")  # type: ignore[misc]


def _read(kind: type[V], text: str, field: str) -> V:
    try:
        return read_strictly(kind, text)
    except ValueError:
        raise ImplausibleError(field, OURS) from None


def _known(find: Callable[[], Any], field: str = "form_version") -> Any:  # noqa: ANN401 (any kind of form)
    try:
        return find()
    except LookupError:
        raise ImplausibleError(field, A_FORM) from None


def _accepted(check: Callable[[], object], field: str = "") -> None:
    """What is kept must be what the app would accept when it is typed."""
    try:
        check()
    except Refusal as refusal:
        raise ImplausibleError(field or refusal.field or "", TAKEN) from None


def _must(is_so: bool, field: str, expected: str) -> None:  # noqa: FBT001 (it is the whole point of the call)
    if not is_so:
        raise ImplausibleError(field, expected)


_CHECKS: dict[type[Row], Callable[[Any, datetime], None]] = {
    RegistrationKindRow: _registration_kind,
    PracticePeriodRow: _practice,
    FeedbackRow: _feedback,
    CpdEntryRow: _cpd,
    ReflectiveAccountRow: _account,
    AccountVersionRow: _version,
    SignOffRow: _sign_off,
}
