"""Text of a field as plain words on one line: tags and entities of HTML turned into what they mean."""

import re
from html import unescape

from revalidation.domain.text import cleaned

_TAG = re.compile(
    r"</?(?:(?:jats|mml):[a-z][a-z-]*|i|b|u|em|strong|italic|bold|sub|sup|inf|sc|scp|small|span|font|a|p|br|div|title"
    r"|strike|underline|roman|monospace|sans-serif|styled-content|named-content|ext-link|xref|inline-formula"
    r"|alternatives|math|semantics|mrow|mi|mn|mo|msub|msup|msubsup|mover|munder|mfrac|msqrt|mstyle|mspace|mtext)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)
_MATH, _SAID = r"(?:mml:)?math\b", r"(?:jats:|mml:)?(?:annotation|tex-math)\b"
_FORMULA = re.compile(rf"<{_MATH}[^<>]*>(?:[^<]|<(?!/?{_MATH}))*+</{_MATH}>", re.IGNORECASE)
_SAID_AGAIN = re.compile(rf"<{_SAID}[^<>]*>(?:[^<]|<(?!/?{_SAID}))*+</{_SAID}[^<>]*>", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"(?<=>)\s+|\s+(?=<)")
_CDATA = ("<![CDATA[", "]]>")
# `The Chinese<i>Hukou</i>System`: a catalogue took away the blanks around a name or several words in italics
_ITALICS = r"<(?:jats:)?(?:i|em|italic)>(?:[A-Z][^<>]{3,200}|[a-z]+ [^<>]{1,200})</(?:jats:)?(?:i|em|italic)>"
_INTO_ITALICS = re.compile(rf"(?<=[a-z])(?={_ITALICS})")
_OUT_OF_ITALICS = re.compile(rf"({_ITALICS})(?=[A-Za-z]{{2}})")
_APART = re.compile(r"</?(?:jats:)?(?:p|br|div|title)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_OFTEN_ENOUGH = 2  # some exports escape what was escaped already


def plain(text: str) -> str:
    """One line of plain text."""
    if text.isascii() and text.isprintable() and not ("&" in text or "<" in text or "  " in text):
        return text.strip()
    for _ in range(_OFTEN_ENOUGH):
        if "<" in text:
            text = _without_tags(text)
        if "&" in text:
            text = _ENTITY.sub(lambda entity: unescape(entity.group()), text)
    return one_line(text)


def _without_tags(text: str) -> str:
    if _CDATA[0] in text:
        text = text.replace(_CDATA[0], "").replace(_CDATA[1], "")
    text = _FORMULA.sub(lambda formula: _BETWEEN_TAGS.sub("", formula.group()), _SAID_AGAIN.sub("", text))
    text = _OUT_OF_ITALICS.sub(r"\1 ", _INTO_ITALICS.sub(" ", text))
    return _TAG.sub("", _APART.sub(" ", text))


def one_line(text: str) -> str:
    """Without control characters, marks of byte order and double spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(cleaned(text.replace("\ufeff", "")).split())
