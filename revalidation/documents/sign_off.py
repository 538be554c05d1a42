"""A reflective discussion or a confirmation on paper, set out as the NMC's form, as it was signed or to be signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from revalidation.documents.characters import printable
from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import PORTRAIT, Band, Item, Row, Tick, band
from revalidation.documents.structure import Element, figure
from revalidation.documents.styles import BODY, BOLD, HEADING, LABEL, SMALL, TITLE
from revalidation.documents.tables import labelled
from revalidation.documents.unprintable import refuse_unprintable
from revalidation.domain.completing import Completed, read_day
from revalidation.domain.nmc_sign_offs import FieldKind, FormField, SignOffForm, sign_off_form
from revalidation.domain.signed_forms import NursePart, SignedForm
from revalidation.domain.times import dated, local, said_moment

_WIDTH = PORTRAIT.inside
_TICK_INDENT = 18.0
_FEW = 3  # boxes that are not parted
_BLANK, _BLANK_TEXT = "\n", "\n" * 4
_NOT_AS_SIGNED = "What is kept here is not what was signed. Please do not rely on this copy."


@dataclass(frozen=True, slots=True)
class _Filled:
    """What stands in the boxes of a form by their keys, and the texts that are ticked."""

    nurse: dict[str, str]
    signer: dict[str, str]
    ticked: frozenset[str]
    statements: tuple[str, ...]
    signature: str
    signed: str
    note: str = ""

    def texts(self) -> Iterator[str]:
        """All that somebody typed."""
        yield from (*self.nurse.values(), *self.signer.values(), self.signature)


def signed_form_pdf(signed: SignedForm, *, is_untouched: bool, at: datetime) -> bytes:
    """The form as one file. Raises CharactersCannotBePrinted."""
    nurse = plain(signed.shown.nurse.name)
    form = sign_off_form(signed.kind, signed.form_version)
    document = Document(title=f"{form.title} – {nurse}", author=nurse, at=at)
    add_signed_form(document, signed, is_untouched=is_untouched)
    return document.file()


def signed_form_name(signed: SignedForm) -> str:
    """`Reflective discussion form – A Khan – 2026-12-08.pdf`, by the day on which it was signed."""
    title = sign_off_form(signed.kind, signed.form_version).title
    return file_name(title, whose=signed.shown.nurse.name, at=signed.signed_at)


def blank_form_pdf(form: SignOffForm, nurse: NursePart, *, at: datetime) -> bytes:
    """The form with the nurse's part, to be completed by hand. Raises CharactersCannotBePrinted."""
    document = Document(title=f"{form.title} – {plain(nurse.name)}", author=plain(nurse.name), at=at)
    blanks = {field.key: _BLANK_TEXT if field.kind is FieldKind.TEXT else _BLANK for field in _fields(form)}
    held = {key: text or _BLANK for key, text in _nurse(nurse).items()}
    _add(document, form, _Filled(held, blanks, frozenset(), form.statements, _BLANK_TEXT, _BLANK), 0)
    return document.file()


def blank_form_name(form: SignOffForm, nurse: str, at: datetime) -> str:
    """`Confirmation form to sign by hand – A Khan – 2026-11-22.pdf`."""
    return file_name(f"{form.title} to sign by hand", whose=nurse, at=at)


def add_signed_form(document: Document, signed: SignedForm, *, is_untouched: bool, depth: int = 0) -> None:
    """The form as it was signed, on new sheets. Raises CharactersCannotBePrinted."""
    form = sign_off_form(signed.kind, signed.form_version)
    completed = signed.completed
    filled = _Filled(
        nurse=_nurse(signed.shown.nurse),
        signer={field.key: _said(field, completed) for field in _fields(form)},
        ticked=frozenset((signed.capacity, *signed.checklist)),
        statements=signed.statements,
        signature=f"{printable(completed.signature)}\n(typed as a signature on {said_moment(signed.signed_at)})",
        signed=dated(local(signed.signed_at).date()),
        note="" if is_untouched else _NOT_AS_SIGNED,
    )
    _add(document, form, filled, depth)


