"""Fields of BibTeX and biblatex, in the dialects of those who write them, made into fields of an article."""

import re
from urllib.parse import unquote

from revalidation.domain.articles import ArticleKind
from revalidation.domain.imports import Trouble
from revalidation.references.bibtex_names import names_of
from revalidation.references.bibtex_values import Value
from revalidation.references.dates import day, when
from revalidation.references.found import Found
from revalidation.references.latex import text_of, verbatim
from revalidation.references.names import joined
from revalidation.references.parts import (
    accessed_in,
    best_link,
    doi_in,
    doi_said,
    guideline_or,
    links_in,
    pages,
    pmid_alone,
    pmid_in,
    volume_and_issue,
    without_stop,
)

KINDS = {
    **dict.fromkeys("article periodical suppperiodical".split(), ArticleKind.ARTICLE),
    **dict.fromkeys(
        "inbook incollection suppbook suppcollection bookinbook inproceedings conference inreference".split(),
        ArticleKind.CHAPTER,
    ),
    **dict.fromkeys(
        "book booklet mvbook collection mvcollection reference proceedings mvproceedings".split(), ArticleKind.BOOK
    ),
    **dict.fromkeys("standard".split(), ArticleKind.GUIDELINE),
    **dict.fromkeys(
        "techreport report manual phdthesis mastersthesis thesis unpublished legislation".split(), ArticleKind.REPORT
    ),
    **dict.fromkeys("online electronic www webpage website".split(), ArticleKind.WEB_PAGE),
}
ALIASES = {
    "article-number": "eid",
    "articleno": "eid",
    "artnum": "eid",
    "elocation-id": "eid",
    "journal-iso": "shortjournal",
}
EXACT = "revalidation-"
CONTAINERS = {
    ArticleKind.ARTICLE: ("journaltitle", "journal", "fulljournal", "shortjournal", "booktitle"),
    ArticleKind.CHAPTER: ("booktitle", "maintitle", "journaltitle", "journal", "series"),
    ArticleKind.WEB_PAGE: ("journaltitle", "journal", "organization", "maintitle", "booktitle", "howpublished"),
}
_PUBLISHERS = ("publisher", "institution", "school", "organization", "howpublished")
_DASHES = re.compile(r"\s*(?:[–—−]|-{1,3})\s*")
UNDEFINED = "The abbreviation {name} isn't defined in this file, so it was taken as it stands."
OTHERS = "Only the first authors are named; the file leaves the others out."


def found_of(type_: str, fields: dict[str, Value], *, line: int, troubles: tuple[Trouble, ...]) -> Found:
    """What one entry says."""
    found = Found(line, "title", troubles=list(troubles))
    texts = {name: text_of(value.latex) for name, value in fields.items() if name in _TEXTS}
    kind = _kind(type_, texts, fields)
    found.put("kind", kind, f"@{type_}", line)
    _put_titles(found, fields, texts, kind)
    _put_names(found, fields)
    _put_dates(found, fields)
    _put_place(found, fields, texts, kind)
    _put_identifiers(found, fields)
    for name, value in fields.items():
        if name.startswith(EXACT):
            fingerprint, _, exact = unquote(value.latex).partition(":")
            found.exact.append((name.removeprefix(EXACT), fingerprint, exact))
    for name, (at, tag) in list(found.sources.items()):
        for undefined in fields[tag].undefined if tag in fields else ():
            if name != "year":
                found.troubles.append(Trouble(at, tag, UNDEFINED.format(name=undefined)))
    return found


def _kind(type_: str, texts: dict[str, str], fields: dict[str, Value]) -> ArticleKind:
    kind = KINDS.get(type_)
    if kind is not None:
        return guideline_or(kind, texts.get("type", ""))
    if "journal" in texts or "journaltitle" in texts:
        return ArticleKind.ARTICLE
    if "booktitle" in texts:
        return ArticleKind.CHAPTER
    if "publisher" not in texts and ("url" in fields or "http" in texts.get("howpublished", "")):
        return ArticleKind.WEB_PAGE
    return ArticleKind.BOOK if "publisher" in texts else ArticleKind.REPORT


def _put_titles(found: Found, fields: dict[str, Value], texts: dict[str, str], kind: ArticleKind) -> None:
    is_whole_book = kind is ArticleKind.BOOK and not texts.get("title")
    for name in ("booktitle", "maintitle") if is_whole_book else ("title", "shorttitle"):
        _put(found, "title", without_stop(_with_subtitle(texts, name)), name, fields)
    for name in CONTAINERS.get(kind, ("series", "journaltitle", "journal")):
        text = _with_subtitle(texts, name)
        if name != "howpublished" or "http" not in text:
            _put(found, "journal", text, name, fields)


def _with_subtitle(texts: dict[str, str], name: str) -> str:
    title, subtitle = texts.get(name, ""), texts.get(f"{name.removesuffix('title')}subtitle", "")
    if not title or not subtitle or not name.endswith("title"):
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!", ":", ".")) else f"{title}: {subtitle}"


