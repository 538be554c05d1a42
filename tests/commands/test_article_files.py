"""Files of articles: kept on terms, and opened by those who may."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.article_files import add_article_file, change_terms, remove_article_file
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.distribution import send_article, send_for_session
from revalidation.commands.encryption import encrypt_files_anew
from revalidation.domain.article_files import Terms
from revalidation.domain.distribution import Basis
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import (
    AlreadyExpired,
    FilesAreNotGivenOut,
    ForBookedOnly,
    LicenceHasEnded,
    LinksHaveNoFile,
    NotAPdf,
)
from revalidation.domain.refusals import Missing, NotForYourRole, NotFound
from revalidation.queries.article_files import article_file_content, article_files
from revalidation.queries.checks import findings
from revalidation.queries.distribution import sent_to
from revalidation.settings import settings
from revalidation.storage import files
from tests import make
from tests.make import NOON, give_out_files

pytestmark = pytest.mark.usefixtures("database")

PDF = b"%PDF-1.7 the whole article"
CLA = Terms(Basis.CLA_LICENCE, "CLA licence of the Trust", date(2027, 3, 31))
OPEN = Terms(Basis.OPEN_LICENCE, "CC BY 4.0")


def library(*, gives_out: bool = True) -> tuple[Actor, int]:
    by = make.librarian()
    carry_out(give_out_files, gives_out=gives_out)
    return by, make.article(by)


def add(by: Actor, article_id: int, terms: Terms = OPEN, content: bytes = PDF) -> int:
    what = {"article_id": article_id, "name": "Bowers.pdf", "content": content, "terms": terms}
    return carry_out(add_article_file, actor=by, now=NOON, **what)  # type: ignore[arg-type]


def opened(actor: Actor, file_id: int, *, days: int = 0) -> tuple[str, bytes]:
    return look_up(article_file_content, actor=actor, article_file_id=file_id, now=NOON + timedelta(days=days))


def test_files_are_not_taken_and_not_given_out_before_the_library_says_so() -> None:
    by, article_id = library(gives_out=False)
    with pytest.raises(FilesAreNotGivenOut):
        add(by, article_id)
    assert files.stored_names() == set()


def test_a_file_lies_encrypted_and_is_gone_when_it_is_removed_also_where_none_are_given_out_any_more() -> None:
    by, article_id = library()
    file_id = add(by, article_id)
    (stored,) = files.stored_names()
    assert PDF not in (settings().evidence / stored).read_bytes()
    assert opened(by, file_id) == ("Bowers.pdf", PDF)
    carry_out(give_out_files, gives_out=False)
    with pytest.raises(FilesAreNotGivenOut):
        opened(by, file_id)
    carry_out(remove_article_file, actor=by, article_file_id=file_id)
    assert files.stored_names() == set()
    with pytest.raises(NotFound):
        opened(by, file_id)


def test_what_is_refused_leaves_no_file_behind() -> None:
    by, article_id = library()
    with pytest.raises(NotAPdf):
        add(by, article_id, content=b"<html>")
    with pytest.raises(NotForYourRole):
        add(make.person(), article_id)
    assert files.stored_names() == set()


def test_a_cla_copy_is_opened_by_those_with_a_booking_or_who_were_there_and_until_its_last_day() -> None:
    by, article_id = library()
    file_id = add(by, article_id, CLA)
    coming = make.session(by, make.group(by), articles=(article_id,))
    past = make.session(by, make.group(by, "Past"), starts_at=NOON - timedelta(days=2), articles=(article_id,))
    stranger, booked, was_there = make.person("Stranger"), make.person("Booked"), make.person("Was There")
    carry_out(book, actor=booked, session_id=coming, now=NOON)
    carry_out(book, actor=was_there, session_id=past, now=NOON - timedelta(days=9))
    make.attended(by, past, was_there, now=NOON)
    for actor in (by, booked, was_there):
        assert opened(actor, file_id) == ("Bowers.pdf", PDF)
    with pytest.raises(ForBookedOnly):
        opened(stranger, file_id)
    (line,) = look_up(article_files, actor=stranger, article_id=article_id, now=NOON)
    assert line.why_not == "This file is only for people who have booked a session that reads it."
    carry_out(cancel_booking, actor=booked, session_id=coming, now=NOON)
    with pytest.raises(ForBookedOnly):
        opened(booked, file_id)
    with pytest.raises(LicenceHasEnded):
        opened(by, file_id, days=150)


def test_terms_are_changed_with_the_same_checks_and_hold_at_once_also_where_none_are_given_out() -> None:
    by, article_id = library()
    file_id, stranger = add(by, article_id, CLA), make.person("Stranger")

    def change(terms: Terms, actor: Actor = by, number: int = file_id) -> None:
        carry_out(change_terms, actor=actor, article_file_id=number, terms=terms, now=NOON)

    change(OPEN)
    assert opened(stranger, file_id) == ("Bowers.pdf", PDF)
    for wrong, refusal in (
        (replace(CLA, expires_on=None), Missing),
        (replace(CLA, expires_on=date(2026, 11, 30)), AlreadyExpired),
        (replace(OPEN, licence=" "), Missing),
        (Terms(Basis.LINK, "None"), LinksHaveNoFile),
    ):
        with pytest.raises(refusal):
            change(wrong)
    with pytest.raises(NotForYourRole):
        change(OPEN, actor=stranger)
    with pytest.raises(NotFound):
        change(OPEN, number=999)
    carry_out(give_out_files, gives_out=False)
    change(Terms(Basis.PERMISSION, "The publisher"))
    (line,) = look_up(article_files, actor=by, article_id=article_id, now=NOON)
    assert line.terms == Terms(Basis.PERMISSION, "The publisher", None, is_for_booked_only=True)


def test_the_basis_of_what_is_sent_is_that_of_the_file_that_its_reader_can_open() -> None:
    by, article_id = library()
    add(by, article_id, CLA)
    session_id = make.session(by, make.group(by), articles=(article_id,))
    booked, other = make.person("Booked"), make.person("Other")
    carry_out(book, actor=booked, session_id=session_id, now=NOON)
    carry_out(send_for_session, actor=by, session_id=session_id, with_waiting=False, now=NOON)
    carry_out(send_article, actor=by, article_id=article_id, person_ids=[other.person_id], now=NOON)
    found = {line.name: line.basis for line in look_up(sent_to, actor=by, article_id=article_id)[0]}
    assert found == {"Booked": Basis.CLA_LICENCE, "Other": Basis.LINK}


def test_files_of_articles_belong_to_somebody_and_go_along_to_a_new_key() -> None:
    by, article_id = library()
    file_id = add(by, article_id)
    (stored,) = files.stored_names()
    path = settings().evidence / stored
    before = path.read_bytes()
    assert carry_out(encrypt_files_anew) == 1
    assert path.read_bytes() != before
    assert opened(by, file_id) == ("Bowers.pdf", PDF)
    assert look_up(findings, now=NOON + timedelta(days=4000)) == []
    path.unlink()
    assert [each.kind.value for each in look_up(findings, now=NOON)] == ["file_missing"]
