"""Finding the fields of a form by what stands above them."""

from typing import Any

from streamlit.testing.v1 import AppTest


def field(app: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 (AppTest has a class for each kind)
    """The one widget of this kind with this label."""
    (found,) = (each for each in all_of(app, kind) if each.label == label)
    return found


def all_of(app: AppTest, *kinds: str) -> list[Any]:
    """Every element of these kinds."""
    return [each for kind in kinds for each in app.get(kind)]


def fill(app: AppTest, **typed: str) -> AppTest:
    """Type into text fields; the names are the labels, in lower case and with underscores."""
    for name, text in typed.items():
        kinds = (*app.text_input, *app.text_area)
        (box,) = (each for each in kinds if each.label.lower().replace(" (required)", "").replace(" ", "_") == name)
        box.set_value(text)
    return app
