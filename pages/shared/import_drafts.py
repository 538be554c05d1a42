"""An import that is being looked over: what was read and what is chosen of it, from one run of the page to the next.

It stays in this tab's memory alone, never in a cache that people share, and is gone once it is saved or given up.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

import streamlit as st

from revalidation import acting
from revalidation.acting import now
from revalidation.commands.imports import import_articles
from revalidation.domain.articles import Article
from revalidation.domain.duplicates import CHOICE_WORDS, Duplicate, DuplicateChoice
from revalidation.domain.imports import Chosen, ReadRecord
from revalidation.domain.people import Actor

_LOOKS_AFTER = 0.2  # seconds
_KEY, _PASTED = "import looked over", "pasted for an import"


@dataclass(slots=True)
class ImportDraft:
    """The records, which of them are there already, and what is to become of each; one object in the tab's state."""

    person_id: int
    records: Sequence[ReadRecord]
    origins: Sequence[str]  # where each was read from
    in_library: dict[int, Duplicate]
    repeated: dict[int, int]
    doubtful: tuple[str, ...] = ()
    pasted: str = ""
    left_out: set[int] = field(default_factory=set)
    choices: dict[int, DuplicateChoice] = field(default_factory=dict)
    usual: DuplicateChoice = DuplicateChoice.LEAVE
    outcome: str = ""  # said once it is saved
    times_ticked: int = 0  # all at once, so that the boxes start from what was ticked
    saving: Future[str] | None = None  # since the button was pressed
    share: float = 0.0  # of it that is done
    one_at_a_time: Lock = field(default_factory=Lock)

    def readable(self) -> Iterator[tuple[int, Article]]:
        """What can be taken in, by position."""
        return ((at, record.article) for at, record in enumerate(self.records) if record.article is not None)

    def is_duplicate(self, position: int) -> bool:
        """Whether its work is in the library, or was among the records before it."""
        return position in self.in_library or position in self.repeated

    def choice(self, position: int) -> DuplicateChoice:
        """What becomes of this record if its work is there already."""
        return self.choices.get(position, self.usual) if self.is_duplicate(position) else DuplicateChoice.LEAVE

    def chosen(self) -> list[Chosen]:
        """What is ticked, and the duplicates of which something is taken."""
        leave = DuplicateChoice.LEAVE
        return [
            Chosen(article, self.choice(at))
            for at, article in self.readable()
            if (self.choice(at) is not leave if self.is_duplicate(at) else at not in self.left_out)
        ]


def begin_import(draft: ImportDraft) -> None:
    """Look this one over from now on."""
    st.session_state[_KEY] = draft
    st.session_state.pop(_PASTED, None)


def find_import(me: Actor) -> ImportDraft | None:
    """The one that is being looked over, or was saved last."""
    draft: ImportDraft | None = st.session_state.get(_KEY)
    return draft if draft is not None and draft.person_id == me.person_id else None


def go_back() -> None:
    """Give up what was read, unless it is being saved; what was pasted stands in its box again."""
    draft: ImportDraft = st.session_state[_KEY]
    if draft.outcome or not draft.saving:
        del st.session_state[_KEY]
        st.session_state[_PASTED] = draft.pasted


def pasted_before() -> str:
    """What stood in the box when it was last looked through and then given up."""
    pasted: str = st.session_state.get(_PASTED, "")
    return pasted


def begin_saving(draft: ImportDraft, me: Actor) -> None:
    """Save what is chosen, in a thread of its own, unless that has begun: who presses twice waits for the same.

    Showing how far it is lets Streamlit stop the page as soon as somebody clicks elsewhere; what is being saved must
    not be stopped with it.
    """
    chosen, moment = draft.chosen(), now()

    def save() -> str:
        told = partial(setattr, draft, "share")
        return acting.carry_out(import_articles, actor=me, chosen=chosen, now=moment, told=told).sentence

    with draft.one_at_a_time:
        if draft.saving is None:
            draft.share = 0.0
            pool = ThreadPoolExecutor(1)
            draft.saving = pool.submit(save)
            pool.shutdown(wait=False)


def wait_until_saved(draft: ImportDraft, shown: Callable[[float], object]) -> None:
    """Show how far it is until it is saved, and remember what came of it. Raises why it was not saved."""
    saving = draft.saving
    while saving and not saving.done():
        shown(draft.share)
        wait([saving], timeout=_LOOKS_AFTER)
    if saving:
        draft.saving = None if saving.exception() else saving
        draft.outcome = saving.result()
        draft.records, draft.origins, draft.pasted = (), (), ""


def tick_box(draft: ImportDraft, position: int) -> None:
    """Whether this record is taken in."""
    key = f"take-{id(draft)}-{draft.times_ticked}-{position}"

    def note() -> None:
        (draft.left_out.discard if st.session_state[key] else draft.left_out.add)(position)

    st.checkbox(f"Record {position + 1:,}", position not in draft.left_out, key=key, on_change=note)


def tick_all(draft: ImportDraft, positions: Sequence[int], *, is_taken: bool) -> Callable[[], None]:
    """A callback: take them all in, or none of them."""

    def note() -> None:
        (draft.left_out.difference_update if is_taken else draft.left_out.update)(positions)
        draft.times_ticked += 1

    return note


def choice_box(draft: ImportDraft, position: int, *, width: int) -> None:
    """What becomes of this duplicate."""
    key = f"choice-{id(draft)}-{position}"

    def note() -> None:
        chosen = st.session_state[key]
        draft.choices.pop(position, None)
        if chosen is not None:
            draft.choices[position] = chosen

    given = draft.choices.get(position)
    st.selectbox(
        f"What becomes of record {position + 1:,}",
        [None, *DuplicateChoice],
        0 if given is None else 1 + list(DuplicateChoice).index(given),
        format_func=lambda choice: CHOICE_WORDS[choice] if choice else "As chosen for all duplicates",
        key=key,
        on_change=note,
        label_visibility="collapsed",
        width=width,
    )


def usual_choice_box(draft: ImportDraft, label: str, *, width: int) -> None:
    """What becomes of every duplicate of which nothing else is said."""
    key = f"usual-{id(draft)}"

    def note() -> None:
        draft.usual = st.session_state[key]

    options = list(DuplicateChoice)
    at = options.index(draft.usual)
    st.selectbox(label, options, at, format_func=CHOICE_WORDS.__getitem__, key=key, on_change=note, width=width)
