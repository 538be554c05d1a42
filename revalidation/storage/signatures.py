"""Keyed digests of texts that must never change: only this installation can make one, and it can tell if one fits."""

import hashlib
import hmac

from revalidation.storage.keys import secrets


def signature_of(text: str) -> str:
    """The digest under the newest key."""
    return _made(secrets()[0], text)


def signature_fits(text: str, signature: str) -> bool:
    """Whether this was made of that text under a key that is still kept."""
    fits = [hmac.compare_digest(signature.encode(errors="replace"), _made(key, text).encode()) for key in secrets()]
    return any(fits)


def _made(key: bytes, text: str) -> str:
    return hmac.new(key, b"signed:" + text.encode(), hashlib.sha256).hexdigest()
