import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from revalidation.acting import carry_out
from revalidation.domain.refusals import KeyDoesNotFit, NotFound
from revalidation.settings import settings
from revalidation.storage import files
from revalidation.storage.database import Db
from tests.conftest import KEY

pytestmark = pytest.mark.usefixtures("empty_sqlite")

CONTENT = b"%PDF-1.7 Quellwater certificate"


def folder(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "evidence").iterdir())


def test_what_was_kept_is_read_back_and_removed(tmp_path: Path) -> None:
    name = files.keep(CONTENT)
    assert files.read(name) == CONTENT
    assert files.stored_names() == {name}
    files.remove(name)
    files.remove(name)
    assert folder(tmp_path) == []
    with pytest.raises(NotFound):
        files.read(name)


def test_the_same_content_twice_is_two_files_that_differ(tmp_path: Path) -> None:
    first, second = files.keep(CONTENT), files.keep(CONTENT)
    assert first != second
    assert len({path.read_bytes() for path in folder(tmp_path)}) == 2


def test_the_bytes_on_the_disk_say_nothing_and_are_for_their_owner_only(tmp_path: Path) -> None:
    files.keep(CONTENT)
    (path,) = folder(tmp_path)
    assert b"Quellwater" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_folder_may_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_EVIDENCE", str(tmp_path / "elsewhere" / "files"))
    name = files.keep(CONTENT)
    assert (tmp_path / "elsewhere" / "files" / name).is_file()
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize("name", ["", "../test.db", "/etc/passwd", "a" * 31, "A" * 32, f"{'a' * 32}\n", "é" * 32])
def test_a_name_that_we_never_give_leads_nowhere(name: str) -> None:
    for act in (files.read, files.remove, files.encrypt_anew):
        with pytest.raises(NotFound):
            act(name)


def test_without_the_right_key_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    name = files.keep(CONTENT)
    monkeypatch.setenv("REVALIDATION_KEY", Fernet.generate_key().decode())
    with pytest.raises(KeyDoesNotFit):
        files.read(name)


def test_encrypted_anew_the_old_key_can_go(monkeypatch: pytest.MonkeyPatch) -> None:
    name, newer = files.keep(CONTENT), Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", f"{newer} {KEY}")
    files.encrypt_anew(name)
    monkeypatch.setenv("REVALIDATION_KEY", newer)
    assert files.read(name) == CONTENT
    assert files.stored_names() == {name}


def test_a_file_goes_only_when_the_transaction_that_removes_its_row_is_committed() -> None:
    kept, gone = files.keep(CONTENT), files.keep(CONTENT)

    def fails(db: Db) -> None:
        files.remove_once_committed(db, kept)
        raise NotFound(what="file")

    with pytest.raises(NotFound):
        carry_out(fails)
    assert files.stored_names() == {kept, gone}
    carry_out(files.remove_once_committed, gone)
    assert files.stored_names() == {kept}


def test_what_is_being_written_just_now_is_told_from_what_has_been_there() -> None:
    old, new = files.keep(CONTENT), files.keep(CONTENT)
    moment = datetime.now(UTC)
    path = next(each for each in settings().evidence.iterdir() if each.name == old)
    os.utime(path, (moment.timestamp() - 7200, moment.timestamp() - 7200))
    assert files.stored_names(written_before=moment - timedelta(hours=1)) == {old}
    assert files.stored_names() == {old, new}
