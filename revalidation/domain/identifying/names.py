"""Names of people, which the identifying-information check finds by titles, by what stands around them and by lists."""

import re
from collections.abc import Iterator, Sequence

from revalidation.domain.identifying.citations import is_cited_by_name
from revalidation.domain.identifying.cues import (
    ENDINGS_OF_NO_NAMES,
    KIN,
    ROLES,
    names_after_cues,
    names_in_small_letters,
)
from revalidation.domain.identifying.lists import (
    given_names,
    known_names,
    names_that_are_words,
    public_names,
    surnames,
    surnames_as_written,
)
from revalidation.domain.identifying.strangers import may_be_a_name, names_somebody, speaks_of_a_thing
from revalidation.domain.identifying.text import (
    Span,
    begins_a_sentence,
    flattened,
    folded,
    words,
)
from revalidation.domain.identifying.words import (
    PATIENTS,
    is_a_thing_or_place,
    is_acronym,
    is_known,
    is_no_name,
    names_a_thing,
    possessive,
)

_SAYING = frozenset(
    "said says told tells asked asks explained explains replied cried smiled thanked apologised "
    "laughed whispered nodded agreed suggested shouted sobbed sighed insisted admitted shared "
    "rang phoned texted"
    " emailed wept died felt remembered wanted thought believed loved hated lived lives looked "
    "wished joked noticed passed kept refused always never helped taught showed gave came went "
    "had has was is who became got sat stood".split()
)
_SAYING_FOR_STRANGERS = frozenset(
    (
        "said says told tells asked explained replied cried smiled thanked apologised laughed "
        "whispered nodded sobbed sighed joked wept"
    ).split()
)
_FEELING = frozenset(
    "wanted needed felt died liked loved hated believed thought looked seemed remembered refused slept fell"
    " preferred worried knew cried asked wished trusted".split()
)
_ALSO_OF_THINGS = frozenset("died needed fell looked seemed".split())
_JOINING = frozenset("that because when what if while as how why and but where so although since until whether".split())
_DONE_FOR = re.compile(
    r"\b(?:look(?:ed|ing) after|car(?:ed|ing) for|(?:sp[eo]ak|spoke|spoken|speaking|talk(?:ed|ing)?"
    r"|listen(?:ed|ing)?) (?:to|with)"
    r"|(?:sat|stay(?:ed)?|work(?:ed|ing)?|walk(?:ed)?|chatted|met|argued|agreed) with|me and|you and|I and"
    r"|between me and|told|promised|thanked|hugged|comforted|reassured|washed|dressed|bathed|fed|sorry for"
    r"|proud of) $"
)
_WITH_OTHERS = re.compile(
    rf"(?: and (?:I|me)\b|,? (?:and )?(?:his|her|their) (?:{KIN}|baby|family)\b|, who (?:was|had|is)\b)"
)
_BEFORE_A_PERSON = frozenset(
    "with for to from by and told asked thanked helped met saw called named after about of that "
    "when because if as while visited supported phoned rang emailed supervised shadowed washed "
    "dressed fed bathed hugged reassured comforted"
    " mentored precepted assessed nursed dear hi hello thanks love like than until since where "
    "how why but so poor little dearest says said let made gave shown taught beside near around "
    "against between towards without behind".split()
)
# What follows a name that is also a word: Grace and I, Dawn, our ward clerk, Joy from the agency.
_ONLY_A_PERSON = re.compile(
    rf" and (?:I|me)\b(?! the)|, (?:my|our|his|her|their|the|a|an) (?:[a-z-]{{2,14}} ){{0,2}}(?:{KIN}"
    rf"|{ROLES}|{PATIENTS})\b"
    r"|,? who (?:was|had|is|has)\b|,? bless (?:him|her)\b"
    r"|,? (?:love|dear|darling|pet|please|sweetheart|my love)\b,?"
    r"| from (?:the|our|my) (?:(?:night|day|late|early|other|bank|next|crisis|community|outreach) )?(?:agency"
    r"|bank|team|shift|ward|night shift|pool|unit|practice|office|clinic|nights)\b"
    r"| (?:is|was|had been|has been|'s) (?:(?:my|our|his|her|their) (?:[a-z-]{2,14} )?"
    rf"(?:{KIN}|{ROLES}|{PATIENTS})|off sick|on (?:my|our|annual leave|shift|nights)|in (?:pain|tears|bed)"
    rf"|crying|upset|sobbing|late for|newly qualified)\b"
    r"| (?:hadn't|didn't|doesn't|wouldn't|couldn't|hasn't) (?:eaten|slept|want|like|know|feel|understand|say"
    r"|speak|drink|eat|think|remember|see|seem|come|answer|look|need)\b"
)
_A_CODE = re.compile(r" [A-Z]{1,3}\d")
# What bears a name without being a person: Project Wingman, Camp Oak.
_NAMED_THINGS = frozenset(
    "project operation team camp club campaign programme unit ward charity system brand app network centre "
    "trial study".split()
)
_MONTHS = frozenset("autumn summer winter january april may june august jan".split())
_BEFORE_A_MONTH = frozenset(
    (
        "in of since during until by from this last next late early mid between to till before after "
        "and through every each"
    ).split()
)
_WHOSE = frozenset(
    (
        "mother father mum dad daughter son wife husband partner family sister brother notes bed "
        "wound room care wishes death carer parents niece nephew hand voice story birthday funeral "
        "case shift feedback advice face condition pain relatives home"
    ).split()
)
_SAINTS = frozenset("st saint queen king prince princess royal lake port mount the".split())


