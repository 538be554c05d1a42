"""A pack on paper: valid, tagged, archivable, and the same for the same."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from tests.documents.tagging import faults_in
from tests.packs.packs import AT, made


@pytest.fixture(autouse=True)
def own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", b64encode(bytes(32)).decode())


def test_a_pack_has_no_fault_that_we_know_how_to_find() -> None:
    assert faults_in(made().content, "pdfa3a") == []
    assert faults_in(made(with_originals=False).content, "pdfa3a") == []


def test_the_same_pack_at_the_same_moment_is_the_same_to_the_byte() -> None:
    assert made().content == made().content
    assert made().content != made(at=AT + timedelta(minutes=1)).content


def test_attached_files_stand_in_the_order_in_which_a_reader_looks_for_them() -> None:
    with pikepdf.open(BytesIO(made().content)) as pdf:
        names = list(pdf.Root.Names.EmbeddedFiles.Names)[::2]
        assert names == sorted(names, key=bytes) == sorted(names, key=str)
        assert len(names) == len(pdf.Root.AF) == 4
