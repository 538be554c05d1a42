"""What the library has set, where a command and a query need it."""

from revalidation.domain.library import LibrarySettings
from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow


def library_settings(db: Db) -> LibrarySettings:
    """The settings in force; before anything is set up, those that an installation begins with."""
    row = db.get(InstallationRow, 1)
    if row is None:
        return LibrarySettings()
    return LibrarySettings(
        citation_style=row.citation_style,
        link_route=row.link_route,
        libkey_library=row.libkey_library,
        openathens_domain=row.openathens_domain,
        gives_out_files=row.gives_out_files,
    )
