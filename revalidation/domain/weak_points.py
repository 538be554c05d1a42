"""A quiet checklist of what often makes an account weak; never a grade, and never in the way of finishing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revalidation.domain.accounts import Written
from revalidation.domain.nmc import Theme

_INTENDED = re.compile(
    r"\bI(?:['’]ll| will| shall| am going to|['’]m going to| plan to| intend to| hope to| aim to)\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\b(?:I|we|my team|our team|the team)(?:['’]ve| have| has| had)?(?: \w+ly| now| since| also| already| then)*"
    r" (?:\w+ed|began|begun|made|took|taken|gave|given|spoke|spoken|wrote|written|put|set|kept|led|held|brought|sought|"
    r"chose|told|taught|met|found|use|uses|ask|asks|check|checks|offer|offers|make|makes|take|takes|listen|listens|"
    r"feel|am|are)\b|\b(?:now|since then|instead)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:learn(?:ed|t) (?:a lot|so much|many things|loads)|very (?:informative|interesting|useful|helpful)|"
    r"good (?:refresher|update)|increased my knowledge|improved my knowledge)\b",
    re.IGNORECASE,
)
_ENOUGH_FOR_GENERIC = 60  # words: in a longer answer such a phrase is one among others
_CUES = {
    "prioritise_people": "dignity respect individual preference wish consent compassion kind listen privacy "
    "confidential famil carer holistic person-centred best interest choice culture need advocat people patient",
    "practise_effectively": "evidence research guideline guidance communicat record document team colleague feedback "
    "skill knowledge delegat handover effective learn literature share",
    "preserve_safety": "safe risk harm competen limit candour open emergenc concern safeguard medic incident error "
    "escalat infection vulnerab protect",
    "promote_professionalism_and_trust": "professional trust role model integrity reputation lead complain "
    "registration honest accountab uphold example boundar",
}


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """Something worth another look, and the field it is about."""

    field: str
    sentence: str


def weak_points(written: Written, themes: tuple[Theme, ...]) -> list[WeakPoint]:
    """What is worth another look, in the order of the questions; nothing is said about what is still empty."""
    return [*_about_learning(written.answers[1]), *_about_change(written.answers[2]), *_about_themes(written, themes)]


def _about_learning(answer: str) -> Iterator[WeakPoint]:
    if _GENERIC.search(answer) and len(answer.split()) < _ENOUGH_FOR_GENERIC:
        yield WeakPoint("answer_2", "What exactly did you learn? One thing said plainly is worth more than a lot.")


def _about_change(answer: str) -> Iterator[WeakPoint]:
    if not answer.strip():
        return
    if _INTENDED.search(answer):
        yield WeakPoint(
            "answer_3", "This question asks how you have changed your practice. What have you already done differently?"
        )
    elif not _CHANGED.search(answer):
        yield WeakPoint("answer_3", "What is different in your practice now? Even a small change counts.")


def _about_themes(written: Written, themes: tuple[Theme, ...]) -> Iterator[WeakPoint]:
    """A theme that is chosen but not spoken about; its name counts as speaking about it."""
    answer = written.answers[3].lower()
    if not answer.strip():
        return
    for theme in themes:
        cues = (theme.label.lower(), *_CUES.get(theme.key, "").split())
        if theme.key in written.themes and theme.key in _CUES and not any(cue in answer for cue in cues):
            yield WeakPoint("answer_4", f"You chose “{theme.label}”. In which way does it come in?")
