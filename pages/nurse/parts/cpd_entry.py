"""One CPD entry: what the register says, the time she read, and the NMC's columns."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.nurse.parts.files import files_of
from pages.nurse.parts.log_fields import (
    Beside,
    days_fields,
    example_field,
    given,
    guide,
    hours_field,
    prose_field,
)
from pages.nurse.parts.remarks import remarks_before_download, said_with_remarks
from pages.shared.acting import announce, announce_on, carry_out, confirm_button, fresh, now, refusals_shown
from pages.shared.widgets import hint, lead, say
from revalidation.commands.cpd import (
    add_cpd_entry,
    change_cpd_entry,
    declare_reading,
    keep_mine,
    remove_cpd_entry,
    use_register,
)
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.hours import minutes_of, said_hours
from revalidation.domain.nmc_logs import Log, LogForm, log_form, log_form_in_force
from revalidation.domain.own_words import of_cpd
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_minutes
from revalidation.queries.cpd import CpdLine

PAGE = "pages/nurse/cpd.py"


@st.dialog("Remove this entry?")
def removing(me: Actor, line: CpdLine) -> None:
    """Ask once, and say what a session's entry means."""
    gone = "It will be gone for good. Files stay among your evidence."
    lead(f"{gone} The register keeps your attendance, but the entry does not come back." if line.session_id else gone)
    command = partial(remove_cpd_entry, actor=me, entry_id=line.id, now=now())
    confirm_button("Remove it", command, message="The entry is removed.", key="really_remove", then=PAGE)


def flag(me: Actor, line: CpdLine) -> None:
    """The register was corrected after she had edited the entry: she chooses."""
    if line.register_says is None:
        return
    if line.register_says:
        said, use = f"The register now says {said_minutes(line.register_says)}.", "Use that"
    else:
        said, use = "The register no longer says that you attended.", "Take the meeting out"
    say(f"{said} This entry has {said_minutes(line.entry.participatory_minutes)}.")
    with st.container(horizontal=True):
        if st.button(use, key="use_register", type="primary"):
            carry_out(use_register, actor=me, entry_id=line.id, now=now())
            announce("The entry has the minutes of the register now.")
        if st.button("Keep mine", key="keep_mine"):
            carry_out(keep_mine, actor=me, entry_id=line.id)
            announce("The entry stays as you have it.")


def reading(me: Actor, line: CpdLine) -> None:
    """How long she read for a session."""
    if line.session_id is None:
        return
    st.header("Your reading time", anchor=False)
    with refusals_shown() as beside, st.form("reading", border=False):
        typed = hours_field(
            "How long did you read beforehand?",
            line.entry.reading_minutes,
            key=fresh("reading_minutes"),
            help_text="For example 1.5, 1:30 or 45 min. It counts as CPD hours, but not as participatory ones.",
        )
        beside("reading_minutes")
        if st.form_submit_button("Save my reading time"):
            minutes = minutes_of(typed, "your reading time", field="reading_minutes", required=False)
            carry_out(declare_reading, actor=me, entry_id=line.id, minutes=minutes, now=now())
            announce("Your reading time is saved.")


def new_entry(me: Actor) -> None:
    """The form of an entry that comes from no session."""
    today = local(now()).date()
    form = log_form_in_force(Log.CPD, today)
    guide(form)
    _form(me, None, CpdEntry(today, today), form)


def entry(me: Actor, line: CpdLine) -> None:
    """One entry in full."""
    if line.is_draft:
        lead("Drafted from the register of your session. It follows the register until you change something below.")
    flag(me, line)
    if line.session_id is not None:
        st.link_button(
            "Statement of attendance (PDF)", f"/documents/statement/{line.session_id}.pdf", icon=":material/download:"
        )
    reading(me, line)
    st.header("The entry", anchor=False)
    remarks_before_download([of_cpd(line.entry)], on_its_page=True)
    form = log_form(Log.CPD, line.form_version)
    guide(form)
    _form(me, line.id, line.entry, form)
    files_of(me, About(AboutKind.CPD, line.id))
    if st.button("Remove this entry", key="remove"):
        removing(me, line)


def _form(me: Actor, entry_id: int | None, stored: CpdEntry, form: LogForm) -> None:
    key = fresh(f"cpd-{entry_id or 'new'}")
    with refusals_shown() as beside, st.form("entry", border=False):
        first, last = days_fields(beside, stored.first_on, stored.last_on, key=key)
        method = example_field(form, "method", stored.method, key=f"{key}-method")
        beside("method")
        topic = prose_field(form, "topic", stored.topic, key=f"{key}-topic", height=180)
        beside("topic")
        code = _code_field(form, stored.code_link, key=f"{key}-code")
        standards = prose_field(form, "standards_link", stored.standards_link, key=f"{key}-standards", height=80)
        beside("standards_link")
        hours, with_others = _hours_fields(beside, form, stored, key=key)
        if st.form_submit_button("Save the entry", type="primary"):
            typed = replace(
                stored,
                first_on=given(first, field="first_on"),
                last_on=given(last, field="last_on"),
                method=method,
                topic=topic,
                code_link=code,
                standards_link=standards,
                minutes=_minutes(hours, stored.minutes, "the number of hours", field="minutes"),
                participatory_minutes=_participatory(with_others, stored.participatory_minutes),
            )
            _keep(me, entry_id, typed)


def _hours_fields(beside: Beside, form: LogForm, stored: CpdEntry, *, key: str) -> tuple[str, str]:
    hours = hours_field(form.column("hours").plain_label, stored.minutes, key=f"{key}-hours")
    beside("minutes")
    with_others = hours_field(
        form.column("participatory_hours").plain_label,
        stored.participatory_minutes,
        key=f"{key}-participatory",
        help_text="With one or more other professionals, in a room or online. Reading alone is 0.",
    )
    beside("participatory_minutes")
    return hours, with_others


def _participatory(typed: str, stored: int) -> int:
    return _minutes(typed, stored, "the participatory hours", field="participatory_minutes", required=False)


def _code_field(form: LogForm, stored: tuple[str, ...], *, key: str) -> tuple[str, ...]:
    said = form.guide_to("code_link")
    chosen = st.multiselect(
        form.column("code_link").plain_label,
        list(said.labels),
        [each for each in stored if each in said.labels],
        format_func=lambda each: said.labels[each],
        key=key,
        placeholder="Choose one or more",
    )
    hint(said.text)
    return tuple(each for each in said.labels if each in chosen)


def _minutes(typed: str, stored: int, what: str, *, field: str, required: bool = True) -> int:
    """What was typed, or exactly what is stored where it was left as it is shown: two decimals lose a few seconds."""
    if stored and typed.strip() == said_hours(stored):
        return stored
    return minutes_of(typed, what, field=field, required=required)


def _keep(me: Actor, entry_id: int | None, typed: CpdEntry) -> None:
    if entry_id is None:
        entry_id = carry_out(add_cpd_entry, actor=me, entry=typed, now=now())
        announce_on(PAGE, said_with_remarks("The entry is in your CPD log.", of_cpd(typed)))
    carry_out(change_cpd_entry, actor=me, entry_id=entry_id, entry=typed, now=now())
    announce_on(PAGE, said_with_remarks("The entry is saved.", of_cpd(typed)))
