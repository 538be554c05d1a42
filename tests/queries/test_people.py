import pytest

from revalidation.acting import look_up
from revalidation.domain.people import Role
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.people import facilitators, people, people_to_try
from tests import make

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Amy Adams", "Lib Rarian", "Siân Ŵyn", "Zoe_Zed"]),
        (" amy ", ["Amy Adams"]),
        ("ADAMS@trust", ["Amy Adams"]),
        ("adams@example", []),
        ("amy.adams@TRUST", ["Amy Adams"]),
        ("Siân", ["Siân Ŵyn"]),
        ("_", ["Zoe_Zed"]),
        ("%", []),
        ("amy\x00", ["Amy Adams"]),
        ("' OR 1=1 --", []),
    ],
)
def test_people_are_found_by_name_and_address(search: str, found: list[str]) -> None:
    by = make.librarian()
    for name in ("Zoe_Zed", "Amy Adams", "Siân Ŵyn"):
        make.person(name)
    lines, total = look_up(people, actor=by, search=search)
    assert [line.name for line in lines] == found
    assert total == len(found)


def test_people_come_in_pages_with_all_their_roles() -> None:
    by = make.librarian("Zoe Librarian")
    make.person("Both Roles", Role.NURSE, Role.LIBRARIAN)
    make.person("Amy Adams")
    first, total = look_up(people, actor=by, limit=2)
    rest, again = look_up(people, actor=by, limit=2, offset=2)
    assert [(line.name, set(line.roles)) for line in first + rest] == [
        ("Amy Adams", {Role.NURSE}),
        ("Both Roles", set(Role)),
        ("Zoe Librarian", {Role.LIBRARIAN}),
    ]
    assert (total, again) == (3, 3)
    assert look_up(people, actor=by, limit=2, offset=4) == ([], 3)


def test_only_librarians_see_the_people() -> None:
    with pytest.raises(NotForYourRole):
        look_up(people, actor=make.person())


def test_the_first_librarian_and_two_nurses_can_be_tried_each_named_once() -> None:
    assert look_up(people_to_try) == []
    make.person("Nurse One")
    make.person("Both Roles", Role.NURSE, Role.LIBRARIAN)
    make.librarian("Second Librarian")
    make.person("Nurse Two")
    make.person("Nurse Three")
    assert [(line.name, set(line.roles)) for line in look_up(people_to_try)] == [
        ("Both Roles", {Role.LIBRARIAN}),
        ("Nurse One", {Role.NURSE}),
        ("Nurse Two", {Role.NURSE}),
    ]


def test_librarians_can_lead_a_session_and_so_can_whoever_was_chosen_before() -> None:
    by, other, nurse = make.librarian(), make.librarian("Ada Book"), make.person()
    make.person("Nurse Two")
    librarians = {other.person_id: "Ada Book", by.person_id: "Lib Rarian"}
    assert look_up(facilitators, actor=by) == librarians
    assert list(look_up(facilitators, actor=by)) == [other.person_id, by.person_id]
    assert look_up(facilitators, actor=by, also=nurse.person_id) == {**librarians, nurse.person_id: "Nurse One"}
    with pytest.raises(NotForYourRole):
        look_up(facilitators, actor=nurse)
