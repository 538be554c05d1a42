"""Articles that a group reads: how one is cited, and the links that lead to it."""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from revalidation.domain.groups import within
from revalidation.domain.links import checked_link
from revalidation.domain.refusals import NotADoi
from revalidation.domain.text import line, prose

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_LEAD = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
MOST_AUTHORS_PRINTED = 6
LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Article:
    """An article by its citation. `authors` are separated by semicolons as typed: `Bowers L; James K`."""

    title: str
    authors: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    link: str = ""
    key_points: str = ""
    prompts: tuple[str, ...] = ()

    def checked(self) -> "Article":
        """The same with its text cleaned. Raises the refusal that belongs beside the field at fault."""
        if self.year is not None:
            within(self.year, "The year", field="year", least=1800, most=LATEST_YEAR)
        return replace(
            self,
            title=line(self.title, "a title", field="title", limit=1000),
            authors=line(self.authors, "the authors", field="authors", required=False, limit=4000),
            journal=self._short("journal"),
            volume=self._short("volume"),
            issue=self._short("issue"),
            pages=self._short("pages"),
            doi=checked_doi(self.doi),
            link=checked_link(self.link),
            key_points=prose(self.key_points, "the key points", field="key_points", limit=4000).strip(),
            prompts=checked_prompts(self.prompts),
        )

    def _short(self, name: str) -> str:
        return line(getattr(self, name), f"the {name}", field=name, required=False, limit=200)

    @property
    def address(self) -> str:
        """Where to read it: the link that was given, else the DOI, else nothing."""
        return self.link or (f"https://doi.org/{quote(self.doi, safe='/:;()')}" if self.doi else "")


def checked_doi(typed: str) -> str:
    """A bare DOI or an empty text; `https://doi.org/` and `doi:` before it are dropped. Raises NotADoi."""
    doi = _DOI_LEAD.sub("", line(typed, "the DOI", field="doi", required=False))
    if doi and not _DOI.fullmatch(doi):
        raise NotADoi(field="doi")
    return doi


def checked_prompts(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Reading prompts without the empty ones. Raises TooLong."""
    cleaned = (line(prompt, "a reading prompt", field="prompts", required=False, limit=500) for prompt in typed)
    return tuple(prompt for prompt in cleaned if prompt)


def citation(article: Article) -> str:
    """The article in Vancouver style: `Bowers L, James K. Title. Journal. 2015;52(9):1412-22. doi:10.…`."""
    parts = [_sentence(_authors(article.authors)), _sentence(article.title), _sentence(article.journal)]
    year = str(article.year) if article.year else ""
    place = article.volume + (f"({article.issue})" if article.issue else "")
    issue = ";".join(filter(None, (year, place)))
    parts.append(_sentence(":".join(filter(None, (issue, article.pages)))))
    if article.doi:
        parts.append(f"doi:{article.doi}")
    return " ".join(part for part in parts if part)


def _authors(typed: str) -> str:
    names = [name.strip() for name in typed.split(";") if name.strip()]
    if len(names) > MOST_AUTHORS_PRINTED:
        names = [*names[:MOST_AUTHORS_PRINTED], "et al"]
    return ", ".join(names)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
