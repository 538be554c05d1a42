"""Parts of an answer of which nothing is sure: a text, a number or a list, or nothing where something else stands."""

from collections.abc import Sequence

from revalidation.references.plain import plain as plain_text

MOST_AUTHORS_LENGTH = 3900  # a collaboration of thousands is cut, as its citation would be
_NO_NUMBER = frozenset(
    {
        *("0", "ahead-of-print", "ahead of print", "publish ahead of print", "online ahead of print"),
        *("forthcoming", "in press", "online first"),
    }
)


def plain(value: object) -> str:
    """A text on one line without tags and entities, or a number as text; anything else is nothing."""
    if isinstance(value, str):
        return plain_text(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def numbered(value: object) -> str:
    """A volume or an issue; nothing where an article only waits for one."""
    text = plain(value)
    return "" if text.lower() in _NO_NUMBER else text


def texts(value: object) -> list[str]:
    """The texts of a list that are not empty, or the text itself."""
    return [text for text in map(plain, value if isinstance(value, list) else [value]) if text]


def first(value: object) -> str:
    """The first of them, or nothing."""
    return next(iter(texts(value)), "")


def items(value: object) -> Sequence[object]:
    """A list, or an empty one."""
    return value if isinstance(value, list) else []


def entries(value: object) -> list[dict[str, object]]:
    """What of a list has names and values."""
    return [each for each in items(value) if isinstance(each, dict)]


def within(value: object, *path: str) -> object:
    """What stands at the end of these names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def whole_number(value: object, least: int, most: int) -> int | None:
    """A number between these, whether it is written as one or as a text."""
    text = plain(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else None
    return number if number is not None and least <= number <= most else None


def joined_names(names: Sequence[str]) -> str:
    """`Bowers, Len; James, Karen`, as many as there is room for."""
    kept: list[str] = []
    for name in names:
        kept.append(name)
        if sum(len(each) + 2 for each in kept) > MOST_AUTHORS_LENGTH:
            return "; ".join([*kept[:-1], "et al"])
    return "; ".join(kept)
