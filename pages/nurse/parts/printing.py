"""The portfolio on paper."""

import streamlit as st

from pages.shared.widgets import lead

LOGS = ("Practice hours log", "CPD log", "Feedback log")


def printing() -> None:
    """The logs as the NMC sets them out; what is written or signed elsewhere is printed there."""
    st.header("Print", anchor=False)
    lead(
        "Your logs of this registration period, set out as the NMC’s own forms. Reflective accounts and signed forms "
        "are printed from their own pages, and everything together as an evidence pack."
    )
    with st.container(horizontal=True, key="print"):
        for name in LOGS:
            address = f"/documents/{name.lower().replace(' ', '-')}.pdf"
            st.link_button(f"{name} (PDF)", address, icon=":material/download:")
