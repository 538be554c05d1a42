from datetime import timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import delete_account, finish_account, reopen_account, save_account, start_account
from revalidation.commands.drafts import bring_back, save_draft
from revalidation.domain.accounts import Written
from revalidation.domain.drafts import Came, Draft, Kept
from revalidation.domain.people import Actor
from revalidation.domain.refusals import AlreadyFinished, NotForYourRole, NotFound, TooLong
from revalidation.queries.accounts import AccountInFull, get_account
from revalidation.queries.drafts import find_version, kept_beside, mirror_keys, versions
from revalidation.storage.accounts import AccountVersionRow
from revalidation.storage.database import Db
from tests import make
from tests.at_once import at_once, in_processes
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

ONE, TWO = "a" * 32, "b" * 32  # two tabs
WHOLE = Written("On time", ("a", "b", "c", "d"), ("preserve_safety",))


def begun(nurse: Actor) -> int:
    return carry_out(start_account, actor=nurse, session_id=None, now=NOON)


def saying(answer: str, themes: tuple[str, ...] = ()) -> Written:
    return Written("One", (answer, "", "", ""), themes)


def send(
    nurse: Actor,
    account_id: int,
    written: Written | str,
    *,
    client: str = ONE,
    seq: int = 1,
    base: int = 0,
    minute: float = 0,
    settles: tuple[int, ...] = (),
) -> Kept:
    text = saying(written) if isinstance(written, str) else written
    draft = Draft(client, seq, base, text, "driscoll", settles)
    now = NOON + timedelta(minutes=minute)
    return carry_out(save_draft, actor=nurse, account_id=account_id, draft=draft, now=now)


def seen(nurse: Actor, account_id: int) -> AccountInFull:
    return look_up(get_account, actor=nurse, account_id=account_id)


def answer(nurse: Actor, account_id: int) -> str:
    return seen(nurse, account_id).written.answers[0]


def beside(nurse: Actor, account_id: int) -> list[str]:
    return [each.written.answers[0] for each in look_up(kept_beside, actor=nurse, account_id=account_id)]


def history(nurse: Actor, account_id: int) -> list[str]:
    """What every version says in its first answer, the newest first."""
    lines = look_up(versions, actor=nurse, account_id=account_id).lines
    found = [look_up(find_version, actor=nurse, account_id=account_id, version_id=line.id) for line in lines]
    return [version.written.answers[0] for version in found if version]


def test_a_draft_becomes_the_newest_text_with_its_prompts() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    kept = send(nurse, account_id, saying("one", ("preserve_safety", "prioritise_people")))
    assert (kept.came, kept.revision, kept.newest) == (Came.SAVED, 1, 1)
    account = seen(nurse, account_id)
    assert account.written == saying("one", ("prioritise_people", "preserve_safety"))  # in the form's order
    assert (account.scaffold, account.revision) == ("driscoll", 1)


def test_sending_a_draft_again_or_late_changes_nothing() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "one", seq=1)
    newest = send(nurse, account_id, "one two", seq=2, base=1)
    for seq, text, base in ((2, "one two", 1), (1, "one", 0)):
        assert send(nurse, account_id, text, seq=seq, base=base) == newest
    assert answer(nurse, account_id) == "one two"
    assert seen(nurse, account_id).revision == 2


def test_a_tab_whose_answers_got_lost_goes_on_with_its_old_base() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    for seq in (1, 2, 3):
        assert send(nurse, account_id, "one " * seq, seq=seq, base=0).came is Came.SAVED
    assert answer(nurse, account_id) == "one one one "


def test_what_says_the_same_makes_no_revision() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "one")
    assert send(nurse, account_id, "one", client=TWO, seq=1, base=0).revision == 1
    assert seen(nurse, account_id).revision == 1


def test_a_theme_that_the_form_does_not_have_is_left_out() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, saying("one", ("be_nice", "preserve_safety")))
    assert seen(nurse, account_id).written.themes == ("preserve_safety",)


def test_minutes_of_typing_are_one_version_and_a_large_loss_is_none_of_it() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    long = "a long answer, written with care over quite some time"
    send(nurse, account_id, "a", seq=1, minute=0)
    send(nurse, account_id, long, seq=2, base=1, minute=1)
    send(nurse, account_id, "x", seq=3, base=2, minute=2)  # all of it replaced by one wrong key
    send(nurse, account_id, "x y", seq=4, base=3, minute=6)
    assert history(nurse, account_id) == ["x y", "x", long, ""]


