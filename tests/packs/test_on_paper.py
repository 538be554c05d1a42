"""A pack on paper: valid, tagged, archivable, and the same for the same."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from revalidation.settings import ROOT
from tests.documents.tagging import faults_in, structure, tagging_faults
from tests.packs.golden import KEPT, KEY, seen_in_pack, whole_pack
from tests.packs.packs import AT, made

_made: dict[str, bytes] = {}


@pytest.fixture(autouse=True)
def own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", KEY)


def test_a_pack_has_no_fault_that_we_know_how_to_find() -> None:
    assert faults_in(made().content, "pdfa3a") == []
    assert faults_in(made(with_originals=False).content, "pdfa3a") == []


def test_the_same_pack_at_the_same_moment_is_the_same_to_the_byte() -> None:
    assert made().content == made().content
    assert made().content != made(at=AT + timedelta(minutes=1)).content


def test_a_pack_of_every_part_is_what_is_kept_of_it() -> None:
    # After an intended change: `python -m tests.packs.golden`, and look at what git says is different.
    assert seen_in_pack(whole_pack().content) == KEPT.read_text(encoding="utf-8")


def test_another_process_makes_the_same_bytes() -> None:
    code = "from hashlib import sha256; from tests.packs.packs import made; print(sha256(made().content).hexdigest())"
    environment = {**os.environ, "PYTHONHASHSEED": "2022"}
    other = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert other.stdout.strip() == sha256(made().content).hexdigest()


def test_attached_files_stand_in_the_order_in_which_a_reader_looks_for_them() -> None:
    with pikepdf.open(BytesIO(made().content)) as pdf:
        names = list(pdf.Root.Names.EmbeddedFiles.Names)[::2]
        assert names == sorted(names, key=bytes) == sorted(names, key=str)
        assert len(names) == len(pdf.Root.AF) == 4


def test_each_entry_of_the_contents_leads_to_the_page_that_it_names() -> None:
    content = made().content
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        led = [(str(link.Contents), numbers[link.Dest[0].objgen]) for link in pdf.pages[0].Annots]
    assert led == [
        ("What is still missing, page 2", 2),
        ("Reflective account: Spotting sepsis, page 3", 3),
        ("Evidence: CPD, 12 Mar 2026, Study day: certificate.pdf, page 4", 4),
        ("Evidence: CPD, 12 Mar 2026, Study day: photo.jpg, page 6", 6),
    ]
    found = [role.strip() for role in structure(PdfReader(BytesIO(content)))]
    at = found.index("Link")
    assert found[at - 2 : at + 2] == ["TR", "TD", "Link", "TD"]


def link_of(pdf: pikepdf.Pdf, number: int) -> pikepdf.Object:
    """The element of a link, found from the tree that leads back."""
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return nums[nums.index(pdf.pages[0].Annots[number].StructParent) + 1]


def swap_two_links(pdf: pikepdf.Pdf) -> None:
    one, other = list(pdf.pages[0].Annots)[:2]
    one.StructParent, other.StructParent = other.StructParent, one.StructParent


def lead_nowhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Dest = pikepdf.Array([None, pikepdf.Name.Fit])


@pytest.mark.parametrize(
    "spoil",
    [
        swap_two_links,
        lead_nowhere,
        lambda pdf: link_of(pdf, 0).K.__delitem__(-1),
        lambda pdf: link_of(pdf, 0).K.append(link_of(pdf, 1).K[-1]),
        lambda pdf: link_of(pdf, 0).__setattr__("S", pikepdf.Name.P),
        lambda pdf: pdf.pages[0].Annots.__delitem__(0),
        lambda pdf: pdf.pages[0].Annots[0].__delattr__("StructParent"),
        lambda pdf: pdf.pages[0].Annots[0].__delattr__("Contents"),
        lambda pdf: pdf.pages[0].Annots[0].__setattr__("Rect", pikepdf.Array([0, 900, 9, 909])),
    ],
    ids=[
        *("two swapped", "nowhere to go", "not claimed", "claimed twice", "called a paragraph", "not on its page"),
        *("not in the tree that leads back", "nothing said", "outside the page"),
    ],
)
def test_a_broken_link_is_found(spoil: Callable[[pikepdf.Pdf], object]) -> None:
    _made["pack"] = _made.get("pack") or made().content  # opening its files takes a second
    out = BytesIO()
    with pikepdf.open(BytesIO(_made["pack"])) as pdf:
        spoil(pdf)
        pdf.save(out)
    assert tagging_faults(PdfReader(out)) != []
