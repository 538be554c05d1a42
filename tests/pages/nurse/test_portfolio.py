from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.registrations import save_registration
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.register import Mark
from revalidation.domain.registrations import Registration, end_of_month
from revalidation.domain.times import said_day
from revalidation.queries.cpd import my_cpd
from revalidation.queries.evidence import my_evidence
from revalidation.queries.feedback import my_feedback
from revalidation.queries.practice import my_practice
from revalidation.queries.registrations import my_registration
from tests import make
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")
PDF = b"%PDF-1.7 certificate"


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    return now().date()


def registered(name: str = "Nurse One") -> Actor:
    nurse = make.person(name)
    renewal_on = end_of_month(today() + relativedelta(months=4))
    carry_out(save_registration, actor=nurse, registration=Registration("12A1234B", ("nurse",), renewal_on))
    return nurse


def attended(nurse: Actor) -> tuple[Actor, int]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=now() - timedelta(days=2), articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=now() - timedelta(days=3))
    make.attended(by, session_id, nurse, now=now())
    return by, session_id


def test_without_a_renewal_date_the_page_asks_for_it_first() -> None:
    page = opened("nurse/portfolio", by=make.person())
    assert "When do you revalidate?" in texts(page)
    assert [button.label for button in page.button if button.label != "Sign out"] == ["Add my renewal date"]


def printed_at(page: AppTest) -> dict[str, str]:
    """What can be downloaded, and where."""
    return {each.proto.label: each.proto.url for each in page.get("link_button")}


def test_the_three_logs_can_be_printed_even_before_a_renewal_date_is_given() -> None:
    for nurse in (make.person("New Nurse"), registered()):
        assert printed_at(opened("nurse/portfolio", by=nurse)) == {
            "Practice hours log (PDF)": "/documents/practice-hours-log.pdf",
            "CPD log (PDF)": "/documents/cpd-log.pdf",
            "Feedback log (PDF)": "/documents/feedback-log.pdf",
        }


def test_every_requirement_has_its_figure_and_its_state_in_words() -> None:
    nurse = registered()
    attended(nurse)
    said = texts(opened("nurse/portfolio", by=nurse))
    for part in ("0 of 450 hours", "450 hours to go", "1 of 35 hours", "1 of 20 hours", "19 hours to go", "0 of 5"):
        assert part in said, part
    assert said.count("Not signed yet") == 2


def test_sessions_that_would_reach_it_are_offered_by_the_application_date() -> None:
    nurse, by = registered(), make.librarian()
    entry = CpdEntry(today(), today(), "Course", "IV therapy", minutes=2100, participatory_minutes=1080)
    carry_out(add_cpd_entry, actor=nurse, entry=entry, now=now())
    group_id = make.group(by)
    for day in (2, 3, 4):
        make.session(by, group_id, starts_at=now() + timedelta(days=day))
    said = texts(opened("nurse/portfolio", by=nurse))
    assert "You need 2 more participatory hours by" in said
    assert "These sessions would reach it:" in said
    assert said.count("8 places left") == 2


def test_an_attended_session_is_in_the_log_and_its_reading_time_is_added() -> None:
    nurse = registered()
    _, session_id = attended(nurse)
    assert "Add your reading time" in texts(opened("nurse/home", by=nurse))
    assert "From the register" in texts(opened("nurse/cpd", by=nurse))
    (line,), _ = look_up(my_cpd, actor=nurse)
    page = opened("nurse/cpd", by=nurse, entry=line.id)
    assert "It follows the register until you change something" in texts(page)
    page.text_input[0].set_value("a while")
    press(page, "Save my reading time")
    assert "Please give your reading time as a number of hours" in texts(page)
    assert page.text_input[0].value == "a while"
    page.text_input[0].set_value("1 h 30")
    assert "Your reading time is saved." in texts(press(page, "Save my reading time"))
    (line,), _ = look_up(my_cpd, actor=nurse)
    assert (line.entry.minutes, line.entry.participatory_minutes, line.is_draft) == (150, 60, True)
    assert "Add your reading time" not in texts(opened("nurse/home", by=nurse))
    assert "Your CPD entry" in page_links(opened("nurse/session", by=nurse, session=session_id))


def page_links(app: AppTest) -> list[str]:
    return [str(each.proto.label) for each in app.get("page_link")]


