"""Opening pages through the frame, as the front door does, and reading what stands on them."""

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from revalidation.domain.people import Actor
from tests import make

_TAG = re.compile(r"<[^>]*>")
FRONT_DOOR = Path(__file__).resolve().parents[2] / "streamlit_app.py"


def opened(page: str = "", by: Actor | None = None, **query: int | str) -> AppTest:
    """The page `pages/{page}.py`, opened by somebody who is signed in, or by a stranger."""
    app = AppTest.from_file(FRONT_DOOR, default_timeout=30)
    if by is not None:
        app.user = {"sub": str(make.sign_in_of(by))}
    if page and by is not None:
        app.run()
        app.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = str(value)
    return app.run()


def texts(app: AppTest) -> str:
    """All that the page says in our own elements, without their markup."""
    assert not app.exception, [each.message for each in app.exception]
    return "\n".join(unescape(_TAG.sub("", part.replace("<br>", "\n"))) for part in _drawn(app))


def links(app: AppTest) -> list[str]:
    """Where our own links on the page lead."""
    return [unescape(address) for part in _drawn(app) for address in re.findall(r'href="([^"]*)"', part)]


def _drawn(app: AppTest) -> list[str]:
    drawn = [str(getattr(part, "value", "")) for part in app.get("html")]
    return [part for part in drawn if not part.startswith("<style")]


def press(app: AppTest, label: str) -> AppTest:
    """Press the one button with this label."""
    (button,) = (each for each in app.button if each.label == label)
    return button.click().run()


def titles(app: AppTest) -> list[str]:
    return [each.value for each in app.title]
