"""The sites where groups meet."""

import streamlit as st

from pages.librarian.parts.rows import back
from pages.shared.acting import announce, asked_number, carry_out, fresh, look_up, refusals_shown
from pages.shared.widgets import PAGE_SIZE, empty, page_number, pager, row
from revalidation.commands.sites import add_site, change_site
from revalidation.domain.people import Actor
from revalidation.domain.sites import Site
from revalidation.queries.sites import sites

_PAGE = "sites_page"


def all_sites(me: Actor) -> None:
    """A form for a new site above the list, or the one to be changed alone."""
    lines = look_up(sites)
    by_id = {line.id: line.site for line in lines}
    asked = asked_number("site")
    if asked in by_id:
        st.header("Change a site", anchor=False)
        _form(me, asked, by_id[asked])
        back("site", "Back to all sites")
        return
    if not lines:
        empty("Where do people meet? Add the first site, or give groups an online link instead.")
    st.header("Add a site", anchor=False)
    _form(me, None, Site(name=""))
    if lines:
        st.header("All sites", anchor=False)
    first = page_number(_PAGE) * PAGE_SIZE
    for line in lines[first : first + PAGE_SIZE]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-site-{line.id}"):
            row("", line.site.name, line.site.address, "")
            if st.button("Change", key=f"change-{line.id}"):
                st.query_params["site"] = str(line.id)
                st.rerun()
    pager(_PAGE, len(lines))


def _form(me: Actor, site_id: int | None, site: Site) -> None:
    key = fresh(f"site-{site_id or 'new'}")
    with refusals_shown() as beside:
        with st.form(f"site-{site_id or 'new'}", border=False):
            name = st.text_input("Name (required)", site.name, key=f"{key}-name")
            beside("name")
            address = st.text_input(
                "Room and way there",
                site.address,
                key=f"{key}-address",
                help="For example: Seminar room 2, first floor.",
            )
            beside("address")
            pressed = st.form_submit_button("Save the site", type="primary", key=f"{key}-save")
        if pressed:
            typed = Site(name=name or "", address=address or "")
            if site_id is None:
                carry_out(add_site, actor=me, site=typed)
                announce("The site is added.")
            carry_out(change_site, actor=me, site_id=site_id, site=typed)
            st.query_params.pop("site", None)
            announce("The site is changed.")
