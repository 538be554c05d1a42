"""Under what the wrong links of one client address are counted, beside wrong passwords."""

from revalidation.storage.tokens import digest


def client_digest(client: str | None) -> str:
    """The digest for a client's network address; all whose address is unknown share one."""
    return digest(f"guest-link\n{client or ''}")  # a line end: nobody can type it as an address
