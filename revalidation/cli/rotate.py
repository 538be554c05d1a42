"""Encrypt all reflective accounts under the newest key, so that older keys can go."""

from argparse import ArgumentParser, Namespace

from revalidation.acting import carry_out
from revalidation.cli.telling import say
from revalidation.commands.encryption import encrypt_anew


def add_arguments(_parser: ArgumentParser) -> None:
    """Take none."""


def run(_chosen: Namespace) -> None:
    """Encrypt anew; all of it or nothing."""
    say("Encrypting under the newest key …")
    say(f"Done: {carry_out(encrypt_anew)} accounts. Older keys may be removed once every server has been restarted.")
