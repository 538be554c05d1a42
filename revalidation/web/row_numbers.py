"""Numbers of rows in addresses: `{account_id:row}` in a route."""

from starlette.convertors import Convertor, register_url_convertor

LARGEST_ID = 2**31 - 1  # of a column
_NOBODYS = 0  # no row has it


def row_number(digits: str) -> int:
    """The number; one that is too large for a column, or for Python to read, or none at all, is no row's number."""
    number = int(digits) if digits.isdecimal() and len(digits) <= len(str(LARGEST_ID)) else _NOBODYS
    return number if number <= LARGEST_ID else _NOBODYS


class RowNumber(Convertor[int]):
    """Any row of digits."""

    regex = "[0-9]+"

    def convert(self, value: str) -> int:
        """The number."""
        return row_number(value)

    def to_string(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


register_url_convertor("row", RowNumber())
