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
    DETAILS_CHANGED = "details_changed"


_EVENTS = {
    AuditKind.SIGNED_IN: "Signed in",
    AuditKind.SIGNED_OUT: "Signed out",
    AuditKind.PASSWORD_CHANGED: "Changed the password",
    AuditKind.INVITED: "Asked somebody to read and sign",
    AuditKind.LINK_WITHDRAWN: "Withdrew a link",
    AuditKind.LINK_OPENED: "Opened a personal link",
    AuditKind.SIGNED: "Signed a form",
    AuditKind.PASSAGE_LENT: "Lent the library a passage",
    AuditKind.PASSAGE_WITHDRAWN: "Took a passage back",
    AuditKind.EXPORTED: "Downloaded all data",
    AuditKind.IMPORTED: "Took data over from another installation",
    AuditKind.DELETED: "Deleted a reflective account",
    AuditKind.DETAILS_CHANGED: "Changed name or e-mail address",
}
_ACTORS = {AuditActor.HERSELF: "you", AuditActor.GUEST: "whoever you asked", AuditActor.LIBRARY: "the library"}


def said_event(actor: AuditActor, kind: AuditKind) -> str:
    """`Signed a form (whoever you asked)`."""
    return f"{_EVENTS[kind]} ({_ACTORS[actor]})"
