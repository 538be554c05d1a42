import pytest
from cryptography.fernet import Fernet

from revalidation.storage.links import link_token, read_link_token

pytestmark = pytest.mark.usefixtures("empty_sqlite")


def test_a_link_leads_to_its_row_and_only_for_its_purpose() -> None:
    token = link_token("booking", 17)
    assert read_link_token("booking", token) == 17
    assert read_link_token("messages", token) is None


@pytest.mark.parametrize("wrong", ["", "17", "17.", "0.x", "18.{}", "017.{}", "17.{}x", "17.{}\n", "-17.{}", "١٧.{}"])
def test_whatever_else_is_typed_leads_nowhere(wrong: str) -> None:
    signature = link_token("booking", 17).split(".")[1]
    assert read_link_token("booking", wrong.format(signature)) is None


def test_links_outlive_a_new_key_in_front_of_theirs_but_not_the_loss_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", old)
    token = link_token("booking", 17)
    monkeypatch.setenv("REVALIDATION_KEY", f"{new} {old}")
    assert read_link_token("booking", token) == 17
    monkeypatch.setenv("REVALIDATION_KEY", new)
    assert read_link_token("booking", token) is None
