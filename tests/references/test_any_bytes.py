"""Whatever is in a file: records, or a refusal; never anything else, and never for long."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revalidation.domain.imports import ReadRecord
from revalidation.domain.refusals import Refusal
from revalidation.references.reading import read

EXAMPLES = 200
FILES = [path.read_bytes() for path in sorted(Path(__file__).with_name("files").iterdir())]
TOKENS = [
    *(
        b"\n",
        b"\r",
        b"{",
        b"}",
        b'"',
        b"#",
        b"@",
        b"@article{",
        b"@string{",
        b"\\",
        b"TY  - ",
        b"ER  - ",
        b"PMID- ",
        b"AU  - ",
    ),
    *(
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"$",
        b"%",
        b"=",
        b",",
        b"<i>",
        b"&#x110000;",
        b"&#0;",
        b"\xe9",
        b"\xf0\x9f\x98\x80",
    ),
    *(
        b"10.1/",
        b"-",
        b"9" * 5000,
        b"{" * 400,
        b"DA  - 2019/99/99/",
        b"month = ",
        b"year = {" + b"9" * 20 + b"}",
        b"\\frac",
    ),
    *(b"\\begin{", b"\x1a", b"\x85", b"U5  - revalidation:title:00000000:", b"revalidation-title = {00000000:x}"),
]
BITS = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8))
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.sampled_from((0, 0, 1, 5, 80, 1000)), BITS), min_size=1, max_size=8)
BOUNDED = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Each change puts a few bytes in place of some, somewhere."""
    for where, length, instead in changes:
        at = int(where * len(content))
        content = content[:at] + instead + content[at + length :]
    return content


def records_of(content: bytes) -> list[ReadRecord]:
    try:
        return list(read(content))
    except Refusal:
        return []


def look_over(records: list[ReadRecord]) -> None:
    for record in records:
        assert record.line >= 1
        assert record.article is not None or record.troubles
        assert record.article is None or record.article.checked() == record.article
        assert all(trouble.line >= 1 and trouble.field and trouble.sentence for trouble in record.troubles)


@BOUNDED
@given(st.lists(BITS, max_size=30).map(b"".join))
def test_any_bytes_are_records_or_a_refusal(content: bytes) -> None:
    look_over(records_of(content))


@BOUNDED
@given(st.sampled_from(FILES), CHANGES)
def test_exports_with_anything_in_them_are_records_or_a_refusal(
    content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    look_over(records_of(changed(content, changes)))


@BOUNDED
@given(st.sampled_from(FILES), st.floats(0, 1))
def test_exports_that_were_cut_off_are_read_up_to_there(content: bytes, where: float) -> None:
    cut = records_of(content[: int(where * len(content))])
    look_over(cut)
    whole = records_of(content)
    titles = [record.article.title for record in cut[:-2] if record.article]
    assert titles == [record.article.title for record in whole if record.article][: len(titles)]


def test_the_changes_reach_both_outcomes() -> None:
    assert records_of(changed(FILES[0], [(0.5, 1, b"{")]))
    with pytest.raises(Refusal):
        read(changed(FILES[0], [(0.0, 100_000, b"")]))
