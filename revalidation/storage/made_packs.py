"""Evidence packs that were made and wait to be fetched: encrypted like uploaded files, for an hour, for their owner."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from cryptography.fernet import InvalidToken

from revalidation.domain.pack_refusals import PackGone
from revalidation.settings import settings
from revalidation.storage.keys import decrypting, encrypting

KEPT_FOR = timedelta(hours=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(person_id: int, name: str, content: bytes, now: datetime) -> str:
    """Write a pack; the token it is fetched by, which nobody else can use."""
    token = token_hex(16)
    head = json.dumps({"person_id": person_id, "name": name, "made_at": now.isoformat()}).encode("ascii")
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{token}"
    draft.touch(mode=0o600)
    draft.write_bytes(encrypting().encrypt(head + b"\n" + content))
    draft.replace(folder / token)
    return token


def read(person_id: int, token: str, now: datetime) -> tuple[str, bytes]:
    """Its name and content. Raises PackGone where there is none, it is too old, or somebody else's."""
    if not _TOKEN.fullmatch(token):
        raise PackGone
    try:
        head, _, content = decrypting().decrypt((_folder() / token).read_bytes()).partition(b"\n")
    except (FileNotFoundError, InvalidToken):
        raise PackGone from None
    said = json.loads(head)
    if said["person_id"] != person_id or datetime.fromisoformat(said["made_at"]) + KEPT_FOR <= now:
        raise PackGone
    return str(said["name"]), content


def remove_old(now: datetime) -> None:
    """Remove what is kept no longer, and what was left half-written."""
    if not _folder().is_dir():
        return
    for path in _folder().iterdir():
        if path.stat().st_mtime < (now - KEPT_FOR).timestamp():
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return settings().evidence / "packs"
