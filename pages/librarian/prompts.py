"""The reading prompts that articles ask, and improving the wording of one everywhere."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, key_for, lead, page_number, pager, row
from revalidation.commands.prompts import reword_prompt
from revalidation.domain.people import Actor, Role
from revalidation.queries.prompts import PromptLine, prompts


def one(me: Actor, place: int, line: PromptLine) -> None:
    """One prompt, and a better wording for it."""
    said = "1 article" if line.articles == 1 else f"{line.articles} articles"
    key = fresh(f"prompt-{key_for(line.text)}")
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-prompt-{place}"):
        row(f"Asked of {said}", line.text, "", "")
        with st.popover("Reword", key=f"reword-{place}"), refusals_shown() as beside, st.form(key, border=False):
            better = st.text_area("Better wording", line.text, key=f"{key}-better", height=160)
            beside("prompt")
            if st.form_submit_button(f"Change it in {said}"):
                number = carry_out(reword_prompt, actor=me, prompt=line.text, better=better or "")
                announce(f"The prompt is reworded in {number} article{'' if number == 1 else 's'}.")


me = require(Role.LIBRARIAN)
st.title("Reading prompts")
lead("What nurses think about while they read. Improve a wording once, and every article that asks it has it.")
search = st.text_input("Words in a prompt", key="about", bind="query-params", type="search") or ""
page = key_for(search)
lines, total = look_up(prompts, actor=me, search=search, limit=PAGE_SIZE, offset=page_number(page) * PAGE_SIZE)
for place, line in enumerate(lines):
    one(me, place, line)
if not lines and search:
    empty("No prompt has these words. Try fewer of them.")
elif not lines:
    empty("No article has a reading prompt yet. Open an article and take up some of the set to begin with.")
    st.page_link("pages/librarian/articles.py", label="See the articles", icon=":material/menu_book:")
pager(page, total)
