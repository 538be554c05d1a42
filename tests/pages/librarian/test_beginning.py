"""From an empty installation to a series that nurses can book."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from revalidation.acting import look_up
from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.people import Actor
from revalidation.domain.series import Pattern
from revalidation.domain.times import local
from revalidation.queries.articles import get_article
from revalidation.queries.groups import groups
from revalidation.queries.sessions import SessionLine, schedule
from tests import make
from tests.pages.librarian.filling_in import field, fill
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")


def scheduled(by: Actor) -> list[SessionLine]:
    return look_up(schedule, actor=by, now=datetime.now(UTC), is_past=False, limit=100)[0]


def mondays_in_spring() -> tuple[date, date]:
    """From the first Monday of next March to the second of May: over the change of clocks and the May bank holiday."""
    year = datetime.now(UTC).year + 1
    first = next(date(year, 3, day) for day in range(1, 8) if date(year, 3, day).weekday() == 0)
    last = next(date(year, 5, day) for day in range(8, 15) if date(year, 5, day).weekday() == 0)
    return first, last


def test_an_empty_installation_shows_the_first_steps_in_order() -> None:
    by = make.librarian()
    page = opened("librarian/today", by=by)
    assert [each.label for each in page.button][:5] == [
        "Add a site",
        "Make a group",
        "Add an article",
        "Schedule sessions",
        "Invite people",
    ]
    assert "Done" not in texts(page)
    make.site(by)
    page = opened("librarian/today", by=by)
    assert "Done" in texts(page)
    assert "Add a site" not in [each.label for each in page.button]


def test_the_first_step_leads_to_the_form_for_a_site() -> None:
    by = make.librarian()
    page = press(opened("librarian/today", by=by), "Add a site")
    assert [each.value for each in page.header] == ["Add a site"]
    page = opened("librarian/people", by=by, show="Sites")  # a test's next run would begin on the first page again
    page = press(fill(page, name="Moor House", room_and_way_there="Seminar room 2"), "Save the site")
    assert "The site is added." in texts(page)
    assert "Seminar room 2" in texts(page)
    assert field(page, "text_input", "Name (required)").value == ""


def test_a_site_can_be_given_another_name() -> None:
    by = make.librarian()
    make.site(by)
    page = press(opened("librarian/people", by=by, show="Sites"), "Change")
    page = press(fill(page, name="Moor House East"), "Save the site")
    assert "Moor House East" in texts(page)
    assert [each.value for each in page.header] == ["Add a site", "All sites"]


def test_a_group_starts_from_what_is_usual_for_its_kind() -> None:
    by = make.librarian()
    make.site(by)
    page = fill(opened("librarian/group", by=by), name="Searching well")
    kind = field(page, "selectbox", "Kind")
    page = kind.select(next(each for each in type(kind.value) if each.value == "workshop")).run()
    assert field(page, "number_input", "Length in minutes").value == 150
    where = field(page, "selectbox", "Where")
    where.select_index(1)
    page = press(page, "Save the group")
    assert "The group is made." in texts(page)
    (line,) = look_up(groups, now=datetime.now(UTC))
    assert (line.group.name, line.group.usual_minutes, line.where) == ("Searching well", 150, "Moor House")


def test_a_group_without_a_place_is_refused_and_keeps_what_was_typed() -> None:
    page = fill(opened("librarian/group", by=make.librarian()), name="Evening readers", description="We meet.")
    page = press(page, "Save the group")
    assert "Please choose a site or give an online link" in texts(page)
    assert field(page, "text_input", "Name (required)").value == "Evening readers"
    assert field(page, "text_area", "Description").value == "We meet."


def test_an_article_shows_its_citation_once_it_is_saved() -> None:
    by = make.librarian()
    page = fill(opened("librarian/article", by=by), title="Talking on the ward", authors="Bowers L; James K", doi="no")
    page = press(page, "Save the article")
    assert "A DOI begins with 10." in texts(page)
    assert field(page, "text_input", "Title (required)").value == "Talking on the ward"
    page = press(
        fill(page, doi="10.1234/wards", **{"reading_prompts,_one_on_each_line": "What?\n\nWhy?"}), "Save the article"
    )
    assert "Bowers L, James K. Talking on the ward. doi:10.1234/wards" in texts(page)
    assert look_up(get_article, actor=by, article_id=int(page.query_params["article"][0])).prompts == ("What?", "Why?")


def test_another_kind_asks_for_other_fields_and_keeps_what_was_typed() -> None:
    by = make.librarian()
    page = fill(opened("librarian/article", by=by), title="Self-harm", authors="NHS England", volume="52", pmid="no")
    page = field(page, "selectbox", "What is it?").set_value(ArticleKind.GUIDELINE).run()
    assert "Organisation" in [each.label for each in page.text_input]
    assert "Website" not in [each.label for each in page.text_input]
    assert "NHS England. Self-harm." not in texts(page)  # the PMID is none, which is said when it is saved
    page = press(fill(page, number="NICE guideline NG225"), "Save the article")
    assert "A PMID is a number" in texts(page)
    page = fill(page, pmid="").run()
    assert "It will be cited like this:\nNHS England. Self-harm. (NICE guideline NG225)." in texts(page)
    page = press(page, "Save the article")
    kept = look_up(get_article, actor=by, article_id=int(page.query_params["article"][0]))
    assert kept == Article(
        title="Self-harm", authors="NHS England", volume="52", number="NICE guideline NG225", kind=ArticleKind.GUIDELINE
    )
    assert "It will be cited like this" not in texts(page)


def test_without_a_group_scheduling_sends_to_the_form_for_one() -> None:
    page = press(opened("librarian/new_session", by=make.librarian()), "Make a group")
    assert titles(page) == ["New group"]


def test_a_series_keeps_its_hour_over_the_change_of_clocks_and_skips_bank_holidays() -> None:
    by = make.librarian()
    group_id, article_id = make.group(by), make.article(by)
    first, last = mondays_in_spring()
    page = opened("librarian/new_session", by=by, group=group_id)
    page = field(page, "button_group", "How many").select("A series").run()
    field(page, "date_input", "First date").set_value(first)
    page = field(page, "date_input", "Last date").set_value(last).run()
    field(page, "multiselect", "Articles").select(article_id)
    page = field(page, "selectbox", "How often").select(Pattern.EVERY_WEEK).run()
    may_day = last - timedelta(days=7)
    assert "Skipped: " in texts(page)
    assert "(May Day, a bank holiday)" in texts(page)
    weeks = (last - first).days // 7 + 1
    (button,) = (each for each in page.button if each.label.startswith("Schedule "))
    number = int(button.label.split()[1])
    assert number == weeks - 2  # without Easter Monday and May Day
    page = button.click().run()
    assert f"{number} sessions are scheduled." in texts(page)
    made = scheduled(by)
    assert len(made) == number
    assert {local(line.starts_at).time() for line in made} == {time(12, 30)}
    assert len({line.starts_at.time() for line in made}) == 2
    assert may_day not in {local(line.starts_at).date() for line in made}
    assert {line.article for line in made} == {"Talking on the ward"}


def test_bank_holidays_that_are_kept_are_named() -> None:
    by = make.librarian()
    make.group(by)
    first, last = mondays_in_spring()
    page = field(opened("librarian/new_session", by=by), "button_group", "How many").select("A series").run()
    field(page, "date_input", "First date").set_value(first)
    field(page, "date_input", "Last date").set_value(last)
    page = field(page, "button_group", "On bank holidays and closures").select("Keep them").run()
    assert "May Day, a bank holiday" in texts(page)
    assert "Skipped" not in texts(page)


def test_a_last_date_before_the_first_says_so_and_offers_no_button() -> None:
    by = make.librarian()
    make.group(by)
    first, _ = mondays_in_spring()
    page = field(opened("librarian/new_session", by=by), "button_group", "How many").select("A series").run()
    field(page, "date_input", "First date").set_value(first)
    page = field(page, "date_input", "Last date").set_value(first - timedelta(days=1)).run()
    assert "These choices give no dates." in texts(page)
    assert not [each for each in page.button if each.label.startswith("Schedule ")]
    assert field(page, "date_input", "First date").value == first


def test_one_session_takes_its_defaults_from_the_group_and_opens_afterwards() -> None:
    by = make.librarian()
    make.group(by, capacity=5)
    page = opened("librarian/new_session", by=by)
    assert field(page, "number_input", "Places").value == 5
    page = press(page, "Schedule this session")
    assert "The session is scheduled." in texts(page)
    assert "0 of 5 places" in texts(page)
    assert len(scheduled(by)) == 1


def test_an_emptied_date_is_asked_for_beside_it_and_keeps_the_rest() -> None:
    by = make.librarian()
    make.group(by)
    page = opened("librarian/new_session", by=by)
    field(page, "number_input", "Places").set_value(3)
    page = field(page, "date_input", "Date").set_value(None).run()
    assert "Please fill in the date." in texts(page)
    assert field(page, "number_input", "Places").value == 3
    assert not [each for each in page.button if each.label.startswith("Schedule ")]
