"""What somebody who was asked to sign has filled in so far, and what the form needs before it is signed."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from revalidation.domain.nmc_sign_offs import FieldKind, FormField, Section, SignOffForm
from revalidation.domain.people import checked_email
from revalidation.domain.refusals import Missing
from revalidation.domain.sign_off_refusals import CapacityNeeded, TicksNeeded
from revalidation.domain.text import cleaned, line, prose

NAME_LIMIT = 120
PIN_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Completed:
    """The boxes of a form: `answers` by the keys of its fields, `ticked` by the keys of its statements.

    `last_renewal_on` is what the nurse has given for her own part of a confirmation.
    """

    capacity: str = ""
    last_renewal_on: date | None = None
    answers: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()
    signature: str = ""

    def answer(self, key: str) -> str:
        """What stands in a box."""
        return dict(self.answers).get(key, "")

    @property
    def discussed_on(self) -> date | None:
        """The day of the discussion, if it is given."""
        return read_day(self.answer("discussed_on"))


def statement_key(number: int) -> str:
    """The key of one of the statements above the signature, counted from 1."""
    return f"statement_{number}"


def ticks_of(form: SignOffForm) -> tuple[str, ...]:
    """Everything that is ticked on a form: its checklist, then the statements above the signature."""
    numbers = range(1, len(form.statements) + 1)
    return (*(item.key for item in form.items()), *(statement_key(number) for number in numbers))


def read_day(text: str) -> date | None:
    """A day as it is stored."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def checked(form: SignOffForm, completed: Completed) -> Completed:
    """The same with its text cleaned, and nothing that the form does not ask. Raises TooLong beside the field."""
    asked = [*form.signer_fields, *(field for section in form.sections for field in section.fields)]
    answers = ((field.key, _kept(field, completed.answer(field.key))) for field in asked)
    signature = line(completed.signature, "your name", field="signature", required=False, limit=NAME_LIMIT)
    return replace(
        completed,
        capacity=completed.capacity if form.capacity(completed.capacity) else "",
        answers=tuple((key, text) for key, text in answers if text),
        ticked=tuple(key for key in ticks_of(form) if key in completed.ticked),
        signature=signature,
    )


def must_be_complete(form: SignOffForm, completed: Completed) -> None:
    """Raise a refusal beside the first thing that is still missing or can't be right."""
    if form.capacities and not completed.capacity:
        raise CapacityNeeded(field="capacity")
    for field in form.signer_fields:
        _must_be_filled(field, completed)
    _must_hold_one_of(form.sections_for(completed.capacity), completed)
    for key in ticks_of(form):
        if key not in completed.ticked:
            raise TicksNeeded(field=key)
    if not completed.signature:
        raise Missing(field="signature", what="your name as your signature")


def _kept(field: FormField, typed: str) -> str:
    clean = {
        FieldKind.TEXT: lambda: prose(typed, f"“{field.plain_label}”", field=field.key),
        FieldKind.PIN: lambda: _pin(typed, field),
        FieldKind.DATE: lambda: cleaned(typed) if read_day(typed) else "",
    }
    as_line = partial(line, typed, f"“{field.plain_label}”", field=field.key, required=False)
    return str(clean.get(field.kind, as_line)())


def _must_be_filled(field: FormField, completed: Completed) -> None:
    text = completed.answer(field.key).strip()
    if field.is_required and not text:
        raise Missing(field=field.key, what=f"“{field.plain_label}”")
    if field.kind is FieldKind.EMAIL and text:
        checked_email(text)


def _must_hold_one_of(sections: tuple[Section, ...], completed: Completed) -> None:
    """Of several sections one has to be whole, for a form can't know which of them is hers."""
    for section in sections:
        if all(completed.answer(field.key) for field in section.fields if field.is_required):
            return
    for section in sections[-1:]:
        for field in section.fields:
            _must_be_filled(field, completed)


def _pin(typed: str, field: FormField) -> str:
    return "".join(
        line(typed, f"“{field.plain_label}”", field=field.key, required=False, limit=PIN_LIMIT).split()
    ).upper()
