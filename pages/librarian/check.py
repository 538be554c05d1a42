"""Everything that the app finds to be the matter, as `python -m revalidation check` says it too."""

import streamlit as st

from pages.shared.acting import look_up, now, require
from pages.shared.widgets import empty, lead, row
from revalidation.domain.checks import FINDING_WORDS
from revalidation.domain.people import Role
from revalidation.queries.checks import findings

me = require(Role.LIBRARIAN)
st.title("Check")
lead("What must never be, and what nobody has got round to. Whoever runs the app sees the same list.")
found = look_up(findings, now=now())
for number, finding in enumerate(found):
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-finding-{number}"):
        row("", FINDING_WORDS[finding.kind], finding.about, "")
        if finding.session_id:
            st.page_link("pages/librarian/meeting.py", label="Open", query_params={"session": str(finding.session_id)})
if not found:
    empty("Nothing is the matter.")
