"""Reflective accounts are encrypted at rest under a key that is not in the database."""

import os
import stat
from functools import partial
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import save_account, start_account
from revalidation.commands.encryption import encrypt_anew
from revalidation.domain.accounts import Written
from revalidation.domain.people import Actor
from revalidation.domain.refusals import KeyDoesNotFit
from revalidation.queries.accounts import get_account
from revalidation.storage.database import Db
from revalidation.storage.keys import decrypting, encrypting
from tests import make
from tests.at_once import at_once, in_processes
from tests.make import NOON

SECRETS = (
    "Quellwater title",
    "Quellwater one",
    "Quellwater two",
    "Quellwater three",
    "Quellwater four",
    "quellwater_theme",
)
WRITTEN = Written(title=SECRETS[0], answers=SECRETS[1:5], themes=(SECRETS[5],))
NURSE = "Nurse Inthedatabase"


def nurse_with_an_account(written: Written = WRITTEN) -> tuple[Actor, int]:
    nurse = make.person(NURSE)
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=NOON)
    carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=NOON)
    return nurse, account_id


def read(nurse: Actor, account_id: int) -> Written:
    return look_up(get_account, actor=nurse, account_id=account_id).written


@pytest.mark.usefixtures("empty_sqlite")
def test_nothing_of_an_account_is_in_the_bytes_of_the_sqlite_file_or_its_log(tmp_path: Path) -> None:
    nurse, account_id = nurse_with_an_account()
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"test.db", "test.db-wal"} <= set(files)
    everything = b"".join(files.values())
    assert NURSE.encode() in everything
    assert b"quellwater" not in everything.lower()
    assert read(nurse, account_id) == WRITTEN


@pytest.mark.usefixtures("database")
def test_nothing_of_an_account_is_seen_by_whoever_reads_the_tables() -> None:
    nurse_with_an_account()

    def raw(db: Db) -> list[bytes]:
        columns = ("title", "answer_1", "answer_2", "answer_3", "answer_4", "themes")
        row = db.execute(text(f"SELECT {', '.join(columns)} FROM reflective_account")).one()  # noqa: S608 (our own names)
        return [bytes(value) for value in row]

    kept = look_up(raw)
    assert [decrypting().decrypt(value).decode() for value in kept] == list(SECRETS)
    assert all(b"quellwater" not in value.lower() for value in kept)
    assert len(set(kept)) == len(kept)


@pytest.mark.usefixtures("database")
def test_the_same_words_are_never_kept_the_same_way_twice() -> None:
    nurse_with_an_account(Written(answers=("same", "same", "", "")))
    kept = look_up(
        lambda db: db.execute(text("SELECT answer_1, answer_2, answer_3, answer_4 FROM reflective_account")).one()
    )
    assert len({bytes(value) for value in kept}) == 4


@pytest.mark.usefixtures("database")
def test_after_a_change_of_keys_the_old_accounts_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", old)
    nurse, account_id = nurse_with_an_account()
    for both in (f"{new} {old}", f"{new},{old}", f"{new}\n{old}\n"):
        monkeypatch.setenv("REVALIDATION_KEY", both)
        assert read(nurse, account_id) == WRITTEN
    answers = ("all", "of", "it", "new")
    changed = Written(title="New", answers=answers, themes=("practise_effectively",))
    carry_out(save_account, actor=nurse, account_id=account_id, written=changed, revision=1, now=NOON)
    monkeypatch.setenv("REVALIDATION_KEY", new)
    assert read(nurse, account_id) == changed
    monkeypatch.setenv("REVALIDATION_KEY", old)
    with pytest.raises(KeyDoesNotFit):
        read(nurse, account_id)


@pytest.mark.usefixtures("database")
def test_a_lost_key_gives_an_error_and_never_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    nurse, account_id = nurse_with_an_account()
    monkeypatch.setenv("REVALIDATION_KEY", Fernet.generate_key().decode())
    with pytest.raises(KeyDoesNotFit):
        read(nurse, account_id)


