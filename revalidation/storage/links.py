"""Links in messages: signed with the installation's key, so that nothing has to be stored for them.

A link is good for one thing only, named by `purpose`, and for one row. It says who may come, never that something was
done: mail scanners open links, so the page behind one has a button.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

from revalidation.storage.keys import secrets

_TOKEN = re.compile(r"([1-9][0-9]{0,9})\.([A-Za-z0-9_-]{32})")
_BITS = 192  # of the signature


def link_token(purpose: str, number: int) -> str:
    """What stands in the link for row `number`."""
    return f"{number}.{_signature(secrets()[0], purpose, number)}"


def read_link_token(purpose: str, token: str) -> int | None:
    """The row's number, if we signed this for that purpose under a key that is still kept."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    number, given = int(found[1]), found[2]
    is_ours = [hmac.compare_digest(given, _signature(key, purpose, number)) for key in secrets()]
    return number if any(is_ours) else None


def _signature(key: bytes, purpose: str, number: int) -> str:
    made = hmac.new(key, f"link:{purpose}:{number}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made[: _BITS // 8]).decode()
