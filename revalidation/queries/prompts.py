"""Reading prompts that articles of the library ask."""

from dataclasses import dataclass

from sqlalchemy import func, select

from revalidation.domain.people import Actor, Role
from revalidation.domain.prompts import PromptSet, not_yet_there, starter_prompts
from revalidation.domain.text import cleaned
from revalidation.storage.articles import ReadingPromptRow
from revalidation.storage.database import Db

_OFTEN = 30


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One prompt, and how many articles ask it."""

    text: str
    articles: int


def prompts(
    db: Db, *, actor: Actor, search: str = "", limit: int = 25, offset: int = 0
) -> tuple[list[PromptLine], int]:
    """A page of the prompts with these words, those that most articles ask first, and how many there are in all."""
    actor.must_be(Role.LIBRARIAN)
    often = func.count(ReadingPromptRow.article_id)
    wanted = select(ReadingPromptRow.text, often).group_by(ReadingPromptRow.text)
    if text := cleaned(search).strip():
        wanted = wanted.where(ReadingPromptRow.text.icontains(text, autoescape=True))
    total = db.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = db.execute(wanted.order_by(often.desc(), ReadingPromptRow.text).limit(limit).offset(offset))
    return [PromptLine(text, number) for text, number in page], total


def prompts_to_choose_from(db: Db, *, actor: Actor, article_id: int) -> list[PromptSet]:
    """What an article could still ask: what other articles ask most, then the starter set."""
    actor.must_be(Role.LIBRARIAN)
    there = set(db.scalars(select(ReadingPromptRow.text).where(ReadingPromptRow.article_id == article_id)))
    lines, _ = prompts(db, actor=actor, limit=_OFTEN)
    used = PromptSet("Asked of other articles", tuple(line.text for line in lines))
    return not_yet_there((used, *starter_prompts()), there)