@pytest.mark.usefixtures("database")
def test_an_altered_account_gives_an_error_and_never_garbage() -> None:
    nurse, account_id = nurse_with_an_account()

    def alter(db: Db) -> None:
        kept = bytes(db.execute(text("SELECT answer_1 FROM reflective_account")).scalar_one())
        altered = kept[:40] + bytes([kept[40] ^ 1]) + kept[41:]
        db.execute(text("UPDATE reflective_account SET answer_1 = :altered").bindparams(altered=altered))

    carry_out(alter)
    with pytest.raises(KeyDoesNotFit):
        read(nurse, account_id)


def use_key_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("REVALIDATION_KEY", raising=False)
    monkeypatch.setenv("REVALIDATION_KEY_FILE", str(path))
    return path


def test_the_first_use_makes_a_key_file_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = use_key_file(tmp_path / "keys" / "accounts.key", monkeypatch)
    token = encrypting().encrypt(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    assert Fernet(path.read_text(encoding="ascii").strip()).decrypt(token) == b"x"


def test_the_key_file_is_beside_the_data_unless_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REVALIDATION_KEY", raising=False)
    monkeypatch.delenv("REVALIDATION_KEY_FILE", raising=False)
    monkeypatch.setenv("REVALIDATION_DATA", str(tmp_path))
    encrypting()
    assert (tmp_path / "keys" / "accounts.key").exists()


def test_a_key_file_may_hold_several_keys_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = use_key_file(tmp_path / "accounts.key", monkeypatch)
    new, old = Fernet.generate_key(), Fernet.generate_key()
    path.write_bytes(new + b"\n" + old + b"\n")
    assert decrypting().decrypt(Fernet(old).encrypt(b"x")) == b"x"
    assert Fernet(new).decrypt(encrypting().encrypt(b"x")) == b"x"


def encrypt_under(paths: list[Path]) -> list[list[bytes]]:
    """In each of several threads: something under the key of each file, which is made where it is missing."""
    from os import environ  # noqa: PLC0415 (this runs in a process of its own)

    environ.pop("REVALIDATION_KEY", None)
    found = []
    for path in paths:
        environ["REVALIDATION_KEY_FILE"] = str(path)
        found.append(at_once([partial(_encrypt)] * 8))
    wrong = [each for tokens in found for each in tokens if isinstance(each, Exception)]
    if wrong:
        raise wrong[0]
    return found  # type: ignore[return-value]


def _encrypt() -> bytes:
    return encrypting().encrypt(b"x")


def test_of_many_that_make_the_key_at_once_all_use_the_same(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) / "accounts.key" for number in range(20)]
    for found in in_processes(encrypt_under, [(paths,)] * 2):
        for path, tokens in zip(paths, found, strict=True):
            key = Fernet(path.read_text(encoding="ascii").strip())
            assert [key.decrypt(token) for token in tokens] == [b"x"] * 8
    assert all(list(path.parent.iterdir()) == [path] for path in paths)


@pytest.mark.usefixtures("database")
def test_after_rotating_the_old_key_can_go(monkeypatch: pytest.MonkeyPatch) -> None:
    nurse, account_id = nurse_with_an_account()
    before = read(nurse, account_id)
    new = Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", f"{new} {os.environ['REVALIDATION_KEY']}")
    assert carry_out(encrypt_anew) == 3  # the account, and its two versions
    monkeypatch.setenv("REVALIDATION_KEY", new)
    assert read(nurse, account_id) == before


@pytest.mark.usefixtures("database")
def test_reading_without_a_key_file_makes_no_new_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nurse, account_id = nurse_with_an_account()
    monkeypatch.delenv("REVALIDATION_KEY")
    monkeypatch.setenv("REVALIDATION_KEY_FILE", str(tmp_path / "lost.key"))
    with pytest.raises(KeyDoesNotFit):
        read(nurse, account_id)
    assert not (tmp_path / "lost.key").exists()
