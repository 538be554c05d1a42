from datetime import date

import pytest

from revalidation.domain.accounts import Written
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.own_words import OwnWords, of_account, of_cpd, of_feedback, of_practice
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.remarks import remarks_in

DAY = date(2026, 3, 12)
NAMED = "Mrs Patel thanked me."


@pytest.mark.parametrize(
    ("piece", "where", "field"),
    [
        (of_account(Written("On silence", ("", NAMED, "", ""))), "On silence", "answer_2"),
        (of_cpd(CpdEntry(DAY, DAY, "Course", NAMED)), "CPD log, 12 Mar 2026", "topic"),
        (of_cpd(CpdEntry(DAY, DAY, NAMED, "Sepsis")), "CPD log, 12 Mar 2026", "method"),
        (of_cpd(CpdEntry(DAY, DAY, "Course", "", standards_link=NAMED)), "CPD log, 12 Mar 2026", "standards_link"),
        (of_feedback(Feedback(DAY, NAMED, "Verbal", "Good")), "Feedback log, 12 Mar 2026", "source"),
        (of_feedback(Feedback(DAY, "Patients", "Letter", NAMED)), "Feedback log, 12 Mar 2026", "content"),
        (of_practice(PracticePeriod(DAY, DAY, description=NAMED)), "Practice hours log, 12 Mar 2026", "description"),
    ],
)
def test_what_she_wrote_herself_is_looked_at_wherever_it_stands(piece: OwnWords, where: str, field: str) -> None:
    (remark,) = remarks_in(piece.texts)
    assert (piece.where, remark.field) == (where, field)


def test_where_she_works_is_asked_for_and_never_remarked_upon() -> None:
    period = PracticePeriod(DAY, DAY, organisation="Seacroft Hospital, York Road, Leeds LS14 6UH", hours_text="37.5")
    assert remarks_in(of_practice(period).texts) == []
