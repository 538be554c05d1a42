"""To come."""

from pages.shared.acting import require
from revalidation.domain.people import Role

me = require(Role.LIBRARIAN)
