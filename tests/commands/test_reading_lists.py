from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.notices import add_notice, remove_notice
from revalidation.commands.reading_lists import (
    add_to_reading_list,
    choose_what_to_read,
    move_up,
    remove_from_reading_list,
    set_candidate,
)
from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import ChosenIsRetracted, NotACandidate, NotAMember, RetractedNotToChoose
from revalidation.domain.refusals import Missing, NotForYourRole, NotFound
from revalidation.queries.notices import notices_of
from revalidation.queries.reading_lists import groups_to_choose_for, reading_list, to_choose_from
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def a_list(by: Actor, number: int = 3) -> tuple[int, list[int]]:
    group_id = make.group(by)
    articles = [make.article(by, f"Article {letter}") for letter in "ABCDEF"[:number]]
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=articles, now=NOON)
    return group_id, articles


def member(by: Actor, group_id: int, name: str = "Nurse One") -> Actor:
    nurse = make.person(name)
    session_id = make.session(by, group_id, starts_at=NOON + timedelta(days=7))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return nurse


def choose(nurse: Actor, group_id: int, *chosen: int | None) -> None:
    carry_out(choose_what_to_read, actor=nurse, group_id=group_id, chosen=chosen, now=NOON)


def order(by: Actor, group_id: int) -> list[str]:
    found = look_up(reading_list, actor=by, group_id=group_id)
    return [each.article.title[-1] for each in found.articles]


def test_members_choose_and_the_librarian_sees_how_the_candidates_stand() -> None:
    by = make.librarian()
    group_id, (a, b, c) = a_list(by)
    one = member(by, group_id)
    assert look_up(groups_to_choose_for, actor=one) == [(group_id, "Evening readers")]
    choose(one, group_id, c, a)
    choose(one, group_id, c, b)
    choose(member(by, group_id, "Nurse Two"), group_id, b)
    found = look_up(reading_list, actor=by, group_id=group_id)
    assert [(each.article_id, each.standing.points) for each in found.ranked] == [(b, 5), (c, 3), (a, 0)]
    assert found.people == 2
    assert look_up(to_choose_from, actor=one, group_id=group_id).mine == (c, b)
    assert look_up(groups_to_choose_for, actor=one) == []


def test_only_members_choose_and_only_candidates_can_be_chosen() -> None:
    by = make.librarian()
    group_id, (a, b, c) = a_list(by)
    stranger, nurse = make.person("Nurse Three"), member(by, group_id)
    with pytest.raises(NotAMember):
        choose(stranger, group_id, a)
    with pytest.raises(NotAMember):
        look_up(to_choose_from, actor=stranger, group_id=group_id)
    carry_out(set_candidate, actor=by, group_id=group_id, article_id=b, is_candidate=False)
    with pytest.raises(NotACandidate):
        choose(nurse, group_id, a, b)
    assert [number for number, _ in look_up(to_choose_from, actor=nurse, group_id=group_id).candidates] == [a, c]


def test_what_is_retracted_can_be_chosen_no_more_until_that_is_taken_back() -> None:
    by = make.librarian()
    group_id, (a, b, c) = a_list(by)
    nurse = member(by, group_id)
    choose(nurse, group_id, b, a)
    for article_id in (b, c):
        carry_out(add_notice, actor=by, article_id=article_id, notice=Notice(NoticeKind.RETRACTION), now=NOON)
    carry_out(add_notice, actor=by, article_id=a, notice=Notice(NoticeKind.CORRECTION), now=NOON)
    found = look_up(to_choose_from, actor=nurse, group_id=group_id)
    assert [number for number, _ in found.candidates] == [a]
    assert found.retracted == ("Article B", "Article C")
    assert look_up(groups_to_choose_for, actor=member(by, group_id, "Nurse Two")) == []  # one is no choice
    with pytest.raises(ChosenIsRetracted):
        choose(nurse, group_id, a, b)
    with pytest.raises(RetractedNotToChoose):
        carry_out(set_candidate, actor=by, group_id=group_id, article_id=b, is_candidate=True)
    assert [each.article_id for each in look_up(reading_list, actor=by, group_id=group_id).ranked] == [a]
    (line,) = look_up(notices_of, article_ids=[b])[b]
    carry_out(remove_notice, actor=by, notice_id=line.id)
    assert [each.article_id for each in look_up(reading_list, actor=by, group_id=group_id).ranked] == [b, a]


def test_whoever_has_cancelled_her_only_booking_is_no_member() -> None:
    by = make.librarian()
    group_id, (a, _, _) = a_list(by)
    nurse = make.person()
    session_id = make.session(by, group_id, starts_at=NOON + timedelta(days=7))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    choose(nurse, group_id, a)
    carry_out(cancel_booking, actor=nurse, session_id=session_id, reason=None, now=NOON)
    with pytest.raises(NotAMember):
        choose(nurse, group_id, a)


def test_the_list_is_put_in_order_and_entries_are_added_once_and_removed() -> None:
    by = make.librarian()
    group_id, (a, b, c) = a_list(by)
    for article_id, expected in ((c, "ACB"), (a, "ACB"), (c, "CAB"), (b, "CBA")):
        carry_out(move_up, actor=by, group_id=group_id, article_id=article_id)
        assert "".join(order(by, group_id)) == expected
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=[a, c], now=NOON)
    assert "".join(order(by, group_id)) == "CBA"
    carry_out(remove_from_reading_list, actor=by, group_id=group_id, article_id=b)
    assert "".join(order(by, group_id)) == "CA"
    with pytest.raises(NotFound):
        carry_out(move_up, actor=by, group_id=group_id, article_id=b)
    with pytest.raises(Missing) as refused:
        carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=[], now=NOON)
    assert refused.value.field == "articles"


def test_what_is_planned_says_when() -> None:
    by = make.librarian()
    group_id, (a, _, _) = a_list(by)
    starts_at = NOON + timedelta(days=30)
    make.session(by, group_id, starts_at=starts_at, articles=(a,))
    read = [each.read_at for each in look_up(reading_list, actor=by, group_id=group_id).articles]
    assert read == [starts_at, None, None]


def test_choosing_in_two_tabs_at_once_keeps_one_of_both() -> None:
    by = make.librarian()
    group_id, (a, b, c) = a_list(by)
    nurse = member(by, group_id)
    ways = [(a, b, c), (c, b, a), (b,)]
    done = at_once([lambda chosen=chosen: choose(nurse, group_id, *chosen) for chosen in ways])  # type: ignore[misc]
    assert done == [None, None, None]
    assert look_up(to_choose_from, actor=nurse, group_id=group_id).mine in ways


def test_a_nurse_cannot_change_the_list_nor_see_how_candidates_stand() -> None:
    by = make.librarian()
    group_id, (a, _, _) = a_list(by)
    nurse = member(by, group_id)
    with pytest.raises(NotForYourRole):
        carry_out(add_to_reading_list, actor=nurse, group_id=group_id, article_ids=[a], now=NOON)
    with pytest.raises(NotForYourRole):
        look_up(reading_list, actor=nurse, group_id=group_id)
