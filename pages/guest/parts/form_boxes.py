"""The boxes of a form to sign, filled in by whoever was asked, and kept as she goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from pages.shared.acting import carry_out, now
from pages.shared.part_drafts import Part, filled, start_over
from pages.shared.widgets import lead, say
from revalidation.commands.signing import save_part
from revalidation.domain.completing import Completed, checked, read_day, statement_key
from revalidation.domain.nmc_sign_offs import FieldKind, FormField, SignOffForm
from revalidation.domain.refusals import NotAPin
from revalidation.domain.registrations import check_pin_shape
from revalidation.domain.sign_off_refusals import FormChangedElsewhere
from revalidation.domain.times import local, said_time
from revalidation.queries.sign_offs import ToSign

Beside = Callable[[str], object]
_AUTOCOMPLETE = {"name": "name", "email": "email", "contact_number": "tel", "job_title": "organization-title"}


def boxes(beside: Beside, form: SignOffForm, found: ToSign) -> Completed:
    """Everything that is filled in before the statements; what stands in it now."""
    capacity = found.completed.capacity
    if form.capacities:
        capacity = _capacity(form, found)
        beside("capacity")
    st.subheader(form.signer_heading, anchor=False)
    answers = dict(found.completed.answers)
    for field in form.signer_fields:
        answers[field.key] = _box(beside, field, found)
    for section in form.sections_for(capacity):
        st.markdown(f"**{section.prompt}**")
        for field in section.fields:
            answers[field.key] = _box(beside, field, found)
    return replace(found.completed, capacity=capacity, answers=tuple(answers.items()))


def checklist(beside: Beside, form: SignOffForm, found: ToSign) -> tuple[str, ...]:
    """The statements of the checklist; the keys of those that are ticked."""
    if not form.checklist:
        return ()
    st.header(form.checklist_title, anchor=False)
    ticked: list[str] = []
    for group in form.checklist:
        st.subheader(group.heading, anchor=False)
        for item in group.items:
            ticked += _tick(beside, item.key, item.text, found)
    return tuple(ticked)


def statements(beside: Beside, form: SignOffForm, found: ToSign) -> tuple[str, ...]:
    """The statements above the signature; the keys of those that are ticked."""
    ticked: list[str] = []
    for number, text in enumerate(form.statements, start=1):
        ticked += _tick(beside, statement_key(number), text, found)
    return tuple(ticked)


def signature(beside: Beside, form: SignOffForm, found: ToSign) -> str:
    """Her name, typed to sign with."""
    key = filled(found.id, "signature", found.completed.signature)
    label = f"{form.signature_label.rstrip(':')}: type your full name"
    typed = st.text_input(label, key=key, autocomplete="off")
    beside("signature")
    return typed or ""


def keep(token: str, form: SignOffForm, found: ToSign, typed: Completed, part: Part) -> None:
    """Save what has changed, or let her choose if another window saved meanwhile."""
    if checked(form, typed) == found.completed:
        part.revision = found.revision
        lead("What you fill in is saved as you go.")
        return
    save = partial(save_part, token=token, kind=found.kind, completed=typed, revision=part.revision, now=now())
    try:
        part.revision = carry_out(save)
    except FormChangedElsewhere as refusal:
        say(refusal.sentence, tone="problem")
        with st.container(horizontal=True):
            if st.button("Keep what is in these boxes", key="keep_mine"):
                part.revision = found.revision
                st.rerun()
            st.button("Show the newer version", key="show_newer", on_click=start_over, args=(found.id,))
    else:
        lead(f"Saved {said_time(now())}")


def _capacity(form: SignOffForm, found: ToSign) -> str:
    labels = {one.key: one.label for one in form.capacities}
    key = filled(found.id, "capacity", found.completed.capacity or None)
    return st.radio(form.capacity_prompt, list(labels), index=None, format_func=lambda one: labels[one], key=key) or ""


def _tick(beside: Beside, key: str, text: str, found: ToSign) -> list[str]:
    is_ticked = st.checkbox(text, key=filled(found.id, key, key in found.completed.ticked))
    beside(key)
    return [key] if is_ticked else []


def _box(beside: Beside, field: FormField, found: ToSign) -> str:
    """One box as the form has it, with its refusal below it."""
    stored, label = found.completed.answer(field.key), field.plain_label
    if not field.is_required:
        label = f"{label} – may stay empty"
    if field.kind is FieldKind.DATE:
        text = _day(label, filled(found.id, field.key, read_day(stored)))
    elif field.kind is FieldKind.TEXT:
        text = st.text_area(label, key=filled(found.id, field.key, stored), height="content") or ""
    else:
        key, completing = filled(found.id, field.key, stored), _AUTOCOMPLETE.get(field.key, "off")
        text = st.text_input(label, key=key, autocomplete=completing) or ""
    beside(field.key)
    if field.kind is FieldKind.PIN and text:
        _remark_on_pin(text)
    return text


def _day(label: str, key: str) -> str:
    today = local(now()).date()
    day: date | None = st.date_input(
        label, None, min_value=today - timedelta(days=4 * 366), max_value=today, format="DD/MM/YYYY", key=key
    )
    return day.isoformat() if day else ""


def _remark_on_pin(typed: str) -> None:
    try:
        check_pin_shape("".join(typed.split()).upper())
    except NotAPin as remark:
        say(f"Please check the Pin. {remark.sentence} It is saved as you typed it.")