def _put_names(found: Found, fields: dict[str, Value]) -> None:
    for name, ours in (("author", "authors"), ("editor", "editors")):
        if value := fields.get(name):
            names, are_all = names_of(value.latex)
            _put(found, ours, joined(names), name, fields)
            if names and not are_all:
                found.remark(ours, OTHERS)


def _put_dates(found: Found, fields: dict[str, Value]) -> None:
    for name in ("date", "year"):
        if value := fields.get(name):
            text = text_of(value.latex)
            year, month, of_month = when(text.partition("/")[0])
            if "year" not in found.values:
                found.put_year(text, year, name, value.line)
            for ours, number in (("month", month), ("day", of_month)):
                _put(found, ours, number, name, fields)
    if (value := fields.get("month")) and "month" not in found.values:
        text = text_of(value.latex)
        is_number = text.isdecimal() and int(text[:4]) in range(1, 13)
        _, month, of_month = (None, int(text), None) if is_number else when(text)
        _put(found, "month", month, "month", fields)
        _put(found, "day", of_month, "month", fields)
    if (value := fields.get("day")) and (text := text_of(value.latex)).isdecimal():
        _put(found, "day", int(text[:4]), "day", fields)
    if value := fields.get("urldate"):
        _put(found, "accessed_on", day(text_of(value.latex)), "urldate", fields)
    for name in ("note", "howpublished"):
        if value := fields.get(name):
            _put(found, "accessed_on", accessed_in(text_of(value.latex)), name, fields)


def _put_place(found: Found, fields: dict[str, Value], texts: dict[str, str], kind: ArticleKind) -> None:
    is_numbered = kind in (ArticleKind.REPORT, ArticleKind.GUIDELINE)
    given = texts.get("issue", "") or ("" if is_numbered else texts.get("number", ""))
    volume, issue = volume_and_issue(texts.get("volume", ""), given)
    _put(found, "volume", volume, "volume", fields)
    _put(found, "issue", issue, "issue" if "issue" in texts else "number", fields)
    if is_numbered:
        _put(found, "number", texts.get("number", ""), "number", fields)
    _put(found, "pages", pages(_DASHES.sub("-", texts.get("pages", "")), ""), "pages", fields)
    _put(found, "pages", texts.get("eid", ""), "eid", fields)
    if "/" not in texts.get("edition", ""):  # else EndNote says there when it was online
        _put(found, "edition", texts.get("edition", ""), "edition", fields)
    for name in _PUBLISHERS[:1] if kind is ArticleKind.ARTICLE else _PUBLISHERS:
        text = texts.get(name, "")
        if text and "http" not in text and text != found.values.get("journal"):
            _put(found, "publisher", text, name, fields)
    for name in ("location", "address"):
        _put(found, "publisher_place", texts.get(name, ""), name, fields)


def _put_identifiers(found: Found, fields: dict[str, Value]) -> None:
    links: list[tuple[str, str]] = []
    for name in ("doi", "pmid", "url", "howpublished", "note", "eprint", "link", "annote"):
        text = verbatim(fields[name].latex) if name in fields else ""
        if not text:
            continue
        if name == "doi":
            _put(found, "doi", doi_in(text), name, fields)
        elif name == "pmid":
            _put(found, "pmid", pmid_alone(text) or pmid_in(text) or text, name, fields)
        elif name == "eprint":
            kind = fields.get("eprinttype") or fields.get("archiveprefix")
            archive = kind.latex.strip().lower() if kind else ""
            _put(found, "pmid", text if archive in ("pubmed", "pmid") else "", name, fields)
            links += [(f"https://arxiv.org/abs/{text}", name)] * (archive == "arxiv")
        else:
            _put(found, "doi", doi_said(text), name, fields)
            _put(found, "pmid", pmid_in(text), name, fields)
            if name in ("url", "link") or "http" in text:
                links += [(link, name) for link in links_in(text) if name in ("url", "link") or "://" in link]
    for wanted in ("url", "link", "howpublished", "note", "eprint"):
        if here := [link for link, name in links if name == wanted]:
            _put(found, "link", best_link(here, found.values.get("doi", "")), wanted, fields)


def _put(found: Found, ours: str, value: object, name: str, fields: dict[str, Value]) -> None:
    found.put(ours, value, name, fields[name].line if name in fields else found.line)


_TEXTS = frozenset(
    {
        *("title", "subtitle", "shorttitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle", "type"),
        *("journaltitle", "journalsubtitle", "journal", "fulljournal", "shortjournal", "series", "organization"),
        *("volume", "number", "issue", "pages", "eid", "edition", "publisher", "institution", "school"),
        *("howpublished", "location", "address"),
    }
)
READ = _TEXTS | {
    *("author", "editor", "date", "year", "month", "day", "urldate", "doi", "pmid", "url", "note", "eprint"),
    *("eprinttype", "archiveprefix", "link", "annote", "crossref", "xdata"),
}
