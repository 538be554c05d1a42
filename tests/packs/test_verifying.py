"""What is said of a pack as it was made, and of whatever somebody has done to it since."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from revalidation.domain.pack_records import AROUND, RECORD, State, Verdict
from revalidation.domain.pack_refusals import NoCodeOfAPack, NoPack, PackKeyUnreadable
from revalidation.domain.pack_signatures import blocks_in, code_text, statement_message
from revalidation.packs.making import MadePack
from revalidation.packs.verifying import BY_THAT_KEY, HERE, own_keys, statement_in, verdict_on
from revalidation.storage.pack_keys import public_keys, sign
from tests.opening import foreign
from tests.packs.packs import made

OWN, OTHER = (b64encode(bytes([number]) * 32).decode() for number in (1, 2))
_made: dict[str, MadePack] = {}


@pytest.fixture(autouse=True)
def signing_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", OWN)


@pytest.fixture
def pack(signing_key: None) -> bytes:
    assert signing_key is None
    if not _made:  # opening the files takes a second, and nothing below changes what is made
        _made["pack"] = made()
    return _made["pack"].content


def verdict(content: bytes) -> Verdict:
    return verdict_on("pack.pdf", content)


def rewritten(content: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after somebody has changed it with a program that knows PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        return foreign.saved(pdf)


def code_of(pack: bytes) -> str:
    """What a telephone reads from the cover: as it was put there, since signing the same words gives the same."""
    record = verdict(pack).record
    assert record
    return code_text(record.statement, sign(statement_message(record.statement)))


def test_a_pack_as_it_was_made_is_genuine_and_says_whose_it_is(pack: bytes) -> None:
    found = verdict(pack)
    assert (found.state, found.sentence) == (State.GENUINE, HERE.genuine)
    assert found.record
    assert found.record.holder.name == "Aoife Ní Dhomhnaill"
    assert [part.title for part in found.record.parts] == [
        "What is still missing",
        "Reflective account: Spotting sepsis",
        "Evidence: CPD, 12 Mar 2026, Study day: certificate.pdf",
        "Evidence: CPD, 12 Mar 2026, Study day: photo.jpg",
    ]
    assert [part.first_page for part in found.record.parts] == [2, 3, 4, 6]
    assert found.fingerprint == own_keys()[0][0]


def test_not_one_byte_can_be_changed_without_being_seen(pack: bytes) -> None:
    for at in (10, len(pack) // 3, len(pack) // 2, len(pack) - 3):
        changed = bytearray(pack)
        changed[at] ^= 1
        assert verdict(bytes(changed)).state is not State.GENUINE, at
    assert verdict(pack + b"\n").state is State.CHANGED


def test_saved_anew_everything_still_fits_but_the_file_is_not_the_one_that_was_made(pack: bytes) -> None:
    found = verdict(rewritten(pack, lambda _: None))
    assert found.state is State.CHANGED
    assert found.differs == (AROUND,)
    assert found.fits[:2] == (
        "Pages 1 to 6 are as made.",
        "The typefaces are as made, so letters look as they did.",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda pdf: pdf.pages.reverse(),
            "Page 3 (Reflective account: Spotting sepsis) stands as page 4.",
        ),
        (lambda pdf: pdf.pages.__delitem__(0), "Page 1 (the cover) is not in this file as it was made."),
        (lambda pdf: pdf.pages.append(pdf.pages[0]), "The file has 7 pages; it was made with 6."),
        (lambda pdf: pdf.add_blank_page(), "What is page 7 of this file was not made so."),
        (
            lambda pdf: pdf.attachments.pop("02 CPD 2026-03-12 Study day – photo.jpg"),
            "The attached file “02 CPD 2026-03-12 Study day – photo.jpg” is missing.",
        ),
        (
            lambda pdf: pdf.attachments.__setitem__("01 CPD 2026-03-12 Study day – certificate.pdf", b"another"),
            "The attached file “01 CPD 2026-03-12 Study day – certificate.pdf” is another.",
        ),
        (lambda pdf: pdf.attachments.__setitem__("more.txt", b"more"), "The attached file “more.txt” was added."),
        (
            lambda pdf: pdf.pages[2].__setattr__("Contents", pdf.make_stream(b"BT ET")),
            "Page 3 (Reflective account: Spotting sepsis) is not in this file as it was made.",
        ),
        (
            lambda pdf: pdf.pages[2].__setattr__(
                "Annots", pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp)])
            ),
            "Page 3 (Reflective account: Spotting sepsis) is not in this file as it was made.",
        ),
        (
            lambda pdf: (
                pdf.pages[0]
                .Annots[0]
                .__setattr__(
                    "A", pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://elsewhere.example"))
                )
            ),
            "Page 1 (the cover) is not in this file as it was made.",
        ),
        (
            lambda pdf: pdf.pages[0].resources.XObject.I1.write(
                pdf.pages[0].resources.XObject.I3.read_raw_bytes(), filter=pikepdf.Name.DCTDecode
            ),
            "Page 4 (Evidence: CPD, 12 Mar 2026, Study day: certificate.pdf) is not in this file as it was made.",
        ),
        (
            lambda pdf: pdf.pages[0].resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2.write(b"others"),
            "The typefaces are others, so letters may look different from what was made.",
        ),
    ],
    ids=[
        *("a page moved", "a page removed", "a page twice", "a page added", "a file removed", "a file changed"),
        *("a file added", "a page drawn anew", "something laid over", "a link that does more", "another picture"),
        "another typeface",
    ],
)
def test_what_was_changed_is_named(pack: bytes, change: Callable[[pikepdf.Pdf], object], said: str) -> None:
    found = verdict(rewritten(pack, change))
    assert (found.state, found.sentence) == (State.CHANGED, HERE.changed)
    assert said in found.differs


def test_whoever_changes_the_record_too_can_not_sign_it(pack: bytes) -> None:
    def forge(pdf: pikepdf.Pdf) -> None:
        text = pdf.attachments[RECORD].get_file().read_bytes()
        pdf.attachments[RECORD] = text.replace("Aoife Ní Dhomhnaill".encode(), b"Somebody Else")

    assert verdict(rewritten(pack, forge)).state is State.NOT_SIGNED


def test_a_pack_of_another_installation_is_said_to_be_that(pack: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", OTHER)
    found = verdict(pack)
    assert (found.state, found.sentence) == (State.MADE_ELSEWHERE, HERE.elsewhere)
    assert found.fingerprint != own_keys()[0][0]
    assert verdict(rewritten(pack, lambda _: None)).sentence == HERE.changed_elsewhere


def test_a_pack_can_be_checked_by_a_key_that_was_given_whatever_key_stands_here(
    pack: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_by, another = public_keys()[0], b"\2" * 32
    monkeypatch.setenv("REVALIDATION_PACK_KEY", "no key at all")
    for content, keys, state, sentence in (
        (pack, [another, signed_by], State.GENUINE, BY_THAT_KEY.genuine),
        (pack, [another], State.MADE_ELSEWHERE, BY_THAT_KEY.elsewhere),
        (pack + b"%", [signed_by], State.CHANGED, BY_THAT_KEY.changed),
        (pack + b"%", [another], State.CHANGED, BY_THAT_KEY.changed_elsewhere),
    ):
        found = verdict_on("pack.pdf", content, keys)
        assert (found.state, found.sentence) == (state, sentence)


def test_a_key_that_was_replaced_is_still_known_as_our_own(pack: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", f"{OTHER} {OWN}")
    assert verdict(pack).state is State.GENUINE


@pytest.mark.parametrize("content", [foreign.pdf(), foreign.active_pdf(), b"", b"MZ", foreign.picture()])
def test_of_anything_else_nothing_is_said(content: bytes) -> None:
    with pytest.raises(NoPack):
        verdict(content)


@pytest.mark.parametrize("make", [foreign.unpacking_bomb, foreign.nested_pdf, lambda: b"", lambda: foreign.pdf()[:300]])
def test_a_hostile_file_that_carries_our_signature_is_read_apart_and_refused(
    pack: bytes, make: Callable[[], bytes]
) -> None:
    (block,) = blocks_in(pack)
    stolen = pack[block.at - 400 : block.at + 140]
    found = verdict(make() + stolen)
    assert found.state in {State.CHANGED, State.NOT_SIGNED}
    assert found.record is None


def test_the_code_on_the_cover_says_whose_pack_it_is_and_nobody_can_write_another(pack: bytes) -> None:
    record = verdict(pack).record
    assert record
    code = code_of(pack)
    assert statement_in(code) == record.statement
    assert statement_in(code.replace(" ", "\n")) == record.statement, "however a telephone breaks it"
    assert record.statement.startswith("Evidence pack of Aoife Ní Dhomhnaill. NMC Pin 12A1234B.")
    for forged in (code.replace("12A1234B", "12A1234C"), code[:-1], "hello", "", record.statement):
        with pytest.raises(NoCodeOfAPack):
            statement_in(forged)


def test_the_key_is_made_at_first_use_for_its_owner_only_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REVALIDATION_PACK_KEY")
    monkeypatch.setenv("REVALIDATION_DATA", str(tmp_path))
    first = own_keys()[0][0]
    (key,) = (tmp_path / "keys").iterdir()
    assert key.name == "packs.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert own_keys()[0][0] == first
    key.write_text("no key")
    with pytest.raises(PackKeyUnreadable):
        own_keys()[0][0]
