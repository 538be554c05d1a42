from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.sites import add_site, change_site
from revalidation.domain.refusals import Missing, NameTaken, NotForYourRole, NotFound
from revalidation.domain.sites import Site
from revalidation.queries.sites import sites
from tests import make
from tests.at_once import at_once

pytestmark = pytest.mark.usefixtures("database")


def names() -> list[str]:
    return [line.site.name for line in look_up(sites)]


def test_a_site_is_added_and_changed() -> None:
    by = make.librarian()
    site_id = make.site(by)
    carry_out(change_site, actor=by, site_id=site_id, site=Site(" Moor  House ", "Room 3"))
    assert [(line.id, line.site) for line in look_up(sites)] == [(site_id, Site("Moor House", "Room 3"))]


@pytest.mark.parametrize(("first", "second"), [("Moor House", "moor HOUSE"), ("Tŷ Élan", "Tŷ Élan")])
def test_a_name_is_given_once(first: str, second: str) -> None:
    by = make.librarian()
    make.site(by, first)
    other = make.site(by, "Other")
    with pytest.raises(NameTaken) as refused:
        make.site(by, second)
    assert refused.value.field == "name"
    with pytest.raises(NameTaken):
        carry_out(change_site, actor=by, site_id=other, site=Site(second))
    assert sorted(names()) == sorted([first, "Other"])


def test_of_two_who_add_the_same_name_at_once_one_does() -> None:
    by = make.librarian()
    outcomes = at_once([partial(make.site, by)] * 6)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, NameTaken) for outcome in outcomes) == 5
    assert names() == ["Moor House"]


def test_only_librarians_keep_sites_that_are_there_and_have_names() -> None:
    by, nurse = make.librarian(), make.person()
    site_id = make.site(by)
    with pytest.raises(NotForYourRole):
        carry_out(add_site, actor=nurse, site=Site("Other"))
    with pytest.raises(NotForYourRole):
        carry_out(change_site, actor=nurse, site_id=site_id, site=Site("Other"))
    with pytest.raises(NotFound):
        carry_out(change_site, actor=by, site_id=4711, site=Site("Other"))
    with pytest.raises(Missing):
        carry_out(change_site, actor=by, site_id=site_id, site=Site(" "))
    assert names() == ["Moor House"]
