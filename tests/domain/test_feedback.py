from dataclasses import replace
from datetime import date

import pytest

from revalidation.domain.feedback import Feedback
from revalidation.domain.refusals import Missing

TYPED = Feedback(date(2026, 12, 1), source="Students", kind="Verbal", content="More time\n\nto lead. ")


def test_feedback_is_kept_with_its_paragraphs() -> None:
    assert TYPED.checked().content == "More time\n\nto lead."


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (replace(TYPED, source=" "), "source"),
        (replace(TYPED, kind=""), "kind"),
        (replace(TYPED, content="\n"), "content"),
    ],
)
def test_each_column_is_needed(typed: Feedback, field: str) -> None:
    with pytest.raises(Missing) as refused:
        typed.checked()
    assert refused.value.field == field
