"""Encrypt all reflective accounts and evidence under the newest key, so that older keys can go."""

from argparse import ArgumentParser, Namespace

from revalidation.acting import carry_out
from revalidation.cli.telling import say
from revalidation.commands.encryption import encrypt_anew, encrypt_files_anew


def add_arguments(_parser: ArgumentParser) -> None:
    """Take none."""


def run(_chosen: Namespace) -> None:
    """Encrypt anew: the database all or nothing, then one file after the other."""
    say("Encrypting under the newest key …")
    rows = carry_out(encrypt_anew)
    files = carry_out(encrypt_files_anew)
    say(f"Done: {rows} rows and {files} files. Older keys may be removed once every server has been restarted.")
