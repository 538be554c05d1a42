"""How works are cited, where links lead, and what else the library sets for everybody."""

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown
from pages.shared.widgets import facts, lead
from revalidation.commands.library import change_library
from revalidation.domain.articles import Article
from revalidation.domain.library import CitationStyle, LibrarySettings, LinkRoute
from revalidation.domain.people import Actor
from revalidation.queries.library import library_settings
from revalidation.references.citing import cited

STYLES = {
    CitationStyle.VANCOUVER: "Vancouver",
    CitationStyle.APA: "APA, 7th edition",
    CitationStyle.HARVARD: "Harvard (Cite Them Right)",
}
ROUTES = {
    LinkRoute.PLAIN: "Straight to the link of the article, else by its DOI or PMID",
    LinkRoute.LIBKEY: "By LibKey, where the article has a DOI or PMID",
    LinkRoute.OPENATHENS: "By the OpenAthens redirector, except to what is open to everybody",
}
_LIBKEY_HELP = "Its number, or any LibKey link of yours."
_OPENATHENS_HELP = "For example trust.nhs.uk, or any redirector link of yours."
EXAMPLE = Article(
    title="Safewards: a new model of conflict and containment on psychiatric wards",
    authors="Bowers L",
    journal="Journal of Psychiatric and Mental Health Nursing",
    year=2014,
    volume="21",
    issue="6",
    pages="499-508",
    doi="10.1111/jpm.12129",
)


def library(me: Actor) -> None:
    """Citations and links, with how each style looks."""
    kept = look_up(library_settings)
    st.header("Citations and links", anchor=False)
    lead(
        "Pages, messages, run sheets and statements cite in this style from now on. What stands in a log or an account "
        "already keeps its words."
    )
    facts([(name, cited(EXAMPLE, style)) for style, name in STYLES.items()])
    key = fresh("library")
    with refusals_shown() as beside:
        with st.form("library", border=False):
            typed = _fields(beside, kept, key=key)
            pressed = st.form_submit_button("Save citations and links", type="primary", key=f"{key}-save")
        if pressed:
            carry_out(change_library, actor=me, settings=typed)
            announce("It is saved, and holds for everybody from now on.")


def _fields(beside: Beside, kept: LibrarySettings, *, key: str) -> LibrarySettings:
    style = st.radio(
        "Citations", list(STYLES), list(STYLES).index(kept.citation_style), format_func=STYLES.__getitem__,
        key=f"{key}-style", horizontal=True,
    )  # fmt: skip
    route = st.radio(
        "Links to articles lead", list(ROUTES), list(ROUTES).index(kept.link_route), format_func=ROUTES.__getitem__,
        key=f"{key}-route",
    )  # fmt: skip
    left, right = st.columns(2)
    number = left.text_input("LibKey library", kept.libkey_library, key=f"{key}-libkey", help=_LIBKEY_HELP)
    domain = right.text_input(
        "OpenAthens domain", kept.openathens_domain, key=f"{key}-openathens", help=_OPENATHENS_HELP
    )
    beside("libkey_library")
    beside("openathens_domain")
    st.subheader("Files", anchor=False)
    files = st.checkbox("We give out files of articles", kept.gives_out_files, key=f"{key}-files")
    return LibrarySettings(style, route, number or "", domain or "", files)
