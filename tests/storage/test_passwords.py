import pytest
from argon2 import PasswordHasher

from revalidation.storage.passwords import hash_is_outdated, password_fits, password_hash

PASSWORD = "four quiet words here"  # noqa: S105


def test_passwords_are_kept_as_argon2id_with_the_parameters_we_chose() -> None:
    kept = password_hash(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept
    assert password_hash(PASSWORD) != kept


@pytest.mark.parametrize(
    ("typed", "fits"),
    [(PASSWORD, True), (PASSWORD.upper(), False), (f"{PASSWORD} ", False), ("", False), ("pässwörd Ŵ 字", False)],
)
def test_only_the_same_password_fits(typed: str, *, fits: bool) -> None:
    assert password_fits(typed, password_hash(PASSWORD)) is fits


@pytest.mark.parametrize("typed", ["", PASSWORD, "nobody has this password"])
def test_no_password_fits_somebody_who_has_none(typed: str) -> None:
    assert password_fits(typed, None) is False


def test_what_is_no_hash_fits_nothing() -> None:
    assert password_fits(PASSWORD, PASSWORD) is False


def test_a_hash_under_other_parameters_fits_and_is_outdated() -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    assert password_fits(PASSWORD, weaker)
    assert hash_is_outdated(weaker)
    assert not hash_is_outdated(password_hash(PASSWORD))
