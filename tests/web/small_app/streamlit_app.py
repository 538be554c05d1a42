"""The smallest application with our routes and middleware: it says who it thinks is looking."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from pages.shared.entering import enter
from pages.shared.look import draw_style
from revalidation.web.app import lifespan, middleware, routes
from tests.web.small_app import store


def _home() -> None:
    st.title("Home")
    st.text(f"sign-in {st.user.get('sub')}")
    st.text(f"made {store.apps_made}")
    if st.user.get("sub") is None and st.button("Sign in"):
        enter(store.open_ticket())


def _other() -> None:
    st.title("Other")
    st.text(f"sign-in {st.user.get('sub')} on the other page")


if __name__ == "__main__":
    draw_style()
    st.navigation([st.Page(_home, title="Home", default=True), st.Page(_other, title="Other", url_path="other")]).run()
else:
    PagesManager.uses_pages_directory = False
    store.apps_made += 1
    app = st.App(
        __file__,
        routes=routes(swap_ticket=store.swap_ticket, check=store.check),
        middleware=middleware(find_sign_in=store.find_sign_in),
        lifespan=lifespan,
    )
