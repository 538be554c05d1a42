from datetime import datetime, timedelta
from functools import partial

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from revalidation.acting import carry_out, look_up
from revalidation.commands.sign_ins import (
    Entered,
    change_password,
    correct_my_details,
    count_try,
    note_seen,
    open_sign_in,
    sign_in,
    sign_out,
    sign_out_everywhere,
    swap_ticket,
)
from revalidation.domain.passwords import FREE_TRIES
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import (
    CurrentPasswordWrong,
    EmailTaken,
    PasswordsDiffer,
    PasswordTooShort,
    Refusal,
    SlowedDown,
    WrongEmailOrPassword,
)
from revalidation.domain.sign_ins import Limits
from revalidation.queries.sign_ins import SignedIn, find_sign_in_id, find_signed_in
from revalidation.storage.database import Db, engine
from revalidation.storage.passwords import hash_is_outdated
from revalidation.storage.people import PersonRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON, PASSWORD

pytestmark = pytest.mark.usefixtures("database")

LIMITS = Limits(idle=timedelta(minutes=60), absolute=timedelta(hours=12))
NEW = "another five quiet words"


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def attempt(email: str, password: str, now: datetime = NOON) -> str:
    """As the sign-in page does it: count first, then look."""
    carry_out(count_try, email=email, now=now)
    return carry_out(sign_in, email=email, password=password, limits=LIMITS, now=now)


def fail(email: str, times: int, now: datetime = NOON) -> None:
    for _ in range(times):
        with pytest.raises(WrongEmailOrPassword):
            attempt(email, "wrong", now)


def entered(ticket: str, now: datetime = NOON) -> Entered:
    found = carry_out(swap_ticket, ticket=ticket, now=now)
    assert found
    return found


def in_a_browser(person: Actor, now: datetime = NOON) -> Actor:
    """The person as signed in on one more device."""
    ticket = carry_out(open_sign_in, person_id=person.person_id, limits=LIMITS, now=now)
    sign_in_id = look_up(find_sign_in_id, token=entered(ticket, now).token, limits=LIMITS, now=now)
    assert sign_in_id
    found = seen(sign_in_id, now)
    assert found
    return found.actor


def seen(sign_in_id: int, now: datetime) -> SignedIn | None:
    return look_up(find_signed_in, sign_in_id=sign_in_id, limits=LIMITS, now=now)


def test_the_right_password_opens_a_sign_in_with_the_roles_held_now() -> None:
    person = make.person("Siân Ŵyn", Role.NURSE, Role.LIBRARIAN, password=PASSWORD)
    token = entered(attempt(person.email, PASSWORD)).token
    sign_in_id = look_up(find_sign_in_id, token=token, limits=LIMITS, now=NOON)
    assert sign_in_id
    found = seen(sign_in_id, NOON)
    assert found
    assert found.actor == Actor(person.person_id, "Siân Ŵyn", person.email, frozenset(Role), sign_in_id)


@pytest.mark.parametrize(
    "typed", ["NURSE.ONE@Trust.Example", "  nurse.one@trust.example\n", "nurse.\x00one@trust.example"]
)
def test_an_address_may_be_typed_with_capitals_and_spaces(typed: str) -> None:
    make.person(password=PASSWORD)
    assert attempt(typed, PASSWORD)


def test_a_refusal_does_not_say_which_of_the_two_was_wrong() -> None:
    person, without = make.person(password=PASSWORD), make.person("Only Oidc", password=None)
    sentences = set()
    for email, password in (
        (person.email, "wrong"),
        ("nobody@trust.example", PASSWORD),
        (without.email, PASSWORD),
        (without.email, ""),
        ("", ""),
        ("x" * 100_000, "y" * 100_000),
        ("\x00", "\x00"),
    ):
        with pytest.raises(WrongEmailOrPassword) as refused:
            attempt(email, password)
        sentences.add((refused.value.sentence, refused.value.field))
    assert len(sentences) == 1


@pytest.mark.parametrize("email", ["nurse.one@trust.example", "nobody@trust.example"])
def test_five_wrong_passwords_slow_an_address_down_whether_or_not_anybody_has_it(email: str) -> None:
    make.person(password=PASSWORD)
    fail(email, FREE_TRIES)
    with pytest.raises(SlowedDown, match=r"wait 1 minute, then") as refused:
        attempt(email, PASSWORD)
    assert refused.value.field == "password"
    with pytest.raises(SlowedDown, match=r"wait a few seconds, then"):
        attempt(email, PASSWORD, after(seconds=59))


def test_the_wait_grows_with_every_further_wrong_password() -> None:
    email = make.person(password=PASSWORD).email
    fail(email, FREE_TRIES)
    fail(email, 1, after(minutes=1))
    with pytest.raises(SlowedDown, match="wait 2 minutes"):
        attempt(email, PASSWORD, after(minutes=1))
    fail(email, 1, after(minutes=3))
    with pytest.raises(SlowedDown, match="wait 4 minutes"):
        attempt(email, PASSWORD, after(minutes=3))


