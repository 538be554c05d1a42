"""What the library sets, and that every page goes by it."""

from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.installation import claim
from revalidation.domain.library import CitationStyle, LibrarySettings, LinkRoute
from revalidation.queries.library import library_settings
from tests import make
from tests.pages.librarian.filling_in import field, fill
from tests.pages.looking import links, opened, press, texts

pytestmark = pytest.mark.usefixtures("database")

HARVARD = "Bowers, L. and James, K. (2019) ‘Talking on the ward’, J Wards. Available at: https://doi.org/10.1234/wards."


def test_style_and_route_are_set_once_and_hold_on_every_page() -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    carry_out(claim, is_demonstration=False, now=now)
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    session_id = make.session(by, make.group(by), starts_at=now + timedelta(days=3), articles=(article_id,))
    carry_out(book, actor=nurse, session_id=session_id, now=now)
    page = opened("librarian/people", by=by, show="Settings")
    field(page, "radio", "Citations").set_value(CitationStyle.HARVARD)
    field(page, "radio", "Links to articles lead").set_value(LinkRoute.LIBKEY)
    page = press(page, "Save citations and links")
    assert "A LibKey library is a number" in texts(page)
    page = press(fill(page, libkey_library="https://libkey.io/libraries/1234/"), "Save citations and links")
    assert "It is saved, and holds for everybody from now on." in texts(page)
    assert look_up(library_settings) == LibrarySettings(CitationStyle.HARVARD, LinkRoute.LIBKEY, libkey_library="1234")
    for shown in (
        opened("librarian/article", by=by, article=article_id),
        opened("nurse/article", by=nurse, article=article_id),
    ):
        assert HARVARD in texts(shown)
        assert "https://libkey.io/libraries/1234/10.1234/wards" in links(shown)
    assert HARVARD in texts(opened("librarian/meeting", by=by, session=session_id))
    assert HARVARD in texts(opened("nurse/session", by=nurse, session=session_id))
