"""My sign-in."""

import streamlit as st

from pages.shared.acting import require
from pages.shared.signing_out import my_sign_in
from revalidation.domain.people import Role

me = require(Role.LIBRARIAN)
st.title("My details")
my_sign_in(me)
