"""Statements of attendance: what one says, and the reference that it is checked by."""

from dataclasses import dataclass
from datetime import datetime

from revalidation.domain.groups import GroupKind
from revalidation.domain.portfolio_refusals import NotAReference
from revalidation.domain.text import cleaned

# Crockford's base 32: without I, L, O and U, so that nothing is mistaken when it is read from paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PREFIX, _LENGTH, _HALF = "RG", 8, 4
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One nurse's attendance of one session, as the register has it now. `reading` minutes are what she declares."""

    reference: str
    name: str
    group: str
    kind: GroupKind
    starts_at: datetime
    ends_at: datetime
    met: int
    reading: int
    facilitator: str
    citations: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Meeting and reading together."""
        return self.met + self.reading

    @property
    def length(self) -> int:
        """How long the session was, whoever stayed for how long."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_part(self) -> bool:
        """Whether she attended part of it."""
        return self.met < self.length


def new_reference(number: int) -> str:
    """`RG-7K3M-92QX` from a random number; 40 bits of it count."""
    characters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{_PREFIX}-{characters[:_HALF]}-{characters[_HALF:]}"


def read_reference(typed: str) -> str:
    """A reference as it is kept, however it was typed. Raises NotAReference."""
    plain = "".join(character for character in cleaned(typed).upper() if character.isalnum())
    whole = len(_PREFIX) + _LENGTH  # without it, eight characters may begin with the same two letters
    characters = (plain.removeprefix(_PREFIX) if len(plain) == whole else plain).translate(_TAKEN_FOR)
    if len(characters) != _LENGTH or not set(characters) <= set(ALPHABET):
        raise NotAReference(field="reference")
    return f"{_PREFIX}-{characters[:_HALF]}-{characters[_HALF:]}"
