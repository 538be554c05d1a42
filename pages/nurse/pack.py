"""My evidence pack: what goes into it, and the file."""

import streamlit as st

from pages.nurse.parts.remarks import remarks_before_download
from pages.shared.acting import look_up, now, refusals_shown, require
from pages.shared.widgets import bullets, empty, hint, lead, say
from revalidation.domain.evidence import said_size
from revalidation.domain.nmc_logs import LOG_WORDS
from revalidation.domain.packs import Choice, PackShelf, said_period
from revalidation.domain.people import Actor, Role
from revalidation.packs.keeping import keep
from revalidation.packs.making import MadePack, make_pack
from revalidation.queries.own_words import own_words
from revalidation.queries.packs import pack_shelf


def chosen(shelf: PackShelf) -> Choice | None:
    """The form; what was chosen once the button is pressed. Everything of this period is in before anybody chooses."""
    usual = shelf.everything
    with st.form("pack", border=False):
        logs = tuple(log for log in usual.logs if ticked(LOG_WORDS[log], counted(shelf.lines[log], "line")))
        groups = (
            ("Reflective accounts", {each.id: each.title for each in shelf.accounts}, usual.accounts),
            ("Signed forms", {each.id: each.words for each in shelf.sign_offs}, usual.sign_offs),
            ("Files of evidence", {each.id: each.title for each in shelf.files}, usual.files),
        )
        are_in = [bool(there) and ticked(label, counted(len(ids), "chosen")) for label, there, ids in groups]
        with_gaps = ticked("A list of what is still missing")
        with st.expander("Choose single accounts, forms and files"):
            ids = [several(*group) if group[1] else () for group in groups]
            originals = bool(shelf.files) and st.checkbox("Attach my files as I uploaded them, too", key="originals")
            hint("Attached files keep all that is in them, for example where a photograph was taken.")
        if st.form_submit_button("Make my evidence pack", type="primary", icon=":material/inventory_2:"):
            accounts, sign_offs, files = (each if is_in else () for each, is_in in zip(ids, are_in, strict=True))
            return Choice(logs, accounts, sign_offs, files, with_gaps=with_gaps, with_originals=originals)
    return None


def ticked(label: str, note: str = "") -> bool:
    """A box that is ticked before anybody chooses."""
    return st.checkbox(f"{label} ({note})" if note else label, value=True, key=label)


def several(label: str, there: dict[int, str], usual: tuple[int, ...]) -> tuple[int, ...]:
    """Some of what there is."""
    return tuple(st.multiselect(label, list(there), list(usual), format_func=there.__getitem__, key=f"single {label}"))


def counted(number: int, what: str) -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {what}" if number == 1 or what == "chosen" else f"{number} {what}s"


def made(me: Actor, choice: Choice) -> tuple[MadePack, str]:
    """The pack, made while a bar shows how far it is, and the token by which she can fetch it for an hour."""
    at = now()
    bar = st.progress(0.0, "Setting the forms")
    pack = None
    for step in make_pack(me, choice, at):
        bar.progress(step.share, step.doing)
        pack = step.made
    assert pack is not None  # noqa: S101 (the last step has it)
    token = keep(me, pack, at)
    bar.empty()
    return pack, token


def offered(pack: MadePack, token: str) -> None:
    """The way to the file, and what it does not show."""
    pages = counted(pack.pages, "page")
    say(f"Your pack is ready: {pages}, {said_size(len(pack.content))}. It is kept here for an hour.", tone="done")
    address = f"/documents/evidence-pack/{token}.pdf"
    st.link_button("Download it (PDF)", address, type="primary", icon=":material/download:")
    st.page_link("pages/guest/check_pack.py", label="Where anybody can check it", icon=":material/verified:")
    if pack.left_out:
        lead("These files could not be shown. The pack says so in their place.")
        bullets(each.why for each in pack.left_out)


me = require(Role.NURSE)
st.title("Evidence pack")
lead("One PDF for your confirmer: the NMC’s forms, contents and your files. Anybody can check that it is unchanged.")
shelf = look_up(pack_shelf, actor=me, now=now())
if shelf.is_empty:
    empty("There is nothing to put in yet. What you add to your portfolio can be put in here.")
    st.page_link("pages/nurse/portfolio.py", label="Go to my portfolio")
    st.stop()
if shelf.period:
    begins_on, ends_on = shelf.period.begins_on, shelf.period.ends_on
    lead(f"What belongs to your registration period, {said_period(begins_on, ends_on)}, is chosen.")
remarks_before_download(look_up(own_words, actor=me, choice=shelf.everything, now=now()))
with refusals_shown():
    choice = chosen(shelf)
    if choice is not None:
        choice.must_hold_something()
        offered(*made(me, choice))
