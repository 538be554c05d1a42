"""Look for what must never be and for what nobody has got round to; exit code 0 if there is nothing, else 2."""

from argparse import ArgumentParser, Namespace

from revalidation.acting import look_up, now
from revalidation.cli.telling import REFUSED, say
from revalidation.queries.checks import findings


def add_arguments(_parser: ArgumentParser) -> None:
    """Take none."""


def run(_chosen: Namespace) -> None:
    """Print a line for each finding."""
    found = look_up(findings, now=now())
    for finding in found:
        say(finding.sentence)
    if found:
        raise SystemExit(REFUSED)
    say("Nothing is the matter.")
