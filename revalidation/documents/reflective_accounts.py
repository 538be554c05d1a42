"""Reflective accounts on paper, set out as the NMC's reflective accounts form."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from revalidation.documents.drawing import Document
from revalidation.documents.faces import begins_right_to_left, printable, refuse_unprintable
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import PADDING, WIDTH, Box, Ink, Page, Piece, Row, Style, Tick, paginate
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
    with closing(Document(title=_titled(cleaned, author), author=plain(author), at=at)) as document:
        set_out = [(one, form, _pages(document, one, form)) for one, form in zip(cleaned, forms, strict=True)]
        total = sum(len(pages) for _, _, pages in set_out)
        for number, (account, form, pages) in enumerate(set_out, start=1):
            for index, page in enumerate(pages):
                document.add_page()
                if index == 0:
                    document.start_section(account.title or f"Reflective account {number}")
                document.draw(page, _foot(document, form, f"Page {document.page} of {total}"))
        return bytes(document.output())


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
    return paginate(
        [
            Box((Row(_HEADING.leading, (Piece(_capital(form.form_name), _HEADING),)), Row(6)), plain=True),
            Box((*document.paragraph(form.preamble, _PREAMBLE, width=WIDTH), Row(12)), plain=True),
            Box(tuple(_title_rows(document, form, account.title)), shaded=True),
            *(Box((*_question(document, question), *_answer(document, answer))) for question, answer in asked),
            Box(
                (
                    *_question(document, about_the_code[0]),
                    *_themes(document, form, account.themes),
                    *_answer(document, about_the_code[1]),
                )
            ),
        ]
    )


def _title_rows(document: Document, form: ReflectiveAccountsForm, title: str) -> list[Row]:
    return document.paragraph(f"{form.title_label} {title}", _LABEL)


def _question(document: Document, question: str) -> Iterator[Row]:
    for row in (*document.paragraph(question, _LABEL), Row(5)):
        yield replace(row, holds_next=True)


def _themes(document: Document, form: ReflectiveAccountsForm, chosen: Sequence[str]) -> Iterator[Row]:
    unknown = set(chosen) - {theme.key for theme in form.themes}
    if unknown:
        message = f"version {form.version} of the form has no theme {', '.join(sorted(unknown))}"
        raise LookupError(message)
    pairs = (form.themes[start : start + 2] for start in range(0, len(form.themes), 2))
    # Not everybody sees a tick: the choice is said in words as well.
    said = "; ".join(theme.label for theme in form.themes if theme.key in chosen) or "none"
    for row in (
        *document.paragraph(form.themes_line, _SMALL),
        Row(4),
        *(_theme_row(pair, chosen) for pair in pairs),
        Row(2),
        *document.paragraph(f"Selected: {said}", _SMALL),
        Row(7),
    ):
        yield replace(row, holds_next=True)


def _theme_row(themes: Sequence[Theme], chosen: Sequence[str]) -> Row:
    column = (WIDTH - 2 * PADDING) / 2
    return Row(
        17,
        tuple(
            Piece(theme.label, _CHOSEN if theme.key in chosen else _BODY, number * column + 16)
            for number, theme in enumerate(themes)
        ),
        tuple(Tick(number * column, theme.key in chosen) for number, theme in enumerate(themes)),
    )


def _answer(document: Document, answer: str) -> Iterator[Row]:
    if not answer.strip():
        yield Row(_EMPTY_BOX)
        return
    blank = 0
    for number, line in enumerate(answer.split("\n")):
        if not line.strip():
            blank += 1
            if blank <= _BLANK_LINES_KEPT:
                yield _BLANK_LINE
            continue
        if number and not blank:
            yield _NEW_LINE
        blank = 0
        yield from _paragraph(document, line)


def _paragraph(document: Document, line: str) -> list[Row]:
    item = _ITEM.match(line)
    if item is None or begins_right_to_left(line):
        return document.paragraph(line, _BODY)
    levels = min(len(item[1]) // 2, _DEEPEST)
    own = _NUMBER_INDENT if item[2][0].isdecimal() else _BULLET_INDENT
    return document.paragraph(line[item.end() :], _BODY, indent=levels * _LEVEL_INDENT + own, marker=item[2])


def _foot(document: Document, form: ReflectiveAccountsForm, page: str) -> tuple[Piece, Piece]:
    return (
        Piece(form.footer_sentence, _FOOT),
        Piece(page, _FOOT, WIDTH - document.width(page, _FOOT)),
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
