"""Forms to sign, for tests: a nurse who is ready to ask, and whoever she asks."""

from collections.abc import Sequence
from datetime import date, datetime

from revalidation.acting import carry_out, look_up
from revalidation.commands.sign_offs import Ask, Asked, ask_to_sign
from revalidation.commands.signing import sign
from revalidation.domain.completing import Completed, ticks_of
from revalidation.domain.nmc_sign_offs import sign_off_form_in_force
from revalidation.domain.people import Actor
from revalidation.domain.sign_offs import SignOffKind
from revalidation.queries.sign_offs import ToSign, find_linked_form
from tests import make
from tests.make import NOON

TITLES = ("One", "Two", "Three", "Four", "Five")
ANSWERS = {
    "nmc_pin": "13A1234B",
    "address": "Ward 1\nLN1 2NM",
    "contact_number": "020 1232 1234",
    "summary": "We talked about all five.",
    "job_title": "Ward manager",
}
NAMES = {SignOffKind.DISCUSSION: "Pat Partner", SignOffKind.CONFIRMATION: "Con Firmer"}


def ready_nurse(
    name: str = "Nurse One", *, now: datetime = NOON, titles: Sequence[str] = TITLES
) -> tuple[Actor, list[int]]:
    """A nurse with finished accounts, five unless titles are given, in the last year of her period."""
    nurse = make.person(name)
    renewal_on = date(now.year + 1, 3, 31) if now.month > 3 else date(now.year, 12, 31)
    make.registered(nurse, renewal_on=renewal_on)
    return nurse, [make.finished_account(nurse, title, now=now) for title in titles]


def an_ask(
    kind: SignOffKind = SignOffKind.DISCUSSION, account_ids: Sequence[int] = (), capacity: str = "registrant"
) -> Ask:
    name = NAMES[kind]
    email = f"{name.split()[0].lower()}@trust.example"
    if kind is SignOffKind.DISCUSSION:
        return Ask(kind, name, email, account_ids)
    return Ask(kind, name, email, account_ids, capacity, date(2024, 4, 1))


def asked(nurse: Actor, ask: Ask, *, now: datetime = NOON) -> Asked:
    return carry_out(ask_to_sign, actor=nurse, ask=ask, now=now)


def opened(token: str, kind: SignOffKind = SignOffKind.DISCUSSION, *, now: datetime = NOON) -> ToSign:
    found = look_up(find_linked_form, token=token, kind=kind, now=now)
    assert found
    assert found.to_sign
    return found.to_sign


def whole(kind: SignOffKind = SignOffKind.DISCUSSION, *, now: datetime = NOON, **changes: str) -> Completed:
    """Everything that a form asks of whoever signs."""
    form = sign_off_form_in_force(kind, now.date())
    name = NAMES[kind]
    answers = {**ANSWERS, "name": name, "email": f"{name.split()[0].lower()}@trust.example"}
    answers |= {"discussed_on": now.date().isoformat(), **changes}
    return Completed(
        capacity="registrant" if form.capacities else "",
        answers=tuple(answers.items()),
        ticked=ticks_of(form),
        signature=name,
    )


def signed(
    token: str,
    kind: SignOffKind = SignOffKind.DISCUSSION,
    *,
    now: datetime = NOON,
    changes: dict[str, str] | None = None,
) -> None:
    seen = opened(token, kind, now=now).seen
    completed = whole(kind, now=now, **(changes or {}))
    carry_out(sign, token=token, kind=kind, seen=seen, completed=completed, now=now)
