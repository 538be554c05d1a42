"""Crossref and Europe PMC as a small server on this computer, well and ill; the works in it are made up."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from revalidation.references.asking import Bounds, Catalogue
from revalidation.references.looking_up import Catalogues

QUICK = Bounds(connect=1.0, read=0.4, whole=1.0, wait=1.0, size=100_000)

TALKING = {
    "DOI": "10.5555/jpm.12345",
    "type": "journal-article",
    "title": ["Talking on the ward &amp; after: a <i>cluster</i> trial of CO<sub>2</sub>"],
    "author": [
        {"given": "Len", "family": "Bowers", "sequence": "first", "affiliation": []},
        {"given": "Karen", "family": "van der Berg", "suffix": "Jr", "sequence": "additional", "affiliation": []},
        {"name": "The Talking Group; North", "sequence": "additional", "affiliation": []},
    ],
    "container-title": ["Journal of Imaginary Nursing"],
    "short-container-title": ["J Imag Nurs"],
    "publisher": "Example Press",
    "volume": "52",
    "issue": "9",
    "page": "1412-1422",
    "issued": {"date-parts": [[2014, 12, 3]]},
    "published-online": {"date-parts": [[2014, 12, 3]]},
    "published-print": {"date-parts": [[2015, 9]]},
    "ISSN": ["1234-5679"],
    "URL": "https://doi.org/10.5555/jpm.12345",
}
CHAPTER = {
    "DOI": "10.5555/book.7",
    "type": "book-chapter",
    "title": ["Handing over"],
    "subtitle": ["What gets lost"],
    "author": [{"family": "Osei", "given": "A."}],
    "editor": [{"family": "Ward", "given": "Mary Ann"}],
    "container-title": ["Nights"],
    "publisher": "Example Press",
    "publisher-location": "Leeds",
    "edition-number": "2",
    "page": "n/a-n/a",
    "article-number": "e7",
    "issued": {"date-parts": [[2020]]},
}
EUROPE = {
    "id": "24548312",
    "source": "MED",
    "pmid": "24548312",
    "pmcid": "PMC3956180",
    "doi": "10.5555/jpm.12345",
    "title": "Talking on the ward &amp; after: a cluster trial of CO&lt;sub&gt;2&lt;/sub&gt;.",
    "authorString": "Bowers L, van der Berg K, The Talking Group.",
    "authorList": {
        "author": [
            {"fullName": "Bowers L", "firstName": "Len", "lastName": "Bowers", "initials": "L"},
            {"fullName": "van der Berg K", "lastName": "van der Berg", "initials": "K"},
            {"collectiveName": "The Talking Group"},
        ]
    },
    "journalInfo": {
        "issue": "9",
        "volume": "52",
        "monthOfPublication": 9,
        "yearOfPublication": 2015,
        "journal": {"title": "Journal of imaginary nursing", "medlineAbbreviation": "J Imag Nurs"},
    },
    "pubYear": "2015",
    "pageInfo": "1412-1422",
    "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
}
ONLY_THERE = {  # a report without a DOI, and without what most records have
    "id": "17284678",
    "source": "MED",
    "pmid": "17284678",
    "title": "Sleep and shifts.",
    "authorString": "Osei A, Ward MA.",
    "pubYear": "2007",
    "firstPublicationDate": "2007-02-06",
}
CROSSREF_WORKS = {work["DOI"]: work for work in (TALKING, CHAPTER)}
EUROPE_WORKS = (EUROPE, ONLY_THERE)
PROXY = (
    b"<!DOCTYPE html><html><head><title>Sign in to the guest network</title></head><body>Please sign in</body></html>"
)

Answer = tuple[int, dict[str, str], bytes]
Illness = Callable[["Played", str], Answer | None]


class Played:
    """What one server does, and what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.illness: Illness | None = None
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.at_once, self.most_at_once = 0, 0
        self.times: Counter[str] = Counter()
        self.lock = Lock()

    def catalogues(self, bounds: Bounds = QUICK) -> Catalogues:
        return Catalogues(
            Catalogue("Crossref", f"{self.address}/crossref"),
            Catalogue("Europe PMC", f"{self.address}/europepmc"),
            "The library <library@trust.example>",
            bounds,
        )

    def answer(self, path: str) -> Answer:
        time.sleep(0.01)
        if self.illness and (ill := self.illness(self, path)):
            return ill
        parts = urlsplit(path)
        if parts.path.startswith("/crossref/works/"):
            work = CROSSREF_WORKS.get(unquote(parts.path.removeprefix("/crossref/works/")))
            if work is None:
                return 404, {"Content-Type": "text/plain"}, b"Resource not found."
            return as_json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work})
        return as_json(searched(parse_qs(parts.query)["query"][0]))


def searched(query: str) -> dict[str, Any]:
    """What Europe PMC finds: works that merely mention what was asked, too."""
    name, _, value = query.partition(" ")[0].partition(":")
    field = {"EXT_ID": "pmid", "DOI": "doi", "PMCID": "pmcid"}[name]
    found = [work for work in EUROPE_WORKS if work.get(field) == value.strip('"')]
    mentions = {"id": "PPR1", "source": "PPR", "title": "A preprint that mentions it", "pubYear": "2021"}
    results = [mentions, *found] if found else []
    return {"version": "6.9", "hitCount": len(results), "resultList": {"result": results}}


def as_json(value: object) -> Answer:
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def always(status: int, body: bytes = b"", **headers: str) -> Illness:
    """Ill all the time."""
    return lambda _played, _path: (status, {name.replace("_", "-"): said for name, said in headers.items()}, body)


def at_first(status: int, **headers: str) -> Illness:
    """Ill when a path is asked for the first time."""

    def answer(played: Played, path: str) -> Answer | None:
        played.times[path] += 1
        return always(status, b"", **headers)(played, path) if played.times[path] == 1 else None

    return answer


def slow(played: Played, path: str) -> Answer | None:
    assert played, path
    time.sleep(1.2)
    return None


class Handler(BaseHTTPRequestHandler):
    """Answers as its server's `Played` says."""

    def do_GET(self) -> None:
        played: Played = self.server.played  # type: ignore[attr-defined]
        with played.lock:
            played.asked.append(self.path)
            played.agents.add(self.headers["User-Agent"])
            played.at_once += 1
            played.most_at_once = max(played.most_at_once, played.at_once)
        try:
            status, headers, body = played.answer(self.path)
        finally:
            with played.lock:
                played.at_once -= 1
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._write(body, drips=headers.get("X-Drips") == "yes")
        except OSError:
            pass  # whoever asked has gone

    def _write(self, body: bytes, *, drips: bool) -> None:
        for begin in range(0, len(body), 1 if drips else max(len(body), 1)):
            self.wfile.write(body[begin : begin + 1] if drips else body)
            self.wfile.flush()
            time.sleep(0.1 if drips else 0)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@contextmanager
def playing() -> Iterator[Played]:
    """Both catalogues on one port of this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played = Played()
    played.address = f"http://127.0.0.1:{server.server_address[1]}"
    server.played = played  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
