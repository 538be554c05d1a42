import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.portfolio_refusals import NotAReference
from revalidation.domain.statements import new_reference, read_reference


@pytest.mark.parametrize(
    ("number", "reference"),
    [(0, "RG-0000-0000"), (31, "RG-0000-000Z"), (32, "RG-0000-0010"), (2**40 - 1, "RG-ZZZZ-ZZZZ")],
)
def test_a_reference_is_made_of_a_number(number: int, reference: str) -> None:
    assert new_reference(number) == reference


@pytest.mark.parametrize(
    "typed",
    ["RG-7K3M-92QX", "rg-7k3m-92qx", " RG 7K3M 92QX ", "7K3M92QX", "7k3m-92qx", "RG7K3M92QX", "RG–7K3M–92QX"],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert read_reference(typed) == "RG-7K3M-92QX"


def test_letters_that_are_never_used_are_read_as_the_digits_they_look_like() -> None:
    assert read_reference("RG-OIL1-0000") == "RG-0111-0000"


def test_characters_that_begin_like_the_prefix_are_not_lost() -> None:
    assert read_reference("RG12-3456") == "RG-RG12-3456"


@pytest.mark.parametrize("typed", ["", "RG-", "RG-7K3M-92Q", "RG-7K3M-92QXX", "RG-7K3M-92QU", "RG-½K3M-92QX"])
def test_what_is_no_reference_is_refused_beside_the_field(typed: str) -> None:
    with pytest.raises(NotAReference) as refused:
        read_reference(typed)
    assert refused.value.field == "reference"


@given(st.integers(0, 2**40 - 1))
def test_every_reference_is_read_back(number: int) -> None:
    assert read_reference(new_reference(number)) == new_reference(number)