def test_a_text_on_an_older_revision_is_kept_beside_and_takes_nothing_away() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "From the ward", client=ONE)
    kept = send(nurse, account_id, "From home", client=TWO)
    assert (kept.came, kept.newest) == (Came.BESIDE, 1)
    assert answer(nurse, account_id) == "From the ward"
    assert beside(nurse, account_id) == ["From home"]
    assert send(nurse, account_id, "From home", client=TWO).came is Came.BESIDE  # sent again
    send(nurse, account_id, "From home, and more", client=TWO, seq=2)
    assert beside(nurse, account_id) == ["From home, and more"]


def test_keeping_mine_makes_the_other_an_earlier_version() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "From the ward", client=ONE)
    send(nurse, account_id, "From home", client=TWO)
    assert send(nurse, account_id, "From home", client=TWO, seq=2, base=1, minute=1).came is Came.SAVED
    assert answer(nurse, account_id) == "From home"
    assert beside(nurse, account_id) == []
    assert history(nurse, account_id).count("From the ward") == 1


def test_taking_the_newer_keeps_mine_as_an_earlier_version() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "From the ward", client=ONE)
    send(nurse, account_id, "From home", client=TWO)
    kept = send(nurse, account_id, "From the ward", client=TWO, seq=2, base=1, minute=1)
    assert (kept.came, kept.revision) == (Came.SAVED, 1)
    assert beside(nurse, account_id) == []
    assert "From home" in history(nurse, account_id)


def test_a_choice_in_another_tab_settles_what_lay_beside() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "From the ward", client=ONE)
    send(nurse, account_id, "From home", client=TWO)
    (other,) = look_up(kept_beside, actor=nurse, account_id=account_id)
    send(nurse, account_id, "From home", client="c" * 32, base=1, settles=(other.id,))
    assert (answer(nurse, account_id), beside(nurse, account_id)) == ("From home", [])


def test_no_choice_settles_what_lies_beside_another_account() -> None:
    nurse = make.person()
    account_id, another = begun(nurse), begun(nurse)
    send(nurse, account_id, "From the ward", client=ONE)
    send(nurse, account_id, "From home", client=TWO)
    (other,) = look_up(kept_beside, actor=nurse, account_id=account_id)
    send(nurse, another, "Elsewhere", settles=(other.id,))
    assert beside(nurse, account_id) == ["From home"]


def test_a_revision_from_before_the_database_was_put_back_asks_for_a_choice() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    assert send(nurse, account_id, "one", base=9).came is Came.BESIDE


def test_an_account_written_before_there_were_versions_keeps_what_it_said(database: str) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    carry_out(save_account, actor=nurse, account_id=account_id, written=saying("old"), revision=0, now=NOON)
    carry_out(forget_versions)
    assert send(nurse, account_id, "stale", client=TWO, base=0).came is Came.BESIDE
    send(nurse, account_id, "old and new", base=1, minute=1)
    assert {"old", "old and new"} <= set(history(nurse, account_id))
    assert database


def forget_versions(db: Db) -> None:
    db.query(AccountVersionRow).delete()


def test_a_finished_account_takes_no_draft_but_the_text_is_kept() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, WHOLE)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=NOON)
    late = Written("On time", ("a, and one thing more", "b", "c", "d"), ("preserve_safety",))
    assert send(nurse, account_id, late, seq=2, base=1).came is Came.FINISHED
    assert seen(nurse, account_id).written == WHOLE
    carry_out(reopen_account, actor=nurse, account_id=account_id)
    assert beside(nurse, account_id) == ["a, and one thing more"]
    (other,) = look_up(kept_beside, actor=nurse, account_id=account_id)
    carry_out(bring_back, actor=nurse, account_id=account_id, version_id=other.id, now=NOON)
    assert (seen(nurse, account_id).written, beside(nurse, account_id)) == (late, [])


def test_a_version_is_brought_back_and_that_can_be_undone() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "early", minute=0)
    send(nurse, account_id, "late", seq=2, base=1, minute=10)
    page = look_up(versions, actor=nurse, account_id=account_id)
    assert [line.is_newest for line in page.lines] == [True, False, False]
    carry_out(bring_back, actor=nurse, account_id=account_id, version_id=page.lines[1].id, now=NOON + timedelta(days=1))
    assert answer(nurse, account_id) == "early"
    assert history(nurse, account_id) == ["early", "late", "early", ""]
    late = look_up(versions, actor=nurse, account_id=account_id).lines[1]
    carry_out(bring_back, actor=nurse, account_id=account_id, version_id=late.id, now=NOON + timedelta(days=2))
    assert answer(nurse, account_id) == "late"


