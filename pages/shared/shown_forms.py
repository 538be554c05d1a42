"""What is shown of a form to sign and of a signed one: the accounts, a nurse's summary, and what was filled in."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.widgets import bullets, empty, facts, row, table, words
from pages.shared.wording import said_days
from revalidation.domain.completing import Completed, read_day
from revalidation.domain.hours import hours
from revalidation.domain.nmc import reflective_accounts_form
from revalidation.domain.nmc_sign_offs import FieldKind, FormField, SignOffForm
from revalidation.domain.signed_forms import (
    NursePart,
    ShownAccount,
    ShownDiscussion,
    ShownPractice,
    SignedForm,
    Summary,
)
from revalidation.domain.times import local, said_day, said_moment

_MINUTES = 60


def accounts_shown(accounts: Sequence[ShownAccount]) -> None:
    """Each account to be opened and read."""
    for number, account in enumerate(accounts, start=1):
        finished = f"Finished {said_day(account.finished_on)}" if account.finished_on else ""
        with st.container(key=f"shown-{account.account_id}-{account.revision}"):
            row(finished, account.title, said_themes(account.themes, account.form_version), "")
            with st.expander(f"Read account {number}"):
                account_shown(account)


def account_shown(account: ShownAccount) -> None:
    """One account on its four questions."""
    form = reflective_accounts_form(account.form_version)
    for question, answer in zip(form.questions, account.answers, strict=True):
        st.markdown(f"**{question}**")
        words(answer)
    facts([("Themes of the Code", said_themes(account.themes, account.form_version))])


def said_themes(themes: Sequence[str], form_version: str) -> str:
    """`Preserve safety – Prioritise people`."""
    return " – ".join(theme.label for theme in reflective_accounts_form(form_version).themes if theme.key in themes)


def summary_shown(summary: Summary) -> None:
    """A nurse's period beside what the NMC asks for, then the lists behind the figures."""
    period = [said_day(day) for day in (summary.period_starts_on, summary.renewal_on) if day]
    facts(
        [
            ("Registration", "\n".join(summary.registrations)),
            ("Registration period", " to ".join(period)),
            ("Practice hours", _of(_hours(summary.practice_minutes), summary.practice_hours_needed)),
            ("CPD hours", _of(_hours(summary.cpd_minutes), summary.cpd_hours_needed)),
            (
                "of these participatory",
                _of(_hours(summary.participatory_minutes), summary.participatory_hours_needed),
            ),
            ("Practice-related feedback", _of(str(len(summary.feedback)), summary.feedback_needed)),
            ("Reflective accounts", _of(str(len(summary.accounts)), summary.accounts_needed)),
            ("Reflective discussion", _said_discussion(summary.discussion)),
        ]
    )
    _lists(summary)


def nurse_shown(form: SignOffForm, nurse: NursePart) -> None:
    """The nurse's part of the form."""
    renewed = said_day(nurse.last_renewal_on) if nurse.last_renewal_on else ""
    held = {"name": nurse.name, "nmc_pin": nurse.nmc_pin, "last_renewal_on": renewed}
    facts([(field.plain_label, held[field.key]) for field in form.nurse_fields])


def signed_shown(form: SignOffForm, signed: SignedForm) -> None:
    """What was filled in, and the block with the signature."""
    st.subheader(form.nurse_heading, anchor=False)
    nurse_shown(form, signed.shown.nurse)
    st.subheader(form.signer_heading, anchor=False)
    capacity = [(form.capacity_prompt, signed.capacity)] if form.capacities else []
    facts([*capacity, *((field.plain_label, _said(field, signed.completed)) for field in form.signer_fields)])
    for section in form.sections_for(signed.completed.capacity):
        facts([(field.plain_label, signed.completed.answer(field.key)) for field in section.fields])
    if signed.checklist:
        st.subheader(form.checklist_title, anchor=False)
        bullets(signed.checklist)
    st.subheader(form.signature_label.rstrip(":"), anchor=False)
    bullets(signed.statements)
    signed_on = f"{said_day(local(signed.signed_at).date())} ({said_moment(signed.signed_at)})"
    facts(
        [
            (form.signature_label.rstrip(":"), f"{signed.completed.signature} (typed name)"),
            (form.date_label.rstrip(":"), signed_on),
        ]
    )


def _said(field: FormField, completed: Completed) -> str:
    text = completed.answer(field.key)
    day = read_day(text) if field.kind is FieldKind.DATE else None
    return said_day(day) if day else text


def _said_discussion(discussion: ShownDiscussion | None) -> str:
    if discussion is None:
        return "Not signed here yet"
    held = f"held on {said_day(discussion.discussed_on)}, " if discussion.discussed_on else ""
    pin = f" (NMC Pin {discussion.nmc_pin})" if discussion.nmc_pin else ""
    elsewhere = (
        "" if discussion.is_vouched_for else ". It was brought from elsewhere; please ask to see the form itself"
    )
    return f"With {discussion.name}{pin}, {held}signed on {said_day(discussion.signed_on)}{elsewhere}"


def _lists(summary: Summary) -> None:
    lists: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
        "Practice hours": (
            ("Dates", "Organisation", "Hours"),
            [(said_days(one.first_on, one.last_on), one.organisation, _said_hours(one)) for one in summary.practice],
        ),
        "CPD": (
            ("Dates", "Method", "Topic", "Hours", "Participatory"),
            [
                (
                    said_days(one.first_on, one.last_on),
                    one.method,
                    one.topic,
                    _hours(one.minutes),
                    _hours(one.participatory_minutes),
                )
                for one in summary.cpd
            ],
        ),
        "Practice-related feedback": (
            ("Date", "Source", "Type"),
            [(said_day(one.given_on), one.source, one.kind) for one in summary.feedback],
        ),
        "Reflective accounts": (
            ("Finished", "Title", "Themes"),
            [
                (said_day(one.finished_on), one.title, said_themes(one.themes, one.form_version))
                for one in summary.accounts
                if one.finished_on
            ],
        ),
    }
    for title, (heads, rows) in lists.items():
        with st.expander(f"{title} ({len(rows)})"):
            if rows:
                table(title, heads, rows)
            else:
                empty("Nothing is recorded here. Ask to see it another way.")


def _hours(minutes: int) -> str:
    return f"{minutes / _MINUTES:.2f}".rstrip("0").rstrip(".")


def _said_hours(one: ShownPractice) -> str:
    """The sum, and below it what she says of it."""
    return "\n".join(filter(None, (hours(one.minutes), one.hours)))


def _of(have: str, needed: int) -> str:
    return f"{have} recorded, {needed} needed"
