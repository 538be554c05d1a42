"""Secrets handed to browsers and put into links; the database keeps only their digests."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. No salt: the token itself is beyond guessing."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
