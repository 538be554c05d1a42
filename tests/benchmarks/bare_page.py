"""The least a Streamlit page can be: what our pages are measured against."""

import streamlit as st

st.title("Bare page")
st.text("One line of text")
