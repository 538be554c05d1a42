"""Writing an account: the boxes, saving when one is left, and finishing."""

from collections.abc import Callable

import streamlit as st

from pages.shared.acting import announce, carry_out, now, refusals_shown
from pages.shared.drafts import base_revision, current_base, key_of, rebase, start_over
from pages.shared.widgets import lead, say
from revalidation.commands.accounts import finish_account, save_account
from revalidation.domain.accounts import Written
from revalidation.domain.nmc import ReflectiveAccountsForm
from revalidation.domain.people import Actor
from revalidation.domain.refusals import ChangedElsewhere
from revalidation.domain.times import said_lately, said_time
from revalidation.queries.accounts import AccountInFull

THEMES_HELP = "Choose the ones that your answer to the last question speaks about."


def boxes(beside: Callable[[str], object], form: ReflectiveAccountsForm, account_id: int) -> Written:
    """The form to type into; what stands in it now."""
    title = st.text_input(f"{form.title_label} a short title or number", key=key_of(account_id, "title"))
    beside("title")
    answers = []
    for number, question in enumerate(form.questions, start=1):
        answers.append(st.text_area(question, key=key_of(account_id, f"answer_{number}"), height="content"))
        beside(f"answer_{number}")
    labels = {theme.key: theme.label for theme in form.themes}
    themes = st.pills(
        form.themes_prompt,
        list(labels),
        selection_mode="multi",
        format_func=lambda key: labels[key],
        key=key_of(account_id, "themes"),
        help=THEMES_HELP,
    )
    first, second, third, fourth = (answer or "" for answer in answers)
    return Written(title=title or "", answers=(first, second, third, fourth), themes=tuple(themes or ()))


def keep(me: Actor, account: AccountInFull, typed: Written, base: int) -> None:
    """Save what has changed, or let her choose if another window saved meanwhile."""
    if typed.checked() == account.written:
        rebase(account.id, account.revision)
        lead(f"Saved {said_lately(account.saved_at, now())}")
        return
    try:
        revision = carry_out(save_account, actor=me, account_id=account.id, written=typed, revision=base, now=now())
    except ChangedElsewhere as refusal:
        say(refusal.sentence, tone="problem")
        with st.container(horizontal=True):
            if st.button("Keep what is in these boxes", key="keep_mine"):
                rebase(account.id, account.revision)
                st.rerun()
            st.button(
                "Show the newer version",
                key="show_newer",
                on_click=start_over,  # the boxes can only be filled before they are drawn
                args=(account.id, account.written, account.revision),
            )
    else:
        rebase(account.id, revision)
        lead(f"Saved {said_time(now())}")


def writing(me: Actor, account: AccountInFull, form: ReflectiveAccountsForm) -> None:
    """What stands in the boxes is kept as it changes."""
    base = base_revision(account.id, account.written, account.revision)
    with refusals_shown() as beside:
        typed = boxes(beside, form, account.id)
        keep(me, account, typed, base)


def finishing(me: Actor, account_id: int) -> None:
    """The button that counts an account as finished; what is still missing is said below it, where she is looking."""
    if st.button("Finish this account", type="primary", key="finish"):
        with refusals_shown():
            carry_out(finish_account, actor=me, account_id=account_id, revision=current_base(account_id), now=now())
            announce("This account is finished. You can still change it.")
