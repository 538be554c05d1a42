import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.my_data import read_back
from revalidation.domain.people import Actor
from revalidation.domain.portable import MOST_FILES, VERSION, schema
from revalidation.domain.portable_refusals import (
    Contradiction,
    NewerFormat,
    NotOurFile,
    PortfolioNotEmpty,
    TooLargeToRead,
    WrongInFile,
)
from revalidation.domain.refusals import NotForYourRole, Refusal
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.unpacking import unpacked
from revalidation.queries.accounts import my_accounts
from revalidation.queries.my_data import my_audit, my_data
from revalidation.queries.sign_offs import get_signed, my_sign_offs
from revalidation.settings import ROOT
from revalidation.storage import files
from revalidation.storage.portable import KEPT, SECTIONS
from revalidation.storage.tables import metadata
from revalidation.web.my_data import zip_parts
from tests import make, signing
from tests.make import NOON
from tests.whole_nurse import whole_nurse

pytestmark = pytest.mark.usefixtures("database")

HOSTILE = "<script>alert(1)</script> ![x](http://x.example/) ' OR 1=1 -- \u202e العربية 👩🏽‍⚕️ 'ŵ\"\n\n{}%s\\ "
LONG = (HOSTILE * 400)[:19_990]
READ_BACK = [kept.name for kept in KEPT if kept.is_read_back]
SCHEMA = ROOT / "docs" / "export-format-1.schema.json"
Change = Callable[[dict[str, Any]], object]


def taken(nurse: Actor) -> tuple[Any, dict[str, bytes]]:
    return unpacked(b"".join(zip_parts(nurse)))


def without_what_stays_behind(record: dict[str, Any]) -> dict[str, Any]:
    """What docs/export-format.md names as not read back: sessions, and the links that were open."""
    kept = {name: deepcopy(record[name]) for name in READ_BACK}
    for entry in (entry for entries in kept.values() for entry in entries):
        entry.pop("session_id", None)
    for entry in kept["sign_offs"]:
        if entry["signed_at"] is None:
            entry.pop("withdrawn_at")
    return kept


def test_what_is_taken_along_is_read_back_field_by_field() -> None:
    whole = whole_nurse(LONG)
    record, contents = taken(whole.nurse)
    assert all(record[section.name] for section in SECTIONS)
    assert [len(entries) for name, entries in record.items() if name == "accounts"] == [6]
    again = make.person("Nurse Elsewhere")
    carry_out(read_back, actor=again, record=record, contents=contents, now=NOON)
    second, second_contents = taken(again)
    assert without_what_stays_behind(second) == without_what_stays_behind(record)
    assert second_contents == contents
    assert all(second[name] == [] for name in record if name in NOT_READ_BACK)


NOT_READ_BACK = {kept.name for kept in KEPT if not kept.is_read_back} - {"audit"}


def test_taking_and_reading_back_are_noted() -> None:
    whole, again = whole_nurse("x y"), make.person("Nurse Elsewhere")
    record, contents = taken(whole.nurse)
    carry_out(read_back, actor=again, record=record, contents=contents, now=NOON)
    lines, total = look_up(my_audit, actor=again, limit=25, offset=0)
    assert ([line.kind.value for line in lines], total) == (["imported"], 1)
    lines, _total = look_up(my_audit, actor=whole.nurse, limit=25, offset=0)
    assert lines[0].kind.value == "exported"


def test_a_file_is_read_into_an_empty_portfolio_only() -> None:
    whole = whole_nurse("x y")
    record, contents = taken(whole.nurse)
    with pytest.raises(PortfolioNotEmpty):
        carry_out(read_back, actor=whole.nurse, record=record, contents=contents, now=NOON)
    with pytest.raises(NotForYourRole):
        carry_out(read_back, actor=whole.librarian, record=record, contents=contents, now=NOON)


