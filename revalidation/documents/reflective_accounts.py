"""Reflective accounts on paper, set out as the NMC's reflective accounts form."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from revalidation.documents.drawing import Document, figure, footer_piece
from revalidation.documents.faces import begins_right_to_left, printable, refuse_unprintable
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import PADDING, WIDTH, Box, Page, Piece, Row, Tick, paginate
from revalidation.documents.sheets import Ink, Style
from revalidation.documents.structure import Element
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.nmc import ReflectiveAccountsForm, Theme, reflective_accounts_form
from revalidation.domain.refusals import NoFinishedAccounts

_DARK: Ink = (22, 34, 46)
_SOFT: Ink = (68, 76, 84)
_HEADING = Style(20, 28, _DARK, bold=True)
_PREAMBLE = Style(9, 13, _SOFT)
_LABEL = Style(10.5, 15, _DARK, bold=True)
_BODY = Style(10.5, 15, (20, 20, 20))
_CHOSEN = replace(_BODY, bold=True)
_SMALL = Style(9, 13, _SOFT)
_FOOT = Style(7.5, 10, _SOFT)

_EMPTY_BOX = 5 * _BODY.leading
_NEW_LINE = Row(3)
_BLANK_LINE = Row(9)
_BLANK_LINES_KEPT = 2
# A bullet or a number, then white space, then what it introduces.
_ITEM = re.compile(r"( *)([-*•◦‣▪➢–—·]|\d{1,3}[.)])[ \u00a0]+(?=\S)")
_NUMBER_INDENT, _BULLET_INDENT, _LEVEL_INDENT, _DEEPEST = 24.0, 15.0, 14.0, 4


def reflective_accounts_pdf(
    accounts: Sequence[ReflectiveAccount],
    *,
    author: str,
    at: datetime,
    form_of: Callable[[str], ReflectiveAccountsForm] = reflective_accounts_form,
) -> bytes:
    """The accounts as one file, each on a new page in its own wording. Raises CharactersCannotBePrinted."""
    if not accounts:
        raise NoFinishedAccounts
    cleaned = [_printable(account) for account in accounts]
    _refuse_unprintable(cleaned)
    forms = [form_of(account.form_version) for account in cleaned]
    document = Document(title=_titled(cleaned, author), author=plain(author), at=at)
    set_out = [(one, form, _pages(document, one, form)) for one, form in zip(cleaned, forms, strict=True)]
    total = sum(len(pages) for _, _, pages in set_out)
    count = 0
    for number, (account, form, pages) in enumerate(set_out, start=1):
        for page in pages:
            count += 1
            bookmarks = [account.title or f"Reflective account {number}"] if page is pages[0] else []
            document.draw(page, _foot(document, form, f"Page {count} of {total}"), bookmarks=bookmarks)
    return document.file()


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
    title = " ".join(printable(account.title).split("\n")).strip(" ")
    return replace(account, title=title, answers=(first, second, third, fourth))


def _refuse_unprintable(accounts: Sequence[ReflectiveAccount]) -> None:
    alone = len(accounts) == 1  # of several accounts there is no one form to stand beside
    written = [(f"answer_{number}", text) for one in accounts for number, text in enumerate(one.answers, start=1)]
    refuse_unprintable(
        (name if alone else None, text) for name, text in [*(("title", one.title) for one in accounts), *written]
    )


def _pages(document: Document, account: ReflectiveAccount, form: ReflectiveAccountsForm) -> list[Page]:
    *asked, about_the_code = zip(form.questions, account.answers, strict=True)
    whole = document.section()
    name = document.piece(_capital(form.form_name), _HEADING, Element("H1", whole))
    title = f"{form.title_label} {account.title}"
    return paginate(
        [
            Box((Row(_HEADING.leading, (name,)), Row(6)), plain=True),
            Box((*document.paragraph(form.preamble, _PREAMBLE, Element("P", whole), width=WIDTH), Row(12)), plain=True),
            Box(tuple(document.paragraph(title, _LABEL, Element("H2", whole))), shaded=True),
            *(_answered(document, whole, question, answer) for question, answer in asked),
            _answered(document, whole, *about_the_code, themes=(form, account.themes)),
        ]
    )


def _answered(
    document: Document,
    whole: Element,
    question: str,
    answer: str,
    themes: tuple[ReflectiveAccountsForm, Sequence[str]] | None = None,
) -> Box:
    part = document.section(parent=whole)
    asked = [replace(row, holds_next=True) for row in document.paragraph(question, _LABEL, Element("H3", part))]
    chosen = _themes(document, part, *themes) if themes else ()
    return Box((*asked, Row(5, holds_next=True), *chosen, *_answer(document, part, answer)))


def _themes(document: Document, part: Element, form: ReflectiveAccountsForm, chosen: Sequence[str]) -> Iterator[Row]:
    unknown = set(chosen) - {theme.key for theme in form.themes}
    if unknown:
        message = f"version {form.version} of the form has no theme {', '.join(sorted(unknown))}"
        raise LookupError(message)
    pairs = (form.themes[start : start + 2] for start in range(0, len(form.themes), 2))
    # Not everybody sees a tick: the choice is said in words as well.
    said = "; ".join(theme.label for theme in form.themes if theme.key in chosen) or "none"
    for row in (
        *document.paragraph(form.themes_line, _SMALL, Element("P", part)),
        Row(4),
        *(_theme_row(document, part, pair, chosen) for pair in pairs),
        Row(2),
        *document.paragraph(f"Selected: {said}", _SMALL, Element("P", part)),
        Row(7),
    ):
        yield replace(row, holds_next=True)


def _theme_row(document: Document, part: Element, themes: Sequence[Theme], chosen: Sequence[str]) -> Row:
    column = (WIDTH - 2 * PADDING) / 2
    pieces, ticks = [], []
    for number, theme in enumerate(themes):
        owner, ticked = Element("P", part), theme.key in chosen
        ticks.append(Tick(figure(owner, "Ticked:" if ticked else "Not ticked:"), number * column, ticked))
        pieces.append(document.piece(theme.label, _CHOSEN if ticked else _BODY, owner, number * column + 16))
    return Row(17, tuple(pieces), tuple(ticks))


def _answer(document: Document, part: Element, answer: str) -> Iterator[Row]:
    if not answer.strip():
        yield Row(_EMPTY_BOX)
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
            yield from document.paragraph(line, _BODY, Element("P", part))
            continue
        is_numbered = item[2][0].isdecimal()
        if items is None:
            items = Element("L", part, f"/A <</O /List /ListNumbering /{'Decimal' if is_numbered else 'Disc'}>>")
        own = _NUMBER_INDENT if is_numbered else _BULLET_INDENT
        indent = min(len(item[1]) // 2, _DEEPEST) * _LEVEL_INDENT + own
        yield from document.item(item[2], line[item.end() :], _BODY, items, indent=indent)


def _foot(document: Document, form: ReflectiveAccountsForm, page: str) -> tuple[Piece, Piece]:
    return (
        footer_piece(document, form.footer_sentence, _FOOT),
        footer_piece(document, page, _FOOT, WIDTH - document.width(page, _FOOT)),
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
