import pytest

from revalidation.domain.hours import hours, minutes_of, said_hours
from revalidation.domain.portfolio_refusals import NotHours
from revalidation.domain.refusals import Missing


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1.5", 90),
        ("1,5", 90),
        ("1:30", 90),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 hr 30 mins", 90),
        ("1 hour and 30 minutes", 90),
        ("90 min", 90),
        ("90m", 90),
        ("90 minutes", 90),
        ("1½", 90),
        ("½", 30),
        (".75", 45),
        ("2", 120),
        (" 2 hours ", 120),
        ("1.5h", 90),
        ("0", 0),
        ("0:45", 45),
        ("0.33", 20),
        ("1,600", 96_000),
        ("1,600.5", 96_030),
        ("37.5 hours", 2250),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert minutes_of(typed, "the hours", field="minutes") == minutes


@pytest.mark.parametrize(
    "typed", ["-1", "1:60", "1:5:0", "a few", "1.5.5", "h", "one", "٣", "1e5", "50001", "9" * 40, "1 h 30 x", "1:", ","]
)
def test_what_is_no_number_of_hours_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(NotHours) as refused:
        minutes_of(typed, "the hours", field="minutes")
    assert refused.value.field == "minutes"


def test_nothing_typed_is_missing_or_nothing() -> None:
    with pytest.raises(Missing):
        minutes_of(" ", "the hours", field="minutes")
    assert minutes_of(" ", "the hours", field="minutes", required=False) == 0


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0"), (30, "0.5"), (40, "0.67"), (60, "1"), (90, "1.5"), (600, "10"), (96_000, "1,600"), (2250, "37.5")],
)
def test_hours_are_said_as_the_nmcs_logs_print_them(minutes: int, said: str) -> None:
    assert said_hours(minutes) == said


def test_one_hour_is_one() -> None:
    assert (hours(60), hours(0), hours(90)) == ("1 hour", "0 hours", "1.5 hours")