WRONG: list[tuple[Change, type[Refusal], str]] = [
    (lambda record: record.update(format="other"), NotOurFile, "not a file"),
    (lambda record: record.update(version=VERSION + 1), NewerFormat, "newer version"),
    (lambda record: record.update(version=True), NotOurFile, "not a file"),
    (lambda record: record.pop("cpd"), WrongInFile, "“cpd” is not a list"),
    (lambda record: record["cpd"][0].pop("topic"), WrongInFile, "“cpd”, entry 1, “topic” is not there"),
    (lambda record: record["cpd"][0].update(topic=5), WrongInFile, "is not text"),
    (lambda record: record["cpd"][0].update(topic="\x00"), WrongInFile, "is not text"),
    (lambda record: record["cpd"][0].update(minutes="90"), WrongInFile, "is not a whole number"),
    (lambda record: record["cpd"][0].update(minutes=True), WrongInFile, "is not a whole number"),
    (lambda record: record["cpd"][0].update(minutes=2**40), WrongInFile, "is not a whole number"),
    (lambda record: record["cpd"][0].update(minutes=-1), WrongInFile, "“minutes” is not what the form takes"),
    (lambda record: record["cpd"][0].update(first_on="yesterday"), WrongInFile, "is not a date"),
    (lambda record: record["cpd"][0].update(extra=1), WrongInFile, "“extra” is not a field"),
    (lambda record: record["accounts"][0].update(state="perfect"), WrongInFile, "known words"),
    (lambda record: record["accounts"][0].update(saved_at="2026-12-01T12:00:00"), WrongInFile, "time zone"),
    (lambda record: record["accounts"][0].update(form_version="1999-01"), WrongInFile, "a form that"),
    (lambda record: record["account_versions"][0].update(account_id=99), WrongInFile, "lead somewhere"),
    (lambda record: record["feedback"].append(record["feedback"][0]), WrongInFile, "no other entry has"),
    (lambda record: record["evidence"][0].update(file="../etc/passwd"), WrongInFile, "a file of the zip"),
    (lambda record: record["evidence"][0].update(digest="0"), WrongInFile, "a file of the zip"),
    (lambda record: record.update(audit=[{"at": 1}]), WrongInFile, "“audit”, entry 1"),
    (lambda record: record["registration"][0].update(renewal_on="9999-12-31"), WrongInFile, "is not a date"),
    (lambda record: record["accounts"][0].update(saved_at="0001-01-01T00:00:00+14:00"), WrongInFile, "a date and time"),
    (lambda record: record["accounts"][0].update(saved_at="2090-01-01T00:00:00+00:00"), WrongInFile, "has passed"),
    (lambda record: record["accounts"][0].update(title="x" * 301), WrongInFile, "“title” is not what the form takes"),
    (
        lambda record: record["accounts"][0].update(answer_4="x" * 20_001),
        WrongInFile,
        "“answer_4” is not what the form takes",
    ),
    (lambda record: record["accounts"][0].update(themes="be_perfect"), WrongInFile, "“themes” is not what the NMC"),
    (lambda record: record["accounts"][0].update(revision=-1), WrongInFile, "“revision” is not"),
    (lambda record: record["account_versions"][0].update(written="[]"), WrongInFile, "“written” is not as"),
    (lambda record: record["account_versions"][0].update(written='{"title":5}'), WrongInFile, "“written” is not as"),
    (lambda record: record["cpd"][0].update(code_link="be_perfect"), WrongInFile, "“code_link” is not what the NMC"),
    (lambda record: record["cpd"][0].update(form_version="1999-01"), WrongInFile, "“form_version” is not a form"),
    (lambda record: record["cpd"][0].update(topic=" "), WrongInFile, "“topic” is not what the form takes"),
    (lambda record: record["cpd"][0].update(reading_minutes=-1), WrongInFile, "“reading_minutes” is not"),
    (lambda record: record["cpd"][0].update(removed_at="2026-01-01T00:00:00+00:00"), WrongInFile, "is not empty"),
    (lambda record: record["feedback"][0].update(form_version=""), WrongInFile, "“form_version” is not a form"),
    (
        lambda record: record["practice_periods"][0].update(scope="magic"),
        WrongInFile,
        "“scope” is not what the form takes",
    ),
    (
        lambda record: record["practice_periods"][0].update(setting="magic"),
        WrongInFile,
        "“setting” is not what the form takes",
    ),
    (lambda record: record["practice_periods"][0].update(registration="x"), WrongInFile, "“registration” is not what"),
    (lambda record: record["registrations_held"][0].update(kind="wizard"), WrongInFile, "“kind” is not what the NMC"),
    (lambda record: record["sign_offs"][0].update(form_version="1999-01"), WrongInFile, "“form_version” is not a form"),
    (lambda record: record["sign_offs"][0].update(completed="{"), WrongInFile, "“completed” is not as this app"),
    (
        lambda record: record["sign_offs"][0].update(completed="[" * 100_000),
        WrongInFile,
        "“completed” is not as this app",
    ),
    (lambda record: record["sign_offs"][0].update(shown="{}"), WrongInFile, "“shown” is not as this app"),
    (lambda record: record["sign_offs"][0].update(shown=None), Contradiction, "contradict"),
    (
        lambda record: record["sign_offs"][0].update(signed_at=record["written_at"][:19] + "+00:00"),
        WrongInFile,
        "signed_at",
    ),
    (
        lambda record: changed_form(record, lambda form: form.update(kind="confirmation")),
        WrongInFile,
        "“shown” is not as",
    ),
    (lambda record: changed_form(record, lambda form: form.update(statements=["I know her."])), WrongInFile, "“shown”"),
    (lambda record: changed_form(record, lambda form: form["shown"].update(accounts=[{}])), WrongInFile, "“shown”"),
    (lambda record: changed_form(record, lambda form: form["shown"]["nurse"].update(name=5)), WrongInFile, "“shown”"),
    (
        lambda record: changed_form(record, lambda form: form["shown"]["nurse"].update(name="\0")),
        WrongInFile,
        "“shown”",
    ),
    (lambda record: changed_form(record, lambda form: form.update(signed_at="then")), WrongInFile, "“shown”"),
    (lambda record: record["sign_off_accounts"][0].update(account_id=99), WrongInFile, "lead somewhere"),
    (lambda record: record["account_sources"][0].update(cpd_entry_id=99), WrongInFile, "lead somewhere"),
    (lambda record: record["account_sources"][0].update(feedback_id=1), Contradiction, "contradict"),
]


