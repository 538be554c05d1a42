"""Bring the database that REVALIDATION_DATABASE names up to the newest tables."""

from argparse import ArgumentParser, Namespace

from revalidation.cli.telling import say
from revalidation.settings import settings
from revalidation.storage import migrating


def add_arguments(_parser: ArgumentParser) -> None:
    """Take none."""


def run(_chosen: Namespace) -> None:
    """Migrate; harmless where there is nothing to do."""
    say("Bringing the database up to date …")
    migrating.migrate(settings().database)
    say("It has the newest tables.")
