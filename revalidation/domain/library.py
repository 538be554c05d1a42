"""What the library sets for everybody: where links lead, how works are cited, and whether files are given out."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote, urlsplit

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.reading_refusals import NotALibKeyLibrary, NotAnOpenAthensDomain
from revalidation.domain.text import line

_LIBKEY = re.compile(r"(?:https?://(?:www\.)?libkey\.io/libraries/)?(\d{1,9})(?:/\S*)?", re.IGNORECASE)
_OPENATHENS = re.compile(
    r"(?:https?://go\.openathens\.net/redirector/)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)"
    r"(?:\?.*)?",
    re.IGNORECASE,
)
# Whoever publishes these lets everybody read them; signing in on the way would only shut people out.
_OPEN_KINDS = frozenset((ArticleKind.GUIDELINE, ArticleKind.REPORT, ArticleKind.WEB_PAGE))
_OPEN_HOSTS = ("europepmc.org", "pmc.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov")


class LinkRoute(StrEnum):
    """How a link to an article goes."""

    PLAIN = "plain"
    LIBKEY = "libkey"
    OPENATHENS = "openathens"


class CitationStyle(StrEnum):
    """How a work is cited."""

    VANCOUVER = "vancouver"
    APA = "apa"
    HARVARD = "harvard"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What the library has set; `libkey_library` and `openathens_domain` are its names there, kept if not in use."""

    citation_style: CitationStyle = CitationStyle.VANCOUVER
    link_route: LinkRoute = LinkRoute.PLAIN
    libkey_library: str = ""
    openathens_domain: str = ""
    gives_out_files: bool = False

    def checked(self) -> "LibrarySettings":
        """The same with its text cleaned. Raises NotALibKeyLibrary or NotAnOpenAthensDomain."""
        return replace(
            self,
            libkey_library=_checked_libkey(self.libkey_library, is_needed=self.link_route is LinkRoute.LIBKEY),
            openathens_domain=_checked_domain(
                self.openathens_domain, is_needed=self.link_route is LinkRoute.OPENATHENS
            ),
        )


def link_to(article: Article, settings: LibrarySettings) -> str:
    """Where a link to the article leads, by the library's route; empty where nobody knows where it is.

    LibKey finds by DOI and PMID, whatever link was given. OpenAthens signs people in on their way to the publisher,
    and is left out where reading is open to everybody. Everything else goes straight.
    """
    plain = article.address
    if not plain.lower().startswith(("https://", "http://")):
        return ""
    if settings.link_route is LinkRoute.LIBKEY and (article.doi or article.pmid):
        work = quote(article.doi, safe="/:;()") or article.pmid
        return f"https://libkey.io/libraries/{settings.libkey_library}/{work}"
    if settings.link_route is LinkRoute.OPENATHENS and not _is_open(article, plain):
        return f"https://go.openathens.net/redirector/{settings.openathens_domain}?url={quote(plain, safe='')}"
    return plain


def _is_open(article: Article, address: str) -> bool:
    return article.kind in _OPEN_KINDS or urlsplit(address).hostname in _OPEN_HOSTS


def _checked_libkey(typed: str, *, is_needed: bool) -> str:
    """The number of a library, alone or out of one of its addresses."""
    text = line(typed, "the LibKey library", field="libkey_library", required=False)
    found = _LIBKEY.fullmatch(text)
    if found is None and (text or is_needed):
        raise NotALibKeyLibrary(field="libkey_library")
    return found.group(1) if found else ""


def _checked_domain(typed: str, *, is_needed: bool) -> str:
    """The name of an organisation at OpenAthens, alone or out of one of its addresses."""
    text = line(typed, "the OpenAthens domain", field="openathens_domain", required=False)
    found = _OPENATHENS.fullmatch(text)
    if found is None and (text or is_needed):
        raise NotAnOpenAthensDomain(field="openathens_domain")
    return found.group(1).lower() if found else ""
