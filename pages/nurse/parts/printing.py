"""The portfolio on paper."""

import streamlit as st

from pages.shared.widgets import lead


def printing() -> None:
    """The logs as the NMC sets them out, and the way to what is printed where it was written or signed."""
    st.header("Print", anchor=False)
    lead("PDFs set out as the NMC’s own forms, with what falls into your registration period.")
    with st.container(horizontal=True, key="print"):
        for name in ("Practice hours log", "CPD log", "Feedback log"):
            address = f"/documents/{name.lower().replace(' ', '-')}.pdf"
            st.link_button(f"{name} (PDF)", address, icon=":material/download:")
    with st.container(horizontal=True, key="print_elsewhere"):
        st.page_link("pages/nurse/accounts.py", label="Print reflective accounts", icon=":material/edit_note:")
        st.page_link("pages/nurse/sign_offs.py", label="Print signed forms", icon=":material/signature:")
