"""One practice period in the NMC's columns."""

from functools import partial

import streamlit as st

from pages.nurse.parts.files import files_of
from pages.nurse.parts.log_fields import Beside, choice_field, days_fields, given, guide, hours_field, prose_field
from pages.nurse.parts.remarks import remarks_before_download, said_with_remarks
from pages.shared.acting import announce_on, carry_out, confirm_button, fresh, now, refusals_shown
from pages.shared.widgets import hint, lead
from revalidation.commands.practice import add_practice_period, change_practice_period, remove_practice_period
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.hours import minutes_of
from revalidation.domain.nmc_logs import Log, LogForm, log_form, log_form_in_force
from revalidation.domain.own_words import of_practice
from revalidation.domain.people import Actor
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.times import local
from revalidation.queries.practice import PracticeLine

PAGE = "pages/nurse/practice.py"


@st.dialog("Remove this practice period?")
def removing(me: Actor, period_id: int) -> None:
    """Ask once."""
    lead("It will be gone for good. Files stay among your evidence.")
    command = partial(remove_practice_period, actor=me, period_id=period_id)
    confirm_button("Remove it", command, message="The practice period is removed.", key="really_remove", then=PAGE)


def new_period(me: Actor, kinds: tuple[str, ...]) -> None:
    """The form of a new period, at first of a current post; with one registration held, it is chosen already."""
    today = local(now()).date()
    registration = kinds[0] if len(kinds) == 1 else ""
    _form(
        me, None, PracticePeriod(today, None, registration=registration), log_form_in_force(Log.PRACTICE_HOURS, today)
    )


def period(me: Actor, line: PracticeLine) -> None:
    """One period in full."""
    remarks_before_download([of_practice(line.period)], on_its_page=True)
    _form(me, line.id, line.period, log_form(Log.PRACTICE_HOURS, line.form_version))
    files_of(me, About(AboutKind.PRACTICE, line.id))
    if st.button("Remove this practice period", key="remove"):
        removing(me, line.id)


def _form(me: Actor, period_id: int | None, stored: PracticePeriod, form: LogForm) -> None:
    guide(form)
    key = fresh(f"practice-{period_id or 'new'}")
    # Outside the form, so that the last day goes and comes with it.
    goes_on = st.checkbox("I still work here", stored.last_on is None, key=f"{key}-goes-on")
    with refusals_shown() as beside, st.form("practice", border=False):
        last_on = stored.last_on or local(now()).date()
        first, last = days_fields(beside, stored.first_on, last_on, key=key, has_ended=not goes_on)
        organisation = st.text_input(
            form.column("organisation").plain_label, stored.organisation, key=f"{key}-organisation"
        )
        beside("organisation")
        setting = choice_field(form, "setting", stored.setting, key=f"{key}-setting")
        beside("setting")
        scope = choice_field(form, "scope", stored.scope, key=f"{key}-scope")
        beside("scope")
        hours, hours_text = _hours_fields(beside, form, stored, key=key, goes_on=goes_on)
        registration = choice_field(form, "registration", stored.registration, key=f"{key}-registration")
        beside("registration")
        description = prose_field(form, "description", stored.description, key=f"{key}-description")
        beside("description")
        if st.form_submit_button("Save the practice period", type="primary"):
            typed = PracticePeriod(
                first_on=given(first, field="first_on"),
                last_on=None if goes_on else given(last, field="last_on"),
                organisation=organisation or "",
                setting=setting,
                scope=scope,
                minutes=minutes_of(hours, "the hours", field="minutes"),
                hours_text=hours_text,
                registration=registration,
                description=description,
            )
            _keep(me, period_id, typed)


def _hours_fields(beside: Beside, form: LogForm, stored: PracticePeriod, *, key: str, goes_on: bool) -> tuple[str, str]:
    """A number for the sum, and a text for print."""
    until = "until now; change them before you revalidate" if goes_on else "to the last, for the sum"
    note = f"All hours from the first day {until}. About 1,600 are a year of full time."
    hours = hours_field(form.column("hours").plain_label, stored.minutes, key=f"{key}-hours", help_text=note)
    beside("minutes")
    hours_text = st.text_input("The same in words, for print (optional)", stored.hours_text, key=f"{key}-text")
    hint("For example: Full time 37.5 hours per week.")
    beside("hours_text")
    return hours, hours_text or ""


def _keep(me: Actor, period_id: int | None, typed: PracticePeriod) -> None:
    if period_id is None:
        carry_out(add_practice_period, actor=me, period=typed, now=now())
    else:
        carry_out(change_practice_period, actor=me, period_id=period_id, period=typed, now=now())
    announce_on(PAGE, said_with_remarks("The practice period is saved.", of_practice(typed)))
