"""The first steps of a new installation."""

import streamlit as st

from pages.shared.widgets import lead, row
from revalidation.queries.installation import FirstSteps


def beginning(steps: FirstSteps) -> None:
    """The first steps of a new installation, in their order."""
    st.header("First steps", anchor=False)
    lead("Five steps, and the first nurses can book.")
    todo = [
        ("Add a site", "Where people meet. Skip this if you only meet online.", "people", steps.has_place),
        ("Make a group", "Its usual length, places and where it meets.", "group", steps.has_group),
        ("Add an article", "With the prompts that people think about while reading.", "article", steps.has_article),
        ("Schedule sessions", "One, or a whole series at once.", "new_session", steps.has_session),
        ("Invite people", "Each gets a link of their own.", "people", steps.has_invited),
    ]
    shows = {"Add a site": {"show": "Sites"}, "Invite people": {"show": "Invitations"}}
    following = next(label for label, _, _, is_done in todo if not is_done)
    for number, (label, why, page, is_done) in enumerate(todo, start=1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-step-{number}"):
            row(f"Step {number}", label, why, "Done" if is_done else "To do", tone="done" if is_done else "plain")
            if is_done:
                continue
            if st.button(label, key=f"step-{number}", type="primary" if label == following else "secondary"):
                st.switch_page(f"pages/librarian/{page}.py", query_params=shows.get(label, {}))
