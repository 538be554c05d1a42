"""Asking for a discussion or a confirmation, and signing: what is frozen, and when a link is good."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import delete_account, finish_account, reopen_account, save_account
from revalidation.commands.sign_offs import ask_to_sign, send_new_link, withdraw_link
from revalidation.commands.signing import check_before_signing, note_opened, save_part, sign
from revalidation.domain.accounts import Written
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.completing import Completed
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Missing, NotAnEmail, NotForYourRole, NotFound, Refusal
from revalidation.domain.sign_off_refusals import (
    AccountsFirst,
    AccountsNotReady,
    AskedAlready,
    CapacityNeeded,
    DiscussionFirst,
    FormChangedElsewhere,
    NoLinkAnyMore,
    NoSuchForm,
    NotYetDiscussed,
    OwnForm,
    ShownHasChanged,
    SignedAlready,
    TicksNeeded,
)
from revalidation.domain.sign_offs import LIFE, SignOffKind, SignOffState
from revalidation.queries.sign_offs import LinkedForm, SignedInFull, find_linked_form, get_signed, my_sign_offs
from revalidation.storage.audit import AuditEventRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.sign_offs import SignOffAccountRow, SignOffRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON
from tests.signing import TITLES, an_ask, asked, opened, ready_nurse, signed, whole

pytestmark = pytest.mark.usefixtures("database")

D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
HOUR = timedelta(hours=1)


def discussion(nurse: Actor, account_ids: list[int]) -> str:
    return asked(nurse, an_ask(D, account_ids)).token


def rewrite(nurse: Actor, account_id: int, answer: str = "Something else") -> None:
    """Change a finished account, and finish it again."""
    carry_out(reopen_account, actor=nurse, account_id=account_id)
    written = Written("Anew", (answer, "b", "c", "d"), ("prioritise_people",))
    revision = carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=1, now=NOON)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=revision, now=NOON)


def noted(db: Db, *, person_id: int) -> list[tuple[AuditActor, AuditKind]]:
    rows = db.scalars(select(AuditEventRow).where(AuditEventRow.person_id == person_id).order_by(AuditEventRow.id))
    return [(row.actor, row.kind) for row in rows]


def kept(db: Db) -> list[tuple[str | None, str | None]]:
    return [(row.shown, row.shown_digest) for row in db.scalars(select(SignOffRow).order_by(SignOffRow.id))]


def told(db: Db, *, kind: MessageKind) -> list[tuple[int | None, str | None]]:
    rows = db.scalars(select(MessageRow).where(MessageRow.kind == kind).order_by(MessageRow.id))
    return [(row.person_id, row.secret) for row in rows]


def revisions(db: Db) -> list[int | None]:
    return list(db.scalars(select(SignOffAccountRow.signed_revision).order_by(SignOffAccountRow.position)))


def newest(nurse: Actor, kind: SignOffKind = D) -> SignedInFull:
    line = next(line for line in look_up(my_sign_offs, actor=nurse, now=NOON) if line.kind is kind)
    return look_up(get_signed, actor=nurse, sign_off_id=line.id)


def test_asking_writes_a_message_with_the_link_and_keeps_only_its_digest() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    assert look_up(told, kind=MessageKind.SIGN_OFF_INVITATION) == [(None, token)]
    (line,) = look_up(my_sign_offs, actor=nurse, now=NOON)
    assert (line.name, line.email, line.state) == ("Pat Partner", "pat@trust.example", SignOffState.SENT)
    assert line.expires_at == NOON + LIFE
    assert look_up(noted, person_id=nurse.person_id) == [(AuditActor.HERSELF, AuditKind.INVITED)]


def test_the_link_shows_the_chosen_accounts_in_the_order_they_were_chosen_and_nothing_else() -> None:
    nurse, ids = ready_nurse()
    make.finished_account(nurse, "Sixth")
    make.finished_account(make.person("Other"), "Not hers")
    found = opened(discussion(nurse, ids[::-1]))
    assert [account.title for account in found.shown.accounts] == list(TITLES[::-1])
    assert (found.shown.nurse.name, found.shown.nurse.nmc_pin) == ("Nurse One", "12A1234B")
    assert found.shown.summary is None
    assert found.missing == 0


def test_fewer_than_five_finished_accounts_are_refused_with_how_many_there_are() -> None:
    nurse = make.person()
    make.registered(nurse)
    ids = [make.finished_account(nurse, title) for title in TITLES[:4]]
    with pytest.raises(AccountsFirst, match=r"covers 5 finished reflective accounts\. You have finished 4"):
        discussion(nurse, ids)


def test_accounts_of_somebody_else_and_drafts_can_not_be_shown() -> None:
    nurse, ids = ready_nurse()
    others = make.finished_account(make.person("Other"))
    make.finished_account(nurse, "Sixth")
    carry_out(reopen_account, actor=nurse, account_id=ids[0])
    for chosen in ([*ids[1:], others], ids):
        with pytest.raises(NotFound):
            discussion(nurse, chosen)
    assert look_up(my_sign_offs, actor=nurse, now=NOON) == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": " "}, Missing),
        ({"email": "nobody"}, NotAnEmail),
        ({"email": "nurse.one@trust.example"}, OwnForm),
        ({"capacity": ""}, CapacityNeeded),
        ({"capacity": "another"}, DiscussionFirst),
        ({"last_renewal_on": None}, Missing),
    ],
)
def test_what_is_asked_of_the_nurse_is_refused_beside_its_field(
    changes: dict[str, object], refusal: type[Refusal]
) -> None:
    nurse, _ = ready_nurse()
    with pytest.raises(refusal) as refused:
        asked(nurse, replace(an_ask(C), **changes))  # type: ignore[arg-type]
    assert refused.value.field in changes


def test_only_one_person_is_asked_at_a_time() -> None:
    nurse, ids = ready_nurse()
    first = asked(nurse, an_ask(D, ids))
    with pytest.raises(AskedAlready, match="Pat Partner"):
        discussion(nurse, ids)
    carry_out(withdraw_link, actor=nurse, sign_off_id=first.sign_off_id, now=NOON)
    discussion(nurse, ids)
    with pytest.raises(NoLinkAnyMore):
        carry_out(send_new_link, actor=nurse, sign_off_id=first.sign_off_id, now=NOON)


def test_of_two_clicks_at_once_one_asks() -> None:
    nurse, ids = ready_nurse()
    acts = [partial(carry_out, ask_to_sign, actor=nurse, ask=an_ask(D, ids), now=NOON) for _ in range(4)]
    assert sum(isinstance(outcome, AskedAlready) for outcome in at_once(acts)) == 3


def test_only_nurses_ask_and_only_for_themselves() -> None:
    nurse, ids = ready_nurse()
    sign_off_id = asked(nurse, an_ask(D, ids)).sign_off_id
    with pytest.raises(NotForYourRole):
        asked(make.librarian(), an_ask(D, ids))
    for act in (withdraw_link, send_new_link):
        with pytest.raises(NotFound):
            carry_out(act, actor=make.person(f"Other {act.__name__}"), sign_off_id=sign_off_id, now=NOON)
    assert opened_or_not(D, nurse) is SignOffState.SENT


def opened_or_not(kind: SignOffKind, nurse: Actor) -> SignOffState:
    return next(line.state for line in look_up(my_sign_offs, actor=nurse, now=NOON) if line.kind is kind)


def test_opening_is_noted_once_and_only_by_its_button_or_page() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    assert opened(token).is_new
    for _ in range(3):
        carry_out(note_opened, token=token, kind=D, now=NOON)
    assert not opened(token).is_new
    assert opened_or_not(D, nurse) is SignOffState.OPENED
    assert look_up(noted, person_id=nurse.person_id)[1:] == [(AuditActor.GUEST, AuditKind.LINK_OPENED)]


def test_a_part_is_kept_as_far_as_it_is_filled_in() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    part = Completed(answers=(("summary", "We talked\nabout it"),), ticked=("statement_1",))
    assert carry_out(save_part, token=token, kind=D, completed=part, revision=0, now=NOON) == 1
    assert opened(token).completed == part
    assert opened_or_not(D, nurse) is SignOffState.BEGUN
    with pytest.raises(FormChangedElsewhere):
        carry_out(save_part, token=token, kind=D, completed=Completed(), revision=0, now=NOON)


def test_a_new_link_keeps_what_was_filled_in_and_ends_the_old_one() -> None:
    nurse, ids = ready_nurse()
    first = asked(nurse, an_ask(D, ids))
    part = Completed(signature="Pat")
    carry_out(save_part, token=first.token, kind=D, completed=part, revision=0, now=NOON)
    late = NOON + LIFE
    second = carry_out(send_new_link, actor=nurse, sign_off_id=first.sign_off_id, now=late)
    assert look_up(find_linked_form, token=first.token, kind=D, now=late) is None
    assert opened(second.token, now=late).completed == part


def test_signing_freezes_all_that_was_shown_and_filled_in() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    before = opened(token)
    signed(token, now=NOON + HOUR)
    found = newest(nurse)
    assert found.form.shown == before.shown
    assert found.form.completed.answer("summary") == "We talked about all five."
    assert found.form.completed.signature == "Pat Partner"
    assert found.form.statements[0].startswith("I have discussed five written reflective accounts")
    assert (found.form.signed_at, found.form.form_version) == (NOON + HOUR, "2022-06")
    assert (found.is_untouched, found.changed) == (True, ())
    assert look_up(revisions) == [1] * 5
    assert look_up(noted, person_id=nurse.person_id)[1:] == [(AuditActor.GUEST, AuditKind.SIGNED)]
    assert look_up(told, kind=MessageKind.SIGNED) == [(None, None)]


def test_nothing_of_a_signed_form_changes_afterwards() -> None:
    nurse, ids = ready_nurse()
    ask = asked(nurse, an_ask(D, ids))
    signed(ask.token)
    before = look_up(kept)
    rewrite(nurse, ids[0])
    carry_out(delete_account, actor=nurse, account_id=ids[1], now=NOON)
    again: list[Callable[[], object]] = [
        partial(carry_out, save_part, token=ask.token, kind=D, completed=whole(), revision=0, now=NOON),
        partial(carry_out, sign, token=ask.token, kind=D, seen="", completed=whole(), now=NOON),
        partial(carry_out, note_opened, token=ask.token, kind=D, now=NOON),
    ]
    for act in again:
        with pytest.raises(NoSuchForm):
            act()
    for hers in (withdraw_link, send_new_link):
        with pytest.raises(SignedAlready):
            carry_out(hers, actor=nurse, sign_off_id=ask.sign_off_id, now=NOON)
    assert look_up(kept) == before


def test_later_changes_show_beside_what_was_signed() -> None:
    nurse, ids = ready_nurse()
    signed(discussion(nurse, ids))
    rewrite(nurse, ids[0])
    carry_out(delete_account, actor=nurse, account_id=ids[1], now=NOON)
    changed = newest(nurse).changed
    assert [(pair.signed.title, pair.now and pair.now.title) for pair in changed] == [("One", "Anew"), ("Two", None)]
    assert changed[0].signed.answers[0] == "What happened: One"


def test_an_account_that_was_saved_without_a_change_counts_as_the_same() -> None:
    nurse, ids = ready_nurse()
    signed(discussion(nurse, ids))
    carry_out(reopen_account, actor=nurse, account_id=ids[0])
    assert newest(nurse).changed == ()


def test_a_form_that_was_changed_in_the_database_shows_that_it_was() -> None:
    nurse, ids = ready_nurse()
    signed(discussion(nurse, ids))

    def tamper(db: Db) -> None:
        db.execute(update(SignOffRow).values(shown=(look_up(kept)[0][0] or "").replace("Three", "Thrice")))

    carry_out(tamper)
    assert not newest(nurse).is_untouched


def test_what_the_nurse_changed_meanwhile_has_to_be_read_again() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    seen = opened(token).seen
    rewrite(nurse, ids[2])
    for act in (check_before_signing, sign):
        with pytest.raises(ShownHasChanged, match="Nurse One has changed something"):
            carry_out(act, token=token, kind=D, seen=seen, completed=whole(), now=NOON)
    signed(token)
    assert newest(nurse).form.shown.accounts[2].title == "Anew"


@pytest.mark.parametrize("how", [reopen_account, partial(delete_account, now=NOON)])
def test_a_draft_or_a_removed_account_is_not_shown_and_nothing_is_signed(how: Callable[..., None]) -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    carry_out(how, actor=nurse, account_id=ids[2])
    found = opened(token)
    assert [account.title for account in found.shown.accounts] == ["One", "Two", "Four", "Five"]
    assert found.missing == 1
    with pytest.raises(AccountsNotReady):
        carry_out(sign, token=token, kind=D, seen=found.seen, completed=whole(), now=NOON)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"nmc_pin": ""}, Missing, "nmc_pin"),
        ({"nmc_pin": "12a1234b"}, OwnForm, "nmc_pin"),
        ({"email": "Nurse.One@trust.example"}, OwnForm, "email"),
        ({"discussed_on": "2026-12-02"}, NotYetDiscussed, "discussed_on"),
    ],
)
def test_what_can_not_be_signed_is_said_beside_its_field(
    changes: dict[str, str], refusal: type[Refusal], field: str
) -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    with pytest.raises(refusal) as refused:
        signed(token, changes=changes)
    assert refused.value.field == field
    assert look_up(kept) == [(None, None)]


def test_an_unticked_statement_is_not_signed() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    unsure = replace(whole(), ticked=("statement_1",))
    with pytest.raises(TicksNeeded):
        carry_out(sign, token=token, kind=D, seen=opened(token).seen, completed=unsure, now=NOON)


def test_nobody_who_is_signed_in_as_the_nurse_signs() -> None:
    nurse, ids = ready_nurse()
    token, by_id = discussion(nurse, ids), nurse.person_id
    with pytest.raises(OwnForm):
        carry_out(sign, token=token, kind=D, seen=opened(token).seen, completed=whole(), now=NOON, by_id=by_id)


def test_a_confirmer_who_is_not_registered_comes_after_the_discussion() -> None:
    nurse, ids = ready_nurse()
    token = asked(nurse, an_ask(C)).token
    not_registered = replace(whole(C, another_profession="Chaplain"), capacity="another")

    def confirm() -> None:
        seen = opened(token, C).seen
        carry_out(sign, token=token, kind=C, seen=seen, completed=not_registered, now=NOON)

    with pytest.raises(DiscussionFirst):
        confirm()
    signed(discussion(nurse, ids), now=NOON)
    found = opened(token, C)
    assert found.shown.summary
    assert found.shown.summary.discussion
    assert found.shown.summary.discussion.name == "Pat Partner"
    confirm()
    assert newest(nurse, C).form.capacity.startswith("Other professional")


def test_the_same_registrant_may_be_discussion_partner_and_confirmer() -> None:
    nurse, ids = ready_nurse()
    ask = replace(an_ask(C, ids), name="Pat Partner", email="pat@trust.example")
    token = asked(nurse, ask).token
    signed(discussion(nurse, ids))
    signed(token, C, changes={"name": "Pat Partner", "email": "pat@trust.example"})
    assert len(newest(nurse, C).form.shown.accounts) == 5


def test_a_confirmer_can_not_change_what_the_nurse_gave_for_her_own_part() -> None:
    nurse, _ = ready_nurse()
    token = asked(nurse, an_ask(C)).token
    typed = Completed(last_renewal_on=NOON.date(), capacity="registrant")
    carry_out(save_part, token=token, kind=C, completed=typed, revision=0, now=NOON)
    assert opened(token, C).shown.nurse.last_renewal_on == an_ask(C).last_renewal_on


@pytest.mark.parametrize("why", ["ran out", "withdrawn", "guessed", "of the other kind", "nobody's"])
def test_a_link_that_is_not_good_opens_nothing_and_changes_nothing(why: str) -> None:
    nurse, ids = ready_nurse()
    ask, kind, moment = asked(nurse, an_ask(D, ids)), D, NOON
    seen, token = opened(ask.token).seen, ask.token
    if why == "ran out":
        moment = NOON + LIFE
    elif why == "withdrawn":
        carry_out(withdraw_link, actor=nurse, sign_off_id=ask.sign_off_id, now=NOON)
    elif why == "guessed":
        token = f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}"
    elif why == "of the other kind":
        kind = C
    else:
        token = ""
    assert look_up(find_linked_form, token=token, kind=kind, now=moment) is None
    acts: list[Callable[[], object]] = [
        partial(carry_out, note_opened, token=token, kind=kind, now=moment),
        partial(carry_out, save_part, token=token, kind=kind, completed=whole(), revision=0, now=moment),
        partial(carry_out, sign, token=token, kind=kind, seen=seen, completed=whole(), now=moment),
    ]
    for act in acts:
        with pytest.raises(NoSuchForm):
            act()
    assert look_up(kept) == [(None, None)]


def test_a_used_link_thanks_until_it_runs_out_and_shows_nothing() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    signed(token)
    assert look_up(find_linked_form, token=token, kind=D, now=NOON) == LinkedForm("Nurse One", NOON)
    assert look_up(find_linked_form, token=token, kind=D, now=NOON + LIFE) is None


def test_of_two_signatures_at_once_one_counts() -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    seen = opened(token).seen
    forms = [whole(summary=f"Version {number}") for number in range(4)]
    acts = [partial(carry_out, sign, token=token, kind=D, seen=seen, completed=form, now=NOON) for form in forms]
    outcomes = at_once(acts)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoSuchForm"] * 3 + ["NoneType"]
    won = outcomes.index(None)
    assert newest(nurse).form.completed.answer("summary") == f"Version {won}"
    assert len(look_up(told, kind=MessageKind.SIGNED)) == 1


@pytest.mark.parametrize("round_", range(3))
def test_a_form_is_either_signed_or_withdrawn(round_: int) -> None:
    nurse, ids = ready_nurse()
    ask = asked(nurse, an_ask(D, ids))
    seen = opened(ask.token).seen
    acts: list[Callable[[], object]] = [
        partial(carry_out, sign, token=ask.token, kind=D, seen=seen, completed=whole(), now=NOON),
        partial(carry_out, withdraw_link, actor=nurse, sign_off_id=ask.sign_off_id, now=NOON),
    ]
    random.Random(round_).shuffle(acts)  # noqa: S311 (which of them is first in the list)
    outcomes = at_once(acts)
    (line,) = look_up(my_sign_offs, actor=nurse, now=NOON)
    assert outcomes.count(None) == 1
    assert line.state in (SignOffState.SIGNED, SignOffState.WITHDRAWN)
    refused = next(type(outcome) for outcome in outcomes if outcome is not None)
    assert refused is (SignedAlready if line.state is SignOffState.SIGNED else NoSuchForm)


@pytest.mark.parametrize("round_", range(3))
def test_what_is_signed_while_the_nurse_writes_is_what_was_shown(round_: int) -> None:
    nurse, ids = ready_nurse()
    token = discussion(nurse, ids)
    before = opened(token)
    acts: list[Callable[[], object]] = [
        partial(carry_out, sign, token=token, kind=D, seen=before.seen, completed=whole(), now=NOON),
        partial(rewrite, nurse, ids[round_]),
    ]
    signing, _ = at_once(acts)
    if signing is None:
        assert newest(nurse).form.shown == before.shown
    else:
        assert isinstance(signing, (ShownHasChanged, AccountsNotReady))


def test_a_confirmation_counts_only_in_the_last_year_of_the_period() -> None:
    nurse, _ = ready_nurse()
    token = asked(nurse, an_ask(C)).token
    with pytest.raises(Refusal, match="not before Tue 31 Mar 2026") as refused:
        signed(token, C, changes={"discussed_on": "2026-03-30"})
    assert refused.value.field == "discussed_on"
