from dataclasses import replace

import pytest

from revalidation.domain.groups import (
    KIND_WORDS,
    USUAL_MINIMUM,
    USUAL_MINUTES,
    USUAL_PLACES,
    Group,
    GroupKind,
    check_places,
    checked_where,
)
from revalidation.domain.refusals import (
    MinimumAboveCapacity,
    Missing,
    NeedsAPlace,
    NotALink,
    NotANumberInRange,
    Refusal,
    TooLong,
)

GROUP = Group(name="Evening readers", online_link="https://meet.example/x")


def test_a_group_is_kept_with_its_text_cleaned() -> None:
    typed = replace(GROUP, name=" Evening \n readers ", description="  One\r\n\r\nTwo  ", site_id=3)
    assert typed.checked() == replace(GROUP, description="One\n\nTwo", site_id=3)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"name": " "}, Missing, "name"),
        ({"name": "n" * 121}, TooLong, "name"),
        ({"description": "d" * 2001}, TooLong, "description"),
        ({"usual_minutes": 9}, NotANumberInRange, "usual_minutes"),
        ({"usual_minutes": 601}, NotANumberInRange, "usual_minutes"),
        ({"capacity": 0}, NotANumberInRange, "capacity"),
        ({"capacity": 501}, NotANumberInRange, "capacity"),
        ({"minimum_attendance": -1}, NotANumberInRange, "minimum_attendance"),
        ({"minimum_attendance": 11}, MinimumAboveCapacity, "minimum_attendance"),
        ({"online_link": ""}, NeedsAPlace, "site_id"),
        ({"online_link": "javascript:x"}, NotALink, "online_link"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong: dict[str, str], refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        replace(GROUP, **wrong).checked()  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(("capacity", "minimum"), [(1, 0), (1, 1), (500, 500), (8, 2)])
def test_numbers_that_make_sense_together_are_kept(capacity: int, minimum: int) -> None:
    check_places(capacity, minimum)
    kept = replace(GROUP, capacity=capacity, minimum_attendance=minimum).checked()
    assert (kept.capacity, kept.minimum_attendance) == (capacity, minimum)


@pytest.mark.parametrize(
    ("site_id", "link", "kept"),
    [(1, "", ""), (None, " https://a.b ", "https://a.b"), (1, "https://a.b", "https://a.b")],
)
def test_people_meet_at_a_site_or_online(site_id: int | None, link: str, kept: str) -> None:
    assert checked_where(site_id, link) == kept


@pytest.mark.parametrize(
    ("kind", "minutes", "places", "minimum"),
    [
        (GroupKind.READING_GROUP, 60, 10, 2),
        (GroupKind.WORKSHOP, 150, 12, 4),
        (GroupKind.TRAINING, 90, 12, 3),
        (GroupKind.TALK, 60, 40, 5),
    ],
)
def test_every_kind_starts_from_what_is_usual_for_it(kind: GroupKind, minutes: int, places: int, minimum: int) -> None:
    assert (USUAL_MINUTES[kind], USUAL_PLACES[kind], USUAL_MINIMUM[kind]) == (minutes, places, minimum)
    check_places(USUAL_PLACES[kind], USUAL_MINIMUM[kind])


def test_every_kind_has_its_word_and_its_usual_numbers() -> None:
    assert set(KIND_WORDS) == set(USUAL_MINUTES) == set(USUAL_PLACES) == set(USUAL_MINIMUM) == set(GroupKind)
