"""A work as the library cites it, and the link to it by the library's route."""

from pages.shared.acting import look_up
from pages.shared.widgets import link, words
from revalidation.domain.articles import Article
from revalidation.domain.library import link_to
from revalidation.queries.library import library_settings
from revalidation.references.citing import cited


def citation(article: Article) -> None:
    """The citation alone."""
    words(cited(article, look_up(library_settings).citation_style))


def citation_and_link(*articles: Article, label: str = "Read the article") -> None:
    """The citation of each, and below it the link if there is one."""
    settings = look_up(library_settings)
    for article in articles:
        words(cited(article, settings.citation_style))
        if address := link_to(article, settings):
            link(label, address)
