"""Frozen values as canonical JSON, the same text for the same value, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from revalidation.domain.text import has_worthless

V = TypeVar("V")


def to_json(value: object) -> str:
    """A frozen dataclass as text: keys in order, no needless blanks."""
    if not is_dataclass(value) or isinstance(value, type):
        message = "only a value of ours is written"
        raise TypeError(message)
    return json.dumps(asdict(value), default=_said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[V], text: str) -> V:
    """What `to_json` made the text of. What is missing keeps its default, so that older texts can be read."""
    made: V = _made(kind, json.loads(text))
    return made


def read_strictly(kind: type[V], text: str) -> V:
    """As `from_json`, for a text that anybody may have written. Raises ValueError unless all of it is as declared."""
    try:
        made = from_json(kind, text)
        is_right = _is(kind, made)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        is_right = False
    if not is_right:
        message = f"no {kind.__name__}"
        raise ValueError(message) from None
    return made


def _is(kind: Any, value: Any) -> bool:  # noqa: ANN401 (whatever the hints of a value say)
    if isinstance(kind, UnionType):
        return any(_is(each, value) for each in get_args(kind))
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        kinds = [first] * len(value) if others == [Ellipsis] else [first, *others]
        return all(_is(each, one) for each, one in zip(kinds, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return type(value) is kind and all(_is(hints[one.name], getattr(value, one.name)) for one in fields(kind))
    return type(value) is kind and not (kind is str and has_worthless(value))


def _said(value: object) -> str:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _made(kind: Any, read: Any) -> Any:  # noqa: ANN401 (whatever the hints of a value say)
    if isinstance(kind, UnionType):
        (other,) = (each for each in get_args(kind) if each is not NoneType)
        return None if read is None else _made(other, read)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        kinds = [first] * len(read) if others == [Ellipsis] else [first, *others]
        return tuple(_made(each, one) for each, one in zip(kinds, read, strict=True))
    if is_dataclass(kind):
        return _value(kind, read)
    if kind in (date, datetime):
        return kind.fromisoformat(read)
    return kind(read) if issubclass(kind, Enum) else read


def _value(kind: Any, read: Mapping[str, Any]) -> Any:  # noqa: ANN401 (as above)
    hints = get_type_hints(kind)
    held = {field.name: _made(hints[field.name], read[field.name]) for field in fields(kind) if field.name in read}
    return kind(**held)
