from datetime import UTC, date, datetime, timedelta

import pytest

from revalidation.domain.bookings import CancelReason
from revalidation.domain.evaluation import LATELY, Outcome, SessionFigures, Wait, find_span
from revalidation.domain.evaluation_export import ExportTable, about, export_tables
from revalidation.domain.follow_ups import Used
from revalidation.domain.frequency import Demand, Slot, Wish
from revalidation.domain.groups import GroupKind
from revalidation.domain.small_numbers import Hidden

TODAY = date(2026, 11, 28)
SPAN = find_span(LATELY, TODAY, date(2026, 10, 1))
SMALL, MORE = Hidden.SMALL, Hidden.KEPT_BACK
READING, TALK = GroupKind.READING_GROUP, GroupKind.TALK


def a_session(site: str, came: dict[Outcome, int], **more: object) -> SessionFigures:
    return SessionFigures(TODAY, site, READING, 20, outcomes=came, **more)  # type: ignore[arg-type]


def outcomes(*numbers: int) -> dict[Outcome, int]:
    return dict(zip(Outcome, numbers, strict=False))


def tables(*sessions: SessionFigures, **demands: list[Demand]) -> dict[str, ExportTable]:
    return {table.title: table for table in export_tables(sessions, SPAN, demands)}


def test_bookings_are_broken_down_with_small_numbers_hidden_and_the_sums_whole() -> None:
    here, there = outcomes(12, 2, 6, 0, 7, 5), outcomes(8, 6, 7, 0, 6, 8)
    found = tables(a_session("Moor House", here), a_session("Online", there))["Bookings by site"]
    assert found.heads == (
        "", "Sessions", "Called off", "Places", "Attended", "Attended part", "Did not attend", "Not marked",
        "Cancelled in time", "Cancelled late", "Bookings",
    )  # fmt: skip
    moor, online, in_all = found.rows
    assert in_all == ("In all", 2, 0, 40, 20, 8, 13, 0, 13, 13, 67)
    assert (moor[5], online[5], moor[7]) == (SMALL, MORE, 0)
    for row in (moor, online):  # one cell more is hidden in each row and each column
        assert sum(isinstance(cell, Hidden) for cell in row) == 2
    for column in zip(moor, online, strict=True):
        assert sum(isinstance(cell, Hidden) for cell in column) in (0, 2)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((20, 9, 8, 7, 6, 5), ["Attended", "Attended part", "Did not attend", "Not marked", "Cancelled in time",
                               "Cancelled late", "Bookings"]),
        ((20, 1, 8, 7, 6, 0), ["Attended, all or part", "Did not attend", "Not marked", "Cancelled in time",
                               "Cancelled late", "Bookings"]),
        ((20, 1, 2, 3, 4, 1), ["Attended, all or part", "Did not attend, or not marked", "Cancelled, in time or late",
                               "Bookings"]),
        ((20, 0, 1, 0, 0, 0), ["Bookings"]),
        ((1, 0, 1, 0, 0, 0), []),
    ],
)  # fmt: skip
def test_columns_are_put_together_where_their_sum_would_be_small(numbers: tuple[int, ...], expected: list[str]) -> None:
    found = tables(a_session("Moor House", outcomes(*numbers)))["Bookings by site"]
    assert list(found.heads[4:]) == expected
    assert found.rows[-1][:4] == ("In all", 1, 0, 20)
    assert ("In all: fewer than 5." in found.note) is (expected == [])


@pytest.mark.parametrize(
    ("in_time", "reasons", "expected"),
    [
        (9, {CancelReason.WARD: 6, CancelReason.OTHER: 7}, [6, 0, 0, 0, 7, 0]),
        (9, {CancelReason.WARD: 6, None: 7}, [6, 0, 0, 0, 0, 7]),
        (9, {CancelReason.WARD: 9, CancelReason.FORGOT: 2}, [MORE, 0, 0, SMALL, 0, 0]),
        (9, {CancelReason.WARD: 2}, None),
        (2, {CancelReason.WARD: 6}, None),  # both kinds of cancelling are one number, so this would tell them apart
    ],
)
def test_reasons_are_told_only_where_late_cancellations_are(
    in_time: int, reasons: dict[CancelReason | None, int], expected: list[int] | None
) -> None:
    late = sum(reasons.values())
    session = a_session("Moor House", outcomes(9, 0, 0, 0, in_time, late), reasons=reasons)
    assert [row[1] for row in tables(session)["Late cancellations"].rows] == (expected or [])


def test_waits_first_visits_and_answers_are_tables_of_their_own() -> None:
    took = [Wait(got_place=True, took=timedelta(hours=hours)) for hours in (1, 2, 3, 50, 60)]
    session = a_session(
        "Moor House", {}, waits=[*took, *[Wait(got_place=False)] * 6],
        newcomers={False: 5, True: 7, None: 2}, answers={Used.YES: 8, Used.NOT_YET: 4, Used.NO: 2},
    )  # fmt: skip
    found = tables(session)
    assert found["Waiting by kind of group"].rows == (("Reading group", 5, 6, 11), ("In all", 5, 6, 11))
    assert found["Waiting times by site"].rows == (("Moor House", "3 hours"), ("In all", "3 hours"))
    assert found["First visits by site"].heads == ("", "First visits")
    assert found["First visits by site"].rows == (("Moor House", 14), ("In all", 14))
    assert found["Used since by site"].rows == (("Moor House", 8, 6, 14), ("In all", 8, 6, 14))
    few = tables(a_session("Moor House", {}, waits=took[:4]))
    assert few["Waiting times by site"].rows == (("Moor House", "–"), ("In all", "–"))
    assert few["Waiting by site"].note.endswith("In all: fewer than 5.")


def test_the_dates_of_a_group_are_told_roughly_and_of_few_wishes_not_at_all() -> None:
    start = datetime(2026, 1, 5, 12, tzinfo=UTC)
    held = [Slot(start + timedelta(weeks=week), 6, 3) for week in range(0, 40, 2)]
    wishes = [Wish(start + timedelta(days=day), start + timedelta(days=day + 9)) for day in range(0, 220, 3)]
    often = tables(Readers=[Demand("Online", wishes, held, 50, 60)], Few=[Demand("Online", wishes[:9], held)])[
        "How often"
    ]
    assert [row[:2] for row in often.rows] == [
        ("Readers", "What happened"), ("Readers", "The dates as they were"), ("Readers", "Every two weeks"),
        ("Readers", "Every month"), ("Readers", "Every other month"),
        ("Few", "Too few to tell: it takes 30 wishes and 6 sessions"),
    ]  # fmt: skip
    assert all(row[column] % 5 == 0 for row in often.rows[:5] for column in (3, 4) if isinstance(row[column], int))
    assert "waits at most 8 weeks" in often.note


def test_it_says_what_it_is_about() -> None:
    said = dict(about(SPAN, datetime(2026, 11, 28, 12, tzinfo=UTC)))
    assert said["Time"] == "Last 12 months: sessions from Mon 1 Dec 2025 to Sat 28 Nov 2026 that are over"
    assert "fewer than 5" in said["Small numbers"]
