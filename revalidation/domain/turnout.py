"""How many of the people with a place are likely to come, judged by what happened at the same site before."""

from dataclasses import dataclass

FEWEST_CASES = 10


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of `cases` people who had a place shortly before a session, `came` came."""

    cases: int
    came: int

    def likely(self, booked: int) -> int | None:
        """How many of `booked` are likely to come, to the nearest whole person; None if there are too few cases."""
        return None if self.cases < FEWEST_CASES else (2 * booked * self.came + self.cases) // (2 * self.cases)


def said_turnout(turnout: Turnout, booked: int, where: str) -> str:
    """How many will come, with the cases it rests on: `About 5 of 7 …: 43 of 60 with a place came to Moor House`."""
    if not booked:
        return ""
    likely = turnout.likely(booked)
    if likely is None:
        cases = "is one case" if turnout.cases == 1 else f"are {turnout.cases or 'no'} cases"
        return f"Too early to say how many will come: there {cases} so far, and it takes {FEWEST_CASES}."
    before = f"{turnout.came} of {turnout.cases} with a place came to {where}"
    return f"About {likely} of {booked} are likely to come: {before}."