def test_a_try_that_is_refused_for_being_early_does_not_lengthen_the_wait() -> None:
    email = make.person(password=PASSWORD).email
    fail(email, FREE_TRIES)
    for second in range(30):
        with pytest.raises(SlowedDown):
            attempt(email, PASSWORD, after(seconds=second))
    assert attempt(email, PASSWORD, after(minutes=1))


def test_another_server_knows_of_the_wrong_passwords(database: str) -> None:
    email = make.person(password=PASSWORD).email
    fail(email, FREE_TRIES)
    engine(database).dispose()
    with pytest.raises(SlowedDown):
        attempt(email, PASSWORD)


def test_the_right_password_forgives_the_wrong_ones() -> None:
    email = make.person(password=PASSWORD).email
    fail(email, FREE_TRIES - 1)
    assert attempt(email, PASSWORD)
    fail(email, FREE_TRIES - 1)
    assert attempt(email, PASSWORD)


def test_one_address_that_is_slowed_down_does_not_hold_up_another() -> None:
    first, second = make.person(password=PASSWORD), make.person("Nurse Two", password=PASSWORD)
    fail(first.email, FREE_TRIES)
    assert attempt(second.email, PASSWORD)


def test_guessing_at_once_gives_no_more_than_five_tries() -> None:
    email = make.person(password=PASSWORD).email
    outcomes = at_once([partial(carry_out, count_try, email=email, now=NOON)] * 12)
    assert sum(isinstance(outcome, SlowedDown) for outcome in outcomes) == 12 - FREE_TRIES
    assert outcomes.count(None) == FREE_TRIES


def test_signing_in_twice_at_once_works() -> None:
    email = make.person(password=PASSWORD).email
    for _ in range(5):
        outcomes = at_once([partial(attempt, email, PASSWORD)] * 4)
        assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []


def test_a_password_under_old_parameters_is_kept_anew_after_a_right_try_only() -> None:
    person = make.person(password=PASSWORD)
    weaker = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)

    def weaken(db: Db) -> None:
        db.execute(update(PersonRow).values(password_hash=weaker))

    def kept(db: Db) -> str:
        return db.scalars(select(PersonRow.password_hash)).one() or ""

    carry_out(weaken)
    fail(person.email, 1)
    assert look_up(kept) == weaker
    assert attempt(person.email, PASSWORD)
    assert not hash_is_outdated(look_up(kept))
    assert attempt(person.email, PASSWORD)


def test_a_ticket_is_swapped_once() -> None:
    ticket = attempt(make.person(password=PASSWORD).email, PASSWORD)
    outcomes = at_once([partial(carry_out, swap_ticket, ticket=ticket, now=NOON)] * 6)
    assert outcomes.count(None) == 5
    assert carry_out(swap_ticket, ticket=ticket, now=NOON) is None


@pytest.mark.parametrize(("seconds", "is_swapped"), [(59, True), (60, False), (3600, False)])
def test_a_ticket_lasts_a_minute(seconds: int, *, is_swapped: bool) -> None:
    ticket = attempt(make.person(password=PASSWORD).email, PASSWORD)
    assert bool(carry_out(swap_ticket, ticket=ticket, now=after(seconds=seconds))) is is_swapped


def test_a_ticket_that_nobody_made_and_a_cookie_that_nobody_has_are_worth_nothing() -> None:
    ticket = attempt(make.person(password=PASSWORD).email, PASSWORD)
    for wrong in ("", "x", "ŵ"):
        assert carry_out(swap_ticket, ticket=wrong, now=NOON) is None
        assert look_up(find_sign_in_id, token=wrong, limits=LIMITS, now=NOON) is None
    token = entered(ticket).token
    assert look_up(find_sign_in_id, token=ticket, limits=LIMITS, now=NOON) is None
    assert carry_out(swap_ticket, ticket=token, now=NOON) is None


def test_an_unused_sign_in_ends_after_the_idle_limit_and_a_used_one_after_the_absolute() -> None:
    actor = in_a_browser(make.person())
    assert seen(actor.sign_in_id, after(minutes=59))
    assert seen(actor.sign_in_id, after(minutes=60)) is None
    for minute in range(30, 12 * 60, 30):
        assert seen(actor.sign_in_id, after(minute))
        carry_out(note_seen, sign_in_id=actor.sign_in_id, now=after(minute))
    assert seen(actor.sign_in_id, after(12 * 60 - 1))
    assert seen(actor.sign_in_id, after(12 * 60)) is None


def test_use_is_worth_noting_after_a_minute() -> None:
    actor = in_a_browser(make.person())
    noted = [found.is_worth_noting for minute in (0.5, 1) if (found := seen(actor.sign_in_id, after(minute)))]
    assert noted == [False, True]


