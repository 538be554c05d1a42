"""Checking an evidence pack: the file, or what the code on its cover says. Nothing of it is kept."""

import streamlit as st

from pages.shared.acting import refusals_shown
from pages.shared.widgets import bullets, facts, hint, lead, say
from revalidation.domain.evidence import MEGABYTE
from revalidation.domain.pack_records import PRINTED, State, Verdict, facts_of
from revalidation.packs.verifying import MOST_BYTES, own_keys, statement_in, verdict_on

TONES = {State.GENUINE: "done", State.MADE_ELSEWHERE: "note", State.CHANGED: "problem", State.NOT_SIGNED: "problem"}


def shown(verdict: Verdict) -> None:
    """What may be said of a file."""
    say(verdict.sentence, tone=TONES[verdict.state])  # type: ignore[arg-type]
    facts(facts_of(verdict))
    for title, sentences in (("Not as it was made", verdict.differs), ("As it was made", verdict.fits)):
        if sentences:
            st.subheader(title, anchor=False)
            bullets(sentences)
    lead(PRINTED)


st.title("Check an evidence pack")
lead("Here you see whether a pack is still as it was made, and whether it was made here. Nothing of it is kept.")
with refusals_shown() as beside:
    file = st.file_uploader("The file", ["pdf"], key="pack", max_upload_size=MOST_BYTES // MEGABYTE)
    beside("file")
    if file is not None:
        with st.spinner("Looking at it"):
            found = verdict_on(file.name, file.getvalue())
        shown(found)
st.header("Of a printed pack, the code", anchor=False)
with refusals_shown() as beside, st.form("code", border=False):
    code = st.text_area("What the code on the cover says", key="code", max_chars=2000)
    hint("Scan the code with a phone, and copy the text here.")
    beside("code")
    if st.form_submit_button("Check it"):
        say(f"This is signed here: {statement_in(code or '')}", tone="done")
        lead("No code can prove that the pages in your hand belong to it. Compare their number, or ask for the file.")
st.header("The key of this installation", anchor=False)
with refusals_shown():
    newest, *older = own_keys()
    facts([("Fingerprint", newest[0]), ("Public key (Ed25519)", newest[1])])
    if older:
        lead("Packs that were made earlier were signed with these keys, which are still this installation’s own.")
    for fingerprint, public_key in older:
        facts([("Fingerprint", fingerprint), ("Public key (Ed25519)", public_key)])
