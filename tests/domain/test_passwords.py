from datetime import timedelta

import pytest

from revalidation.domain.passwords import checked_password, wait_after
from revalidation.domain.refusals import PasswordsDiffer, PasswordTooEasy, PasswordTooShort, Refusal, TooLong

EMAIL = "florence.night@trust.example"
NAME = "Florence Nightingale"


@pytest.mark.parametrize(
    "password",
    [
        "four quiet words here",
        "abcde fghijk",
        "ŵ" * 4 + " unusual letters",
        "password but with several more words",
        "x" * 100 + "abcdefgh" + "y" * 92,
        " spaces stay as typed ",
    ],
)
def test_a_password_of_some_length_is_kept_as_typed(password: str) -> None:
    assert checked_password(password, password, email=EMAIL, name=NAME) == password


@pytest.mark.parametrize(
    ("password", "again", "refusal", "field"),
    [
        pytest.param("", "", PasswordTooShort, "password", id="empty"),
        pytest.param("elevenchars", "elevenchars", PasswordTooShort, "password", id="eleven"),
        pytest.param("a" * 201, "a" * 201, TooLong, "password", id="so long that it only costs time"),
        pytest.param("aaaaaaaaaaaa", "aaaaaaaaaaaa", PasswordTooEasy, "password", id="one letter"),
        pytest.param("121212343434", "121212343434", PasswordTooEasy, "password", id="four characters"),
        pytest.param("password1234", "password1234", PasswordTooEasy, "password", id="well known"),
        pytest.param("PassWordPassWord", "PassWordPassWord", PasswordTooEasy, "password", id="well known twice"),
        pytest.param("qwerty123456!", "qwerty123456!", PasswordTooEasy, "password", id="two well known"),
        pytest.param("Nightingale1820", "Nightingale1820", PasswordTooEasy, "password", id="her name"),
        pytest.param("florence.night2026", "florence.night2026", PasswordTooEasy, "password", id="her address"),
        pytest.param("four quiet words here", "four quiet words her", PasswordsDiffer, "again", id="typed differently"),
        pytest.param("four quiet words here", "", PasswordsDiffer, "again", id="typed once"),
    ],
)
def test_a_password_is_refused_beside_its_field(password: str, again: str, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        checked_password(password, again, email=EMAIL, name=NAME)
    assert refused.value.field == field
    assert password == "" or password not in refused.value.sentence


def test_a_short_name_may_occur_inside_a_word() -> None:
    typed = "leeward anna"
    assert checked_password(typed, typed, email="al@trust.example", name="Lee Ann") == typed


@pytest.mark.parametrize(
    ("wrong", "minutes"), [(0, 0), (1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (100_000, 15)]
)
def test_five_wrong_passwords_slow_an_account_down(wrong: int, minutes: int) -> None:
    assert wait_after(wrong) == timedelta(minutes=minutes)
