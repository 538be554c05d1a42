"""The register of a session: who attended, who attended part, who did not attend."""

from enum import StrEnum

from revalidation.domain.refusals import MinutesNeeded


class Mark(StrEnum):
    """What the register says of one person."""

    ATTENDED = "attended"
    ATTENDED_PART = "attended_part"
    DID_NOT_ATTEND = "did_not_attend"


MARK_WORDS = {
    Mark.ATTENDED: "Attended",
    Mark.ATTENDED_PART: "Attended part",
    Mark.DID_NOT_ATTEND: "Did not attend",
}
WAS_THERE = (Mark.ATTENDED, Mark.ATTENDED_PART)


def minutes_attended(mark: Mark, *, length: int, minutes: int | None) -> int:
    """Minutes of the meeting that count: all, the part that was given, or none. Raises MinutesNeeded."""
    if mark is Mark.ATTENDED:
        return length
    if mark is Mark.DID_NOT_ATTEND:
        return 0
    if minutes is None or not 1 <= minutes <= length:
        raise MinutesNeeded(field="minutes", most=length)
    return minutes
