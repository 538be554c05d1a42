"""Authors, years and eponyms, in which the identifying-information check sees no names of patients or colleagues."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying_numbers import links
from revalidation.domain.identifying_text import NAME, NAME_WORD, START, UPPER, Span, spans

_YEAR = r"(?:19|20)\d\d[a-z]?"
_AUTHOR = rf"(?:{NAME}(?:,? (?:[{UPPER}]\.[ -]?){{1,3}})?)"
_LISTED = rf"{NAME},? [{UPPER}]{{1,3}}"
_AND = r"(?:, (?:and |& )?| and | & |; )"
_AUTHORS = rf"{_AUTHOR}(?:{_AND}{_AUTHOR}){{0,6}}(?:,? et al\.?)?(?:'s)?"
_QUOTED = (
    re.compile(rf"{START}{NAME}(?:,? (?:and|&) {NAME})?,? et al\b\.?"),
    re.compile(rf"{START}{_AUTHORS},? ?\(?{_YEAR}(?:, ?p+\.? ?\d+)?\)?(?!\d)"),
    re.compile(rf"{START}{_AUTHORS} \((?:cited|quoted|as cited|in) "),
    re.compile(rf"{START}(?:{_LISTED}(?:, | and |; )){{1,8}}{_LISTED}(?:,? et al)?\. (?=[{UPPER}])"),
    re.compile(rf"{START}{_LISTED}\. (?=[{UPPER}][^\n]{{8,300}}\. (?:{_YEAR}|doi))"),  # one author needs a year behind
    re.compile(rf"{START}(?:{NAME_WORD}, (?:[{UPPER}]\.[ -]?){{1,3}},?(?: and | & | )){{1,12}}(?=\(?{_YEAR})"),
)
_NAMED_AFTER = "|".join(
    "Rule Law Act Test Sign Scale Score Model Cycle Theory Training Inquiry Enquiry Report Review "
    "Syndrome Disease Framework Tool Inventory"
    " Questionnaire Index Principles? Guidelines? Competence Hierarchy Taxonomy Foundation "
    "Programme Awards? Campaign Charity Rounds? Classification"
    " Criteria Window Trust syndrome disease splint clamp manoeuvre taxonomy hierarchy models? "
    "cycles? theory framework scale inventory questionnaire"
    " algorithm classification criteria catheter inquiry competence law".split()
)
EPONYM = re.compile(rf"(?:'s?)? (?:reflective |mandatory |reflection |learning |of )?(?:{_NAMED_AFTER})(?![\w-])")


def quoted_spans(text: str) -> Iterator[Span]:
    """Citations in the running text and in lists of references, and the addresses of pages."""
    yield from links(text)
    for pattern in _QUOTED:
        yield from spans(pattern, text)
