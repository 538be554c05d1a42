"""`python -m revalidation verify FILE`, without a database behind it."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.opening import foreign
from tests.packs.packs import made

KEY, OTHER = (b64encode(bytes([number]) * 32).decode() for number in (1, 2))


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


def test_a_pack_of_another_installation_is_checked_by_the_key_that_one_prints(pack: Path, tmp_path: Path) -> None:
    printed = run(tmp_path, "key", REVALIDATION_PACK_KEY=f"{OTHER} {KEY}").stdout
    newest, older = [line for line in printed.splitlines() if not line.startswith("#")]
    (tmp_path / "theirs.txt").write_text(printed)
    empty = tmp_path / "empty"
    for key in (older, str(tmp_path / "theirs.txt")):
        done = run(empty, "verify", str(pack), "--key", key)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("This file is exactly as the installation with that key made it.")
    assert "another key signed it" in run(empty, "verify", str(pack), "--key", newest).stdout
    for wrong in ("3F2A 91C0", str(tmp_path / "missing"), str(pack)):
        done = run(empty, "verify", str(pack), "--key", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "A public key is 64 digits" in done.stderr or "so it is no public key" in done.stderr
    assert not empty.exists(), "checking by somebody else's key makes none here"
