"""What an evidence pack of every part says and holds, kept in golden.txt; `python -m tests.packs.golden` renews it.

Beside what is kept of any document stand the attached files and the record. Digests of pages are left out: pictures are
packed by Pillow and zlib, of which another version may pack otherwise. Who signed stands there; the key is fixed.
"""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from revalidation.domain.pack_records import RECORD, SIGNATURE
from revalidation.domain.packs import PackContent
from revalidation.packs.making import MadePack
from tests.documents.examples import ACCOUNTS, CONFIRMATION, CPD, DISCUSSION, FEEDBACK, PRACTICE
from tests.documents.golden import seen_in
from tests.packs.packs import HOLDER, PERIOD, made_of, uploaded_files

KEPT = Path(__file__).with_name("golden.txt")
KEY = b64encode(bytes(32)).decode()


def whole_pack() -> MadePack:
    """Every kind of thing that a pack can hold, once."""
    return made_of(
        PackContent(
            HOLDER,
            PERIOD,
            practice=tuple(PRACTICE[:1]),
            cpd=tuple(CPD[:1]),
            feedback=tuple(FEEDBACK[:1]),
            accounts=tuple(ACCOUNTS[:1]),
            signed=((DISCUSSION, True), (CONFIRMATION, False)),
            files=uploaded_files(),
            gaps=("CPD: 3 of 35. 32 to go.",),
            with_originals=True,
        )
    )


def seen_in_pack(content: bytes) -> str:
    """What is compared."""
    return seen_in(content) + "\n".join(_attached(content)) + "\n"


def _attached(content: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        held = {name: each.get_file().read_bytes() for name, each in sorted(pdf.attachments.items())}
    for name, given in held.items():
        yield f"--- attached: {name}"
        if name == RECORD:
            yield from json.dumps(_without_digests(json.loads(given)["record"]), indent=1, ensure_ascii=False).split(
                "\n"
            )
        elif name == SIGNATURE:
            yield f"signed by {json.loads(given)['public_key']}"


def _without_digests(record: dict[str, Any]) -> dict[str, Any]:
    counted = {name: len(record[name]) for name in ("pages", "typefaces")}
    return {**record, **counted, "attached": [each["name"] for each in record["attached"]]}


def main() -> None:
    """Write it."""
    os.environ["REVALIDATION_PACK_KEY"] = KEY
    KEPT.write_text(seen_in_pack(whole_pack().content), encoding="utf-8")


if __name__ == "__main__":
    main()
