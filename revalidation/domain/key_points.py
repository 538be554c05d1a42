"""The key points of an article as they go onto a sheet of paper."""

from dataclasses import dataclass

from revalidation.domain.articles import Article


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """An article for whoever has ten minutes: how it is cited, and where it is read.

    `link` leads to the article itself, `address` to its page in the app; either may be empty.
    """

    article: Article
    citation: str
    link: str
    address: str