def _fields(form: SignOffForm) -> Iterator[FormField]:
    """Every box of whoever signs."""
    yield from form.signer_fields
    for section in form.sections:
        yield from section.fields


def _nurse(nurse: NursePart) -> dict[str, str]:
    renewed = dated(nurse.last_renewal_on) if nurse.last_renewal_on else ""
    return {"name": printable(nurse.name), "nmc_pin": printable(nurse.nmc_pin), "last_renewal_on": renewed}


def _said(field: FormField, completed: Completed) -> str:
    text = printable(completed.answer(field.key))
    day = read_day(text) if field.kind is FieldKind.DATE else None
    return dated(day) if day else text


def _add(document: Document, form: SignOffForm, filled: _Filled, depth: int) -> None:
    refuse_unprintable((None, "", text) for text in filled.texts())
    document.add(_bands(document, form, filled), foot=form.footer_sentence, bookmark=form.title, depth=depth)


def _bands(document: Document, form: SignOffForm, filled: _Filled) -> Iterator[Band]:
    whole = document.section()
    yield band([document.text(form.title, TITLE, Element("H1", whole), width=_WIDTH), Row(6)])
    if filled.note:
        yield band([document.text(filled.note, BOLD, Element("P", whole), width=_WIDTH), Row(6)])
    yield band([document.text(form.preamble, SMALL, Element("P", whole), width=_WIDTH)])
    yield from _boxes(document, document.section(whole), form.nurse_heading, form.nurse_fields, filled.nurse)
    if form.capacities:
        part = document.section(whole)
        yield _heading(document, part, form.capacity_prompt)
        yield band(_ticks(document, part, [one.label for one in form.capacities], filled))
    yield from _boxes(document, document.section(whole), form.signer_heading, form.signer_fields, filled.signer)
    for section in form.sections:
        yield from _boxes(document, document.section(whole), section.prompt, section.fields, filled.signer)
    yield from _checklist(document, document.section(whole), form, filled)
    yield from _signature(document, document.section(whole), form, filled)


def _boxes(
    document: Document, part: Element, heading: str, fields: tuple[FormField, ...], texts: dict[str, str]
) -> Iterator[Band]:
    yield _heading(document, part, heading)
    pairs = [(field.label, texts[field.key]) for field in fields]
    yield from labelled(document, part, pairs, paper=PORTRAIT, together=len(pairs) <= _FEW)


def _checklist(document: Document, part: Element, form: SignOffForm, filled: _Filled) -> Iterator[Band]:
    if form.checklist:
        yield _heading(document, part, form.checklist_title)
    for group in form.checklist:
        below = document.section(part)
        said = document.text(group.heading, LABEL, Element("H3", below), width=_WIDTH, holds_next=True)
        yield band([Row(4), said, Row(2), *_ticks(document, below, [item.text for item in group.items], filled)])


def _signature(document: Document, part: Element, form: SignOffForm, filled: _Filled) -> Iterator[Band]:
    """What is agreed to, and the name below it."""
    said = [document.text(one, BODY, Element("P", part), width=_WIDTH) for one in filled.statements]
    yield band([Row(12), *(item for one in said for item in (one, Row(6)))], holds_next=True)
    pairs = [(form.signature_label, filled.signature), (form.date_label, filled.signed)]
    yield from labelled(document, part, pairs, paper=PORTRAIT, together=True)


def _heading(document: Document, part: Element, said: str) -> Band:
    return band([Row(10), document.text(said, HEADING, Element("H2", part), width=_WIDTH)], holds_next=True)


def _ticks(document: Document, part: Element, texts: list[str], filled: _Filled) -> Iterator[Item]:
    for said in texts:
        owner, ticked = Element("P", part), said in filled.ticked
        tick = Tick(figure(owner, "Ticked:" if ticked else "Not ticked:"), 0.0, ticked)
        yield document.text(said, BODY, owner, width=_WIDTH, indent=_TICK_INDENT, hanging=(tick,))
        yield Row(3)
