import pytest

from revalidation.domain.people import Actor, Role, checked_email, checked_name, checked_roles
from revalidation.domain.refusals import Missing, NoRoleChosen, NotAnEmail, NotForYourRole, Refusal, TooLong


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nurse.One@Trust.NHS.uk", "nurse.one@trust.nhs.uk"),
        ("  nurse@trust.example \n", "nurse@trust.example"),
        ("Mary.O'Brien+ward@trust.example", "mary.o'brien+ward@trust.example"),
        ("n@a.b", "n@a.b"),
        ("siân@ysbyty.cymru", "siân@ysbyty.cymru"),
    ],
)
def test_an_address_is_kept_in_lower_case(typed: str, kept: str) -> None:
    assert checked_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", Missing),
        ("   ", Missing),
        ("nurse", NotAnEmail),
        ("nurse@", NotAnEmail),
        ("@trust.example", NotAnEmail),
        ("nurse@trust", NotAnEmail),
        ("nurse@trust.", NotAnEmail),
        ("nurse@.example", NotAnEmail),
        ("nurse@trust..example", NotAnEmail),
        ("nurse@@trust.example", NotAnEmail),
        ("two nurses@trust.example", NotAnEmail),
        ("nurse@trust.example, other@trust.example", NotAnEmail),
        ("nurse@trust.example;other@trust.example", NotAnEmail),
        ("Nurse <nurse@trust.example>", NotAnEmail),
        ('"nurse"@trust.example', NotAnEmail),
        ("nurse@trust.example\nBcc: all@trust.example", NotAnEmail),
        (f"{'n' * 250}@a.bc", TooLong),
    ],
)
def test_what_is_no_address_is_refused_beside_its_field(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        checked_email(typed)
    assert refused.value.field == "email"


def test_a_name_is_one_line_of_at_most_120_characters() -> None:
    assert checked_name("  Siân \n Ŵyn ") == "Siân Ŵyn"
    assert checked_name("n" * 120) == "n" * 120
    with pytest.raises(TooLong, match="at most 120"):
        checked_name("n" * 121)


def test_at_least_one_role_is_chosen() -> None:
    assert checked_roles(frozenset({Role.NURSE})) == {Role.NURSE}
    with pytest.raises(NoRoleChosen) as refused:
        checked_roles(frozenset())
    assert refused.value.field == "roles"


@pytest.mark.parametrize("role", list(Role))
def test_whoever_acts_must_hold_the_role(role: Role) -> None:
    Actor(1, "N", "n@a.b", frozenset({role})).must_be(role)
    Actor(1, "N", "n@a.b", frozenset(Role)).must_be(role)
    for held in (frozenset(Role) - {role}, frozenset()):
        with pytest.raises(NotForYourRole, match=f"for {role.value}s"):
            Actor(1, "N", "n@a.b", held).must_be(role)
