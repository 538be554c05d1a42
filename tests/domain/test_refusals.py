import inspect
import string
from importlib import import_module
from pathlib import Path

import pytest

from revalidation.domain import refusals
from revalidation.domain.refusals import Refusal

MODULES = [
    import_module(f"revalidation.domain.{path.stem}")
    for path in sorted(Path(str(refusals.__file__)).parent.glob("*refusals.py"))
]
ALL = [
    kind
    for module in MODULES
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Refusal) and kind.__module__ == module.__name__
]


def placeholders(kind: type[Refusal]) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(inspect.cleandoc(kind.__doc__ or "")) if name}


@pytest.mark.parametrize("kind", ALL)
def test_every_refusal_is_a_calm_sentence(kind: type[Refusal]) -> None:
    assert "__doc__" in vars(kind), "the sentence is its own, not that of its parent"
    sentence = inspect.cleandoc(kind.__doc__ or "")
    assert sentence[:1].isupper() or sentence.startswith("{")
    assert sentence.endswith((".", "}"))
    assert "!" not in sentence
    assert "\n" not in sentence
    assert "please" not in sentence.lower() or sentence.lower().count("please") == 1


@pytest.mark.parametrize("kind", ALL)
def test_every_refusal_fills_its_sentence_with_the_facts(kind: type[Refusal]) -> None:
    numbers = {"limit", "length", "least", "most", "booked"}
    facts: dict[str, object] = {name: 12_345 if name in numbers else f"<{name}>" for name in placeholders(kind)}
    sentence = kind(field="somewhere", **facts).sentence
    assert "{" not in sentence
    for name, fact in facts.items():
        assert str(fact) in sentence.replace(",", ""), name


def test_a_sentence_does_not_fill_in_what_a_person_typed_into_it() -> None:
    assert refusals.EmailTaken(email="{field}@{0}.example").sentence.endswith("{field}@{0}.example.")


def test_a_refusal_names_its_field_or_none() -> None:
    assert refusals.Missing(field="name", what="a name").field == "name"
    assert refusals.SignInNeeded().field is None
    assert str(refusals.SignInNeeded()) == "Please sign in first."
