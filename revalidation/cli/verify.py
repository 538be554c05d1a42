"""Say whether a file is an evidence pack as it was made; exit code 0 if it is and was made here, else 2."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from revalidation.cli.telling import REFUSED, say, stop
from revalidation.domain.pack_records import PRINTED, State, facts_of
from revalidation.domain.text import cleaned
from revalidation.packs.verifying import MOST_BYTES, verdict_on


def add_arguments(parser: ArgumentParser) -> None:
    """Take the file to look at."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the evidence pack")


def run(chosen: Namespace) -> None:
    """Print what fits and what does not."""
    path: Path = chosen.file
    try:
        if path.stat().st_size > MOST_BYTES:
            stop(f"{path} has more than {MOST_BYTES // (1024 * 1024)} MB, so it is no evidence pack of ours.")
        content = path.read_bytes()
    except OSError as error:
        stop(f"{path} can't be read: {error.strerror}.")
    verdict = verdict_on(path.name, content)
    say(verdict.sentence)
    for name, value in facts_of(verdict):
        say(_harmless(f"  {name}: {value}"))
    for sentence in verdict.fits:
        say(_harmless(f"  As made: {sentence}"))
    for sentence in verdict.differs:
        say(_harmless(f"  Not as made: {sentence}"))
    say(PRINTED)
    if verdict.state is not State.GENUINE:
        raise SystemExit(REFUSED)


def _harmless(line: str) -> str:
    """Without what a terminal would obey: a stranger may have written it."""
    return cleaned(line).replace("\n", " ")
