"""Checking a statement of attendance by its reference: it shows what stands on that statement, and nothing else."""

from functools import partial

import streamlit as st

from pages.shared.acting import refusals_shown
from pages.shared.guest_links import behind_reference
from pages.shared.widgets import facts, lead, say
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.hours import hours
from revalidation.domain.portfolio_refusals import NoSuchStatement
from revalidation.domain.statements import Statement, read_reference
from revalidation.domain.times import said_minutes, said_span
from revalidation.queries.statements import find_statement


def shown(statement: Statement) -> None:
    """What the register says now."""
    say("The register says so.", tone="done")
    facts(
        [
            ("Reference", statement.reference),
            ("Name", statement.name),
            ("Session", f"{statement.group} ({KIND_WORDS[statement.kind].lower()})"),
            ("Date", said_span(statement.starts_at, statement.ends_at)),
            ("Length of the session", said_minutes(statement.length)),
            *(("Read and discussed", citation) for citation in statement.citations),
            ("Led by", statement.facilitator),
            ("Number of hours", hours(statement.minutes)),
            ("Of these participatory", hours(statement.met)),
            ("Reading, as the reader declares it", hours(statement.reading) if statement.reading else ""),
        ]
    )


def checked(typed: str) -> None:
    """What stands behind a reference. Raises NotAReference, TooManyLinks, NoSuchStatement."""
    reference = read_reference(typed)
    find = partial(find_statement, reference=reference)
    found = behind_reference(find, otherwise=NoSuchStatement(field="reference"))
    if found.statement is None:
        say("This statement no longer holds: the register has been corrected, and does not say so any more.")
    else:
        shown(found.statement)


st.title("Check a statement")
lead("A statement of attendance carries a reference. Here you see whether the library's register still says the same.")
with refusals_shown() as beside:
    asked = st.query_params.get("reference", "")
    with st.form("check", border=False):
        typed = st.text_input("Reference", asked, key="reference", max_chars=40, placeholder="RG-7K3M-92QX")
        beside("reference")
        pressed = st.form_submit_button("Check it", type="primary")
    if pressed or asked:
        checked(typed or "")
