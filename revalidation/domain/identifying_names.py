"""Names of people, which the identifying-information check finds by titles, by what stands around them and by lists."""

import re
from collections.abc import Iterator, Sequence

from revalidation.domain.identifying_lists import (
    given_names,
    names_that_are_words,
    public_names,
    surnames_as_written,
)
from revalidation.domain.identifying_text import (
    NAME,
    Span,
    begins_a_sentence,
    flattened,
    folded,
    words,
)
from revalidation.domain.identifying_words import (
    PATIENTS,
    is_acronym,
    is_known,
    is_no_name,
    length_of_names,
    names_a_thing,
    possessive,
)

_KIN = (
    "wife|husband|partner|mother|father|mum|mummy|dad|daddy|mam|mom|son|daughter|sister|brother"
    "|nan|nana|gran|granny|grandmother|grandfather|grandma|grandad|grandson|granddaughter|niece"
    "|nephew|cousin|aunt|auntie|uncle|twins?|friend|best friend|neighbour|boyfriend|girlfriend"
    "|fianc[eé]e?|stepdaughter|stepson|sister-in-law|mother-in-law|son-in-law|daughter-in-law"
    "|family dog|dog|cat"
)
_ROLES = (
    "colleagues?|nurses?|midwife|midwives|students?|mentor|assessor|supervisor|preceptor|preceptee"
    "|manager|matron|doctor|consultant|registrar|physio|physiotherapist|HCA|HCAs|HCSW|assistant"
    "|associate"
    "|support worker|carer|porter|pharmacist|facilitator|librarian|tutor|lecturer|confirmer"
    "|chaplain|buddy|deputy|boss|leader|volunteer|worker|social worker|practitioner|therapist"
    "|dietitian|OT|sonographer|GP"
    "|surgeon|anaesthetist|psychiatrist|psychologist|paramedic|receptionist|cleaner|housekeeper"
    "|co-worker|coworker|interpreter|clerk|specialist|visitor|lead|coordinator|co-ordinator"
    "|domestic|trainee|starter|newcomer|SHO|F1|F2|teacher"
)

