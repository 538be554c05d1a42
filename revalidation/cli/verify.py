"""Say whether a file is an evidence pack as it was made; exit code 0 if it is, by our key or one given, else 2."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from revalidation.cli.telling import REFUSED, say, stop
from revalidation.domain.pack_records import PRINTED, State, facts_of, read_public_keys
from revalidation.domain.pack_refusals import NotAPublicKey
from revalidation.domain.text import cleaned
from revalidation.packs.verifying import MOST_BYTES, verdict_on

_MOST_KEY_BYTES = 64 * 1024


def add_arguments(parser: ArgumentParser) -> None:
    """Take the file to look at, and perhaps the key of whoever made it."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the evidence pack")
    parser.add_argument(
        "--key",
        metavar="KEY",
        default="",
        help="the public key of the installation that made it, or a file with it; without it, our own is taken",
    )


def run(chosen: Namespace) -> None:
    """Print what fits and what does not."""
    path: Path = chosen.file
    content = _read(path, MOST_BYTES, "evidence pack of ours")
    verdict = verdict_on(path.name, content, _given(chosen.key))
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


def _read(path: Path, most: int, what: str) -> bytes:
    try:
        if path.stat().st_size > most:
            stop(f"{path} has more than {most // 1024:,} kB, so it is no {what}.")
        return path.read_bytes()
    except OSError as error:
        stop(f"{path} can't be read: {error.strerror}.")


def _given(key: str) -> list[bytes]:
    """The keys that were typed, or that stand in the file of this name; none if nothing was typed."""
    if not key:
        return []
    try:
        return read_public_keys(key)
    except NotAPublicKey:
        if not Path(key).is_file():
            raise
        return read_public_keys(_read(Path(key), _MOST_KEY_BYTES, "public key").decode(errors="replace"))


def _harmless(line: str) -> str:
    """Without what a terminal would obey: a stranger may have written it."""
    return cleaned(line).replace("\n", " ")
