"""Files attached to a document, beside what it shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: its name, what it is and says, how it relates to the pages, and whether it is packed."""

    name: str
    content: bytes
    media_type: str
    says: str
    relationship: str
    is_packed: bool = True
