"""`python -m revalidation COMMAND`: what is done without a browser."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.exc import OperationalError

from revalidation.cli import backup, check, demo, key, migrate, notices, rotate, verify, worker
from revalidation.cli.telling import print_any_name, stop
from revalidation.domain.refusals import Refusal


class Command(Protocol):
    """What a module of `cli` holds; its docstring is its line in the help."""

    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser, /) -> None:
        """Say what it takes."""

    def run(self, chosen: Namespace, /) -> None:
        """Do it."""


COMMANDS: dict[str, Command] = {
    "demo": demo,
    "migrate": migrate,
    "check": check,
    "backup": backup,
    "rotate": rotate,
    "verify": verify,
    "key": key,
    "worker": worker,
    "notices": notices,
}


def main(typed: Sequence[str]) -> None:
    """Run the command that was typed; a refusal is one sentence and exit code 2."""
    print_any_name()
    parser = ArgumentParser(
        prog="python -m revalidation",
        description="Reading groups and revalidation: what is done without a browser.",
        epilog="Settings are environment variables; docs/operating.md explains them.",
    )
    choices = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        chosen = choices.add_parser(name, help=command.__doc__, description=command.__doc__)
        command.add_arguments(chosen)
        chosen.set_defaults(run=command.run)
    options = parser.parse_args(typed)
    try:
        options.run(options)
    except Refusal as refusal:
        stop(refusal.sentence)
    except OperationalError as error:
        stop(f"The database can't be used: {error.orig}")


if __name__ == "__main__":
    main(sys.argv[1:])