def people(text: str) -> Iterator[Span]:
    """Given names, with the surname after them: by a cue, by what they do, by lists."""
    yield from names_after_cues(text)
    yield from names_in_small_letters(text)
    found = words(text)
    for index, word in enumerate(found):
        if word.group()[0].isupper() and _stands_for_a_person(text, found, index):
            yield word.start(), word.end() - possessive(word.group()) + _surname_after(text, found, index)


def plausible(text: str, span: Span) -> bool:
    """Whether a name that a model reports may be one: with a capital, no eponym, no word known to be none."""
    flat = flattened(text)
    start, end = span
    parts = flat[start:end].split()
    capital = [part for part in parts if part[:1].isupper() and not is_acronym(part)]
    first = folded(parts[0])
    if not capital or folded(flat[start:end]) in public_names() or first in _MONTHS or _follows_a_saint(flat, start):
        return False
    if any(is_no_name(part, also_eponyms=True) for part in capital) or names_a_thing(flat, end):
        return False
    before = (flat[max(0, start - 24) : start].split() or [""])[-1]
    known = first in known_names()
    if len(parts) == 1 and first in names_that_are_words() and begins_a_sentence(flat, start):
        return False
    if is_cited_by_name(flat, start, end) or (not known and speaks_of_a_thing(flat, start, end, before)):
        return False
    if known or may_be_a_name(parts[0]):
        return True
    return before.casefold() in _BEFORE_A_PERSON and not is_a_thing_or_place(parts[0])


def _stands_for_a_person(text: str, found: Sequence[re.Match[str]], index: int) -> bool:
    word = found[index].group()
    name = folded(word)
    if is_no_name(word, also_eponyms=name not in given_names()) or _is_public(found, index):
        return False
    before = found[index - 1].group() if index and _are_neighbours(text, found[index - 1], found[index]) else ""
    after = (
        found[index + 1].group()
        if index + 1 < len(found) and _are_neighbours(text, found[index], found[index + 1])
        else ""
    )
    if (
        names_a_thing(text, found[index].end())
        or _A_CODE.match(text, found[index].end())
        or before.casefold() in _SAINTS
    ):
        return False
    if name in given_names() or any(part in given_names() for part in name.split("-")):
        return not word.isupper() or len(word) > 3
    if is_acronym(word):
        return False
    if name in names_that_are_words():
        bare_end = found[index].end() - possessive(word)
        return not is_cited_by_name(text, found[index].start(), bare_end) and _a_word_names_a_person(
            text, found[index], before, after
        )
    return _a_stranger_is_named(text, found[index], before, after)


