"""What every page draws alike. Whatever people typed goes through here as escaped text, never as Markdown."""

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil
from typing import Literal, TypeVar
from zlib import crc32

import streamlit as st

from revalidation.domain.filters import MOST_COUNTED
from revalidation.domain.notices import NOTICE_WORDS, NoticeKind

PAGE_SIZE = 25
T = TypeVar("T")
Tone = Literal["note", "done", "problem"]
_NOTICE_TONES = {NoticeKind.RETRACTION: "problem", NoticeKind.CONCERN: "wait", NoticeKind.CORRECTION: "plain"}

_LONG = 120  # characters from which a title is set smaller


def say(text: str, *, tone: Tone = "note") -> None:
    """One sentence in a box; problems are read out at once by screen readers."""
    role = "alert" if tone == "problem" else "status"
    st.html(f'<div class="say say-{tone}" role="{role}">{_lines(text)}</div>')


def heading(text: str) -> None:
    """A page's title made of something that people typed."""
    kind = "heading" if len(text) <= _LONG else "heading heading-long"
    st.html(f'<h1 class="{kind}">{escape(text)}</h1>')


def subheading(text: str) -> None:
    """The title of a part of a page, made of something that people typed."""
    st.html(f'<h3 class="subheading">{escape(text)}</h3>')


def lead(text: str) -> None:
    """The sentence under a page's title."""
    st.html(f'<p class="lead">{escape(text)}</p>')


def news(text: str) -> None:
    """A sentence that changes while one works; screen readers say so."""
    st.html(f'<p class="lead" role="status">{escape(text)}</p>')


def person(name: str, note: str = "") -> None:
    """One person of a list of many, on one line if there is room."""
    st.html(f'<p class="person">{escape(name)} <span class="person-note">{escape(note)}</span></p>')


def big_code(code: str) -> None:
    """Digits to be read from the back of a room."""
    st.html(f'<p class="big-code">{escape(code)}</p>')


def picture(data_uri: str, *, alt: str) -> None:
    """A picture of our own making, with what it shows in words."""
    st.html(f'<img class="picture" src="{escape(data_uri, quote=True)}" alt="{escape(alt, quote=True)}">')


def words(text: str) -> None:
    """Text that somebody typed, with its paragraphs and line ends."""
    st.html(f'<div class="words">{_lines(text)}</div>')


def bullets(texts: Iterable[str], *, numbered: bool = False) -> None:
    """A list of texts that somebody typed."""
    tag = "ol" if numbered else "ul"
    st.html(f'<{tag} class="words">{"".join(f"<li>{_lines(text)}</li>" for text in texts)}</{tag}>')


def link(label: str, address: str) -> None:
    """A link to an address that was checked when it was typed; it opens in a new tab and takes no referrer along."""
    st.html(
        f'<p class="words"><a href="{escape(address, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer">{escape(label)}</a> (opens in a new tab)</p>'
    )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values; empty values are left out."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_lines(value)}</dd>" for name, value in pairs if value)
    st.html(f'<dl class="facts">{rows}</dl>')


def row(
    when: str, what: str, where: str, state: str, *, note: str = "", tone: str = "", notice: NoticeKind | None = None
) -> None:
    """One entry of a list: the same four facts in the same order; `notice` is about an article, beside its title."""
    kind = f"state state-{tone or 'plain'}{'' if where else ' state-alone'}"
    noticed = (
        f' <span class="state state-{_NOTICE_TONES[notice]}">{escape(NOTICE_WORDS[notice])}</span>' if notice else ""
    )
    st.html(
        '<div class="row">'
        f'<p class="row-when">{escape(when)}</p>'
        f'<p class="row-what">{escape(what)}{noticed}</p>'
        f'<p class="row-note">{_lines(note)}</p>'
        f'<p class="row-where"><bdi>{escape(where)}</bdi> <span class="{kind}">{escape(state)}</span></p>'
        "</div>"
    )


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, has_numbers: bool = False) -> None:
    """A short table of texts that somebody typed; on a phone each of its rows is a small list.

    Numbers stand behind the first column, each below the other.
    """
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{escape(name)}">{_lines(cell)}</td>' for name, cell in zip(heads, cells, strict=True)
        )
        + "</tr>"
        for cells in rows
    )
    kind = "table table-numbers" if has_numbers else "table"
    st.html(
        f'<table class="{kind}"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def empty(text: str) -> None:
    """What a list says when there is nothing in it yet."""
    st.html(f'<p class="empty">{escape(text)}</p>')


def hint(text: str) -> None:
    """What a field means, quietly below it."""
    st.html(f'<p class="empty hint">{escape(text)}</p>')


def key_for(*chosen: object) -> str:
    """A widget's key that lasts as long as these choices: with other filters, for example, a pager begins anew."""
    return f"for-{crc32(repr(chosen).encode()):08x}"


def held(key: str, otherwise: T) -> T:
    """What a widget further down the page holds already; before it has been drawn, something else."""
    value: T = st.session_state.get(key, otherwise)
    return value


def page_number(key: str) -> int:
    """Which page of a list is asked for, from 0; `pager` draws the choice below the list."""
    return max(int(st.session_state.get(key, 1)) - 1, 0)


def pager(key: str, total: int) -> None:
    """The choice of a page, if there is more than one."""
    pages = ceil(total / PAGE_SIZE)
    if pages > 1:
        st.pagination(pages, key=key)
        said = f"{total} or more in all" if total == MOST_COUNTED else f"{total} in all"
        st.html(f'<p class="empty">{said}, {PAGE_SIZE} on a page.</p>')


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
