"""Names that the words before them give away: my colleague Priya, a man called Tyrone, her name is Siân."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.lists import given_names, names_of_our_own, names_that_are_words
from revalidation.domain.identifying.text import NAME, NAME_WORD, START, UPPER, Span, folded, spans
from revalidation.domain.identifying.words import (
    PATIENTS,
    is_acronym,
    is_english,
    is_known,
    is_no_name,
    length_of_names,
    names_a_thing,
)

KIN = (
    "wife|husband|partner|mother|father|mum|mummy|dad|daddy|mam|mom|son|daughter|sister|brother"
    "|nan|nana|gran|granny|grandmother|grandfather|grandma|grandad|grandson|granddaughter|niece"
    "|nephew|cousin|aunt|auntie|uncle|twins?|friend|best friend|neighbour|boyfriend|girlfriend"
    "|fianc[eé]e?|stepdaughter|stepson|sister-in-law|mother-in-law|son-in-law|daughter-in-law"
    "|family dog|dog|cat"
)
ROLES = (
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

_PERSON = rf"(?:{KIN}|{ROLES}|{PATIENTS})"
_CUED = re.compile(
    rf"(?<![\w-])(?P<cue>{_PERSON})(?P<between>(?: is| was)? (?:called|named|known as|nicknamed)(?: "
    rf"as)? |,? \(|, | - | )(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<cue>(?i:name(?:'s| is| was| being)|named|called|nicknamed|known(?: [a-z]{{3,10}})? as|known to us "
    rf"as|calls (?:him|her|them)|goes by|went by|introduced (?:him|her|them)self as|calling (?:him|her|them)"
    rf"|call (?:him|her|them|me)|called (?:him|her|them)|I am|I'm|this is|hello|hi|dear|thanks|thank you|regards"
    rf"|love from|signed(?: by)?|from|RIP|goodbye|bye|congratulations),?:? [\"']?)"
    rf"(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_IN_CAPITALS = re.compile(rf"\b(?:{PATIENTS}), (?P<name>[{UPPER}]{{5,20}}),")
_AND_HERS = re.compile(
    rf"(?i)\b(?:with|for|to|about|of|told|asked|saw|met) (?P<name>{'|'.join(sorted(names_that_are_words()))}) "
    r"and (?:her|his) [a-z]"
)
_ON_NIGHTS = re.compile(rf"{START}(?P<name>{NAME_WORD}) on (?:nights|days|earlies|lates)\b")
_SMALL_CUED = re.compile(
    rf"(?<![\w-])(?:(?P<whose>(?:my|our|his|her|their) (?:[a-z]{{3,12}} )?)?(?:{_PERSON}) (?:(?:was "
    rf"|is )?(?:called|named) )?|(?:called|named|name (?:is"
    rf"|was)) )(?P<name>[a-z][a-zé'-]{{2,15}})(?![\w-])"
)
_SMALL_WORD = re.compile(r"(?<![\w'@./-])[a-zß-ÿ]{4,15}(?:'s)?(?![\w@/-]|\.\w)")
_SMALL_FROM_A_TEAM = re.compile(
    r"(?<![\w'-])(?:(?:and|so|then|when|with|told|asked|basically|but|,) )(?P<name>"
    + "|".join(sorted(names_that_are_words()))
    + r") (?:off|from) (?:the|our) (?:[a-z]{3,10} )?(?:team|shift|agency|bank|ward|nights)\b"
)
_CLINICAL_SLANG = frozenset("prem prems reg santa sats obs meds cert marg ally".split())
ENDINGS_OF_NO_NAMES = (
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


def names_after_cues(text: str) -> Iterator[Span]:
    """Names with a capital after somebody's role or kin, or after a word such as called."""
    for pattern in (_CUED, _NAMED):
        for match in pattern.finditer(text):
            if _is_meant(match):
                yield match.start("name"), match.end("name") + length_of_names(match["more"])

    for match in _IN_CAPITALS.finditer(text):
        if not is_english(match["name"]):
            yield match.span("name")
    yield from spans(_AND_HERS, text, "name")
    for match in _ON_NIGHTS.finditer(text):
        if not is_english(match["name"]) and not is_no_name(match["name"], also_eponyms=True):
            yield match.span("name")


def names_in_small_letters(text: str) -> Iterator[Span]:
    """Names typed without their capital: on a list of names and of no words, or where only a name can stand."""
    for match in _SMALL_CUED.finditer(text):
        name = match["name"]
        if folded(name) in given_names() or (
            match["whose"] and len(name) > 3 and not is_english(name) and not name.endswith(ENDINGS_OF_NO_NAMES)
        ):
            yield match.span("name")
    yield from spans(_SMALL_FROM_A_TEAM, text, "name")
    for match in _SMALL_WORD.finditer(text):
        name = folded(match.group())
        if name in names_of_our_own() and name not in _CLINICAL_SLANG and not is_english(name):
            yield match.start(), match.start() + len(name)


def _is_meant(match: re.Match[str]) -> bool:
    """Whether the word after a cue is a name: on a list, or unknown and where only a name can stand."""
    name, cue = match["name"].split()[-1], match["cue"].casefold().strip(" ,:\"'")
    if (
        is_no_name(name, also_eponyms=True)
        or is_acronym(name)
        or name.endswith(ENDINGS_OF_NO_NAMES)
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
        ("name", "introduced", "known", "nicknamed", "goes", "went", "call her", "call him", "call them", "calls")
    )
