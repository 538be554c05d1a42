"""Where a nurse stands, part by part: what comes next, each requirement, sessions that would help, and the dates."""

import streamlit as st

from pages.shared.acting import now
from pages.shared.widgets import facts, lead, row, say
from pages.shared.wording import state_of, when
from revalidation.domain.hours import hours
from revalidation.domain.portfolio import REQUIREMENT_WORDS, Progress, Requirement, next_step
from revalidation.domain.registration_periods import RegistrationPeriod
from revalidation.domain.times import local, said_day
from revalidation.queries.portfolio import Portfolio

SIGN_OFFS = "pages/nurse/sign_offs.py"
AT_MOST = 4
_BEHIND = {
    Requirement.PRACTICE: ("pages/nurse/practice.py", "Add practice hours"),
    Requirement.CPD: ("pages/nurse/cpd.py", "Add CPD"),
    Requirement.PARTICIPATORY: ("pages/nurse/sessions.py", "Find a session"),
    Requirement.FEEDBACK: ("pages/nurse/feedback.py", "Add feedback"),
    Requirement.ACCOUNTS: ("pages/nurse/accounts.py", "Write a reflective account"),
}
_SIGNED = {
    Requirement.DISCUSSION: "Invite your discussion partner",
    Requirement.CONFIRMATION: "Invite your confirmer",
}


def next_action(found: Portfolio) -> None:
    """The one thing to do now, or that there is nothing."""
    today = local(now()).date()
    if today > found.period.ends_on:
        say("This registration period has ended. Please enter your new renewal date, as MyNMC shows it.")
        if st.button("Change my renewal date", type="primary", key="next"):
            st.switch_page("pages/nurse/details.py")
        return
    step = next_step(found.lines, may_confirm=today >= found.period.confirmation_from_on)
    if step is None:
        if all(line.is_met for line in found.lines):
            said = f"Everything is there. The NMC's application opens on {said_day(found.period.opens_on)}."
        else:
            said = (
                f"All is there but the confirmation, which counts from {said_day(found.period.confirmation_from_on)}."
            )
        say(said, tone="done")
    elif step in _SIGNED:
        if st.button(_SIGNED[step], type="primary", key="next"):
            st.switch_page(SIGN_OFFS)
    else:
        page, label = _BEHIND[step]
        if st.button(label, type="primary", key="next"):
            st.switch_page(page)


def requirements(found: Portfolio) -> None:
    """What the NMC asks for, in its order: the figure, and how it stands in words."""
    st.header("What the NMC asks for", anchor=False)
    for line in found.lines:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{line.requirement.value}"):
            row(
                REQUIREMENT_WORDS[line.requirement],
                line.figure,
                _note(found, line),
                line.state,
                tone="done" if line.is_met else "wait",
            )
            if line.requirement in _SIGNED:
                st.page_link(SIGN_OFFS, label="Open")
            else:
                page = "pages/nurse/cpd.py" if line.requirement is Requirement.PARTICIPATORY else ""
                st.page_link(page or _BEHIND[line.requirement][0], label="Open")


def _note(found: Portfolio, line: Progress) -> str:
    from_on = found.period.confirmation_from_on
    practice = "450 for each registration you hold" if found.kinds else "Which registration do you hold?"
    is_early = local(now()).date() < from_on
    notes = {
        Requirement.PRACTICE: practice,
        Requirement.CPD: "Whatever you learn counts",
        Requirement.PARTICIPATORY: "Part of the CPD hours, with other professionals",
        Requirement.FEEDBACK: "Written or verbal",
        Requirement.ACCOUNTS: "On the NMC's four questions",
        Requirement.DISCUSSION: "With one other person on the NMC register",
        Requirement.CONFIRMATION: f"Not before {said_day(from_on)}" if is_early else "In the last 12 months",
    }
    return notes[line.requirement]


def reaching(found: Portfolio) -> None:
    """Sessions that would bring the participatory hours that are missing."""
    missing = found.line(Requirement.PARTICIPATORY).missing
    if not missing or local(now()).date() > found.by:
        return
    st.header("Sessions that would reach it", anchor=False)
    said = f"You need {_more(missing)} by {said_day(found.by)}."
    if found.booked:
        said += f" What you have booked brings {hours(found.booked)}."
    brought = sum(line.minutes for line in found.sessions)
    if found.booked >= missing:
        lead(f"{said} That is enough.")
    elif not found.sessions:
        lead(f"{said} No session with a free place is scheduled before then.")
    elif found.booked + brought >= missing:
        lead(f"{said} These sessions would reach it:")
    else:
        lead(f"{said} These sessions would bring {hours(brought)} more:")
    for line in found.sessions[:AT_MOST]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-session-{line.id}"):
            words, tone = state_of(line, now())
            row(when(line.starts_at, line.ends_at, now()), line.group, line.where, words, note=line.article, tone=tone)
            st.page_link("pages/nurse/session.py", label="Open", query_params={"session": str(line.id)})
    if len(found.sessions) > AT_MOST:
        st.page_link("pages/nurse/sessions.py", label=f"See these and {len(found.sessions) - AT_MOST} more")


def _more(minutes: int) -> str:
    """`6 more participatory hours`, `1 more participatory hour`."""
    number, noun = hours(minutes).rsplit(" ", maxsplit=1)
    return f"{number} more participatory {noun}"


def dates(period: RegistrationPeriod) -> None:
    """The dates that follow from the renewal date."""
    st.header("Dates", anchor=False)
    facts(
        [
            ("Renewal date", said_day(period.ends_on)),
            ("Revalidation application date", said_day(period.application_on)),
            ("The application opens", said_day(period.opens_on)),
            ("Confirmation not before", said_day(period.confirmation_from_on)),
        ]
    )
    st.page_link("pages/nurse/details.py", label="Change my renewal date or my registrations")