def test_nothing_is_brought_back_into_a_finished_account_or_from_another_one() -> None:
    nurse = make.person()
    account_id, another = begun(nurse), begun(nurse)
    send(nurse, account_id, WHOLE)
    send(nurse, another, "other")
    (line, *_) = look_up(versions, actor=nurse, account_id=account_id).lines
    with pytest.raises(NotFound):
        carry_out(bring_back, actor=nurse, account_id=another, version_id=line.id, now=NOON)
    assert look_up(find_version, actor=nurse, account_id=another, version_id=line.id) is None
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=NOON)
    with pytest.raises(AlreadyFinished):
        carry_out(bring_back, actor=nurse, account_id=account_id, version_id=line.id, now=NOON)


def test_a_text_that_is_too_long_is_refused_beside_its_field_and_changes_nothing() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "one")
    with pytest.raises(TooLong) as refused:
        send(nurse, account_id, Written(answers=("a", "b", "c" * 20_001, "d")), seq=2, base=1)
    assert refused.value.field == "answer_3"
    assert answer(nurse, account_id) == "one"


def test_nobody_else_sends_reads_or_brings_back() -> None:
    nurse, other, by = make.person(), make.person("Nurse Two"), make.librarian()
    account_id = begun(nurse)
    send(nurse, account_id, "one")
    (line, *_) = look_up(versions, actor=nurse, account_id=account_id).lines
    for actor, refusal in ((other, NotFound), (by, NotForYourRole)):
        with pytest.raises(refusal):
            send(actor, account_id, "Not mine", seq=2, base=1)
        with pytest.raises(refusal):
            carry_out(bring_back, actor=actor, account_id=account_id, version_id=line.id, now=NOON)
        for query in (versions, kept_beside, partial(find_version, version_id=line.id)):
            with pytest.raises(refusal):
                look_up(query, actor=actor, account_id=account_id)
    assert answer(nurse, account_id) == "one"


def test_a_deleted_account_takes_its_versions_along() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    send(nurse, account_id, "one")
    send(nurse, account_id, "two", client=TWO)
    carry_out(delete_account, actor=nurse, account_id=account_id, now=NOON)
    assert look_up(count_versions) == 0
    with pytest.raises(NotFound):
        send(nurse, account_id, "three", seq=3)


def count_versions(db: Db) -> int:
    return db.query(AccountVersionRow).count()


def test_of_many_tabs_that_send_at_once_one_is_saved_and_every_text_is_kept() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    texts = [f"From tab {number}" for number in range(8)]
    outcomes = at_once(
        [partial(send, nurse, account_id, text, client=f"{number:032d}") for number, text in enumerate(texts)]
    )
    came = [outcome.came for outcome in outcomes if isinstance(outcome, Kept)]
    assert sorted(came) == [*[Came.BESIDE] * 7, Came.SAVED]
    assert sorted([answer(nurse, account_id), *beside(nurse, account_id)]) == texts


def type_on(nurse: Actor, account_id: int, client: str) -> list[str]:
    """Twenty drafts of one tab, which never learns what the other did."""
    return [send(nurse, account_id, f"{client[:3]} " * seq, client=client, seq=seq).came for seq in range(1, 21)]


def test_of_two_processes_at_once_one_goes_on_and_the_other_is_kept_beside() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    outcomes = in_processes(type_on, [(nurse, account_id, client) for client in (ONE, TWO)])
    assert sorted(set(map(tuple, outcomes))) == [(Came.BESIDE,) * 20, (Came.SAVED,) * 20]
    assert sorted([answer(nurse, account_id), *beside(nurse, account_id)]) == ["aaa " * 20, "bbb " * 20]


def test_the_key_of_copies_in_the_browser_is_hers_alone_and_stays_the_same() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    (key,), (others,) = (look_up(mirror_keys, actor=actor) for actor in (nurse, other))
    assert [key] == look_up(mirror_keys, actor=nurse)
    assert key.owner != others.owner
    assert key.key != others.key
    assert len(bytes.fromhex(key.key)) == 32
    with pytest.raises(NotForYourRole):
        look_up(mirror_keys, actor=make.librarian())
