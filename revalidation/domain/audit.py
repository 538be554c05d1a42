"""What is noted of who did what with a nurse's data: kinds and times, never a word of what was written."""

from enum import StrEnum


class AuditActor(StrEnum):
    """Who did it."""

    HERSELF = "herself"
    GUEST = "guest"
    LIBRARY = "library"


class AuditKind(StrEnum):
    """What was done."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of a kind)
    INVITED = "invited"
    LINK_WITHDRAWN = "link_withdrawn"
    LINK_OPENED = "link_opened"
    SIGNED = "signed"
    PASSAGE_LENT = "passage_lent"
    PASSAGE_WITHDRAWN = "passage_withdrawn"
    EXPORTED = "exported"
    IMPORTED = "imported"
    DELETED = "deleted"
