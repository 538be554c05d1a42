"""Fill an empty database with an invented Trust to look around in."""

from argparse import ArgumentParser, Namespace

from revalidation.acting import carry_out, look_up, now
from revalidation.cli.telling import say, stop
from revalidation.commands.demonstration import PASSWORD, fill
from revalidation.queries.people import people_to_try
from revalidation.settings import settings
from revalidation.storage.migrating import is_up_to_date


def add_arguments(_parser: ArgumentParser) -> None:
    """Take none."""


def run(_chosen: Namespace) -> None:
    """Fill, showing how far it is, then say who can be tried."""
    if not settings().is_embedded and not is_up_to_date(settings().database):
        stop("The database lacks the newest tables. Please run this first: python -m revalidation migrate")
    carry_out(fill, now=now(), progress=lambda share, doing: say(f"{share:4.0%}  {doing}"))
    say(f"\nThese people can be tried, each with the password: {PASSWORD}")
    for person in look_up(people_to_try):
        roles = ", ".join(sorted(role.value for role in person.roles))
        say(f"  {person.email}  ({person.name}, {roles})")
    say("\nStart the app with this, then open http://localhost:8501")
    say("  python -m streamlit run streamlit_app.py")
