"""Citations in Vancouver style, as the National Library of Medicine writes it, and the parts that every style needs."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.authors import OTHERS, Author, names

MOST_AUTHORS_PRINTED = 6
ONLINE_KINDS = frozenset((ArticleKind.GUIDELINE, ArticleKind.REPORT, ArticleKind.WEB_PAGE))

_RANGE = re.compile(r"([A-Za-z]*)(\d+)([A-Za-z]*)\s*[-‐‑–—]+\s*([A-Za-z]*)(\d+)([A-Za-z]*)")
_ONE_PAGE = re.compile(r"[A-DF-Z]?\d{1,4}[A-Z]?")
_WITHOUT_PAGES = ("10.1186/", "10.1371/", "10.3389/", "10.3390/")  # BMC, PLOS, Frontiers, MDPI
_ARTICLE = re.compile(r"art(?:icle)?\b[\s.:]*(?:(?:no|number)\b[\s.:]*)?(?=\S*\d)", re.IGNORECASE)
_EDITION = re.compile(r"(\d+)\s*(?:st|nd|rd|th)?", re.IGNORECASE)
_EDITION_WORD = re.compile(r"[\s,]*\b(?:ed|edn|edition)\b\.?$", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SUPPLEMENT = re.compile(r"suppl(?:ement)?\b\.?\s*", re.IGNORECASE)
_ENDED = re.compile(r"[.?!…][\"'”’»]*$")
_TEENS = range(10, 20)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def vancouver(article: Article) -> str:
    """The work in Vancouver style: `Bowers L, James K. Title. J Wards. 2015;52(9):1412-22. doi:10.…`."""
    return " ".join(part for part in _PARTS.get(article.kind, _of_report)(article) if part)


def shortened(pages: str) -> str:
    """Page ends without what they repeat: `1412-22`, `S93-9`; letters after the number keep both ends whole."""
    return _each_range(pages, _shortened)


def expanded(pages: str) -> str:
    """Page ends in full: `1412-1422`, `S93-S99`."""
    return _each_range(pages, _expanded)


def article_number(pages: str, doi: str = "") -> str:
    """`e0123`, `CD012345`, `104213` or, where it is said, `117` of `Article 117`; nothing for pages.

    A number is an article's if no page has it, with letters before it, save one of a supplement, or above 9999; or if
    its publisher, whom the DOI tells, has no pages at all.
    """
    if said := _ARTICLE.match(pages):
        return pages[said.end() :]
    is_pages = any(_RANGE.fullmatch(part.strip()) for part in pages.split(",")) or "," in pages
    has_digits = any(character.isdigit() for character in pages)
    is_page = _ONE_PAGE.fullmatch(pages) and not doi.startswith(_WITHOUT_PAGES)
    return "" if is_pages or not has_digits or is_page else pages


def edition_number(edition: str) -> int | None:
    """3 for `3`, `3rd`, `3rd edn` and `Third edition`; nothing for `Revised`."""
    text = _EDITION_WORD.sub("", edition.strip())
    if found := _EDITION.fullmatch(text):
        return int(found.group(1))
    return _ORDINALS.index(text.casefold()) + 1 if text.casefold() in _ORDINALS else None


def edition_words(edition: str, word: str) -> str:
    """`3rd ed.` or `Revised ed.` with the style's own word; nothing for a first edition."""
    number = edition_number(edition)
    if number == 1 or not edition:
        return ""
    return f"{_EDITION_WORD.sub('', edition.strip()) if number is None else ordinal(number)} {word}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `4th`, `11th`."""
    return f"{number}{'th' if number % 100 in _TEENS else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def issue_words(issue: str, word: str) -> str:
    """A supplement with the style's own word for it: `Suppl 1` or `Suppl. 1`, however it was typed."""
    return _SUPPLEMENT.sub(f"{word} ", issue).strip()


def _of_article(article: Article) -> Iterable[str]:
    yield _sentence(_people(article.authors))
    yield _sentence(article.title)
    yield _sentence(article.journal)
    issue = issue_words(article.issue, "Suppl")
    if issue.startswith("Suppl") and article.volume:
        place = f"{article.volume} {issue}"
    else:
        place = article.volume + (f"({issue})" if issue else "")
    pages = article_number(article.pages, article.doi) or shortened(article.pages)
    day = _date(article) if not place else _year(article)
    yield _sentence(":".join(filter(None, (";".join(filter(None, (day, place))), pages))))
    yield _doi(article)


def _of_chapter(article: Article) -> Iterable[str]:
    yield _sentence(_people(article.authors))
    yield _sentence(article.title)
    editors = _sentence(_edited_by(article.editors))
    if book := " ".join(filter(None, (editors, _sentence(article.journal)))):
        yield f"In: {book}"
    yield edition_words(article.edition, "ed.")
    yield _sentence(_imprint(article))
    yield _sentence(f"p. {shortened(article.pages)}" if article.pages else "")
    yield _doi(article)


