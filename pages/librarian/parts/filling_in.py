"""The top of an article's form: its fields filled in by DOI or PMID, without losing what was typed."""

from dataclasses import dataclass, replace

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, look_up
from pages.shared.filling_in import start_from, started_from
from pages.shared.widgets import hint
from revalidation.domain.articles import Article
from revalidation.domain.duplicates import Duplicate, filled
from revalidation.domain.identifiers import identifiers_in
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import AlreadyInLibrary, NotAnIdentifier
from revalidation.domain.refusals import Refusal
from revalidation.queries.duplicates import duplicates_in_library
from revalidation.references.looking_up import catalogues_of, work_of
from revalidation.settings import settings


@dataclass(frozen=True, slots=True)
class FillingIn:
    """The boxes' key and what they start from; what was asked for, if the button was pressed."""

    form: str
    key: str
    article: Article
    is_new: bool
    asked: str = ""
    is_pressed: bool = False


def filling_in(beside: Beside, *, form: str, key: str, article: Article, is_new: bool) -> FillingIn:
    """Draw the box and its button."""
    if catalogues_of(settings()).are_off:
        return FillingIn(form, key, article, is_new)
    key, article = started_from(form, key, article)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = st.text_input("DOI or PMID", key=f"{key}-looked-up", placeholder="10.1111/jpm.12345", width=420)
        is_pressed = st.button("Fill in from DOI or PMID", key=f"{key}-fill", icon=":material/search:")
    hint("Fills the fields that are empty. You can leave this out and type everything in.")
    beside("looked_up")
    return FillingIn(form, key, article, is_new, asked or "", is_pressed)


def fill_in(me: Actor, filling: FillingIn, typed: Article) -> None:
    """Look it up and start the form anew from what was typed, with the gaps filled. Raises why it can't be had."""
    try:
        with st.spinner("Looking it up"):
            found = looked_up(filling.asked, typed)
    except Refusal as refusal:
        refusal.field = "looked_up"
        raise
    kind = typed.kind if typed.title.strip() else found.kind
    start_from(filling.form, replace(filled(typed, found), kind=kind))
    there = find_in_library(me, found) if filling.is_new else None
    message = "The fields are filled in. Look them over, then save."
    announce(f"{message} But the library already has this: “{there.title}”." if there else message)


def must_be_new(me: Actor, typed: Article) -> None:
    """Raises AlreadyInLibrary, or what is wrong beside its field."""
    if there := find_in_library(me, typed.checked()):
        raise AlreadyInLibrary(title=there.title, field="there_already")


def find_in_library(me: Actor, article: Article) -> Duplicate | None:
    """The one in the library that is of the same work."""
    return look_up(duplicates_in_library, actor=me, articles=[article]).get(0)


def looked_up(asked: str, typed: Article) -> Article:
    """The work of what was asked for, or else of the DOI or PMID in the fields below."""
    text = asked.strip() or typed.doi.strip() or f"PMID {typed.pmid.strip()}"
    recognised = identifiers_in(text).found or identifiers_in(f"PMID {text}").found
    if len(recognised) != 1:
        raise NotAnIdentifier
    return work_of(recognised[0], catalogues_of(settings()))
