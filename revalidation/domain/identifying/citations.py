"""Authors, years and eponyms, in which the identifying-information check sees no names of patients or colleagues."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.numbers import links
from revalidation.domain.identifying.text import NAME, NAME_WORD, START, UPPER, Span, spans

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
    re.compile(
        rf"{START}{_LISTED}\. (?=[{UPPER}][^\n]{{8,300}}\. (?:{_YEAR}"
        rf"|doi))"
    ),  # one author needs a year behind
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

# What authors do in the running text, where no year follows: Casey argues, Kline's work, drawing on Rolfe.
_AUTHORS_DO = re.compile(
    r"(?:,? \(?(?:and|&) [A-Z][\w'-]{1,20})?(?: (?:has |have |also |once |later |first )?(?:argue[sd]?"
    r"|describe[sd]?|writes?|wrote|written|"
    r"suggests?|suggested|defines?|defined|proposes?|proposed|identifie[sd]|highlights?|highlighted|states?"
    r"|stated|claims?|maintains?|posits?|"
    r"contends?|concludes?|concluded|calls?|coined|theorised|found that|showed that|say that|shows?"
    r"|points? out|reminds? us|warns?|distinguish\w*|speaks? of|"
    r"talks? (?:of|about)|would (?:call|say|argue|describe)|puts? it|sees it|has it|call this|called (?:it"
    r"|this|them))\b"
    r"|'s? (?:\w+ )?(?:work|theory|ideas?|books?|papers?|concepts?|views?|arguments?|stages|article|chapter"
    r"|research|writing|essay|notion|definition|question|"
    r"questions|findings|paradigm|levels|needs|types|phases|steps|domains|approach|method)\b)"
)
_YEAR_FOLLOWS = re.compile(rf",? (?:in|of) {_YEAR}(?!\d)")
_LEADS_TO_AUTHORS = re.compile(
    r"\b(?:read|reading|cit(?:es?|ed|ing)|quot(?:es?|ed|ing)|drawing on|draws? on|drew on|works? of"
    r"|(?:theor(?:y|ies)|models?|writings|ideas|words|article|paper|book|study|research|blog|podcast|lecture"
    r"|talk) (?:by|of|from)|"
    r"influenced by|inspired by|informed by|based on|referenc(?:es?|ed|ing)|(?:named|coined|developed"
    r"|described|proposed|devised|written|designed|introduced|first used|defined) by|adapted from|taken from|using"
    r"|used|use) (?:the |both )?$"
)


def is_cited_by_name(text: str, start: int, end: int) -> bool:
    """Whether a name there is an author's whom the text speaks of without a year."""
    lead = text[max(0, start - 24) : start]
    by_year = lead.endswith("by ") and _YEAR_FOLLOWS.match(text, end) is not None
    return by_year or _AUTHORS_DO.match(text, end) is not None or _LEADS_TO_AUTHORS.search(lead) is not None


def quoted_spans(text: str) -> Iterator[Span]:
    """Citations in the running text and in lists of references, and the addresses of pages."""
    yield from links(text)
    for pattern in _QUOTED:
        yield from spans(pattern, text)
