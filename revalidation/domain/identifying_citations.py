"""Authors, years and eponyms, in which the identifying-information check sees no names of patients or colleagues."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying_numbers import links
from revalidation.domain.identifying_text import NAME, NAME_WORD, START, UPPER, Span, spans

_YEAR = r"(?:19|20)\d\d[a-z]?"
_AUTHOR = rf"(?:{NAME}(?:,? (?:[{UPPER}]\.[ -]?){{1,3}})?)"
_AND = r"(?:, (?:and |& )?| and | & |; )"
_AUTHORS = rf"{_AUTHOR}(?:{_AND}{_AUTHOR}){{0,6}}(?:,? et al\.?)?(?:'s)?"
_QUOTED = (
    re.compile(rf"{START}{NAME}(?:,? (?:and|&) {NAME})?,? et al\b\.?"),
    re.compile(rf"{START}{_AUTHORS},? ?\(?{_YEAR}(?:, ?p+\.? ?\d+)?\)?(?!\d)"),
    re.compile(rf"{START}{_AUTHORS} \((?:cited|quoted|as cited|in) "),
    re.compile(
        rf"{START}(?:{NAME_WORD},? [{UPPER}]{{1,3}}(?:, | and |; )){{0,8}}{NAME_WORD} [{UPPER}]{{1,3}}\. (?=[{UPPER}])"
    ),
    re.compile(rf"{START}(?:{NAME_WORD}, (?:[{UPPER}]\.[ -]?){{1,3}},?(?: and | & | )){1, 12}(?=\(?{_YEAR})"),
)
_THINGS = (
    r"(?:'s?)? (?:\w{1,20} ){0,2}?(?:[Rr]ule|[Ll]aw|[Aa]ct|[Tt]est|[Ss]ign|[Ss]cale|[Ss]core|[Mm]odel|"
    r"[Cc]ycle|[Tt]heory|[Tt]raining|[Ii]nquiry|[Ee]nquiry|[Rr]eport|[Rr]eview|[Ss]yndrome"
    r"|[Dd]isease|[Cc]atheter|[Ff]ramework|[Tt]ool|[Ii]nventory|[Qq]uestionnaire|[Ii]ndex|[Mm]anoeuvre|"
    r"[Pp]rinciples?|[Gg]uidelines?|[Cc]ompeten(?:ce|cy)|[Ss]plint|[Cc]lamp|[Pp]osition"
    r"|[Ss]tages?|[Hh]ierarchy|[Tt]axonomy|[Ll]ens|[Ff]oundation|[Pp]rogramme|[Aa]wards?|[Cc]ampaign|"
    r"[Cc]harity|[Rr]ounds?|[Bb]undle|[Cc]lassification|[Cc]riteria|[Cc]offee [Mm]orning|[Aa]lgorithm|"
    r"[Ss]tool|[Cc]hart|[Ww]indow|[Ee]ffect)(?![\w-])"
)
EPONYM = re.compile(_THINGS)


def quoted_spans(text: str) -> Iterator[Span]:
    """Citations in the running text and in lists of references, and the addresses of pages."""
    yield from links(text)
    for pattern in _QUOTED:
        yield from spans(pattern, text)
