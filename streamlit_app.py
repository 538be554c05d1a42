"""The front door: the frame of every page, and around it what else is served.

`streamlit run streamlit_app.py` and `uvicorn streamlit_app:app` both serve `app`; Streamlit and AppTest run the same
file once more as the main script, which draws the page that was asked for.
"""

from streamlit.runtime.pages_manager import PagesManager

# Until a session has called st.navigation, Streamlit would run pages/*.py by itself, without the frame and its sign-in.
PagesManager.uses_pages_directory = False

if __name__ == "__main__":
    from pages.shared.frame import draw

    draw()
else:
    import streamlit as st

    from revalidation.acting import database
    from revalidation.settings import settings
    from revalidation.web.app import middleware, routes
    from revalidation.web.calendars import calendars
    from revalidation.web.downloads import downloads
    from revalidation.web.drafts import drafts
    from revalidation.web.my_data import my_data_route
    from revalidation.web.stopping import stopping
    from revalidation.web.wiring import find_sign_in, is_well, stop, swap
    from revalidation.web.working import lifespan_with_worker

    database()  # brings our own SQLite file up to date, or says at once that another database is not
    address = settings().address
    app = st.App(
        __file__,
        routes=[
            *routes(swap_ticket=swap, check=is_well, public_address=address),
            *downloads(),
            *calendars(),
            drafts(address),
            my_data_route(),
            stopping(stop),
        ],
        middleware=middleware(find_sign_in=find_sign_in, public_address=address),
        lifespan=lifespan_with_worker,
    )
