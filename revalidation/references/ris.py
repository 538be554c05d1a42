"""RIS, in the dialects of the programs and databases that write it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from revalidation.domain.articles import ArticleKind
from revalidation.domain.imports import ReadRecord
from revalidation.references.dates import day, when
from revalidation.references.found import Found
from revalidation.references.names import all_as_written, as_written, joined
from revalidation.references.parts import (
    best_link,
    doi_alone,
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
from revalidation.references.plain import plain
from revalidation.references.tagged import Record, Tags, fields

KINDS = {
    **dict.fromkeys("JOUR JFULL EJOUR MGZN NEWS INPR ABST".split(), ArticleKind.ARTICLE),
    **dict.fromkeys("CHAP ECHAP CONF CPAPER DICT ENCYC".split(), ArticleKind.CHAPTER),
    **dict.fromkeys("BOOK EBOOK EDBOOK CLSWK SER".split(), ArticleKind.BOOK),
    **dict.fromkeys("STAND".split(), ArticleKind.GUIDELINE),
    **dict.fromkeys("RPRT GOVDOC THES UNPB UNPD MANSCPT PAMP LEGAL STAT BILL HEAR".split(), ArticleKind.REPORT),
    **dict.fromkeys("ELEC ICOMM WEB BLOG MULTI VIDEO".split(), ArticleKind.WEB_PAGE),
}
_BY_PEOPLE = (ArticleKind.ARTICLE, ArticleKind.CHAPTER, ArticleKind.BOOK)  # reports are rather by organisations
EXACT_TAG, EXACT = "U5", re.compile(r"revalidation:(\w+):(\w+):(.*)")
TITLES = ("TI", "T1", "CT")
CONTAINERS = ("JF", "T2", "JO", "BT", "J1", "JA", "J2")
OF_MEDLINE = re.compile(r"pubmed|medline|\bnlm\b|europe\s?pmc", re.IGNORECASE)
_WANTED = frozenset(
    "TY ER TI T1 CT BT TT ST T2 T3 AU A1 A2 ED PY Y1 DA Y2 JF JO JA J1 J2 VL VO IS CP SP EP LP C7 C2 C5 DO DI M1 M3 N1"
    " L2 L3 UR LK AN ID DB DP PB PU PM CY PP PI ET U1 U2 U5".split()
)
_OTHERS = frozenset(
    "A3 A4 AB AD AI C1 C3 C4 C6 C8 CA CN CR H1 H2 KW L1 L4 LA LB LM M2 N2 NV OP RI RN RP SE SN SO TA TM U3 U4 U6"
    " WT WV XL AV CL CO NL".split()
)
TAGS = Tags.of(_WANTED, _OTHERS)
_WIDTH = 2
_FRAME = frozenset({"TY", "ER"})
_DOI_TAGS = ("M3", "L3", "N1", "UR", "L2", "LK")
_BARE_DOI_TAGS = ("M1", "ID")  # Ovid lists under M1 whatever the work cites
_PMID_TAGS = ("AN", "ID", "C2", "U1", "U2", "N1", "UR", "L2")
_OTHERS_CITED = "References:"  # Scopus lists there what the work cites
_LEAST_WITHOUT_TYPE = 2
_NOTHING = "NA"  # as R writes it
_DIGIT = re.compile(r"\d")
_CODES = re.compile(r"(?:\w{3}, )?\d{7,9}\w?(?:, \w{3,9})*")  # of journals, which Zotero takes from Ovid for an issue


def read_ris(lines: Iterable[str]) -> Iterator[ReadRecord]:
    """Every record of it."""
    return (found.record() for found in found_in_ris(lines))


def found_in_ris(lines: Iterable[str]) -> Iterator[Found]:
    """The same before it is made into articles."""
    return (_found(record) for record in _records(lines))


def _records(lines: Iterable[str]) -> Iterator[Record]:
    """Records by their first and last line, either of which may be missing; the first may stand further down."""
    current: Record | None = None
    is_after_blank = False
    for tag, text, line in fields(lines, TAGS, _WIDTH):
        is_within = tag == "TY" and current is not None and "TY" not in current.values and not is_after_blank
        if tag not in _FRAME or is_within:
            is_after_blank = not tag
            if tag and text != _NOTHING:
                if current is None:
                    current = Record(line)
                current.add(tag, text, line)
            continue
        if current and len(current.values) > ("TY" in current.values):
            if _is_one(current):
                yield current
            current = None
        if tag == "TY":
            current = Record(line if current is None else current.line)
            current.add(tag, text, line)
    if current and _is_one(current):
        yield current


def _is_one(record: Record) -> bool:
    """Whether it is a record, and not a line or two between records as Ovid has them."""
    return "TY" in record.values or record.first(*TITLES)[0] != "" or len(record.values) >= _LEAST_WITHOUT_TYPE


def _found(record: Record) -> Found:
    found = Found(record.line, "TI")
    kind = _kind(record)
    found.put("kind", kind, "TY", record.line)
    _put_titles(found, record, kind)
    _put_names(found, record, kind)
    _put_dates(found, record)
    _put_place_in_journal(found, record)
    _put_identifiers(found, record)
    _put_publisher(found, record, kind)
    for text, _ in record.all(EXACT_TAG):
        if exact := EXACT.fullmatch(text):
            found.exact.append((exact.group(1), exact.group(2), exact.group(3)))
    return found


def _kind(record: Record) -> ArticleKind:
    kind = KINDS.get(record.first("TY")[1].upper())
    if kind is ArticleKind.WEB_PAGE and record.first("JA")[0] and record.first("VL", "IS")[0]:
        return ArticleKind.ARTICLE  # CENTRAL calls whatever it has a web page
    if kind is not None:
        return guideline_or(kind, record.first("M3")[1])
    if record.first("JF", "JO", "JA", "J1", "J2", "T2", "VL")[0]:
        return ArticleKind.ARTICLE
    if record.first("BT")[0]:
        return ArticleKind.CHAPTER if record.first(*TITLES)[0] else ArticleKind.BOOK
    if record.first("PB", "CY")[0]:
        return ArticleKind.BOOK
    return ArticleKind.WEB_PAGE if record.first("UR")[0] and not record.first("DO")[0] else ArticleKind.ARTICLE


def _put_titles(found: Found, record: Record, kind: ArticleKind) -> None:
    names = (*TITLES, "BT", "T2", "ST", "TT") if kind is ArticleKind.BOOK else (*TITLES, "ST", "TT")
    title, text, line = record.first(*names)
    found.put("title", without_stop(plain(text)), title, line)
    if not title:
        return
    for tag in ("BT", *CONTAINERS) if kind is ArticleKind.CHAPTER else CONTAINERS:
        if tag in record.values and tag != title:
            _, text, line = record.first(tag)  # CENTRAL puts the address of a register of trials there
            found.put("journal", "" if text.startswith("http") else plain(text), tag, line)


def _put_names(found: Found, record: Record, kind: ArticleKind) -> None:
    editing = ("ED",) if kind is ArticleKind.ARTICLE else ("ED", "A2")  # PsycINFO lists under A2 who is cited
    for ours, tags in (("authors", ("AU", "A1")), ("editors", editing)):
        texts = [text for text, _ in record.all(*tags)]
        names = all_as_written(texts) if kind in _BY_PEOPLE else [as_written(text) for text in texts]
        if len(tags) > 1 and tags[0] in record.values and tags[1] in record.values:
            names = list(dict.fromkeys(names))
        tag, _, line = record.first(*tags)
        found.put(ours, joined(names), tag, line)


def _put_dates(found: Found, record: Record) -> None:
    dates = [(tag, *value) for tag in ("PY", "Y1", "DA") for value in record.values.get(tag, ())]
    for tag, text, line in dates:
        if "year" not in found.values and tag != "DA":
            found.put_year(text, when(text)[0], tag, line)
        found.put("year", when(text)[0], tag, line)
    for tag, text, line in dates:
        year, month, of_month = when(text)
        if year in (None, found.values.get("year")) and "month" not in found.values:
            found.put("month", month, tag, line)
            found.put("day", of_month, tag, line)
    for text, line in record.all("Y2"):
        found.put("accessed_on", day(text), "Y2", line)


def _put_place_in_journal(found: Found, record: Record) -> None:
    tag, text, line = record.first("VL", "VO")
    issue_tag, issue_text, issue_line = record.first("IS", "CP")
    volume, issue = volume_and_issue(plain(text), "" if _CODES.fullmatch(issue_text) else plain(issue_text))
    found.put("volume", volume, tag, line)
    found.put("issue", issue, issue_tag or tag, issue_line or line)
    tag, text, line = record.first("SP", "EP")
    text, _, last = text.partition(" LP  - ")  # as HighWire does, on one line
    last = last or (record.first("EP", "LP")[1] if tag == "SP" else "")
    found.put("pages", pages(plain(text), plain(last)), tag, line)
    tag, text, line = record.first("C7")  # the number of an article that has no pages
    found.put("pages", plain(text), tag, line)


def _put_identifiers(found: Found, record: Record) -> None:
    values = record.values
    tag, text, line = record.first("DO", "DI")
    found.put("doi", doi_in(text), tag, line)
    if not tag:
        for tag in [tag for tag in _DOI_TAGS if tag in values]:
            for text, line in values[tag]:
                if not text.startswith(_OTHERS_CITED):
                    found.put("doi", doi_said(text), tag, line)
        for tag in [tag for tag in _BARE_DOI_TAGS if tag in values]:
            for text, line in values[tag]:
                found.put("doi", doi_alone(text), tag, line)
    _put_pmid(found, values)
    if "UR" in values:
        links = [(link, line) for text, line in values["UR"] for link in links_in(plain(text))]
        best = best_link([link for link, _ in links], found.values.get("doi", ""))
        found.put("link", best, "UR", next((line for link, line in links if link == best), 0))
    else:
        tag, text, line = record.first(*CONTAINERS)
        found.put("link", plain(text) if text.startswith("http") else "", tag, line)


def _put_pmid(found: Found, values: dict[str, list[tuple[str, int]]]) -> None:
    source = " ".join([text for tag in ("DB", "DP") if tag in values for text, _ in values[tag]])
    for tag in _pmid_tags(source):
        for text, line in values.get(tag, ()):
            found.put("pmid", pmid_alone(text.rpartition(";")[2]), tag, line)  # ProQuest: `2385861734; 30859729`
    if "pmid" not in found.values:
        for tag in [tag for tag in _PMID_TAGS if tag in values]:
            for text, line in values[tag]:
                if not text.startswith(_OTHERS_CITED):
                    found.put("pmid", pmid_in(text), tag, line)


@lru_cache(maxsize=64)  # a file has few
def _pmid_tags(source: str) -> tuple[str, ...]:
    """Where this database has nothing else but a PMID."""
    if OF_MEDLINE.search(source):
        return ("PM", "AN", "ID", "C5")
    return ("PM", "C5") if "mbase" in source else ("PM", "C2") if "copus" in source else ("PM",)


def _put_publisher(found: Found, record: Record, kind: ArticleKind) -> None:
    tag, text, line = record.first("PB", "PU")
    found.put("publisher", plain(text), tag, line)
    tag, text, line = record.first("CY", "PP", "PI")
    found.put("publisher_place", plain(text.replace("<Blank>", "")).strip(" ,:;"), tag, line)  # EBSCO: `, <Blank>`
    if kind is not ArticleKind.ARTICLE:
        tag, text, line = record.first("ET")
        found.put("edition", plain(text), tag, line)
    if kind in (ArticleKind.REPORT, ArticleKind.GUIDELINE):
        tag, text, line = record.first("M1")
        found.put("number", plain(text) if _DIGIT.search(text) else "", tag, line)  # EBSCO: `Ph.D.`
