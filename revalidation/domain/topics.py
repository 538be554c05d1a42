"""Topics that articles are about and that nurses follow, and the list that a library can start with."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from revalidation.domain.text import line

_FILE = Path(__file__).resolve().parents[2] / "data" / "topics" / "topics.json"
NAME_LIMIT, DESCRIPTION_LIMIT = 80, 200


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, with what belongs to it in one line."""

    name: str
    description: str = ""

    def checked(self) -> "Topic":
        """The same with its text cleaned. Raises Missing or TooLong."""
        return Topic(
            name=line(self.name, "a name for the topic", field="name", limit=NAME_LIMIT),
            description=line(
                self.description, "the description", field="description", required=False, limit=DESCRIPTION_LIMIT
            ),
        )


@cache
def starter_topics() -> tuple[Topic, ...]:
    """Topics of mental health and community nursing, by name, for a library that has none yet."""
    return tuple(Topic(**each) for each in json.loads(_FILE.read_text(encoding="utf-8")))


def said_followers(followers: int) -> str:
    """`nobody follows it yet`, `1 follower`, `12 followers`."""
    return {0: "nobody follows it yet", 1: "1 follower"}.get(followers, f"{followers} followers")


def said_articles(articles: int) -> str:
    """`No article yet`, `1 article`, `12 articles`."""
    return {0: "No article yet", 1: "1 article"}.get(articles, f"{articles} articles")
