"""Reflective accounts on paper, set out as the NMC's reflective accounts form."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from revalidation.documents.characters import begins_right_to_left, one_line, printable
from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import PADDING, PORTRAIT, Band, Edges, Item, Piece, Row, Tick, band
from revalidation.documents.structure import Element, figure
from revalidation.documents.styles import BODY, BOLD, LABEL, SMALL, TITLE
from revalidation.documents.unprintable import refuse_unprintable
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.nmc import ReflectiveAccountsForm, Theme, reflective_accounts_form
from revalidation.domain.refusals import NoFinishedAccounts

_WIDTH = PORTRAIT.inside - 2 * PADDING
_EMPTY_BOX = Row(5 * BODY.leading)
_NEW_LINE, _BLANK_LINE = Row(3), Row(9)
_BLANK_LINES_KEPT = 2
# A bullet or a number, then white space, then what it introduces.
_ITEM = re.compile(r"( *)([-*•◦‣▪➢–—·]|\d{1,3}[.)])[ \u00a0]+(?=\S)")
_NUMBER_INDENT, _BULLET_INDENT, _LEVEL_INDENT, _DEEPEST = 24.0, 15.0, 14.0, 4

FormOf = Callable[[str], ReflectiveAccountsForm]


def reflective_accounts_pdf(
    accounts: Sequence[ReflectiveAccount], *, author: str, at: datetime, form_of: FormOf = reflective_accounts_form
) -> bytes:
    """The accounts as one file. Raises NoFinishedAccounts, CharactersCannotBePrinted."""
    if not accounts:
        raise NoFinishedAccounts
    document = Document(title=_titled(accounts, author), author=plain(author), at=at)
    add_reflective_accounts(document, accounts, form_of=form_of)
    return document.file()


def add_reflective_accounts(
    document: Document,
    accounts: Sequence[ReflectiveAccount],
    *,
    form_of: FormOf = reflective_accounts_form,
    depth: int = 0,
) -> None:
    """The accounts, each on a new sheet in its own wording, `depth` deep in the outline.

    Raises CharactersCannotBePrinted.
    """
    cleaned = [_printable(account) for account in accounts]
    _refuse_unprintable(cleaned)
    for number, account in enumerate(cleaned, start=1):
        form = form_of(account.form_version)
        bookmark = account.title or f"Reflective account {number}"
        document.add(_bands(document, account, form), foot=form.footer_sentence, bookmark=bookmark, depth=depth)


def filename(accounts: Sequence[ReflectiveAccount], author: str, at: datetime) -> str:
    """A name that says what the file is, whose, and of which day in London, and that every system accepts."""
    what = (
        f"Reflective account – {accounts[0].title}"
        if len(accounts) == 1 and accounts[0].title.strip()
        else "Reflective accounts"
    )
    return file_name(what, whose=author, at=at)


def _titled(accounts: Sequence[ReflectiveAccount], author: str) -> str:
    what = "Reflective account" if len(accounts) == 1 else "Reflective accounts"
    return " – ".join(part for part in (what, plain(author)) if part)


def _printable(account: ReflectiveAccount) -> ReflectiveAccount:
    first, second, third, fourth = (printable(answer).strip("\n") for answer in account.answers)
    return replace(account, title=one_line(account.title), answers=(first, second, third, fourth))


def _refuse_unprintable(accounts: Sequence[ReflectiveAccount]) -> None:
    alone = len(accounts) == 1  # of several accounts there is no one form to stand beside
    written = [("title", "its title", one, one.title) for one in accounts] + [
        (f"answer_{number}", f"its answer to question {number}", one, answer)
        for one in accounts
        for number, answer in enumerate(one.answers, start=1)
    ]
    refuse_unprintable(
        (name, "", text) if alone else (None, f"the account “{one.title}”, {part}", text)
        for name, part, one, text in written
    )


def _bands(document: Document, account: ReflectiveAccount, form: ReflectiveAccountsForm) -> Iterator[Band]:
    whole, width = document.section(), PORTRAIT.inside
    yield band([document.text(_capital(form.form_name), TITLE, Element("H1", whole), width=width), Row(6)])
    yield band([document.text(form.preamble, SMALL, Element("P", whole), width=width), Row(12)])
    title = f"{form.title_label} {account.title}"
    yield band([document.text(title, LABEL, Element("H2", whole), width=_WIDTH)], edges=Edges.BOX, shaded=True)
    last = len(form.questions)
    for number, (question, answer) in enumerate(zip(form.questions, account.answers, strict=True), start=1):
        part = document.section(whole)
        asked = document.text(question, LABEL, Element("H3", part), width=_WIDTH, holds_next=True)
        chosen = _themes(document, part, form, account.themes) if number == last else ()
        items = [asked, Row(5, holds_next=True), *chosen, *_answer(document, part, answer)]
        yield band(items, edges=Edges.BOX)


def _themes(document: Document, part: Element, form: ReflectiveAccountsForm, chosen: Sequence[str]) -> Iterator[Item]:
    unknown = set(chosen) - {theme.key for theme in form.themes}
    if unknown:
        message = f"version {form.version} of the form has no theme {', '.join(sorted(unknown))}"
        raise LookupError(message)
    # Not everybody sees a tick: the choice is said in words as well.
    said = "; ".join(theme.label for theme in form.themes if theme.key in chosen) or "none"
    yield document.text(form.themes_line, SMALL, Element("P", part), width=_WIDTH, holds_next=True)
    yield Row(4, holds_next=True)
    for start in range(0, len(form.themes), 2):
        yield _theme_row(document, part, form.themes[start : start + 2], chosen)
    yield Row(2, holds_next=True)
    yield document.text(f"Selected: {said}", SMALL, Element("P", part), width=_WIDTH, holds_next=True)
    yield Row(7, holds_next=True)


def _theme_row(document: Document, part: Element, themes: Sequence[Theme], chosen: Sequence[str]) -> Row:
    pieces: list[Piece | Tick] = []
    for number, theme in enumerate(themes):
        across, owner, ticked = number * _WIDTH / 2, Element("P", part), theme.key in chosen
        pieces += [
            Tick(figure(owner, "Ticked:" if ticked else "Not ticked:"), across, ticked),
            document.piece(theme.label, BOLD if ticked else BODY, owner, across + 16),
        ]
    return Row(17, tuple(pieces), holds_next=True)


def _answer(document: Document, part: Element, answer: str) -> Iterator[Item]:
    if not answer.strip():
        yield _EMPTY_BOX
        return
    blank = 0
    items: Element | None = None
    for number, line in enumerate(answer.split("\n")):
        if not line.strip():
            blank += 1
            if blank <= _BLANK_LINES_KEPT:
                yield _BLANK_LINE
            continue
        if number and not blank:
            yield _NEW_LINE
        blank = 0
        item = None if begins_right_to_left(line) else _ITEM.match(line)
        if item is None:
            items = None
            yield document.text(line, BODY, Element("P", part), width=_WIDTH)
            continue
        is_numbered = item[2][0].isdecimal()
        if items is None:
            items = Element("L", part, f"/A <</O /List /ListNumbering /{'Decimal' if is_numbered else 'Disc'}>>")
        own = _NUMBER_INDENT if is_numbered else _BULLET_INDENT
        indent = min(len(item[1]) // 2, _DEEPEST) * _LEVEL_INDENT + own
        yield document.item(item[2], line[item.end() :], BODY, items, width=_WIDTH, indent=indent)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
