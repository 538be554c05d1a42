import pytest

from revalidation.domain.refusals import Missing, TooLong
from revalidation.domain.sites import Site


def test_a_site_is_kept_with_its_text_cleaned() -> None:
    assert Site(" Moor \n House ", " Seminar\troom 2 ").checked() == Site("Moor House", "Seminar room 2")
    assert Site("Moor House").checked().address == ""


@pytest.mark.parametrize(
    ("site", "refusal", "field"),
    [
        (Site(" "), Missing, "name"),
        (Site("n" * 121), TooLong, "name"),
        (Site("Moor House", "a" * 301), TooLong, "address"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(site: Site, refusal: type[Missing | TooLong], field: str) -> None:
    with pytest.raises(refusal) as refused:
        site.checked()
    assert refused.value.field == field
