"""Files of evidence: a list with the way to each, and the box that takes another one."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import hint, lead, row
from revalidation.commands.evidence import add_evidence, remove_evidence
from revalidation.domain.evidence import KIND_WORDS, MEGABYTE, MOST_BYTES, About, said_size
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.evidence import EvidenceLine, evidence_about

TAKEN = ["pdf", "png", "jpg", "jpeg"]


@st.dialog("Remove this file?")
def removing(me: Actor, file_id: int) -> None:
    """Ask once."""
    lead("It will be gone for good. Keep a copy of your own if you may need it.")
    command = partial(remove_evidence, actor=me, file_id=file_id)
    confirm_button("Remove it", command, message="The file is removed.", key="really_remove_file")


def file_row(me: Actor, line: EvidenceLine, *, shows_entry: bool) -> None:
    """One file with its buttons."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-file-{line.id}"):
        about = line.about_words or "Of nothing in particular"
        row(
            f"Added {said_day(local(line.added_at).date())}",
            line.name,
            f"{KIND_WORDS[line.media_type]}, {said_size(line.size)}",
            "",
            note=about if shows_entry else "",
        )
        st.link_button("Download", f"/documents/evidence/{line.id}", icon=":material/download:")
        if shows_entry and st.button("Change", key=f"change-file-{line.id}"):
            st.query_params["file"] = str(line.id)
            st.rerun()
        if st.button("Remove", key=f"remove-file-{line.id}"):
            removing(me, line.id)


def upload(me: Actor, about: About | None) -> None:
    """The box: what is put into it is kept at once."""
    with refusals_shown() as beside:
        file = st.file_uploader("Add a file", TAKEN, key=fresh("upload"), max_upload_size=MOST_BYTES // MEGABYTE)
        hint(f"PDF, PNG or JPEG, at most {said_size(MOST_BYTES)}. It must not identify a patient or colleague.")
        beside("file")
        if file is not None:
            content = file.getvalue()
            carry_out(add_evidence, actor=me, name=file.name, content=content, about=about, now=now())
            announce("The file is kept, encrypted. Only you can open it.")


def files_of(me: Actor, about: About) -> None:
    """The files of one entry."""
    st.header("Evidence", anchor=False)
    for line in look_up(evidence_about, actor=me, about=about):
        file_row(me, line, shows_entry=False)
    upload(me, about)
