"""Setting how works are cited and where links lead."""

from revalidation.domain.library import LibrarySettings
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow
from revalidation.storage.rows import get_row


def change_library(db: Db, *, actor: Actor, settings: LibrarySettings) -> None:
    """From now on for everybody; what has been written into logs and accounts keeps its words.

    Raises NotALibKeyLibrary or NotAnOpenAthensDomain.
    """
    actor.must_be(Role.LIBRARIAN)
    kept = settings.checked()
    row = get_row(db, InstallationRow, 1, "installation")
    row.citation_style, row.link_route = kept.citation_style, kept.link_route
    row.libkey_library, row.openathens_domain = kept.libkey_library, kept.openathens_domain
    row.gives_out_files = kept.gives_out_files
