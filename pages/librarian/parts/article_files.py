"""Files of an article: what is kept, on which terms, changing them, and the form that takes another one."""

from functools import partial

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import empty, hint, lead, row
from revalidation.commands.article_files import add_article_file, change_terms, remove_article_file
from revalidation.domain.article_files import FILE_BASES, MOST_BYTES, Terms
from revalidation.domain.distribution import BASIS_WORDS
from revalidation.domain.evidence import MEGABYTE, said_size
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.article_files import ArticleFileLine, article_files, gives_out_files


def files_of_article(me: Actor, article_id: int) -> None:
    """The files; nothing at all where the library gives out none and has none."""
    gives_out = look_up(gives_out_files, actor=me)
    lines = look_up(article_files, actor=me, article_id=article_id, now=now())
    if not gives_out and not lines:
        return
    st.header("Files", anchor=False)
    if not gives_out:
        lead("The library gives out links only at the moment, so nobody can open these.")
    for line in lines:
        _file_row(me, line)
    if not lines:
        empty("No file is kept of this article.")
    if gives_out:
        with st.expander("Add a file"), refusals_shown() as beside:
            _upload(me, article_id, beside)


def _file_row(me: Actor, line: ArticleFileLine) -> None:
    terms = line.terms
    until = f"until {said_day(terms.expires_on)}" if terms.expires_on else "without an end"
    whom = "Booked people only" if terms.is_for_booked_only else "Everybody signed in"
    has_ended = terms.expires_on is not None and terms.expires_on < local(now()).date()
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-file-{line.id}"):
        row(
            f"{BASIS_WORDS[terms.basis]}, {until}",
            f"{line.name} ({said_size(line.size)})",
            whom,
            "Ended" if has_ended else "",
            note=terms.licence,
            tone="problem" if has_ended else "",
        )
        if not line.why_not:
            st.link_button("Open", f"/documents/article-file/{line.id}", icon=":material/download:")
        _changing(me, line)
        if st.button("Remove", key=f"remove-article-file-{line.id}"):
            _removing(me, line.id)


@st.dialog("Remove this file?")
def _removing(me: Actor, article_file_id: int) -> None:
    lead("Nobody can open it any more. That it was sent stays on record.")
    command = partial(remove_article_file, actor=me, article_file_id=article_file_id)
    confirm_button("Remove it", command, message="The file is removed.", key="really_remove_article_file")


def _upload(me: Actor, article_id: int, beside: Beside) -> None:
    key = fresh(f"article-file-{article_id}")
    with st.form(f"article-file-{article_id}", border=False, enter_to_submit=False):
        file = st.file_uploader("PDF", ["pdf"], key=f"{key}-file", max_upload_size=MOST_BYTES // MEGABYTE)
        beside("file")
        terms = _terms_fields(beside, key=key, terms=Terms(FILE_BASES[0], licence=""))
        pressed = st.form_submit_button("Keep the file", key=f"{key}-keep")
    if pressed:
        name, content = (file.name, file.getvalue()) if file else ("", b"")
        carry_out(add_article_file, actor=me, article_id=article_id, name=name, content=content, terms=terms, now=now())
        announce("The file is kept, encrypted.")


def _changing(me: Actor, line: ArticleFileLine) -> None:
    key = fresh(f"terms-{line.id}")
    with st.popover("Change terms", key=f"change-{key}"), refusals_shown() as beside:
        with st.form(key, border=False, enter_to_submit=False):
            terms = _terms_fields(beside, key=key, terms=line.terms)
            hint("The terms hold from now on. On which basis it was sent before stays on record.")
            pressed = st.form_submit_button("Save the terms", key=f"{key}-save")
        if pressed:
            carry_out(change_terms, actor=me, article_file_id=line.id, terms=terms, now=now())
            announce("The terms are changed.")


def _terms_fields(beside: Beside, *, key: str, terms: Terms) -> Terms:
    basis = st.radio(
        "Basis",
        FILE_BASES,
        FILE_BASES.index(terms.basis),
        format_func=lambda each: BASIS_WORDS[each],
        key=f"{key}-basis",
    )
    beside("basis")
    licence = st.text_input(
        "Licence, or who has given permission", terms.licence, key=f"{key}-licence", placeholder="For example CC BY 4.0"
    )
    beside("licence")
    expires_on = st.date_input("Last day it may be opened", terms.expires_on, key=f"{key}-until", format="DD/MM/YYYY")
    beside("expires_on")
    is_narrow = st.checkbox("For booked people only", terms.is_for_booked_only, key=f"{key}-narrow")
    hint("CLA copies and those by permission always are. A CLA licence needs its last day.")
    return Terms(basis or FILE_BASES[0], licence or "", expires_on, is_narrow)
