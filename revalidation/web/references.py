"""The library's articles as files for reference managers, for its librarians."""

from revalidation.acting import look_up, now
from revalidation.domain.articles import Article
from revalidation.domain.people import Actor
from revalidation.domain.times import local
from revalidation.queries.articles import articles_to_take_along
from revalidation.references.writing import bibtex, ris
from revalidation.web.row_numbers import row_number


def as_ris(actor: Actor, about: str, topic: str) -> tuple[str, bytes]:
    """The articles with these words, or about this topic, for Zotero, EndNote and most others."""
    return _name("ris"), ris(_articles(actor, about, topic)).encode()


def as_bibtex(actor: Actor, about: str, topic: str) -> tuple[str, bytes]:
    """The same, for JabRef and LaTeX."""
    return _name("bib"), bibtex(_articles(actor, about, topic)).encode()


def _articles(actor: Actor, about: str, topic: str) -> tuple[Article, ...]:
    topic_id = row_number(topic) if topic else None
    return look_up(articles_to_take_along, actor=actor, search=about, topic_id=topic_id)


def _name(ending: str) -> str:
    return f"Articles – {local(now()).date().isoformat()}.{ending}"


REFERENCES = {
    "articles.ris": (as_ris, "application/x-research-info-systems"),
    "articles.bib": (as_bibtex, "application/x-bibtex"),
}
