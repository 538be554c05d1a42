"""Documents are what they were, and the same to the byte wherever and whenever they are made."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from tests.documents.examples import DOCUMENTS
from tests.documents.golden import FOLDER, path_of, seen_in

DIGESTS = """
from hashlib import sha256
from tests.documents.examples import DOCUMENTS
for name, make in reversed(DOCUMENTS.items()):
    print(sha256(make()).hexdigest(), name)
"""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_is_kept_of_it(name: str) -> None:
    # After an intended change: `python -m tests.documents.golden`, and look at what git says is different.
    assert seen_in(DOCUMENTS[name]()) == path_of(name).read_text(encoding="utf-8")


def test_nothing_is_kept_of_documents_that_are_no_more() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path_of(name).name for name in DOCUMENTS}


def test_another_process_makes_the_same_bytes() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "2022"}
    command = [sys.executable, "-c", DIGESTS]
    other = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)  # noqa: S603
    assert sorted(other.stdout.splitlines()) == sorted(
        f"{sha256(make()).hexdigest()} {name}" for name, make in DOCUMENTS.items()
    )
