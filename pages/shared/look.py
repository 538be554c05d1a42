"""How the pages look, beyond what .streamlit/config.toml can say."""

from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).with_name("style.css")


def draw_style() -> None:
    """Add our style sheet to the page; the frame calls it once in each run."""
    st.html(_STYLE)
