"""Whether she had used the library before: one quiet line for whoever is new here, and the answer among her details."""

from functools import partial

from pages.shared.acting import Command, look_up, now
from pages.shared.tapping import problem_shown, tapped
from pages.shared.widgets import hint, lead
from revalidation.commands.library_use import say_library_use
from revalidation.domain.library_use import LIBRARY_USE_WORDS, QUESTION, WHY, is_time_to_ask
from revalidation.domain.people import Actor
from revalidation.queries.library_use import my_library_use


def asked_once(me: Actor) -> None:
    """The question at the end of the first page, in her first weeks and until she has answered."""
    use = look_up(my_library_use, actor=me)
    if is_time_to_ask(joined_at=use.joined_at, answer=use.before, now=now()):
        _question(use.before)


def my_library_answer(me: Actor) -> None:
    """The same among her details, where the answer can be changed."""
    _question(look_up(my_library_use, actor=me).before)


def _question(before: bool | None) -> None:  # noqa: FBT001 (an answer)
    lead(QUESTION)
    said = None if before is None else LIBRARY_USE_WORDS[before]
    tapped(QUESTION, list(LIBRARY_USE_WORDS.values()), said, said=str, key="library-use", save=_save)
    problem_shown("library-use")
    hint(WHY)


def _save(actor: Actor, said: str | None) -> Command | None:
    """Pressed again, an answer is no answer to take back: it stays."""
    if said is None:
        return None
    return partial(say_library_use, actor=actor, before=said == LIBRARY_USE_WORDS[True])