def changed_form(record: dict[str, Any], change: Change) -> None:
    """Forge something in a form that was signed."""
    form = json.loads(record["sign_offs"][0]["shown"])
    change(form)
    record["sign_offs"][0]["shown"] = json.dumps(form)


@pytest.mark.parametrize(("change", "refusal", "said"), WRONG)
def test_a_wrong_file_is_refused_by_a_sentence_and_leaves_nothing(
    change: Change, refusal: type[Refusal], said: str
) -> None:
    whole, again = whole_nurse("x y"), make.person("Nurse Elsewhere")
    record, contents = taken(whole.nurse)
    stored = files.stored_names()
    change(record)
    with pytest.raises(refusal) as refused:
        carry_out(read_back, actor=again, record=record, contents=contents, now=NOON)
    assert said in refused.value.sentence
    assert look_up(my_accounts, actor=again) == []
    left = look_up(my_data, actor=again, now=NOON).record
    assert all(left[name] == [] for name in READ_BACK)
    assert files.stored_names() == stored


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_json", ".json"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotOurFile),
        (b"PK\x03\x04 nonsense", NotOurFile),
        (zipped(other=b"{}"), NotOurFile),
        (zipped(revalidation_json=b"{"), NotOurFile),
        (zipped(revalidation_json=b"\xff\xfe"), NotOurFile),
        (zipped(revalidation_json=b"[" * 200_000), NotOurFile),
        (zipped(revalidation_json=b" " * (51 * 1024 * 1024)), TooLargeToRead),
        (zipped(revalidation_json=b"{}", files__1=b"0" * (11 * 1024 * 1024)), TooLargeToRead),
        (
            zipped(revalidation_json=b"{}", **{f"files__{number}": b"" for number in range(MOST_FILES + 1)}),
            TooLargeToRead,
        ),
    ],
)
def test_what_is_no_such_zip_or_a_bomb_is_refused(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        unpacked(content)


def test_whatever_is_broken_in_a_zip_is_refused_by_a_sentence() -> None:
    """Bytes of a good one are changed here and there, so that every part of it is hit."""
    good = zipped(revalidation_json=json.dumps({"format": "x" * 300}).encode(), files__1=b"%PDF-1.7 " * 40)
    unpacked(good)
    for place in range(len(good)):
        for value in (0x00, 0xFF, good[place] ^ 0x08):
            broken = good[:place] + bytes([value]) + good[place + 1 :]
            with suppress(NotOurFile, TooLargeToRead):
                unpacked(broken)
        with suppress(NotOurFile):
            unpacked(good[:place])


def test_one_file_of_a_zip_cannot_fill_the_disk_as_the_evidence_of_many_entries() -> None:
    whole, again = whole_nurse("x y"), make.person("Nurse Elsewhere")
    record, _contents = taken(whole.nurse)
    (entry,) = record["evidence"]
    large = b"%PDF-1.7" + b"x" * (9 * 1024 * 1024)
    entry["digest"] = hashlib.sha256(large).hexdigest()
    record["evidence"] = [{**entry, "id": number} for number in range(1, 31)]
    stored = files.stored_names()
    with pytest.raises(WrongInFile, match="of the size that is taken here"):
        carry_out(read_back, actor=again, record=record, contents={entry["file"]: large}, now=NOON)
    assert files.stored_names() == stored


def test_the_name_of_a_file_that_is_read_back_leads_nowhere() -> None:
    whole, again = whole_nurse("x y"), make.person("Nurse Elsewhere")
    record, contents = taken(whole.nurse)
    record["evidence"][0]["name"] = "../../etc/passwd\r\n.html"
    carry_out(read_back, actor=again, record=record, contents=contents, now=NOON)
    second, _ = taken(again)
    assert second["evidence"][0]["name"] == "passwd .html.pdf"
    assert second["evidence"][0]["file"] == "files/0001 passwd .html.pdf"


def test_a_signed_form_that_was_brought_is_shown_but_not_vouched_for() -> None:
    """Whoever confirms could otherwise be shown a discussion that nobody ever signed."""
    whole, again = whole_nurse("x y"), make.person("Nurse Elsewhere")
    record, contents = taken(whole.nurse)
    changed_form(record, lambda form: form["completed"].update(signature="Somebody Else"))
    record["sign_offs"][0]["completed"] = json.dumps(json.loads(record["sign_offs"][0]["shown"])["completed"])
    carry_out(read_back, actor=again, record=record, contents=contents, now=NOON)
    line = next(line for line in look_up(my_sign_offs, actor=again, now=NOON) if line.signed_at)
    found = look_up(get_signed, actor=again, sign_off_id=line.id)
    assert (found.is_untouched, found.is_brought, found.changed) == (False, True, ())
    asked = signing.asked(again, signing.an_ask(SignOffKind.CONFIRMATION))
    seen = signing.opened(asked.token, SignOffKind.CONFIRMATION).shown.summary
    assert seen
    assert seen.discussion
    assert not seen.discussion.is_vouched_for


def test_every_table_that_names_a_nurse_is_in_what_she_takes_along() -> None:
    """A new table can't be forgotten: it is kept, or stands here with the reason why it is not."""
    kept = {each.kind.__tablename__ for each in KEPT}
    names_somebody = {
        table.name
        for table in metadata().tables.values()
        if {key.column.table.name for key in table.foreign_keys} & {"person", *kept}
    }
    assert names_somebody - kept == set(NOT_HERS)
    assert kept <= names_somebody


NOT_HERS = {
    "booking_request": "nothing but a number that ties bookings together",
    "group_session": "the library's own; it names who leads it",
    "invitation": "the library's own; it names who invited",
    "message": "made of what is kept anyway, with the secrets of links",
    "person_role": "given by the library",
    "reading_group": "the library's own; it names who leads it",
    "sign_in": "open sign-ins, with secrets; that she signed in is in the audit",
}


def test_the_format_is_as_it_is_documented() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(json.dumps(schema(SECTIONS)))
    said = Path(ROOT / "docs" / "export-format.md").read_text(encoding="utf-8")
    assert [section.name for section in SECTIONS if f"`{section.name}`" not in said] == []
