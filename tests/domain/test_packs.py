"""What a pack holds before anybody chooses, in which order, and what its files are called."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from revalidation.domain.evidence import AboutKind, MediaType
from revalidation.domain.nmc_logs import Log
from revalidation.domain.pack_records import (
    AROUND,
    Attached,
    Found,
    PackRecord,
    Part,
    comparison,
    fingerprint,
    read_record,
    record_text,
    statement_of,
)
from revalidation.domain.pack_refusals import NoPack, NothingChosen
from revalidation.domain.pack_signatures import block_text, blocks_in, code_text, read_code, signed_file
from revalidation.domain.packs import (
    Choice,
    Holder,
    PackAccount,
    PackContent,
    PackFile,
    PackShelf,
    PackSignOff,
    gap_sentences,
    in_order,
)
from revalidation.domain.portfolio import Progress, Requirement
from revalidation.domain.sign_offs import SignOffKind

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 12)
PRACTICE, CPD, FEEDBACK = AboutKind.PRACTICE, AboutKind.CPD, AboutKind.FEEDBACK


def file(number: int, about: AboutKind | None = CPD, on: date | None = DAY, *, is_in_period: bool = True) -> PackFile:
    on = on if about else None
    return PackFile(number, "letter.pdf", MediaType.PDF, 100, about, on, "Study day: a/b", is_in_period=is_in_period)


def test_before_anybody_chooses_all_that_belongs_to_the_period_is_in_and_no_original() -> None:
    shelf = PackShelf(
        period=None,
        lines={Log.PRACTICE_HOURS: 0, Log.CPD: 2, Log.FEEDBACK: 1},
        accounts=(PackAccount(1, "One", is_in_period=True), PackAccount(2, "Old", is_in_period=False)),
        sign_offs=(PackSignOff(3, SignOffKind.DISCUSSION, DAY, is_in_period=True),),
        files=(file(4), file(5, is_in_period=False)),
    )
    assert shelf.everything == Choice((Log.CPD, Log.FEEDBACK), (1,), (3,), (4,), with_gaps=True)
    assert not shelf.is_empty
    assert PackShelf(None, dict.fromkeys(Log, 0), (), (), ()).is_empty


def test_a_cover_alone_is_no_pack() -> None:
    Choice(logs=(Log.CPD,)).must_hold_something()
    for nothing in (Choice(), Choice(with_gaps=True, with_originals=True)):
        with pytest.raises(NothingChosen):
            nothing.must_hold_something()


def test_files_stand_in_the_order_of_the_logs_each_by_its_day_and_the_rest_last() -> None:
    earlier = date(2025, 1, 1)
    files = [file(1, None), file(2, FEEDBACK), file(3), file(4, CPD, earlier), file(5, PRACTICE)]
    assert [each.id for each in in_order(files)] == [5, 4, 3, 2, 1]


def test_a_file_is_called_what_a_confirmer_understands() -> None:
    assert file(1).title == "CPD, 12 Mar 2026, Study day: a/b: letter.pdf"
    assert file(1).attached_as(3) == "03 CPD 2026-03-12 Study day a b – letter.pdf"
    assert file(1, None).title == "letter.pdf"
    assert file(1, None).attached_as(12) == "12 – letter.pdf"
    assert PackSignOff(3, SignOffKind.CONFIRMATION, DAY, is_in_period=True).words == "Confirmation, signed 12 Mar 2026"


def test_the_gap_list_says_what_is_missing_and_nothing_of_what_is_there() -> None:
    lines = [
        Progress(Requirement.CPD, 30 * 60, 35 * 60, 5 * 60),
        Progress(Requirement.FEEDBACK, 5, 5, 0),
        Progress(Requirement.CONFIRMATION, 0, 1, 1),
    ]
    assert gap_sentences(lines) == ("CPD: 30 of 35 hours. 5 hours to go.", "Confirmation: 0 of 1. Not signed yet.")


RECORD = PackRecord(
    holder=Holder("A Khan", "12A1234B"),
    made_at=AT,
    period_begins_on=date(2024, 4, 1),
    period_ends_on=date(2027, 3, 31),
    statement="Evidence pack of A Khan.",
    parts=(Part("CPD log", 2), Part("Evidence", 4)),
    pages=("cover", "cpd 1", "cpd 2", "evidence"),
    typefaces=("noto",),
    attached=(Attached("01 a.pdf", "a"),),
)
AS_MADE = Found(RECORD.pages, ("noto",), {"01 a.pdf": "a"})


def test_a_record_is_read_as_it_was_written_and_anything_else_is_none() -> None:
    text = record_text(RECORD, PackContent(RECORD.holder, None))
    assert read_record(text) == RECORD
    for other in ("", "[]", "{}", text[:-1], text.replace('"version":1', '"version":2'), "[" * 100_000):
        with pytest.raises(NoPack):
            read_record(other)


@pytest.mark.parametrize(
    ("found", "differs"),
    [
        (AS_MADE, (AROUND,)),
        (
            Found(("cover", "cpd 1", "evidence"), ("noto",), {"01 a.pdf": "a"}),
            (
                "Page 3 (CPD log) is not in this file as it was made.",
                "Page 4 (Evidence) stands as page 3.",
                "The file has 3 pages; it was made with 4.",
            ),
        ),
        (
            Found(("other", *RECORD.pages[1:]), ("other",), {}),
            (
                "Page 1 (the cover) is not in this file as it was made.",
                "What is page 1 of this file was not made so.",
                "The typefaces are others, so letters may look different from what was made.",
                "The attached file “01 a.pdf” is missing.",
            ),
        ),
    ],
)
def test_each_thing_that_differs_is_named(found: Found, differs: tuple[str, ...]) -> None:
    assert comparison(RECORD, found)[1] == differs


def test_what_fits_is_said_in_spans() -> None:
    changed = Found(("cover", "x", "cpd 2", "evidence"), ("noto",), {"01 a.pdf": "a"})
    assert comparison(RECORD, changed)[0] == (
        "Pages 1 and 3 to 4 are as made.",
        "The typefaces are as made, so letters look as they did.",
        "The attached file “01 a.pdf” is as made.",
    )


def test_the_block_of_signatures_is_found_in_any_file_and_filled_in_without_moving_anything() -> None:
    block = block_text(bytes(range(32)), b"\1" * 64)
    content = b"%PDF before" + block + b"after"
    (found,) = blocks_in(content)
    assert (found.public_key, found.record_signature, found.file_signature) == (bytes(range(32)), b"\1" * 64, bytes(64))
    filled = signed_file(content, found, b"\2" * 64)
    assert len(filled) == len(content)
    assert [each.file_signature for each in blocks_in(filled)] == [b"\2" * 64]
    assert list(blocks_in(content.replace(b"Ed25519", b"RSA"))) == []


def test_the_code_says_the_facts_and_can_be_read_however_it_is_broken() -> None:
    content = PackContent(Holder("A  Khan", "12A1234B"), None)
    statement = statement_of(content, AT, 9, sha256(b"x").hexdigest())
    assert statement == (
        "Evidence pack of A Khan. NMC Pin 12A1234B. Made Tue 1 Dec 2026, 12:00, 9 pages, "
        "content 2d711642b726b04401627ca9fbac32f5."
    )
    code = code_text(statement, b"\7" * 64)
    assert read_code(code) == (statement, b"\7" * 64)
    assert read_code("\n".join(code.split())) == (statement, b"\7" * 64)
    assert read_code(statement) is None
    assert read_code(f"{statement} Signature 12") is None


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    assert fingerprint(bytes(32)) == "6668 7AAD F862 BD77 6C8F C18B 8E9F 8E20"
