"""A pack holds what its owner chose and no more, whatever was uploaded."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from revalidation.acting import carry_out, look_up
from revalidation.commands.evidence import add_evidence
from revalidation.domain.pack_refusals import NothingChosen, PackGone, PackTooLarge, TooManyPages
from revalidation.domain.packs import Choice, PackShelf
from revalidation.domain.people import Actor
from revalidation.packs import making
from revalidation.packs.keeping import fetched, keep
from revalidation.packs.making import MadePack, Step, make_pack
from revalidation.queries.packs import pack_shelf
from revalidation.settings import settings
from revalidation.worker import do_what_is_due
from tests import make
from tests.documents.tagging import faults_in
from tests.make import NOON
from tests.opening import foreign

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def nurse() -> Actor:
    nurse = make.person("Aoife Ní Dhomhnaill")
    make.registered(nurse)
    make.finished_account(nurse, "Spotting sepsis")
    return nurse


def shelf_of(nurse: Actor) -> PackShelf:
    return look_up(pack_shelf, actor=nurse, now=NOON)


def steps(nurse: Actor, choice: Choice | None = None) -> Iterator[Step]:
    return make_pack(nurse, choice or shelf_of(nurse).everything, NOON)


def pack_of(nurse: Actor, choice: Choice | None = None) -> MadePack:
    *_, last = steps(nurse, choice)
    assert last.made
    return last.made


def test_the_contents_name_the_page_on_which_each_part_begins(nurse: Actor) -> None:
    carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=foreign.pdf(2), now=NOON)
    pack = pack_of(nurse)
    pdf = PdfReader(BytesIO(pack.content))
    assert pack.name == "Evidence pack – Aoife Ní Dhomhnaill – 2026-12-01.pdf"
    assert (pack.pages, len(pdf.pages)) == (5, 5)
    cover = pdf.pages[0].extract_text()
    for said in ("12A1234B", "1 Apr 2024 to 31 Mar 2027", "Reflective account: Spotting sepsis"):
        assert said in cover
    assert "Spotting sepsis" in pdf.pages[2].extract_text()
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert titles == ["Evidence pack", "What is still missing", "Reflective accounts", "Evidence"]


def test_what_is_attached_can_be_read_by_a_machine_and_files_are_as_they_were_uploaded(nurse: Actor) -> None:
    uploaded = foreign.pdf(2)
    carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=uploaded, now=NOON)
    with pikepdf.open(BytesIO(pack_of(nurse, replace(shelf_of(nurse).everything, with_originals=True)).content)) as pdf:
        assert sorted(pdf.attachments) == ["00 pack.json", "00 signature.json", "01 – certificate.pdf"]
        assert pdf.attachments["01 – certificate.pdf"].get_file().read_bytes() == uploaded
        record = json.loads(pdf.attachments["00 pack.json"].get_file().read_bytes())
    assert record["content"]["accounts"][0]["answers"][1] == "What I learnt"
    assert "OpenAction" not in str(record)


def test_scripts_programs_and_links_of_evidence_are_nowhere_in_the_pack(nurse: Actor) -> None:
    carry_out(add_evidence, actor=nurse, name="active.pdf", content=foreign.active_pdf(), now=NOON)
    with pikepdf.open(BytesIO(pack_of(nurse).content)) as pdf:
        assert ["/Annots" in page for page in pdf.pages[1:]] == [False] * (len(pdf.pages) - 1)
        unpacked = foreign.saved(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for trace in (b"JavaScript", b"/Launch", b"calc.exe", b"run.exe", b"/AA", b"/URI"):
        assert trace not in unpacked


def test_a_file_that_cannot_be_shown_is_named_with_the_reason_in_its_place(nurse: Actor) -> None:
    carry_out(add_evidence, actor=nurse, name="locked.pdf", content=foreign.locked_pdf(), now=NOON)
    carry_out(add_evidence, actor=nurse, name="bomb.pdf", content=foreign.unpacking_bomb(), now=NOON)
    pack = pack_of(nurse)
    assert [each.file.name for each in pack.left_out] == ["bomb.pdf", "locked.pdf"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pack.content)).pages)
    assert "locked with a password" in " ".join(text.split())
    assert faults_in(pack.content, "pdfa3a") == []


def test_only_what_is_chosen_goes_in_and_nobody_elses_ever_does(nurse: Actor) -> None:
    other = make.person("Other")
    theirs = make.finished_account(other, "Their own")
    file_id = carry_out(add_evidence, actor=other, name="theirs.pdf", content=foreign.pdf(), now=NOON)
    hers = shelf_of(nurse).everything.accounts
    pack = pack_of(nurse, Choice(accounts=(*hers, theirs), files=(file_id,)))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pack.content)).pages)
    assert pack.pages == 2
    assert "Their own" not in text
    assert "theirs.pdf" not in text
    with pytest.raises(NothingChosen):
        pack_of(nurse, Choice(with_gaps=True))


def test_a_bar_can_be_drawn_while_it_is_made(nurse: Actor) -> None:
    carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=foreign.pdf(4), now=NOON)
    shares = [step.share for step in steps(nurse)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 5


def test_more_pages_or_bytes_than_anybody_can_send_are_refused(nurse: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=foreign.pdf(4), now=NOON)
    monkeypatch.setattr(making, "MOST_FILE_PAGES", 3)
    with pytest.raises(TooManyPages):
        pack_of(nurse)
    monkeypatch.setattr(making, "MOST_FILE_PAGES", 4)
    monkeypatch.setattr(making, "MOST_PACK_BYTES", 10_000)
    with pytest.raises(PackTooLarge):
        pack_of(nurse)
    monkeypatch.setattr(making, "MOST_PACK_BYTES", 500)
    with pytest.raises(PackTooLarge):
        next(step for step in steps(nurse, replace(shelf_of(nurse).everything, with_originals=True)) if step.share > 0)


def test_a_made_pack_is_kept_for_an_hour_for_whoever_made_it(nurse: Actor) -> None:
    token = keep(nurse, MadePack("Pack.pdf", b"%PDF", 1, ()), NOON)
    assert fetched(nurse, token, NOON) == ("Pack.pdf", b"%PDF")
    for actor, asked, moment in (
        (make.person("Other"), token, NOON),
        (nurse, token, NOON + timedelta(hours=1)),
        (nurse, "0" * 32, NOON),
        (nurse, "../../keys/packs", NOON),
    ):
        with pytest.raises(PackGone):
            fetched(actor, asked, moment)


def test_the_worker_removes_packs_that_nobody_fetched(nurse: Actor) -> None:
    keep(nurse, MadePack("Pack.pdf", b"%PDF", 1, ()), NOON)
    folder = settings().evidence / "packs"
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    assert b"%PDF" not in kept.read_bytes()
    do_what_is_due(lambda: datetime.now(UTC))
    assert list(folder.iterdir()) == [kept]
    do_what_is_due(lambda: datetime.now(UTC) + timedelta(hours=2))
    assert list(folder.iterdir()) == []
