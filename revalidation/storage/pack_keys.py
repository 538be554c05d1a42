"""The installation's own signature under evidence packs: an Ed25519 key beside the other keys, made at first use."""

from base64 import b64decode, b64encode
from secrets import token_bytes

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from revalidation.domain.pack_refusals import PackKeyUnreadable
from revalidation.settings import settings
from revalidation.storage.keys import write_first_key

_KEY_BYTES = 32


def sign(message: bytes) -> bytes:
    """The signature under the newest key. Raises PackKeyUnreadable where the key can't be read."""
    return _keys()[0].sign(message)


def public_keys() -> list[bytes]:
    """What anybody may know: the newest key first, then those that were in use before."""
    return [key.public_key().public_bytes_raw() for key in _keys()]


def fits(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether whoever has the private key to this one signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _keys() -> list[Ed25519PrivateKey]:
    now = settings()
    if not now.pack_key and not now.pack_key_file.exists():
        write_first_key(now.pack_key_file, b64encode(token_bytes(_KEY_BYTES)))
    kept = now.pack_key or now.pack_key_file.read_text(encoding="ascii")
    try:
        keys = [
            Ed25519PrivateKey.from_private_bytes(b64decode(key, validate=True))
            for key in kept.replace(",", " ").split()
        ]
    except ValueError:
        raise PackKeyUnreadable from None
    if not keys:
        raise PackKeyUnreadable
    return keys
