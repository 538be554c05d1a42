"""The account as one document to write in, drawn in the browser, where what is typed is safe from the first key on."""

from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.acting import look_up, now
from revalidation.domain.accounts import Written
from revalidation.domain.code import code_in_force
from revalidation.domain.nmc import ReflectiveAccountsForm
from revalidation.domain.people import Actor
from revalidation.domain.remarks import remarks_on
from revalidation.domain.scaffolds import scaffolds
from revalidation.domain.times import local, said_lately
from revalidation.domain.weak_points import weak_points
from revalidation.queries.accounts import AccountInFull
from revalidation.queries.drafts import kept_beside, mirror_keys
from revalidation.recognising.names import names_in

_HERE = Path(__file__).parent
_SCRIPTS = ("mirror.js", "desk.js", "sheet.js", "writing.js")  # a component is one script, so they are put together

_writing = st.components.v2.component(
    "writing",
    html='<div class="writing"></div>',
    css=(_HERE / "writing.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS),
)


def writing(me: Actor, account: AccountInFull, form: ReflectiveAccountsForm) -> int | None:
    """Draw it; gives the revision to finish, once she has pressed the button and all she typed is saved.

    Its key stays the same, so that running the page again leaves alone what stands in the boxes.
    """
    moment = now()
    data = {
        "account": account.id,
        "keys": [asdict(key) for key in look_up(mirror_keys, actor=me)],
        "revision": account.revision,
        "saved": said_lately(account.saved_at, moment),
        "written": _text(account.written),
        "beside": [
            {
                "id": each.id,
                "client": each.client,
                "written": _text(each.written),
                "saved": said_lately(each.saved_at, moment),
            }
            for each in look_up(kept_beside, actor=me, account_id=account.id)
        ],
        "remarks": [astuple(remark) for remark in remarks_on(account.written, names_in=names_in)],
        "weak": [each.sentence for each in weak_points(account.written, form.themes)],
        "scaffold": account.scaffold,
        "scaffolds": _scaffolds(),
        "titleLabel": f"{form.title_label} a short title or number",
        "questions": form.questions,
        "themesPrompt": form.themes_prompt,
        "themes": _themes(form),
    }
    drawn = _writing(key=f"writing-{account.id}", data=data, on_finish_change=_nothing)
    revision = drawn.finish
    return revision if isinstance(revision, int) else None


def _scaffolds() -> list[dict[str, Any]]:
    return [
        {"key": each.key, "label": each.name, "about": f"{each.about} {each.note}", "prompts": each.prompts}
        for each in scaffolds()
    ]


def _themes(form: ReflectiveAccountsForm) -> list[dict[str, Any]]:
    """The form's own, each with what the Code says about it in short."""
    statements = code_in_force(local(now()).date()).statements
    return [
        {
            "key": theme.key,
            "label": theme.label,
            "statements": [(each.number, each.gist) for each in statements.get(theme.key, ())],
        }
        for theme in form.themes
    ]


def _nothing() -> None:
    """Streamlit runs the page by itself when the component speaks; its callback has nothing to add."""


def _text(written: Written) -> dict[str, Any]:
    return {"title": written.title, "answers": written.answers, "themes": written.themes}
