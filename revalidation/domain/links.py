"""Web addresses that people give: only http and https, never anything a browser would run."""

from urllib.parse import urlsplit

from revalidation.domain.refusals import NotALink
from revalidation.domain.text import line

LINK_LIMIT = 2000


def checked_link(typed: str, *, field: str = "link") -> str:
    """The address, or an empty text. Raises NotALink or TooLong."""
    address = line(typed, "a link", field=field, required=False, limit=LINK_LIMIT)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise NotALink(field=field) from None
    is_web = parts.scheme in ("http", "https") and host and "@" not in parts.netloc  # https://nhs.uk@elsewhere.example
    if not is_web or any(mark in address for mark in ' <>"\\^`{|}'):
        raise NotALink(field=field)
    return address
