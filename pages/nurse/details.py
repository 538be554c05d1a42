"""My registration, my sign-in and my data."""

from datetime import timedelta

import streamlit as st

from pages.nurse.parts.calendar import my_calendar
from pages.nurse.parts.library_use import my_library_answer
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.signing_out import my_sign_in
from pages.shared.widgets import facts, lead, say
from revalidation.commands.registrations import save_registration
from revalidation.domain.nmc import registrations_in_force, requirements_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotAPin
from revalidation.domain.registrations import Registration, application_opens_on, check_pin_shape
from revalidation.domain.times import local, said_day
from revalidation.queries.registrations import my_registration


def registration(me: Actor) -> None:
    """NMC Pin, registrations held and renewal date."""
    kept = look_up(my_registration, actor=me)
    today = local(now()).date()
    labels = {kind.key: kind.label for kind in registrations_in_force(today).kinds}
    with refusals_shown() as beside:
        with st.form("registration", border=False):
            pin = st.text_input("NMC Pin", value=kept.nmc_pin, key=fresh("pin"), help="For example 12A1234B.")
            beside("nmc_pin")
            held = [kind for kind in kept.kinds if kind in labels]
            kinds = st.multiselect(
                "Registration", list(labels), default=held, format_func=lambda key: labels[key], key=fresh("kinds")
            )
            renewal_on = st.date_input(
                "Renewal date, as MyNMC shows it",
                value=kept.renewal_on,
                min_value=today - timedelta(days=366),
                max_value=today + timedelta(days=4 * 366),
                format="DD/MM/YYYY",
                key=fresh("renewal"),
                help="The last day of a month. Another day is moved to the end of its month.",
            )
            beside("renewal_on")
            moved_on = st.date_input(
                "Revalidation application date, if the NMC has given you another one (optional)",
                value=kept.moved_application_on,
                format="DD/MM/YYYY",
                key=fresh("moved"),
                help="Only after an extension. Otherwise leave it empty: it is the first of the renewal month.",
            )
            pressed = st.form_submit_button("Save", type="primary")
        if pressed:
            typed = Registration(pin or "", tuple(kinds), renewal_on, moved_on)
            carry_out(save_registration, actor=me, registration=typed)
            announce("Your registration details are saved.")
    what_follows(kept)


def what_follows(kept: Registration) -> None:
    """The dates that follow, and a remark on an unlikely Pin."""
    try:
        check_pin_shape(kept.nmc_pin)
    except NotAPin as remark:
        say(f"Please check your Pin. {remark.sentence} It is saved as you typed it.")
    if kept.renewal_on and kept.application_on:
        asked = requirements_in_force(kept.application_on)
        opens_on = application_opens_on(kept.application_on, asked.application_opens_days_before)
        facts(
            [
                ("Renewal date", said_day(kept.renewal_on)),
                ("Revalidation application date", said_day(kept.application_on)),
                ("The application opens", said_day(opens_on)),
            ]
        )


me = require(Role.NURSE)
st.title("My details and data")
st.header("My registration", anchor=False)
registration(me)
st.header("My calendar", anchor=False)
my_calendar(me)
st.header("My account here", anchor=False)
my_sign_in(me)
my_library_answer(me)
st.header("My data", anchor=False)
st.page_link("pages/nurse/my_data.py", label="Take it along, bring it here, see what was done with it, erase it")
st.header("Who can see what", anchor=False)
lead("Your reflective accounts are yours alone: encrypted where they are kept, and shown to nobody else.")
lead("Librarians see your name, e-mail address, bookings and attendance. Your NMC Pin is not shown to them.")
