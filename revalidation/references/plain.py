"""Text of a field as plain words on one line: tags and entities of HTML turned into what they mean."""

import re
from html import unescape

from revalidation.domain.text import cleaned

_TAG = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|u|em|strong|italic|bold|sub|sup|inf|sc|scp|small|span|font|a|p|br|div|title|math|mrow|mi"
    r"|mn|mo|msub|msup|mtext)(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)
_APART = re.compile(r"</?(?:jats:)?(?:p|br|div|title)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_OFTEN_ENOUGH = 2  # some exports escape what was escaped already


def plain(text: str) -> str:
    """One line of plain text."""
    if text.isascii() and text.isprintable() and not ("&" in text or "<" in text or "  " in text):
        return text.strip()
    for _ in range(_OFTEN_ENOUGH):
        if "<" in text:
            text = _TAG.sub("", _APART.sub(" ", text))
        if "&" in text:
            text = _ENTITY.sub(lambda entity: unescape(entity.group()), text)
    return one_line(text)


def one_line(text: str) -> str:
    """Without control characters, marks of byte order and double spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(cleaned(text.replace("\ufeff", "")).split())
