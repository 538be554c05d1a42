"""A nurse's whole pack, as values for our documents, and the same text as headings and tables for other engines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from revalidation.documents.document import Document
from revalidation.documents.logs import add_cpd_log, add_feedback_log, add_practice_hours
from revalidation.documents.reflective_accounts import add_reflective_accounts
from revalidation.documents.sign_off import add_signed_form
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.completing import Completed, read_day
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.hours import hours, said_hours
from revalidation.domain.nmc import reflective_accounts_form
from revalidation.domain.nmc_logs import Log, LogForm, log_form
from revalidation.domain.nmc_sign_offs import SignOffForm, sign_off_form
from revalidation.domain.practice import CURRENT, PracticePeriod
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.signed_forms import NursePart, Shown, SignedForm
from revalidation.domain.times import dated, local, said_moment

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
VERSION = "2022-06"
SENTENCE = "We met on the ward and read how breathing changes before anything else does, and what that asks of us. "


@dataclass(frozen=True, slots=True)
class Pack:
    """What she has."""

    accounts: Sequence[ReflectiveAccount]
    practice: Sequence[PracticePeriod]
    cpd: Sequence[CpdEntry]
    feedback: Sequence[Feedback]
    signed: Sequence[SignedForm]


def pack(salt: int, *, accounts: int = 5) -> Pack:
    """Five accounts of about 240 words, 40 rows of CPD, 10 of practice, 5 of feedback, both signed forms.

    The salt makes its paragraphs others than those of the pack before, so that nobody only remembers them.
    """
    day = date(2025, 3, 4)
    return Pack(
        accounts=[account(f"{salt} {number}", 2) for number in range(accounts)],
        practice=[
            PracticePeriod(day, day + timedelta(days=90), f"Moor House {number}, Leeds Road, Leeds",
                           "hospital_or_other_secondary_care", "direct_clinical_care", 60 * 150, "37.5 hours per week",
                           "nurse", f"{salt}. Ward {number}: {SENTENCE}")
            for number in range(10)
        ],
        cpd=[
            CpdEntry(day, day, "Meeting attendance – reading group", f"{salt} {number}. {SENTENCE}{SENTENCE}",
                     ("practise_effectively", "preserve_safety"), "Improving safety and quality of care", 150, 90)
            for number in range(40)
        ],
        feedback=[
            Feedback(day, "Student", "Verbal, in a meeting", f"{salt} {number}. {SENTENCE * 3}") for number in range(5)
        ],
        signed=[_signed(kind, salt) for kind in SignOffKind],
    )  # fmt: skip


def account(salt: str, sentences: int) -> ReflectiveAccount:
    """An account of four answers."""
    paragraph = SENTENCE * sentences
    return ReflectiveAccount(
        title=f"Reading {salt}",
        answers=(f"{salt}. {paragraph}", f"{salt} {paragraph}", f"- {salt} {SENTENCE}\n- {SENTENCE}", paragraph),
        themes=("preserve_safety",),
        form_version=VERSION,
    )


def _signed(kind: SignOffKind, salt: int) -> SignedForm:
    form = sign_off_form(kind, VERSION)
    answers = {field.key: "L. Manager" for field in form.signer_fields}
    answers |= {"summary": f"{salt}. {SENTENCE * 3}", "address": "London Hospital\nJones Road\nLN1 2NM"}
    answers |= {"nmc_pin": "13A1234B", "discussed_on": "2026-01-30"}
    chosen = form.capacity("registrant")
    return SignedForm(
        kind=kind,
        form_version=VERSION,
        shown=Shown(NursePart("A. Nurse", "12A1234B", date(2024, 4, 1))),
        completed=Completed("registrant", None, tuple(answers.items()), (), "L. Manager"),
        capacity=chosen.label if chosen else "",
        checklist=tuple(item.text for item in form.items()),
        statements=form.statements,
        signed_at=AT,
    )


def ours(it: Pack) -> bytes:
    """As nurses get it: tagged, archivable."""
    document = Document(title="Pack", author="A. Nurse", at=AT)
    add_practice_hours(document, [(one, VERSION) for one in it.practice])
    add_cpd_log(document, [(one, VERSION) for one in it.cpd])
    add_feedback_log(document, [(one, VERSION) for one in it.feedback])
    add_reflective_accounts(document, it.accounts)
    for form in it.signed:
        add_signed_form(document, form, is_untouched=True)
    return document.file()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below headings, if there are any, and how wide the columns are to each other."""

    shares: Sequence[float]
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A form: which way its pages lie, and what stands on them, each part on a new page."""

    blocks: Sequence[Block]
    is_landscape: bool


def parts(it: Pack) -> list[Part]:
    """The same text for other engines."""
    practice, cpd, feedback = (log_form(log, VERSION) for log in (Log.PRACTICE_HOURS, Log.CPD, Log.FEEDBACK))
    given = [[dated(one.given_on), one.source, one.kind, one.content] for one in it.feedback]
    logs = (
        _log(practice, (1, 1.5, 1.4, 1.4, 1, 1.2, 2.9), [_practice(practice, one) for one in it.practice]),
        _log(cpd, (1, 1.6, 3.1, 1.2, 1.3, 0.8, 1), [*(_cpd(cpd, one) for one in it.cpd), _totals(it)]),
        _log(feedback, (1, 2.1, 2.1, 5), given),
    )
    upright = (*map(_account, it.accounts), *map(_form, it.signed))
    return [
        *(Part(list(blocks), is_landscape=True) for blocks in logs),
        *(Part(list(blocks), is_landscape=False) for blocks in upright),
    ]


def _log(form: LogForm, shares: Sequence[float], rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    yield from (Heading(1, form.title), Heading(2, form.guide_title))
    yield from map(Paragraph, form.guide)
    for guide in form.lists:
        yield Heading(2, guide.heading)
        yield from map(Paragraph, filter(None, (guide.text, *(f"• {choice.label}" for choice in guide.choices))))
    yield Table(shares, [f"{column.label}\n{column.hint}".strip() for column in form.columns], rows)
    yield from map(Paragraph, form.footnotes)


def _practice(form: LogForm, one: PracticePeriod) -> list[str]:
    chosen = {key: form.label(key, getattr(one, key)) for key in ("setting", "scope", "registration")}
    days = f"{dated(one.first_on)} – {dated(one.last_on) if one.last_on else CURRENT}"
    said = f"{hours(one.minutes)}\n{one.hours_text}"
    return [days, one.organisation, chosen["setting"], chosen["scope"], said, chosen["registration"], one.description]


def _cpd(form: LogForm, one: CpdEntry) -> list[str]:
    links = "\n".join(form.label("code_link", key) for key in one.code_link)
    figures = [said_hours(one.minutes), said_hours(one.participatory_minutes)]
    return [dated(one.first_on), one.method, one.topic, links, one.standards_link, *figures]


def _totals(it: Pack) -> list[str]:
    sums = (sum(one.minutes for one in it.cpd), sum(one.participatory_minutes for one in it.cpd))
    return [*[""] * 5, *(f"Total: {said_hours(each)}" for each in sums)]


def _account(one: ReflectiveAccount) -> Iterator[Block]:
    form = reflective_accounts_form(VERSION)
    yield from (Heading(1, form.form_name.capitalize()), Paragraph(form.preamble))
    yield Heading(2, f"{form.title_label} {one.title}")
    *asked, last = zip(form.questions, one.answers, strict=True)
    for question, answer in asked:
        yield Heading(3, question)
        yield Table((1,), [], [[answer.replace("- ", "• ")]])
    themes = "  ".join(theme.label for theme in form.themes)
    yield Heading(3, last[0])
    yield Table((1,), [], [[f"{form.themes_line}\n{themes}\nSelected: Preserve safety\n{last[1]}"]])


def _form(signed: SignedForm) -> Iterator[Block]:
    form = sign_off_form(signed.kind, VERSION)
    nurse, said = signed.shown.nurse, dict(signed.completed.answers)
    renewed_on, day = nurse.last_renewal_on, read_day(said["discussed_on"])
    said |= {"discussed_on": dated(day) if day else ""}
    own = {"name": nurse.name, "nmc_pin": nurse.nmc_pin, "last_renewal_on": dated(renewed_on) if renewed_on else ""}

    def boxes(fields: Any, texts: dict[str, str]) -> Table:  # noqa: ANN401 (fields of either kind)
        return Table((2, 3), [], [[field.label, texts.get(field.key, "")] for field in fields])

    yield from (Heading(1, form.title), Paragraph(form.preamble), Heading(2, form.nurse_heading))
    yield boxes(form.nurse_fields, own)
    if form.capacities:
        yield Heading(2, form.capacity_prompt)
        yield from (Paragraph(f"[ ] {one.label}") for one in form.capacities)
    yield from (Heading(2, form.signer_heading), boxes(form.signer_fields, said))
    for section in form.sections:
        yield from (Heading(2, section.prompt), boxes(section.fields, said))
    yield from _checked(form)
    yield from map(Paragraph, signed.statements)
    typed = f"{signed.completed.signature}\n(typed as a signature on {said_moment(AT)})"
    signed_on = dated(local(AT).date())
    yield Table((2, 3), [], [[form.signature_label, typed], [form.date_label, signed_on]])


def _checked(form: SignOffForm) -> Iterator[Block]:
    if form.checklist:
        yield Heading(2, form.checklist_title)
    for group in form.checklist:
        yield Heading(3, group.heading)
        yield from (Paragraph(f"[x] {item.text}") for item in group.items)


Engine = Callable[[list[Part]], bytes]
