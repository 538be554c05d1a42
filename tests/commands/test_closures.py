from dataclasses import replace
from datetime import date

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.closures import add_closure, change_closure, remove_closure
from revalidation.domain.closures import Closure
from revalidation.domain.people import Actor
from revalidation.domain.refusals import ClosureEndsBeforeItBegins, Missing, NotForYourRole, NotFound, Refusal
from revalidation.queries.closures import closures
from tests import make

pytestmark = pytest.mark.usefixtures("database")

MOVE = Closure("Library move", date(2026, 12, 28), date(2026, 12, 30))


def kept(by: Actor, first: date = date(2026, 1, 1), last: date | None = None) -> list[tuple[Closure, str]]:
    return [(line.closure, line.where) for line in look_up(closures, actor=by, first=first, last=last)]


def test_a_closure_is_added_changed_and_removed() -> None:
    by = make.librarian()
    site_id = make.site(by)
    closure_id = carry_out(add_closure, actor=by, closure=replace(MOVE, name=" Library  move "))
    assert kept(by) == [(MOVE, "Everywhere")]
    at_one_site = Closure("Stocktaking", date(2027, 1, 4), date(2027, 1, 4), site_id)
    carry_out(change_closure, actor=by, closure_id=closure_id, closure=at_one_site)
    assert kept(by) == [(at_one_site, "Moor House")]
    carry_out(remove_closure, actor=by, closure_id=closure_id)
    assert kept(by) == []


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        pytest.param(date(2026, 12, 30), None, "Library move, New year", id="from its last day on"),
        pytest.param(date(2026, 12, 31), None, "New year", id="after the first"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 28), "Library move", id="until its first day"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 27), "", id="before both"),
    ],
)
def test_closures_are_listed_by_their_days(first: date, last: date | None, names: str) -> None:
    by = make.librarian()
    carry_out(add_closure, actor=by, closure=Closure("New year", date(2027, 1, 2), date(2027, 1, 3)))
    carry_out(add_closure, actor=by, closure=MOVE)
    assert ", ".join(closure.name for closure, _ in kept(by, first, last)) == names


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (replace(MOVE, name=""), Missing),
        (replace(MOVE, last_on=date(2026, 12, 27)), ClosureEndsBeforeItBegins),
        (replace(MOVE, site_id=4711), NotFound),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused_and_nothing_is_kept(wrong: Closure, refusal: type[Refusal]) -> None:
    by = make.librarian()
    closure_id = carry_out(add_closure, actor=by, closure=MOVE)
    with pytest.raises(refusal):
        carry_out(add_closure, actor=by, closure=wrong)
    with pytest.raises(refusal):
        carry_out(change_closure, actor=by, closure_id=closure_id, closure=wrong)
    assert kept(by) == [(MOVE, "Everywhere")]


def test_only_librarians_keep_closures_that_are_there() -> None:
    by, nurse = make.librarian(), make.person()
    closure_id = carry_out(add_closure, actor=by, closure=MOVE)
    with pytest.raises(NotForYourRole):
        carry_out(add_closure, actor=nurse, closure=MOVE)
    with pytest.raises(NotForYourRole):
        carry_out(change_closure, actor=nurse, closure_id=closure_id, closure=MOVE)
    with pytest.raises(NotForYourRole):
        carry_out(remove_closure, actor=nurse, closure_id=closure_id)
    with pytest.raises(NotForYourRole):
        look_up(closures, actor=nurse, first=date(2026, 1, 1))
    with pytest.raises(NotFound):
        carry_out(change_closure, actor=by, closure_id=4711, closure=MOVE)
    with pytest.raises(NotFound):
        carry_out(remove_closure, actor=by, closure_id=4711)
    assert kept(by) == [(MOVE, "Everywhere")]
