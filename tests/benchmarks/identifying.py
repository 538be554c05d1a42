"""Measures the identifying-information check on labelled sentences: what it finds, and what it flags in vain.

`python -m tests.benchmarks.identifying` prints recall and precision by kind, for the rules alone and, where the
optional extra `names` is installed, with the model; `--show` also prints what is missed and flagged in vain.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from revalidation.domain.identifying.passages import Passage, passages
from revalidation.recognising.names import installed, names_in

SENTENCES = Path(__file__).with_name("identifying")
SETS = ("first", "held_out", "third", "fourth", "diaries", "corridor", "traps", "letters", "unseen", "last")
OF_STRANGERS = ("strangers", "blind")  # written by somebody who had not seen the rules
_MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\]")
HOSTILE = [
    *(
        "A",
        "a",
        "1",
        "1 ",
        "Mr ",
        "A. ",
        "A-",
        "Aa' ",
        "St ",
        "a.a",
        "@a.",
        "0 ",
        "Ward of ",
        "(",
        "Smith, J. & ",
        "and the ",
    ),
    *("\u200b", "NHS ", "son, ", "x@", "http://", "12 March ", "aged ", "ref-1/"),
]
Check = Callable[[str], list[Passage]]


@dataclass(frozen=True)
class Sentence:
    """A sentence as a nurse might write it, and where and of which kind the passages in it are."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass
class Score:
    """What a check found of what it should have found."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right_kind: int = 0
    flagged: int = 0
    in_vain: int = 0
    clean: int = 0
    clean_flagged: int = 0
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of marked passages that were found."""
        return self.found.total() / max(1, self.marked.total())

    @property
    def precision(self) -> float:
        """The share of flagged passages that were marked."""
        return 1 - self.in_vain / max(1, self.flagged)


def read_sentences(name: str) -> list[Sentence]:
    """Every sentence of a file."""
    lines = (SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_unmarked(line) for line in lines if line and not line.startswith("#")]


def _unmarked(line: str) -> Sentence:
    text, marks, end = "", [], 0
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        end = match.end()
    return Sentence(text + line[end:], tuple(marks))


def measured(sentences: list[Sentence], check: Check) -> Score:
    """Run a check over sentences, and count."""
    score = Score()
    for sentence in sentences:
        found = check(sentence.text)
        score.flagged += len(found)
        score.clean += not sentence.marks
        score.clean_flagged += not sentence.marks and bool(found)
        for start, end, kind in sentence.marks:
            hits = [passage for passage in found if passage.start < end and start < passage.end]
            score.marked[kind] += 1
            score.found[kind] += bool(hits)
            score.right_kind += any(passage.kind == kind for passage in hits)
            if not hits:
                score.missed.append(f"{kind}: {sentence.text}")
        for passage in found:
            if not any(passage.start < end and start < passage.end for start, end, _ in sentence.marks):
                score.in_vain += 1
                score.false_alarms.append(
                    f"{passage.kind} {sentence.text[passage.start : passage.end]!r}: {sentence.text}"
                )
    return score


def with_model(text: str) -> list[Passage]:
    """The rules, and the names that the model adds."""
    return passages(text, reported=names_in(text))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", choices=(*SETS, *OF_STRANGERS))
    chosen = parser.parse_args()
    checks: dict[str, Check] = {"rules": passages}
    if installed():
        checks["rules and model"] = with_model
    else:
        _say("The extra `names` is not installed, so the rules are measured alone.")
    for name in [chosen.only] if chosen.only else (*SETS, *OF_STRANGERS):
        sentences = read_sentences(name)
        for title, check in checks.items():
            _print(f"{name}, {title}", measured(sentences, check), show=chosen.show)
    _print_speed(checks)
    _print_growth()


def _print(title: str, score: Score, *, show: bool) -> None:
    _say(f"\n{title}: recall {score.recall:.3f} ({score.found.total()} of {score.marked.total()}), ")
    _say(f"  precision {score.precision:.3f}, of the right kind {score.right_kind / max(1, score.marked.total()):.3f},")
    _say(f"  {score.clean_flagged} of {score.clean} clean sentences flagged")
    _say("  " + ", ".join(f"{kind} {score.found[kind]}/{count}" for kind, count in sorted(score.marked.items())))
    if show:
        for line in [f"  missed  {line}" for line in score.missed] + [
            f"  in vain {line}" for line in score.false_alarms
        ]:
            _say(line)


def _print_speed(checks: dict[str, Check]) -> None:
    _say("")
    line = " ".join(sentence.text for sentence in read_sentences("first"))
    for title, check in checks.items():
        times = []
        for length in (2_000, 20_000, 100_000):
            text = (line * (length // len(line) + 1))[:length]
            begun = time.perf_counter()
            check(text)
            times.append(f"{length} characters {time.perf_counter() - begun:.2f} s")
        _say(f"{title}: {', '.join(times)}")


def _print_growth() -> None:
    """Ten times the text should take about ten times as long, whatever it is made of."""
    ratios = []
    for piece in HOSTILE:
        times = []
        for length in (2_000, 20_000):
            text = (piece * length)[:length]
            begun = time.perf_counter()
            passages(text)
            times.append(time.perf_counter() - begun)
        ratios.append((times[1] / times[0], times[1], piece))
    ratio, _, piece = max(ratios)
    _, slowest, slow_piece = max(ratios, key=lambda one: one[1])
    _say(f"growth over {len(HOSTILE)} repeated texts, tenfold: at most {ratio:.0f}-fold ({piece!r});")
    _say(f"  20000 characters take at most {slowest:.2f} s ({slow_piece!r})")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
