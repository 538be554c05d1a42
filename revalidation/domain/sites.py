"""Sites of the Trust: where people meet."""

from dataclasses import dataclass

from revalidation.domain.text import line


@dataclass(frozen=True, slots=True)
class Site:
    """A place to meet, with the room or the way there in one line."""

    name: str
    address: str = ""

    def checked(self) -> "Site":
        """The same with its text cleaned. Raises Missing or TooLong."""
        return Site(
            name=line(self.name, "a name for the site", field="name", limit=120),
            address=line(self.address, "the address", field="address", required=False),
        )
