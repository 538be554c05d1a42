"""What the library has set for everybody. Nothing in it is private: guests see citations too."""

from revalidation.domain.library import LibrarySettings
from revalidation.storage import library
from revalidation.storage.database import Db


def library_settings(db: Db) -> LibrarySettings:
    """How works are cited, where links lead, whether files are given out, and the line in bulletins."""
    return library.library_settings(db)
