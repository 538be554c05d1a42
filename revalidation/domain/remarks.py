"""What the identifying-information check has to say about what a nurse wrote, field by field."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from revalidation.domain.accounts import ReflectiveAccount, Written
from revalidation.domain.identifying.passages import browser_offsets, passages

Find = Callable[[str], Iterable[tuple[int, int]]]

FIELDS = ("title", "answer_1", "answer_2", "answer_3", "answer_4")


@dataclass(frozen=True, slots=True)
class Remark:
    """Why one passage of a field is shown; `start` and `end` count as a browser does, and nothing is quoted."""

    field: str
    start: int
    end: int
    sentence: str


def texts_in(written: ReflectiveAccount | Written) -> dict[str, str]:
    """What stands in each field of an account."""
    return dict(zip(FIELDS, (written.title, *written.answers), strict=True))


def remarks_on(written: Written, fields: Collection[str] = FIELDS, *, names_in: Find = lambda _: ()) -> list[Remark]:
    """The remarks on these fields of an account, in the order of the form."""
    return remarks_in({field: text for field, text in texts_in(written).items() if field in fields}, names_in=names_in)


def remarks_in(texts: Mapping[str, str], *, names_in: Find = lambda _: ()) -> list[Remark]:
    """The remarks on texts by field, in their order; a long text takes a while.

    `names_in` finds names that no rule knows, where something that does so is installed.
    """
    remarks = []
    for field, text in texts.items():
        found = passages(text, reported=names_in(text))
        for passage, (start, end) in zip(found, browser_offsets(text, found), strict=True):
            remarks.append(Remark(field, start, end, passage.explanation))
    return remarks


def said_passage(texts: Mapping[str, str], remark: Remark) -> str:
    """What the remark is about, for its author's own eyes."""
    units = texts[remark.field].encode("utf-16-le", "surrogatepass")
    return units[remark.start * 2 : remark.end * 2].decode("utf-16-le", "replace")
