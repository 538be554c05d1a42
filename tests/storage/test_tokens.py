from datetime import timedelta

import pytest
from sqlalchemy import text

from revalidation.acting import carry_out, look_up
from revalidation.commands.invitations import invite
from revalidation.commands.sign_ins import open_sign_in, swap_ticket
from revalidation.domain.people import Role
from revalidation.domain.sign_ins import Limits
from revalidation.storage.database import Db
from revalidation.storage.tokens import digest, new_token
from tests import make
from tests.make import NOON


def test_a_token_is_long_fit_for_an_address_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    assert all(token.replace("-", "").replace("_", "").isalnum() and token.isascii() for token in tokens)


@pytest.mark.parametrize("token", ["", "x", "ŵ", "half a pair \ud83d", "\x00"])
def test_anything_has_a_digest(token: str) -> None:
    assert len(digest(token)) == 64
    assert digest(token) != token


def rows_as_text(db: Db) -> str:
    return str([db.execute(text(f"SELECT * FROM {table}")).all() for table in ("sign_in", "invitation")])  # noqa: S608


@pytest.mark.usefixtures("database")
def test_the_database_holds_only_digests_of_tickets_cookies_and_links() -> None:
    by = make.librarian()
    link = carry_out(invite, actor=by, name="N", email="n@trust.example", roles=frozenset({Role.NURSE}), now=NOON)
    ticket = carry_out(open_sign_in, person_id=by.person_id, limits=Limits(), now=NOON)
    kept = look_up(rows_as_text)
    assert digest(ticket) in kept
    assert digest(link) in kept
    entered = carry_out(swap_ticket, ticket=ticket, now=NOON + timedelta(seconds=1))
    assert entered
    swapped = look_up(rows_as_text)
    assert digest(entered.token) in swapped
    assert not any(secret in kept + swapped for secret in (link, ticket, entered.token))