def _of_book(article: Article) -> Iterable[str]:
    yield _sentence(_people(article.authors) or _edited_by(article.editors))
    yield _sentence(article.title)
    yield edition_words(article.edition, "ed.")
    yield _sentence(_edited_by(article.editors) if article.authors else "")
    yield _sentence(_imprint(article))
    yield _doi(article)


def _of_report(article: Article) -> Iterable[str]:
    is_online = bool(article.link) or article.kind is ArticleKind.WEB_PAGE
    yield _sentence(_people(article.authors) or _edited_by(article.editors))
    yield _sentence(f"{article.title} [Internet]" if is_online else article.title)
    if article.publisher and article.journal != article.publisher:
        yield _sentence(article.journal)
    yield edition_words(article.edition, "ed.")
    read = article.accessed_on if is_online else None
    cited = f"[cited {_day(read.year, read.month, read.day)}]" if read else ""
    yield _sentence(" ".join(filter(None, (_imprint(article), cited))))
    yield _number(article)
    yield _doi(article)
    if article.link and not article.doi:
        yield f"Available from: {article.link}"


_PARTS = {
    ArticleKind.ARTICLE: _of_article,
    ArticleKind.CHAPTER: _of_chapter,
    ArticleKind.BOOK: _of_book,
}


def _people(typed: str) -> str:
    """Six at most, initials without full stops; semicolons around organisations, as some of them have commas."""
    everybody = names(typed)
    if len(everybody) > MOST_AUTHORS_PRINTED:
        everybody = (*everybody[:MOST_AUTHORS_PRINTED], OTHERS)
    said = _name(everybody[0]) if everybody else ""
    for before, author in pairwise(everybody):
        is_by_semicolon = author is not OTHERS and (author.organisation or before.organisation)
        said += ("; " if is_by_semicolon else ", ") + _name(author)
    return said


def _name(author: Author) -> str:
    return author.organisation or " ".join(filter(None, (author.family, author.initials, author.suffix)))


def _edited_by(typed: str) -> str:
    people = _people(typed)
    return f"{people}, editor{'s' if len(names(typed)) > 1 else ''}" if people else ""


def _imprint(article: Article) -> str:
    """`London: Wiley; 2015`, with what is known of it."""
    publisher = article.publisher
    if article.kind is ArticleKind.WEB_PAGE:
        publisher = publisher or article.journal
    house = ": ".join(filter(None, (article.publisher_place, publisher)))
    when = _date(article) if article.kind is ArticleKind.WEB_PAGE else _year(article)
    if not when and article.kind is ArticleKind.WEB_PAGE:
        when = "[date unknown]"
    return "; ".join(filter(None, (house, when)))


def _number(article: Article) -> str:
    """A report's number is said to be one; a guideline's stands in brackets, as a series does."""
    if not article.number:
        return ""
    if article.kind is ArticleKind.REPORT and " " not in article.number:
        return f"Report No.: {article.number}."
    return f"({article.number})."


def _year(article: Article) -> str:
    return str(article.year) if article.year else ""


def _date(article: Article) -> str:
    return _day(article.year, article.month, article.day) if article.year else ""


def _day(year: int, month: int | None, day: int | None) -> str:
    parts = (str(year), _MONTHS[month - 1] if month else "", str(day) if month and day else "")
    return " ".join(filter(None, parts))


def _doi(article: Article) -> str:
    return f"doi:{article.doi}" if article.doi else ""


def _sentence(text: str) -> str:
    return text if not text or _ENDED.search(text) else f"{text}."


def _each_range(pages: str, written: Callable[..., str]) -> str:
    parts = (part.strip() for part in pages.split(","))
    return ", ".join(written(*found.groups()) if (found := _RANGE.fullmatch(part)) else part for part in parts if part)


def _shortened(before: str, first: str, after: str, last_before: str, last: str, last_after: str) -> str:
    first, last = _whole(first, last)
    begin = f"{before}{first}{after}"
    if after or last_after or last_before not in ("", before):  # 211S-218S
        return f"{begin}-{last_before or before}{last}{last_after}"
    if first == last:
        return begin
    if len(first) != len(last):
        return f"{begin}-{last}"
    same = next(place for place, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    return f"{begin}-{last[same:]}"


def _expanded(before: str, first: str, after: str, last_before: str, last: str, last_after: str) -> str:
    first, last = _whole(first, last)
    begin, end = f"{before}{first}{after}", f"{last_before or before}{last}{last_after}"
    return begin if begin == end else f"{begin}-{end}"


def _whole(first: str, last: str) -> tuple[str, str]:
    """Both ends in full: `1412` and `1422` of `1412-22`."""
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return first, whole if int(whole) >= int(first) else last
