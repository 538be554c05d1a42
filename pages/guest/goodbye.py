"""The last page after somebody has erased everything of hers."""

import streamlit as st

from pages.shared.widgets import lead

st.title("Everything is deleted")
lead("Nothing of yours is kept here any more, apart from numbers that name nobody. You are signed out everywhere.")
lead("Backups still hold it until they are thrown away. Thank you for having been here. You can close this page.")