@pytest.mark.parametrize(("button", "minutes"), [("Use that", 40), ("Keep mine", 60)])
def test_an_edited_entry_is_flagged_when_the_register_is_corrected(button: str, minutes: int) -> None:
    nurse = registered()
    by, session_id = attended(nurse)
    (line,), _ = look_up(my_cpd, actor=nurse)
    page = opened("nurse/cpd", by=nurse, entry=line.id)
    page.text_area[0].set_value("What I learnt")
    assert "The entry is saved." in texts(press(page, "Save the entry"))
    entries = {nurse.person_id: RegisterEntry(Mark.ATTENDED_PART, 40)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=now())
    assert "Register corrected" in texts(opened("nurse/cpd", by=nurse))
    page = opened("nurse/cpd", by=nurse, entry=line.id)
    assert "The register now says 40 minutes. This entry has 1 hour." in texts(page)
    assert "The register now says" not in texts(press(page, button))
    (line,), _ = look_up(my_cpd, actor=nurse)
    assert line.entry.participatory_minutes == minutes


def test_an_entry_is_added_and_what_is_wrong_is_said_beside_its_field_with_nothing_lost() -> None:
    nurse = registered()
    page = opened("nurse/cpd", by=nurse, new=1)
    page.selectbox[0].set_value("Online learning")
    page.text_area[0].set_value("Sepsis update")
    page.text_input[0].set_value("1:30")
    page.text_input[1].set_value("2")
    press(page, "Save the entry")
    assert "there can't be more of them" in texts(page)
    assert [page.text_area[0].value, page.text_input[0].value, page.text_input[1].value] == [
        "Sepsis update",
        "1:30",
        "2",
    ]
    page.text_input[1].set_value("0")
    assert "The entry is in your CPD log." in texts(press(page, "Save the entry"))
    (line,), _ = look_up(my_cpd, actor=nurse)
    assert (line.entry.method, line.entry.minutes, line.entry.participatory_minutes) == ("Online learning", 90, 0)


def test_removing_an_entry_asks_once() -> None:
    nurse = registered()
    attended(nurse)
    (line,), _ = look_up(my_cpd, actor=nurse)
    page = press(opened("nurse/cpd", by=nurse, entry=line.id), "Remove this entry")
    assert "the entry does not come back" in texts(page)
    page.button(key="really_remove").click().run()
    assert look_up(my_cpd, actor=nurse) == ([], 0)


def test_feedback_is_added_in_the_nmcs_columns() -> None:
    nurse = registered()
    page = opened("nurse/feedback", by=nurse, new=1)
    assert [page.date_input[0].label, page.selectbox[0].label, page.selectbox[1].label, page.text_area[0].label] == [
        "Date",
        "Source of feedback",
        "Type of feedback",
        "Content of feedback",
    ]
    assert "What was the feedback about and how has it influenced your practice?" in texts(page)
    page.selectbox[0].set_value("Students")
    press(page, "Save the feedback")
    assert "Please fill in the type of the feedback" in texts(page)
    page.selectbox[1].set_value("Verbal")
    page.text_area[0].set_value("More time to lead.")
    assert "The feedback is saved." in texts(press(page, "Save the feedback"))
    (line,), _ = look_up(my_feedback, actor=nurse)
    assert line.feedback == Feedback(today(), "Students", "Verbal", "More time to lead.")


def test_a_practice_period_is_added_with_its_hours_as_number_and_as_text() -> None:
    nurse = registered()
    page = opened("nurse/practice", by=nurse, new=1)
    page.text_input[0].set_value("London Hospital, London Road")
    page.selectbox[0].set_value("hospital_or_other_secondary_care")
    page.text_input[1].set_value("1,600")
    page.text_input[2].set_value("Full time 37.5 hours per week")
    press(page, "Save the practice period")
    assert "Please choose your scope of practice from the list." in texts(page)
    page.selectbox[1].set_value("direct_clinical_care")
    assert "1,600 hours (Full time 37.5 hours per week)" in texts(press(page, "Save the practice period"))
    (line,), _ = look_up(my_practice, actor=nurse)
    assert (line.period.minutes, line.period.registration) == (96_000, "nurse")
    assert line.period.last_on is None, "somebody who adds a post mostly still works there"


def test_a_current_post_is_shown_as_one_and_ends_when_its_nurse_says_so() -> None:
    nurse = registered()
    began_on = today() - timedelta(days=400)
    post = PracticePeriod(began_on, None, "Hospital", "school", "education", 60, "", "nurse", "Teaching")
    carry_out(add_practice_period, actor=nurse, period=post, now=now())
    assert f"{said_day(began_on)} – Current" in texts(opened("nurse/practice", by=nurse))
    (line,), _ = look_up(my_practice, actor=nurse)
    page = opened("nurse/practice", by=nurse, period=line.id)
    (still,) = (box for box in page.checkbox if box.label == "I still work here")
    assert [field.label for field in page.date_input] == ["First day"]
    still.uncheck().run()
    assert [field.label for field in page.date_input] == ["First day", "Last day"]
    page.date_input[1].set_value(today() - timedelta(days=1))
    press(page, "Save the practice period")
    (line,), _ = look_up(my_practice, actor=nurse)
    assert line.period.last_on == today() - timedelta(days=1)


