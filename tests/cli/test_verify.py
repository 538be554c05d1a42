"""`python -m revalidation verify FILE`, without a database behind it."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.opening import foreign
from tests.packs.packs import made

KEY = b64encode(b"\1" * 32).decode()


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", KEY)
    path = tmp_path / "pack.pdf"
    path.write_bytes(made().content)
    return path


def test_verify_says_in_sentences_what_fits_and_ends_with_0_or_2(pack: Path, tmp_path: Path) -> None:
    genuine = run(tmp_path, "verify", str(pack), REVALIDATION_PACK_KEY=KEY)
    assert (genuine.returncode, genuine.stderr) == (0, "")
    assert genuine.stdout.startswith("This file is exactly as this installation made it.")
    assert "  Evidence pack of: Aoife Ní Dhomhnaill" in genuine.stdout
    elsewhere = run(tmp_path, "verify", str(pack))
    assert elsewhere.returncode == 2
    assert "another installation signed it" in elsewhere.stdout
    pack.write_bytes(pack.read_bytes() + b"%")
    changed = run(tmp_path, "verify", str(pack), REVALIDATION_PACK_KEY=KEY)
    assert changed.returncode == 2
    assert "  As made: Pages 1 to 6 are as made." in changed.stdout


def test_a_terminal_obeys_nothing_that_a_stranger_wrote_into_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVALIDATION_PACK_KEY", KEY)
    path = tmp_path / "pack.pdf"
    path.write_bytes(made(name="A\x1b[2JKhan").content)
    done = run(tmp_path, "verify", str(path))
    assert "  Evidence pack of: A[2JKhan" in done.stdout
    assert "\x1b" not in done.stdout


def test_verify_says_of_anything_else_that_it_is_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(foreign.pdf())
    other = run(tmp_path, "verify", str(path))
    assert (other.returncode, other.stdout) == (2, "")
    assert "This is no evidence pack of ours" in other.stderr
    missing = run(tmp_path, "verify", str(tmp_path / "missing.pdf"))
    assert missing.returncode == 2
    assert "can't be read" in missing.stderr
