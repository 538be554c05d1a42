from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import start_account
from revalidation.commands.bookings import book
from revalidation.commands.installation import claim
from revalidation.commands.library import change_library
from revalidation.commands.statements import issue_statement
from revalidation.domain.library import CitationStyle, LibrarySettings, LinkRoute
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import NotAnOpenAthensDomain
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.accounts import get_account
from revalidation.queries.cpd import my_cpd
from revalidation.queries.library import library_settings
from revalidation.queries.statements import my_statement
from tests import make
from tests.make import NOON

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
APA = "Bowers, L., & James, K. (2019). Talking on the ward. J Wards. https://doi.org/10.1234/wards"
VANCOUVER = "Bowers L, James K. Talking on the ward. J Wards. 2019. doi:10.1234/wards"

pytestmark = pytest.mark.usefixtures("database")

CHANGED = LibrarySettings(
    citation_style=CitationStyle.APA,
    link_route=LinkRoute.OPENATHENS,
    openathens_domain="trust.nhs.uk",
    gives_out_files=True,
)


def test_the_settings_begin_plain_and_are_changed_by_librarians_alone() -> None:
    assert look_up(library_settings) == LibrarySettings()
    carry_out(claim, is_demonstration=False, now=NOON)
    assert look_up(library_settings) == LibrarySettings()
    change = partial(change_library, settings=CHANGED)
    with pytest.raises(NotForYourRole):
        carry_out(change, actor=make.person())
    with pytest.raises(NotAnOpenAthensDomain):
        carry_out(change_library, actor=make.librarian(), settings=replace(CHANGED, openathens_domain=""))
    assert look_up(library_settings) == LibrarySettings()
    carry_out(change, actor=make.librarian("Second"))
    assert look_up(library_settings) == CHANGED


def cited_in(style: CitationStyle, by: Actor) -> None:
    carry_out(change_library, actor=by, settings=LibrarySettings(citation_style=style))


def test_what_has_been_written_keeps_its_words_when_the_style_changes() -> None:
    carry_out(claim, is_demonstration=False, now=NOON)
    by, nurse = make.librarian(), make.person()
    cited_in(CitationStyle.APA, by)
    session_id = make.session(by, make.group(by), starts_at=START, articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, session_id, nurse, now=END)
    account_id = carry_out(start_account, actor=nurse, session_id=session_id, now=END)
    carry_out(issue_statement, actor=nurse, session_id=session_id, now=END)
    assert look_up(my_statement, actor=nurse, session_id=session_id).citations == (APA,)
    cited_in(CitationStyle.VANCOUVER, by)
    assert look_up(my_statement, actor=nurse, session_id=session_id).citations == (VANCOUVER,)
    (entry,), _ = look_up(my_cpd, actor=nurse)
    assert APA in entry.entry.topic
    assert APA in look_up(get_account, actor=nurse, account_id=account_id).written.answers[0]