def test_a_file_is_kept_when_it_is_chosen_linked_and_removed() -> None:
    nurse = registered()
    feedback = Feedback(today(), "Students", "Verbal", "Good")
    feedback_id = carry_out(add_feedback, actor=nurse, feedback=feedback, now=now())
    page = opened("nurse/feedback", by=nurse, feedback=feedback_id)
    page.file_uploader[0].upload("card.pdf", PDF, "application/pdf").run()
    assert "The file is kept, encrypted." in texts(page)
    assert "card.pdf" in texts(page)
    (line,), _ = look_up(my_evidence, actor=nurse)
    page = opened("nurse/evidence", by=nurse, file=line.id)
    page.selectbox[0].set_value("Nothing in particular")
    press(page, "Save")
    (line,), _ = look_up(my_evidence, actor=nurse)
    assert line.about is None
    page = press(opened("nurse/evidence", by=nurse), "Remove")
    page.button(key="really_remove_file").click().run()
    assert look_up(my_evidence, actor=nurse) == ([], 0)


def test_a_file_that_is_something_else_is_refused_whatever_its_name() -> None:
    nurse = registered()
    page = opened("nurse/evidence", by=nurse)
    page.file_uploader[0].upload("card.pdf", b"MZ program", "application/pdf").run()
    assert "Please choose a PDF, PNG or JPEG file." in texts(page)
    assert look_up(my_evidence, actor=nurse) == ([], 0)


def test_somebody_elses_entries_and_files_are_not_here() -> None:
    owner, other = registered("Owner"), registered("Other")
    entry = CpdEntry(today(), today(), "Course", "Quellwater", minutes=60)
    entry_id = carry_out(add_cpd_entry, actor=owner, entry=entry, now=now())
    file_id = carry_out(add_evidence, actor=owner, name="quellwater.pdf", content=PDF, now=now())
    feedback = Feedback(today(), "Quellwater", "Verbal", "Good")
    feedback_id = carry_out(add_feedback, actor=owner, feedback=feedback, now=now())
    for page, query in (
        ("nurse/cpd", {"entry": entry_id}),
        ("nurse/evidence", {"file": file_id}),
        ("nurse/feedback", {"feedback": feedback_id}),
        ("nurse/practice", {"period": 1}),
        ("nurse/evidence", {}),
        ("nurse/cpd", {}),
    ):
        said = texts(opened(page, by=other, **query))
        assert "uellwater" not in said.lower()
        assert query == {} or "is not here any more, or it is not yours to see" in said


def test_an_extension_moves_the_application_date() -> None:
    nurse = registered()
    moved_on = today() + timedelta(days=40)
    page = opened("nurse/details", by=nurse)
    page.date_input[1].set_value(moved_on)
    press(page, "Save")
    assert look_up(my_registration, actor=nurse).application_on == moved_on


def test_forty_entries_come_on_two_pages() -> None:
    nurse = registered()
    for day in range(40):
        on = today() - timedelta(days=day)
        entry = CpdEntry(on, on, "Course", f"Topic {day}", minutes=60)
        carry_out(add_cpd_entry, actor=nurse, entry=entry, now=now())
    said = texts(opened("nurse/cpd", by=nurse))
    assert "Topic 24" in said
    assert "Topic 25" not in said
    assert "40 in all, 25 on a page." in said


def test_whoever_saves_a_line_that_could_identify_somebody_is_told_so_and_sees_where() -> None:
    nurse = registered()
    page = opened("nurse/feedback", by=nurse, new=1)
    page.selectbox[0].set_value("Students")
    page.selectbox[1].set_value("Verbal")
    page.text_area[0].set_value("Mrs Patel thanked me.")
    said = texts(press(page, "Save the feedback"))
    assert "The feedback is saved. In it, 1 passage could identify somebody: open it to see where." in said
    (line,), _ = look_up(my_feedback, actor=nurse)
    assert "“Mrs Patel”: This looks like a person's name." in texts(
        opened("nurse/feedback", by=nurse, feedback=line.id)
    )
