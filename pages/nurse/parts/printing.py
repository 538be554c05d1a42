"""The portfolio on paper."""

import streamlit as st

from pages.nurse.parts.remarks import remarks_before_download
from pages.shared.acting import look_up, now
from pages.shared.widgets import lead
from revalidation.domain.nmc_logs import LOG_WORDS, Log
from revalidation.domain.packs import Choice
from revalidation.domain.people import Actor
from revalidation.queries.own_words import own_words


def printing(me: Actor) -> None:
    """The logs as the NMC sets them out; what is written or signed elsewhere is printed there."""
    st.header("Print", anchor=False)
    lead(
        "Your logs of this registration period, set out as the NMC’s own forms. Reflective accounts and signed forms "
        "are printed from their own pages, and everything together as an evidence pack."
    )
    remarks_before_download(look_up(own_words, actor=me, choice=Choice(logs=tuple(Log)), now=now()))
    with st.container(horizontal=True, key="print"):
        for name in LOG_WORDS.values():
            address = f"/documents/{name.lower().replace(' ', '-')}.pdf"
            st.link_button(f"{name} (PDF)", address, icon=":material/download:")
