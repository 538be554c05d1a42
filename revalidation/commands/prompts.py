"""Reading prompts of articles: taking up what has proved its worth, and improving its wording everywhere."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from revalidation.domain.people import Actor, Role
from revalidation.domain.prompts import MOST_PROMPTS, checked_prompt
from revalidation.domain.reading_refusals import NothingChosen, TooManyPrompts
from revalidation.domain.refusals import NotFound
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_held


def add_prompts(db: Db, *, actor: Actor, article_id: int, texts: Sequence[str]) -> None:
    """Give an article more prompts, after those it has; one that it has already stays where it is.

    Raises NothingChosen, NotFound, TooManyPrompts, Missing, TooLong.
    """
    actor.must_be(Role.LIBRARIAN)
    if not texts:
        raise NothingChosen(field="prompt", what="prompt")
    get_held(db, ArticleRow, article_id, "article")
    its = ReadingPromptRow.article_id == article_id
    there = db.scalars(select(ReadingPromptRow.text).where(its)).all()
    new = [text for text in dict.fromkeys(map(checked_prompt, texts)) if text not in there]
    if len(there) + len(new) > MOST_PROMPTS:
        raise TooManyPrompts(field="prompt", most=MOST_PROMPTS)
    last = db.scalar(select(func.max(ReadingPromptRow.position)).where(its))
    first = 0 if last is None else last + 1
    db.add_all(
        ReadingPromptRow(article_id=article_id, position=position, text=text)
        for position, text in enumerate(new, start=first)
    )


def reword_prompt(db: Db, *, actor: Actor, prompt: str, better: str) -> int:
    """Improve a prompt in every article that asks it; in how many.

    An article that asks the better one already loses the old. Raises NotFound, Missing, TooLong.
    """
    actor.must_be(Role.LIBRARIAN)
    text = checked_prompt(better)
    asking = select(ReadingPromptRow.article_id).where(ReadingPromptRow.text == prompt)
    article_ids = db.scalars(asking.order_by(ReadingPromptRow.article_id).with_for_update()).all()
    if not article_ids:
        raise NotFound(what="reading prompt")
    if text == prompt:
        return len(article_ids)
    both = select(ReadingPromptRow.article_id).where(ReadingPromptRow.text == text)
    db.execute(delete(ReadingPromptRow).where(ReadingPromptRow.text == prompt, ReadingPromptRow.article_id.in_(both)))
    db.execute(update(ReadingPromptRow).where(ReadingPromptRow.text == prompt).values(text=text))
    return len(article_ids)