_PERSON = rf"(?:{_KIN}|{_ROLES}|{PATIENTS})"
_CUED = re.compile(
    rf"(?<![\w-])(?P<cue>{_PERSON})(?P<between>(?: is| was)? (?:called|named|known as|nicknamed)(?: "
    rf"as)? |,? \(|, | - | )(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<cue>(?i:name(?:'s| is| was| being)|named|called|nicknamed|known as|known to us "
    rf"as|goes by|went by|introduced (?:him|her|them)self as|calling (?:him|her|them)|call (?:him"
    rf"|her|them|me)|called (?:him|her|them)|I am|I'm|this is|hello|hi|dear|thanks|thank you|regards"
    rf"|love from|signed(?: by)?|from|RIP|goodbye|bye|congratulations),?:? [\"']?)"
    rf"(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_SMALL_CUED = re.compile(
    rf"(?<![\w-])(?:(?:{_PERSON}) (?:(?:was |is )?(?:called|named) )?|(?:called|named|name (?:is"
    rf"|was)) )(?P<name>[a-z][a-zé'-]{{2,15}})(?![\w-])"
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
_JOINING = frozenset("that because when what if while as how why and but where so although since until whether".split())
_DONE_FOR = re.compile(
    r"\b(?:look(?:ed|ing) after|car(?:ed|ing) for|(?:sp[eo]ak|spoke|spoken|speaking|talk(?:ed|ing)?"
    r"|listen(?:ed|ing)?) (?:to|with)"
    r"|(?:sat|stay(?:ed)?|work(?:ed|ing)?|walk(?:ed)?|chatted|met|argued|agreed) with|me and|you and|I and"
    r"|between me and|told|promised|thanked|hugged|comforted|reassured|washed|dressed|bathed|fed|sorry for|proud of) $"
)
_WITH_OTHERS = re.compile(
    rf"(?: and (?:I|me)\b|,? (?:and )?(?:his|her|their) (?:{_KIN}|baby|family)\b|, who (?:was|had|is)\b)"
)
_BEFORE_A_PERSON = frozenset(
    "with for to from by and told asked thanked helped met saw called named after about of that "
    "when because if as while visited supported phoned rang emailed supervised shadowed washed "
    "dressed fed bathed hugged reassured comforted"
    " mentored precepted assessed nursed dear hi hello thanks love like than until since where "
    "how why but so poor little dearest says said let made gave shown taught beside near around "
    "against between towards without behind".split()
)
_MONTHS = frozenset("january april may june august jan".split())
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
_SUFFIXES = (
    "ology",
    "tion",
    "ment",
    "ness",
    "ship",
    "ics",
    "graphy",
    "ing",
    "ism",
    "ical",
    "ology's",
    "ists",
    "ist",
    "ings",
    "ions",
    "ents",
    "ity",
)
_SAINTS = frozenset("st saint queen king prince princess royal lake port mount the".split())


def people(text: str) -> Iterator[Span]:
    """Given names, with the surname after them: by a cue, by what they do, by lists."""
    for pattern in (_CUED, _NAMED):
        for match in pattern.finditer(text):
            if _is_meant(match):
                yield match.start("name"), match.end("name") + length_of_names(match["more"])
    yield from (match.span("name") for match in _SMALL_CUED.finditer(text) if folded(match["name"]) in given_names())
    found = words(text)
    for index, word in enumerate(found):
        if word.group()[0].isupper() and _stands_for_a_person(text, found, index):
            yield word.start(), word.end() - possessive(word.group()) + _surname_after(text, found, index)


def plausible(text: str, span: Span) -> bool:
    """Whether a name that a model reports may be one: with a capital, no eponym, no word known to be none."""
    flat = flattened(text)
    start, end = span
    parts = flat[start:end].split()
    if folded(flat[start:end]) in public_names():
        return False
    known = [not is_no_name(part, also_eponyms=True) for part in parts if part[:1].isupper() and not is_acronym(part)]
    if not known or (begins_a_sentence(flat, start) and len(parts) == 1 and folded(parts[0]) in names_that_are_words()):
        return False
    return (
        all(known)
        and folded(parts[0]) not in _MONTHS
        and not names_a_thing(flat, end)
        and not _follows_a_saint(flat, start)
    )


def _is_meant(match: re.Match[str]) -> bool:
    """Whether the word after a cue is a name: on a list, or unknown and where only a name can stand."""
    name, cue = match["name"].split()[-1], match["cue"].casefold().strip(" ,:\"'")
    if (
        is_no_name(name, also_eponyms=True)
        or is_acronym(name)
        or name.endswith(_SUFFIXES)
        or names_a_thing(match.string, match.end("name"))
    ):
        return False
    if is_known(name):
        return True
    if "between" in match.groupdict():
        between = match["between"].strip()
        closes = match.string[match.end() : match.end() + 1] in {",", ")", " " if between in {"(", ",("} else ","}
        return (
            (not between and cue.islower())
            or between.endswith(("called", "named", "as"))
            or (between != "-" and closes)
        )
    return cue.startswith(
        ("name", "introduced", "known", "nicknamed", "goes", "went", "call her", "call him", "call them")
    )


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
    if names_a_thing(text, found[index].end()) or before.casefold() in _SAINTS:
        return False
    if name in given_names() or any(part in given_names() for part in name.split("-")):
        return not word.isupper() or len(word) > 3
    if is_acronym(word):
        return False
    if name in names_that_are_words():
        return _a_word_names_a_person(text, found[index], before, after)
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
    if begins_a_sentence(text, word.start()):
        return whose or after in _SAYING_FOR_STRANGERS
    return whose or before.casefold() in _BEFORE_A_PERSON or after in _SAYING


def _a_stranger_is_named(text: str, word: re.Match[str], before: str, after: str) -> bool:
    """A word with a capital on no list: a person by what she says, has or feels, or by what is done for her."""
    name = word.group()
    if len(name) < 3 or name.endswith(_SUFFIXES) or before in {"the", "a", "an"}:
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