def _a_word_names_a_person(text: str, word: re.Match[str], before: str, after: str) -> bool:
    """Grace, Mark, May: a person when mid-sentence after `with` or the like, or before what only people do."""
    if before[:1].isupper() and before != "I" and not begins_a_sentence(text, word.start() - len(before) - 1):
        return False
    whose = word.group().endswith("'s") and after in _WHOSE
    if folded(word.group()) in _MONTHS:
        return whose or (after in _SAYING_FOR_STRANGERS and before.casefold() not in _BEFORE_A_MONTH)
    if after in surnames_as_written() and not before[:1].isupper():
        return True
    if _ONLY_A_PERSON.match(text, word.end()):
        return True
    if begins_a_sentence(text, word.start()):
        return whose or after in _SAYING_FOR_STRANGERS or after in _FEELING - _ALSO_OF_THINGS
    return whose or before.casefold() in _BEFORE_A_PERSON or after in _SAYING


def _a_stranger_is_named(text: str, word: re.Match[str], before: str, after: str) -> bool:
    """A word with a capital on no list: a person by what she says, has or feels, or by what is done for her."""
    name = word.group()
    if may_be_a_name(name) and names_somebody(text, word.start(), word.end(), before):
        return _stands_alone(text, word, before, after)
    if len(name) < 3 or name.endswith(ENDINGS_OF_NO_NAMES) or before in {"the", "a", "an"} or is_a_thing_or_place(name):
        return False
    speaks = after in _SAYING_FOR_STRANGERS or (name.endswith("'s") and after in _WHOSE)
    if begins_a_sentence(text, word.start()):
        return speaks and not folded(name).endswith("s")
    if before[:1].isupper() and before != "I":
        return False
    return (
        speaks
        or (after in _FEELING and before in _JOINING)
        or bool(_DONE_FOR.search(text, max(0, word.start() - 24), word.start()))
        or bool(_WITH_OTHERS.match(text, word.end()))
    )


def _stands_alone(text: str, word: re.Match[str], before: str, after: str) -> bool:
    """Whether no other word with a capital beside it makes both the name of a thing."""
    if before.casefold() in _NAMED_THINGS:
        return False
    beside = before[:1].isupper() and before != "I" and not begins_a_sentence(text, word.start() - len(before) - 1)
    if beside and not (is_known(before) or may_be_a_name(before)):
        return False
    return (
        not after[:1].isupper()
        or (after.startswith("I") and after in {"I", "I'd", "I'm", "I've", "I'll"})
        or is_known(after)
        or may_be_a_name(after)
        or folded(after) in surnames()
    )


def _surname_after(text: str, found: Sequence[re.Match[str]], index: int) -> int:
    """How far the surname after a given name reaches, 0 if none follows."""
    if index + 1 == len(found) or found[index].group().endswith("'s"):
        return 0
    this, following = found[index], found[index + 1]
    word = following.group()
    gap = text[this.end() : following.start()]
    if gap != " " or not word[0].isupper() or is_acronym(word) or is_no_name(word, also_eponyms=False):
        return 0
    return following.end() - possessive(word) - this.end()


def _is_public(found: Sequence[re.Match[str]], index: int) -> bool:
    """Whether this word is part of the name of somebody whom books name."""
    around = [word.group() for word in found[max(0, index - 2) : index + 3]]
    here = min(index, 2)
    for start in range(max(0, here - 2), here + 1):
        for end in range(here + 1, len(around) + 1):
            if end - start > 1 and folded(" ".join(around[start:end])) in public_names():
                return True
    return False


def _are_neighbours(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return text[first.end() : second.start()].strip(" ") in {"", "\n", "\r\n"}


def _follows_a_saint(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].casefold().strip(".") in _SAINTS - {"the"}
