from datetime import date

import pytest

from revalidation.domain.code import code_in_force
from revalidation.domain.nmc import reflective_accounts_form_in_force

TODAY = date(2026, 11, 24)


def test_the_statements_stand_under_their_themes() -> None:
    code = code_in_force(TODAY)
    ranges = {key: [each.number for each in statements] for key, statements in code.statements.items()}
    assert ranges == {
        "prioritise_people": list(range(1, 6)),
        "practise_effectively": list(range(6, 13)),
        "preserve_safety": list(range(13, 20)),
        "promote_professionalism_and_trust": list(range(20, 26)),
    }


def test_the_themes_are_those_of_the_form() -> None:
    themes = [theme.key for theme in reflective_accounts_form_in_force(TODAY).themes]
    assert list(code_in_force(TODAY).statements) == themes


def test_a_gist_is_short_and_every_one_different() -> None:
    gists = [each.gist for statements in code_in_force(TODAY).statements.values() for each in statements]
    assert len(set(gists)) == 25
    assert all(0 < len(gist) <= 60 for gist in gists)


def test_before_the_code_there_is_none() -> None:
    with pytest.raises(LookupError):
        code_in_force(date(2000, 1, 1))
