"""One signed form as its nurse reads it, and what she has changed of its accounts since."""

import streamlit as st

from pages.shared.acting import look_up
from pages.shared.shown_forms import account_shown, accounts_shown, signed_shown, summary_shown
from pages.shared.widgets import lead, row, say
from revalidation.domain.nmc_sign_offs import sign_off_form
from revalidation.domain.people import Actor
from revalidation.domain.times import said_moment
from revalidation.queries.sign_offs import Changed, get_signed

AS_SIGNED, AS_NOW = "As it was signed", "As it is now"


def signed_form(me: Actor, sign_off_id: int) -> None:
    """The form in full."""
    found = look_up(get_signed, actor=me, sign_off_id=sign_off_id)
    signed = found.form
    form = sign_off_form(signed.kind, signed.form_version)
    st.title(form.title)
    st.page_link("pages/nurse/sign_offs.py", label="Back to discussion and confirmation")
    if found.is_untouched:
        lead(f"Signed {said_moment(signed.signed_at)}. It is kept exactly as it was signed.")
    elif found.is_brought:
        said = f"Signed {said_moment(signed.signed_at)}, in another installation, and brought here with your data."
        say(f"{said} This one can show the form, but not vouch for it.")
    else:
        say("What is kept here is not what was signed. Please tell whoever runs this app.", tone="problem")
    st.link_button("Download it (PDF)", f"/documents/signed-form/{sign_off_id}.pdf", icon=":material/download:")
    signed_shown(form, signed)
    if found.changed:
        st.header("Changed since", anchor=False)
    for pair in found.changed:
        _changed(pair)
    if signed.shown.accounts or signed.shown.summary:
        st.header("What was shown", anchor=False)
    if signed.shown.summary:
        summary_shown(signed.shown.summary)
    accounts_shown(signed.shown.accounts)


def _changed(pair: Changed) -> None:
    """An account that says something else now, in both versions."""
    is_gone = pair.now is None
    says = (
        "You have deleted this account since it was signed."
        if is_gone
        else ("You have changed this account since it was signed.")
    )
    with st.container(key=f"changed-{pair.signed.account_id}"):
        row("", pair.signed.title, "", "Deleted" if is_gone else "Changed", note=says, tone="wait")
        if pair.now is not None:
            versions = {AS_SIGNED: pair.signed, AS_NOW: pair.now}
            with st.expander("Compare both versions"):
                tabs = st.tabs(list(versions))
                for tab, version in zip(tabs, versions.values(), strict=True):
                    with tab:
                        account_shown(version)
