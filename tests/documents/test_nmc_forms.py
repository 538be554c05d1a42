"""The six forms read back: every label, guide text and choice of the NMC's, and all that was typed into them."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from revalidation.documents.logs import add_cpd_log, log_pdf
from revalidation.documents.sign_off import signed_form_pdf
from revalidation.domain.nmc import NMC_DATA
from revalidation.domain.nmc_logs import Log
from revalidation.domain.refusals import CharactersCannotBePrinted
from tests.documents.examples import AT, CONFIRMATION, CPD, DISCUSSION, FORMS, WRITTEN
from tests.documents.tagging import structure

LOGS = {"practice hours log": "practice_hours", "CPD log": "cpd_log", "feedback log": "feedback_log"}
SIGNED = {"reflective discussion": "reflective_discussion", "confirmation": "confirmation"}
TYPED = {
    "practice hours log": ("practice", ("organisation", "hours_text", "description")),
    "CPD log": ("cpd", ("method", "topic", "standards_link")),
    "feedback log": ("feedback", ("source", "kind", "content")),
    "reflective accounts": ("accounts", ("title", "answers")),
}


def text_of(content: bytes) -> str:
    """What is read in the order in which it is written, squeezed: by pdftotext, or by pypdf where that is not there."""
    command = shutil.which("pdftotext")
    if command is None:
        return squeezed("\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
    read = subprocess.run([command, "-raw", "-", "-"], input=content, capture_output=True, check=True)  # noqa: S603
    return squeezed(read.stdout.decode())


def squeezed(text: str) -> str:
    """Without white space and hyphens, which come and go with the ends of lines."""
    return "".join(text.split()).replace("-", "")


def wording(folder: str) -> dict[str, Any]:
    """The file itself, not what our code makes of it."""
    read: dict[str, Any] = json.loads((NMC_DATA / folder / "2022-06.json").read_text(encoding="utf-8"))
    return read


def strings_of_a_log(form: dict[str, Any]) -> Iterator[str]:
    lists = [
        said for one in form["lists"] for said in (one["heading"], one["text"], *(c["label"] for c in one["choices"]))
    ]
    yield from (form["title"], form["guide_title"])
    # In the NMC's CPD log the guide stands below the lists, in the others before them.
    yield from (*lists, *form["guide"]) if form["title"].startswith("Continuing") else (*form["guide"], *lists)
    for column in form["columns"]:
        yield from (column["label"], column["hint"])


def strings_of_a_signed_form(form: dict[str, Any]) -> Iterator[str]:
    yield from (form["title"], form["preamble"], form["nurse_heading"])
    yield from (field["label"] for field in form["nurse_fields"])
    yield from (form["capacity_prompt"], *(one["label"] for one in form["capacities"]), form["signer_heading"])
    yield from (field["label"] for field in form["signer_fields"])
    for section in form["sections"]:
        yield from (section["prompt"], *(field["label"] for field in section["fields"]))
    yield form["checklist_title"]
    for group in form["checklist"]:
        yield from (group["heading"], *(item["text"] for item in group["items"]))
    yield from (*form["statements"], form["signature_label"], form["date_label"])


def missing(strings: Iterator[str], text: str) -> list[str]:
    """What is not there, or not after the one before it."""
    at, found = 0, []
    for said in filter(None, strings):
        next_at = text.find(squeezed(said), at)
        if next_at < 0:
            found.append(said)
        at = max(at, next_at)
    return found


@pytest.mark.parametrize("name", LOGS)
def test_a_log_holds_every_label_guide_and_choice_of_the_nmcs_in_its_order(name: str) -> None:
    form = wording(LOGS[name])
    text = text_of(FORMS[name]())
    assert missing(strings_of_a_log(form), text) == []
    assert missing(iter(form["footnotes"]), text) == []


@pytest.mark.parametrize("name", SIGNED)
def test_a_signed_form_holds_every_label_and_statement_of_the_nmcs_in_its_order(name: str) -> None:
    assert missing(strings_of_a_signed_form(wording(SIGNED[name])), text_of(FORMS[name]())) == []


def test_the_accounts_hold_every_question_of_the_nmcs_in_its_order() -> None:
    form = wording("reflective_accounts")
    themes = [theme["label"] for theme in form["themes"]]
    said = [form["preamble"], form["title_label"], *form["questions"], form["themes_prompt"], *themes]
    assert missing(iter(said * len(WRITTEN["accounts"])), text_of(FORMS["reflective accounts"]())) == []


def test_a_string_that_is_missing_or_out_of_order_is_noticed() -> None:
    assert missing(iter(["one", "two words", "three"]), "onetwowordsthree") == []
    assert missing(iter(["one", "three", "two"]), "onetwothree") == ["two"]
    assert missing(iter(["four"]), "onetwothree") == ["four"]


def typed_into(name: str) -> Iterator[str]:
    entries, keys = TYPED[name]
    for entry in WRITTEN[entries]:
        for key in keys:
            texts = entry[key] if isinstance(entry[key], list) else [entry[key]]
            yield from (line for text in texts for line in text.split("\n"))


def without_what_stands_on_every_page(text: str) -> str:
    """A paragraph may go on after the foot of a page, and a row after the headings of its table."""
    return re.sub(r"SetoutastheNMC.*?\.Page\d+of\d+", "", text)


@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_into_a_form_comes_out_complete(name: str) -> None:
    assert missing(typed_into(name), without_what_stands_on_every_page(text_of(FORMS[name]()))) == []


@pytest.mark.parametrize(("name", "key"), [("reflective discussion", "discussion"), ("confirmation", "confirmation")])
def test_what_was_typed_into_a_signed_form_comes_out_complete(name: str, key: str) -> None:
    text = text_of(FORMS[name]())
    for field, said in WRITTEN[key].items():
        assert ("30Jan2016" if field == "discussed_on" else squeezed(said)) in text
    assert "A.Nurse" in text
    assert f"Signature:{squeezed(WRITTEN[key]['name'])}(typedasasignatureonSat30Jan2016,12:00)Date:30Jan2016" in text


def test_the_cpd_log_ends_with_both_totals() -> None:
    assert "Total:35Total:25.5" in text_of(FORMS["CPD log"]())


def said_of_ticks(content: bytes) -> list[str]:
    """What is said of each drawn box."""
    words = re.findall(rb"/S /Figure [^\n]*/Alt <FEFF([0-9A-F]+)>", content)
    return [bytes.fromhex(one.decode()).decode("utf-16-be") for one in words]


def drawn_ticks(content: bytes) -> int:
    """A tick is the only line with a corner in it."""
    pages = [page.get_contents() for page in PdfReader(BytesIO(content)).pages]
    return sum(
        len(re.findall(rb"m\n?[^a-zA-Z]+ l\n?[^a-zA-Z]+ l S", page.get_data())) for page in pages if page is not None
    )


def test_of_the_six_capacities_and_six_statements_what_was_chosen_is_ticked_and_said() -> None:
    content = FORMS["confirmation"]()
    assert said_of_ticks(content) == ["Ticked:", *["Not ticked:"] * 5, *["Ticked:"] * 6]
    assert drawn_ticks(content) == 7


def test_a_form_to_sign_by_hand_has_nothing_ticked() -> None:
    content = FORMS["confirmation to sign by hand"]()
    assert said_of_ticks(content) == ["Not ticked:"] * 12
    assert drawn_ticks(content) == 0


def test_a_statement_that_was_not_on_the_signed_form_is_not_ticked() -> None:
    content = signed_form_pdf(replace(CONFIRMATION, checklist=CONFIRMATION.checklist[:2]), is_untouched=True, at=AT)
    assert said_of_ticks(content)[6:] == ["Ticked:", "Ticked:", *["Not ticked:"] * 4]


def test_a_form_that_is_not_what_was_signed_says_so() -> None:
    said = squeezed("What is kept here is not what was signed.")
    assert said in text_of(signed_form_pdf(DISCUSSION, is_untouched=False, at=AT))
    assert said not in text_of(FORMS["reflective discussion"]())


@pytest.mark.parametrize("name", LOGS)
def test_a_log_is_landscape_and_a_table_with_headings_of_its_columns(name: str) -> None:
    pdf = PdfReader(BytesIO(FORMS[name]()))
    assert {page.mediabox.width > page.mediabox.height for page in pdf.pages} == {True}
    found = structure(pdf)
    at = found.index("    Table")
    columns = len(wording(LOGS[name])["columns"])
    assert found[at : at + 2 + columns] == ["    Table", "      TR", *["        TH"] * columns]


@pytest.mark.parametrize("name", SIGNED)
def test_a_signed_form_is_upright(name: str) -> None:
    pages = PdfReader(BytesIO(FORMS[name]())).pages
    assert {page.mediabox.width < page.mediabox.height for page in pages} == {True}


def cpd_pdf(count: int, topic: str = "Wound care. " * 12) -> PdfReader:
    entries = [(replace(CPD[0][0], topic=topic), CPD[0][1])] * count
    return PdfReader(BytesIO(log_pdf(Log.CPD, lambda document: add_cpd_log(document, entries), author="", at=AT)))


def test_the_headings_of_a_table_are_drawn_on_every_page_and_heard_once() -> None:
    pdf = cpd_pdf(40)
    assert len(pdf.pages) > 4
    for page in pdf.pages:
        assert "Link to Standards" in " ".join(page.extract_text().split())
    assert structure(pdf).count("        TH") == 7


def test_a_row_that_is_higher_than_a_page_goes_on_after_the_headings() -> None:
    words = [f"w{number:04}" for number in range(1500)]
    pdf = cpd_pdf(1, " ".join(words))
    read = re.findall(r"w\d{4}", "\n".join(page.extract_text() for page in pdf.pages))
    assert read == words
    assert len(pdf.pages) > 2
    assert structure(pdf).count("      TR") == 3


def test_a_short_row_is_never_parted() -> None:
    for count in range(1, 12):
        topic = "\n".join(f"line {number} of six" for number in range(1, 7))
        for page in cpd_pdf(count, topic).pages:
            lines = re.findall(r"line (\d) of six", page.extract_text())
            assert lines == ["1", "2", "3", "4", "5", "6"] * (len(lines) // 6)


def test_a_long_word_is_broken_within_its_column() -> None:
    pdf = cpd_pdf(1, "W" * 4000)
    for page in pdf.pages:
        edges: list[float] = []

        def see(text: str, _: object, at: list[float], *__: object, x: list[float] = edges) -> None:
            if "WWW" in text:
                x.append(at[4])

        page.extract_text(visitor_text=see)
        assert not edges or max(edges) - min(edges) < 20
    assert sum(page.extract_text().count("W") for page in pdf.pages) == 4000 + "What was the topic?".count("W")


def test_entries_of_several_wordings_stand_each_under_its_own_and_are_summed_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = wording("cpd_log")
    later = {**form, "version": "2027-10", "valid_from": "2027-10-01", "title": "A later log", "columns": [
        *form["columns"], {"key": "impact", "label": "Impact:", "hint": ""},
    ]}  # fmt: skip
    folder = tmp_path / "cpd_log"
    folder.mkdir()
    for each in (form, later):
        (folder / f"{each['version']}.json").write_text(json.dumps(each), encoding="utf-8")
    monkeypatch.setattr("revalidation.domain.nmc_logs.log_form.__kwdefaults__", {"data": tmp_path}, raising=True)
    entries = [CPD[0], (CPD[1][0], "2027-10")]
    pdf = PdfReader(BytesIO(log_pdf(Log.CPD, lambda document: add_cpd_log(document, entries), author="", at=AT)))
    first, second = (" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "(wording of 2022-06)" in first
    assert "Total:" not in first
    assert "A later log" in second
    assert "Impact:" in second
    assert "Total: 15 Total: 7.5" in second


def test_a_character_that_no_face_has_is_named_with_the_line_and_the_column_it_stands_in() -> None:
    entries = [CPD[0], *((replace(entry, topic="𗀀", standards_link="𗀀"), form) for entry, form in CPD[1:3])]
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        log_pdf(Log.CPD, lambda document: add_cpd_log(document, entries), author="A Khan", at=AT)
    assert refusal.value.sentence == (
        "The PDF can't show “𗀀” (U+17000) in the CPD log, 18 May 2015, Day workshop, “Topic(s)”, and in 3 more "
        "places. Please replace or remove it, and download it again."
    )
