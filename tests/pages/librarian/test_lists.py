"""What the librarian sees in lists, and what nobody else sees."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor, Role
from tests import make
from tests.pages.librarian.filling_in import all_of, field, fill
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")

PAGES = (
    "today",
    "schedule",
    "new_session",
    "meeting",
    "groups",
    "group",
    "articles",
    "article",
    "import_articles",
    "people",
)
EVIL = "![x](https://evil.example/t.png) <b>bold</b> :material/home: $x$ [link](https://evil.example)"


def at(*, days: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)


def held_without_register(by: Actor, group_id: int) -> int:
    session_id = make.session(by, group_id, starts_at=at(days=-1))
    carry_out(book, actor=make.person(), session_id=session_id, now=at(days=-2))
    return session_id


def as_markdown(page: AppTest) -> str:
    """All that Streamlit reads as Markdown: texts of its own elements, and what stands on and above widgets."""
    shown = [each.value for each in all_of(page, "markdown", "title", "header", "subheader", "caption")]
    kinds = ("button", "text_input", "text_area", "selectbox", "multiselect", "button_group", "number_input")
    shown += [each.label for each in all_of(page, *kinds, "expander", "checkbox", "date_input")]
    return "\n".join(str(each) for each in shown)


@pytest.mark.parametrize("name", PAGES)
def test_a_nurse_is_refused_and_sees_nothing_else(name: str) -> None:
    page = opened(f"librarian/{name}", by=make.person())
    assert titles(page) == ["This page can't be shown"]
    assert "This page is for librarians." in texts(page)
    assert not page.text_input


@pytest.mark.parametrize("name", [name for name in PAGES if name != "meeting"])
def test_what_people_typed_shows_as_typed_and_never_as_markdown(name: str) -> None:
    by = make.librarian(name="Lib Rarian")
    make.site(by, EVIL)
    article_id, group_id = make.article(by, EVIL), make.group(by, EVIL)
    session_id = make.session(by, group_id, starts_at=at(days=2), articles=(article_id,))
    asked = {"group": group_id, "article": article_id} if name in ("group", "article") else {}
    page = opened(f"librarian/{name}", by=by, **asked)
    assert not page.exception
    assert "evil.example" not in as_markdown(page)
    if name in ("today", "schedule", "groups", "articles", "article", "group"):
        assert EVIL in texts(page)
    page = opened("librarian/meeting", by=by, session=session_id)
    assert EVIL in texts(page)
    assert "evil.example" not in as_markdown(page)


def test_today_lists_what_needs_doing_each_with_its_way() -> None:
    by = make.librarian()
    group_id = make.group(by)
    held_without_register(by, group_id)
    make.session(by, group_id, starts_at=at(days=3))
    page = opened("librarian/today", by=by)
    assert "Not marked yet" in texts(page)
    assert "No article yet" in texts(page)
    assert [each.label for each in all_of(page, "page_link")] == [
        "Mark the register",
        "Choose an article",
        "See them",  # the messages that wait, since there is no mail server
        "Open",
        "Check everything",
    ]


def test_today_is_quiet_when_nothing_needs_doing() -> None:
    by = make.librarian()
    make.person()
    article_id = make.article(by)
    make.session(by, make.group(by), starts_at=at(days=3), articles=(article_id,))
    assert "Nothing needs you today." in texts(opened("librarian/today", by=by))


def test_today_says_when_too_few_have_booked() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=at(days=3), articles=(make.article(by),))
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Fewest to go ahead").set_value(3)
    press(page, "Save the changes")
    assert "0 booked, 3 needed" in texts(opened("librarian/today", by=by))


def test_the_schedule_has_coming_and_past_and_pages_of_twenty_five() -> None:
    by = make.librarian()
    group_id = make.group(by)
    for day in range(2, 29):
        make.session(by, group_id, starts_at=at(days=day))
    held_without_register(by, group_id)
    page = opened("librarian/schedule", by=by)
    assert texts(page).count("Evening readers") == 25
    assert "27 in all" in texts(page)
    page = page.pagination[0].set_value(2).run()
    assert texts(page).count("Evening readers") == 2
    page = field(page, "text_input", "Words in group or article").set_value("Evening").run()
    assert texts(page).count("Evening readers") == 25  # other filters begin on the first page again
    assert texts(opened("librarian/schedule", by=by, show="Past")).count("Evening readers") == 1


def test_empty_lists_say_what_they_are_for() -> None:
    by = make.librarian()
    assert "No sessions are planned." in texts(opened("librarian/schedule", by=by))
    assert "A group meets again and again" in texts(opened("librarian/groups", by=by))
    assert "Add the first article." in texts(opened("librarian/articles", by=by))
    assert "Nobody is invited" in texts(opened("librarian/people", by=by, show="Invitations"))


def test_articles_and_people_are_found_by_their_words() -> None:
    by = make.librarian()
    make.article(by, "Talking on the ward")
    make.article(by, "Sleep and shifts")
    page = field(opened("librarian/articles", by=by), "text_input", "Words in title, authors or journal").set_value(
        "sleep"
    )
    assert "Sleep and shifts" in texts(page.run())
    assert "Talking on the ward" not in texts(page.run())
    make.person("Ann")
    page = field(opened("librarian/people", by=by), "text_input", "Words in name or e-mail address").set_value("rarian")
    assert "Lib Rarian" in texts(page.run())
    assert "Ann" not in texts(page.run())


def test_an_invitation_shows_its_link_once_and_lets_somebody_in() -> None:
    by = make.librarian()
    page = press(opened("librarian/people", by=by, show="Invitations"), "Make the invitation")
    assert "Please fill in a name." in texts(page)
    page = press(fill(page, name="Nurse New", **{"e-mail_address": "new@trust.example"}), "Make the invitation")
    (link,) = page.code
    assert "/invitation?token=" in link.value
    assert "Not used yet" in texts(page)
    page = press(page, "Invite somebody else")
    assert not page.code
    assert field(page, "text_input", "Name (required)").value == ""
    page = press(page, "Withdraw")
    assert "no longer works" in texts(page)
    assert "Nobody is invited" in texts(page)


def test_an_address_that_has_an_account_is_not_invited_again() -> None:
    by = make.librarian()
    page = opened("librarian/people", by=by, show="Invitations")
    page = press(fill(page, name="Again", **{"e-mail_address": by.email}), "Make the invitation")
    assert f"There is already an account for {by.email}." in texts(page)
    assert field(page, "text_input", "Name (required)").value == "Again"


def test_somebody_gets_another_role() -> None:
    by, nurse = make.librarian(), make.person()
    page = opened("librarian/people", by=by, person=nurse.person_id)
    page = press_roles(page, Role.LIBRARIAN)
    assert "The roles of Nurse One are saved." in texts(page)
    assert titles(opened("librarian/groups", by=nurse)) == ["Groups"]


def test_the_last_librarian_stays_one() -> None:
    by = make.librarian()
    page = opened("librarian/people", by=by, person=by.person_id)
    field(page, "button_group", "Roles").set_value([Role.NURSE])
    page = press(page, "Save the roles")
    assert "There must be at least one librarian." in texts(page)


def press_roles(page: AppTest, role: Role) -> AppTest:
    field(page, "button_group", "Roles").select(role)
    return press(page, "Save the roles")


def test_putting_nothing_on_a_reading_list_says_what_is_missing() -> None:
    by = make.librarian()
    page = press(opened("librarian/reading_list", by=by, group=make.group(by)), "Put on the list")
    assert "Please fill in at least one article." in texts(page)
