"""Print the public keys of this installation, the newest first: by them, packs made here can be checked elsewhere."""

from argparse import ArgumentParser, Namespace

from revalidation.cli.telling import say
from revalidation.packs.verifying import own_keys


def add_arguments(_: ArgumentParser) -> None:
    """Take nothing."""


def run(_: Namespace) -> None:
    """Print each key below its fingerprint, in a form that `verify --key` reads from a file."""
    for fingerprint, public_key in own_keys():
        say(f"# Fingerprint: {fingerprint}")
        say(public_key)
