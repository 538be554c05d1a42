"""Articles come in: looked up or read, looked over, saved at once; and an article's form is filled in."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.import_drafts import ImportDraft, begin_saving, wait_until_saved
from revalidation.acting import carry_out, look_up
from revalidation.commands.articles import add_article
from revalidation.domain.articles import Article
from revalidation.domain.imports import ReadRecord
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotALink
from revalidation.queries.articles import articles, get_article
from tests import make
from tests.at_once import at_once
from tests.make import NOON
from tests.pages.librarian.filling_in import all_of, field, fill
from tests.pages.looking import opened, press, texts
from tests.reference_services import PROXY, Played, always, playing

pytestmark = pytest.mark.usefixtures("empty_sqlite")

BOX = "DOIs, PMIDs, their addresses, or references in RIS, BibTeX or NBIB"
EVIL = "![x](https://evil.example/t.png) :material/home: $x$ &"


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    with playing() as one:
        monkeypatch.setenv("REVALIDATION_CROSSREF", f"{one.address}/crossref")
        monkeypatch.setenv("REVALIDATION_EUROPE_PMC", f"{one.address}/europepmc")
        yield one


def looked_through(by: Actor, pasted: str) -> AppTest:
    page = opened("librarian/import_articles", by=by)
    field(page, "text_area", BOX).set_value(pasted)
    return press(page, "Look through them")


def ris(*titles: str, **more: str) -> str:
    return "\n".join(
        line
        for title in titles
        for line in ("TY  - JOUR", f"TI  - {title}", *(f"{k}  - {v}" for k, v in more.items()), "ER  - ", "")
    )


def titles(by: Actor) -> list[str]:
    return [line.article.title for line in look_up(articles, actor=by, limit=100)[0]]


def test_what_was_looked_up_is_looked_over_and_then_added(played: Played) -> None:
    by = make.librarian()
    page = looked_through(by, "10.5555/jpm.12345\n17284678 2019 99999999\nhttps://pubmed.ncbi.nlm.nih.gov/24548312/")
    shown = texts(page)
    assert "4 records: 2 new, 1 twice in this import, 1 not found or not readable." in shown
    assert "may be years or anything else: 2019." in shown
    assert "Journal of Imaginary Nursing. 2015;52(9):1412-22. doi:10.5555/jpm.12345" in shown
    assert "The same as record 1" in shown
    assert "PMID 99999999 is not known to Crossref or Europe PMC." in shown
    assert titles(by) == []
    page = press(page, "Add 2 articles")
    assert "2 articles are added." in texts(page)
    assert titles(by) == ["Sleep and shifts", "Talking on the ward & after: a cluster trial of CO2"]
    assert "Sleep and shifts" in texts(page.switch_page("pages/librarian/articles.py").run())
    page.switch_page("pages/librarian/import_articles.py").run()
    page = press(page, "Import more")
    assert field(page, "text_area", BOX).value == ""
    assert played.asked


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "Please paste something, or choose a file."),
        ("Bowers 2015", "No DOI, PMID or reference was recognised."),
        (" ".join(f"10.5555/x.{number}" for number in range(201)), "201 are too many to look up at once"),
    ],
)
def test_what_can_not_be_looked_up_stays_in_its_box(played: Played, pasted: str, sentence: str) -> None:
    page = looked_through(make.librarian(), pasted)
    assert sentence in texts(page)
    assert field(page, "text_area", BOX).value == pasted
    assert not page.get("progress")
    assert not played.asked


def test_a_proxys_page_costs_nothing_that_was_typed(played: Played) -> None:
    played.illness = always(200, PROXY)
    page = looked_through(make.librarian(), "10.5555/jpm.12345")
    assert "Not Crossref answered, but perhaps your network’s sign-in." in texts(page)
    assert [button.disabled for button in page.button if button.label == "Nothing to add"] == [True]
    page = press(page, "Back to what was pasted")
    assert field(page, "text_area", BOX).value == "10.5555/jpm.12345"
    played.illness = None
    assert "1 new" in texts(press(page, "Look through them"))


def test_with_looking_up_switched_off_references_can_still_be_imported() -> None:
    by = make.librarian()
    assert "Looking up DOIs and PMIDs is switched off here." in texts(opened("librarian/import_articles", by=by))
    assert "Looking works up is switched off here." in texts(looked_through(by, "10.5555/jpm.12345"))
    press(looked_through(by, ris("Night work")), "Add 1 article")
    assert titles(by) == ["Night work"]


def test_a_duplicate_becomes_what_is_chosen_for_all_or_for_it() -> None:
    by = make.librarian()
    one, two = (
        carry_out(add_article, actor=by, article=Article(title, year=2020), now=NOON) for title in ("One", "Two")
    )
    page = looked_through(by, ris("One", "Two", PY="2020", VL="7"))
    assert texts(page).count("Already in the library") == 2
    page = field(page, "selectbox", "What becomes of duplicates").set_value("fill").run()
    assert "Change 2" in [button.label for button in page.button]
    page = field(page, "selectbox", "What becomes of record 2").set_value("beside").run()
    assert "0 articles are added" not in texts(press(page, "Add 1 article, change 1"))
    assert look_up(get_article, actor=by, article_id=one).volume == "7"
    assert look_up(get_article, actor=by, article_id=two).volume == ""
    assert titles(by) == ["One", "Two", "Two"]


def test_a_file_is_shown_in_pages_with_its_troubles_and_only_what_is_ticked_is_added() -> None:
    by = make.librarian()
    page = opened("librarian/import_articles", by=by)
    content = (
        ris(*(f"Article {number:02}" for number in range(30)), DO="see website") + "TY  - JOUR\nPY  - 2020\nER  - \n"
    )
    page.file_uploader[0].upload("wards.ris", content.encode(), "text/plain")
    page = press(page, "Look through them")
    assert texts(page).count("Line 3, DO") == 1
    assert texts(page).count("of wards.ris") == 25
    assert "31 records: 30 new, 1 not found or not readable. 30 of them have remarks." in texts(page)
    page = field(page, "checkbox", "Record 1").uncheck().run()
    page = page.pagination[0].set_value(2).run()
    page = field(page, "checkbox", "Record 30").uncheck().run()
    page = page.pagination[0].set_value(1).run()
    assert field(page, "checkbox", "Record 1").value is False
    page = press(page, "Tick none")
    page = field(page, "checkbox", "Record 2").check().run()
    press(page, "Add 1 article")
    assert titles(by) == ["Article 01"]


def test_files_that_are_none_of_references_are_refused_beside_their_field() -> None:
    page = opened("librarian/import_articles", by=make.librarian())
    field(page, "text_area", BOX).set_value("")
    page.file_uploader[0].upload("wards.ris", b"%PDF-1.7", "text/plain")
    assert "These aren't references" in texts(press(page, "Look through them"))


def test_what_a_file_says_shows_as_it_is_and_never_as_markdown() -> None:
    page = looked_through(make.librarian(), ris(EVIL, DO=EVIL))
    assert EVIL in texts(page)
    labels = [each.label for each in all_of(page, "button", "checkbox", "selectbox")]
    assert "evil.example" not in "".join(labels)


def test_whoever_presses_twice_saves_once_and_reads_what_came_of_the_first_time() -> None:
    by = make.librarian()
    draft = ImportDraft(by.person_id, [ReadRecord(1, Article("Night work"))], [""], {}, {})

    def press_it() -> None:
        begin_saving(draft, by)
        wait_until_saved(draft, shown=lambda _share: None)

    assert at_once([press_it] * 5) == [None] * 5
    assert draft.outcome == "1 article is added."
    assert titles(by) == ["Night work"]


def test_what_can_not_be_saved_says_why_and_can_be_saved_later() -> None:
    by = make.librarian()
    draft = ImportDraft(by.person_id, [ReadRecord(1, Article("Night work", link="javascript:x"))], [""], {}, {})
    begin_saving(draft, by)
    with pytest.raises(NotALink):
        wait_until_saved(draft, shown=lambda _share: None)
    draft.records = [ReadRecord(1, Article("Night work"))]
    begin_saving(draft, by)
    wait_until_saved(draft, shown=lambda _share: None)
    assert titles(by) == ["Night work"]


def test_whoever_comes_back_to_the_page_reads_what_came_of_it() -> None:
    by = make.librarian()
    page = looked_through(by, ris("Night work"))
    begin_saving(page.session_state["import looked over"], by)
    page = press(page, "Back to what was pasted")  # too late: it is being saved
    assert "1 article is added." in texts(page.run())


def test_an_import_is_not_shown_to_whoever_signs_in_next_in_the_same_tab() -> None:
    page = looked_through(make.librarian(), ris("Night work"))
    page.user = {"sub": str(make.sign_in_of(make.librarian("Other Librarian")))}
    assert "Night work" not in texts(page.run())


def test_a_form_is_filled_in_without_losing_what_was_typed(played: Played) -> None:
    by = make.librarian()
    page = fill(opened("librarian/article", by=by), journal="My own name for it")
    field(page, "text_input", "DOI or PMID").set_value("https://doi.org/10.5555/JPM.12345")
    page = press(page, "Fill in from DOI or PMID")
    assert "The fields are filled in." in texts(page)
    assert field(page, "text_input", "Title (required)").value.startswith("Talking on the ward & after")
    assert field(page, "text_input", "Journal").value == "My own name for it"
    page = press(fill(page, title=""), "Save the article")
    assert "Please fill in a title." in texts(page)
    assert field(page, "text_input", "Volume").value == "52"
    press(fill(page, title="Talking"), "Save the article")
    ((line,), _) = look_up(articles, actor=by)
    assert (line.article.title, line.article.journal, line.article.volume) == ("Talking", "My own name for it", "52")
    assert line.article.pmid == "24548312"
    assert played.asked


def test_a_service_that_fails_leaves_the_form_as_it_is(played: Played) -> None:
    played.illness = always(500)
    page = fill(opened("librarian/article", by=make.librarian()), title="Typed", doi="10.5555/jpm.12345")
    page = press(page, "Fill in from DOI or PMID")
    assert "Crossref has a fault at its end (error 500)." in texts(page)
    assert field(page, "text_input", "Title (required)").value == "Typed"
    page = press(fill(page, doi=""), "Fill in from DOI or PMID")
    assert "That is not a DOI or PMID." in texts(page)
    assert field(page, "text_input", "Title (required)").value == "Typed"


def test_a_filled_in_form_that_was_left_starts_from_what_is_stored(played: Played) -> None:
    by = make.librarian()
    page = opened("librarian/article", by=by)
    field(page, "text_input", "DOI or PMID").set_value("24548312")
    press(page, "Fill in from DOI or PMID")
    page.switch_page("pages/librarian/articles.py").run()
    page.switch_page("pages/librarian/article.py").run()
    assert field(page, "text_input", "Title (required)").value == ""
    assert played.asked


def test_an_article_that_the_library_has_is_added_by_hand_only_if_that_is_meant() -> None:
    by = make.librarian()
    carry_out(add_article, actor=by, article=Article("Night work", doi="10.5555/night"), now=NOON)
    page = fill(opened("librarian/article", by=by), title="Other title", doi="https://doi.org/10.5555/NIGHT")
    page = press(page, "Save the article")
    assert "The library already has this: “Night work”." in texts(page)
    assert titles(by) == ["Night work"]
    field(page, "checkbox", "Add it even if the library has it already").check()
    press(page, "Save the article")
    assert titles(by) == ["Night work", "Other title"]