def test_a_cookie_ends_when_its_sign_in_does() -> None:
    person = make.person()
    ticket = carry_out(open_sign_in, person_id=person.person_id, limits=LIMITS, now=NOON)
    cookie = entered(ticket)
    assert cookie.ends_at == NOON + LIMITS.absolute
    assert look_up(find_sign_in_id, token=cookie.token, limits=LIMITS, now=after(59))
    assert look_up(find_sign_in_id, token=cookie.token, limits=LIMITS, now=after(60)) is None


def test_signing_out_ends_this_sign_in_and_no_other() -> None:
    person, other = make.person(), in_a_browser(make.person("Nurse Two"))
    here, there = in_a_browser(person), in_a_browser(person)
    carry_out(sign_out, actor=here, now=after(1))
    assert seen(here.sign_in_id, after(1)) is None
    assert seen(there.sign_in_id, after(1))
    assert seen(other.sign_in_id, after(1))


def test_signing_out_everywhere_ends_every_sign_in_of_this_person() -> None:
    person, other = make.person(), in_a_browser(make.person("Nurse Two"))
    here, there = in_a_browser(person), in_a_browser(person)
    carry_out(sign_out_everywhere, actor=here, now=after(1))
    assert [seen(actor.sign_in_id, after(1)) for actor in (here, there)] == [None, None]
    assert seen(other.sign_in_id, after(1))


def test_signing_out_everywhere_ends_a_ticket_that_was_not_swapped_yet() -> None:
    here = in_a_browser(make.person())
    ticket = carry_out(open_sign_in, person_id=here.person_id, limits=LIMITS, now=NOON)
    carry_out(sign_out_everywhere, actor=here, now=NOON)
    assert carry_out(swap_ticket, ticket=ticket, now=after(seconds=1)) is None


def test_a_changed_password_is_the_only_one_and_ends_the_other_sign_ins() -> None:
    person = make.person(password=PASSWORD)
    here, there = in_a_browser(person), in_a_browser(person)
    carry_out(change_password, actor=here, current=PASSWORD, password=NEW, again=NEW, now=after(1))
    assert seen(here.sign_in_id, after(1))
    assert seen(there.sign_in_id, after(1)) is None
    fail(person.email, 1)
    with pytest.raises(WrongEmailOrPassword):
        attempt(person.email, PASSWORD)
    assert attempt(person.email, NEW)


@pytest.mark.parametrize(
    ("current", "password", "again", "refusal", "field"),
    [
        ("wrong", NEW, NEW, CurrentPasswordWrong, "current"),
        ("", NEW, NEW, CurrentPasswordWrong, "current"),
        (PASSWORD, "short", "short", PasswordTooShort, "password"),
        (PASSWORD, NEW, f"{NEW}x", PasswordsDiffer, "again"),
    ],
)
def test_a_refused_change_of_password_changes_nothing(
    current: str, password: str, again: str, refusal: type[Refusal], field: str
) -> None:
    person = make.person(password=PASSWORD)
    here, there = in_a_browser(person), in_a_browser(person)
    with pytest.raises(refusal) as refused:
        carry_out(change_password, actor=here, current=current, password=password, again=again, now=NOON)
    assert refused.value.field == field
    assert seen(there.sign_in_id, NOON)
    assert attempt(person.email, PASSWORD)


def test_somebody_without_a_password_cannot_change_it() -> None:
    here = in_a_browser(make.person(password=None))
    with pytest.raises(CurrentPasswordWrong):
        carry_out(change_password, actor=here, current="", password=NEW, again=NEW, now=NOON)


def corrected(nurse: Actor, **changes: str) -> None:
    typed = {"name": nurse.name, "email": nurse.email, "current": PASSWORD, **changes}
    carry_out(correct_my_details, actor=nurse, **typed, now=NOON)


def test_name_and_address_are_corrected_and_the_new_address_signs_in() -> None:
    nurse = make.person(password=PASSWORD)
    corrected(nurse, name=" Siân  Ŵyn ", email="Sian.Wyn@Trust.example")
    assert attempt("sian.wyn@trust.example", PASSWORD)
    with pytest.raises(WrongEmailOrPassword):
        attempt(nurse.email, PASSWORD)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"current": "wrong"}, CurrentPasswordWrong, "current_for_details"),
        ({"email": "two@trust.example"}, EmailTaken, "email"),
        ({"email": "not an address"}, Refusal, "email"),
        ({"name": " "}, Refusal, "name"),
    ],
)
def test_details_that_cannot_be_kept_are_refused_beside_their_field(
    changes: dict[str, str], refusal: type[Refusal], field: str
) -> None:
    nurse = make.person(password=PASSWORD)
    make.person("Two")
    with pytest.raises(refusal) as refused:
        corrected(nurse, **changes)
    assert refused.value.field == field
    assert attempt(nurse.email, PASSWORD)
