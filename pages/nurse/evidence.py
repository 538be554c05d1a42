"""My files of evidence: certificates, letters, pictures."""

import streamlit as st

from pages.nurse.parts.files import file_row, upload
from pages.shared.acting import announce_on, asked_number, carry_out, fresh, look_up, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, facts, lead, page_number, pager
from revalidation.commands.evidence import link_evidence
from revalidation.domain.evidence import MOST_BYTES_IN_ALL, About, said_size
from revalidation.domain.people import Actor, Role
from revalidation.queries.evidence import bytes_used, entries_to_link, get_evidence, my_evidence

PAGE = "pages/nurse/evidence.py"
NOTHING = "Nothing in particular"


def linking(me: Actor, file_id: int) -> None:
    """What one file is evidence of."""
    line = look_up(get_evidence, actor=me, file_id=file_id)
    st.title("File")
    st.page_link(PAGE, label="Back to my evidence", icon=":material/arrow_back:")
    facts([("Name", line.name), ("Size", said_size(line.size))])
    words = look_up(entries_to_link, actor=me)
    if line.about is not None and line.about not in words:  # an older one than are offered
        words[line.about] = line.about_words
    choices: list[About | str] = [NOTHING, *words]
    with st.form("linking", border=False):
        chosen = st.selectbox(
            "Evidence of",
            choices,
            choices.index(line.about or NOTHING),
            format_func=lambda each: words[each] if isinstance(each, About) else each,
            key=fresh("about"),
        )
        if st.form_submit_button("Save", type="primary"):
            about = chosen if isinstance(chosen, About) else None
            carry_out(link_evidence, actor=me, file_id=file_id, about=about)
            announce_on(PAGE, "It is saved.")


def everything(me: Actor) -> None:
    """The list and the box."""
    st.title("Evidence")
    lead("Certificates, letters and pictures that support your logs. Only you can open them.")
    upload(me, None)
    lines, total = look_up(my_evidence, actor=me, limit=PAGE_SIZE, offset=page_number("file_page") * PAGE_SIZE)
    for line in lines:
        file_row(me, line, shows_entry=True)
    if total:
        used = look_up(bytes_used, actor=me)
        empty(f"{said_size(used)} of {said_size(MOST_BYTES_IN_ALL)} are used.")
    else:
        empty("No file here yet. The NMC asks for none of them unless it verifies your application.")
    pager("file_page", total)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("file")
    if wanted is None:
        everything(me)
    else:
        linking(me, wanted)
