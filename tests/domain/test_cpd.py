from dataclasses import replace
from datetime import date

import pytest

from revalidation.domain.cpd import READING, CpdEntry, Follow, Standing, differs, drafted, follow
from revalidation.domain.groups import GroupKind
from revalidation.domain.portfolio_refusals import EndsBeforeItBegins, NotHours, ParticipatoryAboveHours
from revalidation.domain.refusals import Missing, Refusal

DAY = date(2026, 12, 1)
TYPED = CpdEntry(DAY, DAY, method="Course attendance", topic="IV therapy", minutes=450, participatory_minutes=450)


@pytest.mark.parametrize(
    ("entry", "met", "outcome"),
    [
        (None, 60, Follow.DRAFT),
        (None, 0, Follow.LEAVE),
        (Standing(), 60, Follow.CORRECT),
        (Standing(), 40, Follow.CORRECT),
        (Standing(), 0, Follow.WITHDRAW),
        (Standing(reading=45), 40, Follow.CORRECT),
        (Standing(reading=45), 0, Follow.CORRECT),
        (Standing(is_own=True), 40, Follow.LEAVE),
        (Standing(is_own=True), 0, Follow.LEAVE),
        (Standing(is_removed=True), 60, Follow.LEAVE),
        (Standing(is_removed=True), 0, Follow.LEAVE),
    ],
)
def test_what_becomes_of_an_entry_when_the_register_says_something_new(
    entry: Standing | None, met: int, outcome: Follow
) -> None:
    assert follow(entry, met) is outcome


@pytest.mark.parametrize(
    ("is_own", "seen", "met", "flagged"),
    [
        (True, 60, 40, True),
        (True, 60, 0, True),
        (True, 60, 60, False),
        (False, None, 40, False),
        (True, None, 40, False),  # typed by hand, from no register
    ],
)
def test_only_what_is_her_own_and_differs_is_flagged(is_own: bool, seen: int | None, met: int, flagged: bool) -> None:  # noqa: FBT001 (a case)
    assert differs(is_own=is_own, seen=seen, met=met) is flagged


@pytest.mark.parametrize(
    ("kind", "met", "reading", "method", "figures"),
    [
        (GroupKind.READING_GROUP, 60, 0, "Meeting attendance – reading group", (60, 60, 0)),
        (GroupKind.READING_GROUP, 90, 90, f"Meeting attendance – reading group; {READING}", (180, 90, 90)),
        (GroupKind.WORKSHOP, 150, 0, "Course attendance – workshop", (150, 150, 0)),
        (GroupKind.TRAINING, 40, 0, "Course attendance – training", (40, 40, 0)),
        (GroupKind.TALK, 60, 0, "Meeting attendance – talk", (60, 60, 0)),
        (GroupKind.READING_GROUP, 0, 45, READING, (45, 0, 45)),
    ],
)
def test_a_draft_counts_the_meeting_as_participatory_and_reading_as_not(
    kind: GroupKind, met: int, reading: int, method: str, figures: tuple[int, int, int]
) -> None:
    entry = drafted(
        kind=kind, group="Evening readers", citations=["Bowers L. Talking."], days=(DAY, DAY), met=met, reading=reading
    )
    assert entry.method == method
    assert (entry.minutes, entry.participatory_minutes, entry.reading_minutes) == figures
    assert entry.topic == "Evening readers\nRead and discussed: Bowers L. Talking."


def test_a_draft_without_an_article_names_the_group() -> None:
    entry = drafted(kind=GroupKind.TALK, group="Talks", citations=[], days=(DAY, DAY), met=60, reading=0)
    assert entry.topic == "Talks"


@pytest.mark.parametrize(
    ("typed", "refusal", "field"),
    [
        (replace(TYPED, last_on=date(2026, 11, 30)), EndsBeforeItBegins, "last_on"),
        (replace(TYPED, minutes=0, participatory_minutes=0), NotHours, "minutes"),
        (replace(TYPED, minutes=60, participatory_minutes=61), ParticipatoryAboveHours, "participatory_minutes"),
        (replace(TYPED, method=" "), Missing, "method"),
        (replace(TYPED, topic="\n "), Missing, "topic"),
    ],
)
def test_what_is_the_matter_is_said_beside_its_field(typed: CpdEntry, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        typed.checked()
    assert refused.value.field == field


def test_paragraphs_of_a_topic_are_kept_and_reading_never_exceeds_what_is_left() -> None:
    kept = replace(TYPED, topic=" One\n\nTwo ", minutes=60, participatory_minutes=40, reading_minutes=60).checked()
    assert kept.topic == "One\n\nTwo"
    assert kept.reading_minutes == 20
