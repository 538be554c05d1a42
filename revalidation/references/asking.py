"""Asking a catalogue for JSON: whatever it does, the answer comes within bounds or one sentence says why not."""

import json
import ssl
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime
from time import monotonic, sleep

import httpx

from revalidation.domain.reading_refusals import (
    CatalogueBusy,
    CatalogueDown,
    CatalogueFailed,
    CatalogueNotTrusted,
    CatalogueNotUnderstood,
    CatalogueSlow,
    LookupIsOff,
)
from revalidation.domain.refusals import Refusal

MEGABYTE = 1024 * 1024
_NOT_FOUND, _OK = 404, 200
_TRY_AGAIN = (429, 503)
_REDIRECTS = (301, 302, 303, 307, 308)
_UNREACHABLE = (CatalogueDown, CatalogueSlow, CatalogueNotTrusted, CatalogueNotUnderstood)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much."""

    connect: float = 5.0  # seconds, as all that follow
    read: float = 10.0
    whole: float = 20.0  # one question, with its redirects
    wait: float = 10.0  # in all, before asking again because the catalogue said so
    tries: int = 3
    redirects: int = 3
    size: int = 4 * MEGABYTE
    failures: int = 3  # after so many in a row a catalogue is not asked any more


USUAL = Bounds()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue by its name and its base address; without one it is off."""

    name: str
    address: str


class Enquiry:
    """One round of questions. What could not be reached several times is not waited for again and again."""

    def __init__(self, contact: str = "", bounds: Bounds = USUAL) -> None:
        """`contact` is an e-mail address that catalogues may write to if something goes wrong."""
        self._bounds = bounds
        self._failures: Counter[str] = Counter()
        self._given_up: dict[str, Refusal] = {}
        address = parseaddr(contact)[1]
        agent = "Revalidation/0.1" + (f" (mailto:{address})" if "@" in address and address.isascii() else "")
        self._client = httpx.Client(
            headers={"User-Agent": agent, "Accept": "application/json"},
            timeout=httpx.Timeout(self._bounds.read, connect=self._bounds.connect),
            verify=ssl.create_default_context(),  # the computer's own list, which may have a Trust's own authority
        )

    def close(self) -> None:
        """End it."""
        self._client.close()

    def ask(self, catalogue: Catalogue, path: str, query: Mapping[str, str] | None = None) -> object | None:
        """The answer, or None if the catalogue does not know it. Raises one of the refusals of catalogues."""
        if not catalogue.address:
            raise LookupIsOff
        if catalogue.name in self._given_up:
            raise self._given_up[catalogue.name]
        try:
            answer = self._asked(catalogue, path, query)
        except _UNREACHABLE as refusal:
            self._failures[catalogue.name] += 1
            if self._failures[catalogue.name] >= self._bounds.failures:
                self._given_up[catalogue.name] = refusal
            raise
        except CatalogueBusy as refusal:
            self._given_up[catalogue.name] = refusal
            raise
        self._failures[catalogue.name] = 0
        return answer

    def _asked(self, catalogue: Catalogue, path: str, query: Mapping[str, str] | None) -> object | None:
        status, body = self._fetched_at_last(catalogue, path, query)
        if status == _NOT_FOUND:
            return None
        if status != _OK:
            raise CatalogueFailed(catalogue=catalogue.name, status=status)
        try:
            answer: object = json.loads(body)
        except (ValueError, RecursionError):
            raise CatalogueNotUnderstood(catalogue=catalogue.name) from None
        return answer

    def _fetched_at_last(self, catalogue: Catalogue, path: str, query: Mapping[str, str] | None) -> tuple[int, bytes]:
        waited = 0.0
        for left in reversed(range(self._bounds.tries)):
            status, headers, body = self._fetched(catalogue, path, query)
            if status not in _TRY_AGAIN:
                return status, body
            wait = _asked_to_wait(headers)
            if not left or waited + wait > self._bounds.wait:
                break
            sleep(wait)
            waited += wait
        raise CatalogueBusy(catalogue=catalogue.name)

    def _fetched(
        self, catalogue: Catalogue, path: str, query: Mapping[str, str] | None
    ) -> tuple[int, httpx.Headers, bytes]:
        ends_at = monotonic() + self._bounds.whole
        try:
            url = httpx.URL(catalogue.address + path, params=query) if query else httpx.URL(catalogue.address + path)
            for _ in range(self._bounds.redirects + 1):
                with self._client.stream("GET", url) as response:
                    if response.status_code not in _REDIRECTS:
                        return response.status_code, response.headers, self._body(catalogue, response, ends_at)
                    url = _followed(url, response, catalogue)
        except httpx.TimeoutException:
            raise CatalogueSlow(catalogue=catalogue.name) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            is_untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
            raise (CatalogueNotTrusted if is_untrusted else CatalogueDown)(catalogue=catalogue.name) from None
        raise CatalogueNotUnderstood(catalogue=catalogue.name)

    def _body(self, catalogue: Catalogue, response: httpx.Response, ends_at: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._bounds.size:
                raise CatalogueNotUnderstood(catalogue=catalogue.name)
            if monotonic() > ends_at:
                raise CatalogueSlow(catalogue=catalogue.name)
        return bytes(body)


def _followed(url: httpx.URL, response: httpx.Response, catalogue: Catalogue) -> httpx.URL:
    """Where it redirects to: another path of the same host, or the same host by https."""
    to = url.join(response.headers.get("Location", ""))
    is_same = (to.scheme, to.host, to.port) == (url.scheme, url.host, url.port)
    is_safer = (to.scheme, to.host) == ("https", url.host) and url.scheme == "http"
    if not (is_same or is_safer):
        raise CatalogueNotUnderstood(catalogue=catalogue.name)
    return to


def _asked_to_wait(headers: httpx.Headers) -> float:
    """Seconds, however the catalogue says it."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:6])
    try:
        until, asked_at = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return 1.0
    return max(_seconds(until) - _seconds(asked_at), 0.0)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
