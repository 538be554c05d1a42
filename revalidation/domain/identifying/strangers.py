"""Words with a capital that no list knows: names, unless what stands around them speaks of a thing or an author.

Everything that is English, a place, a medicine or a maker is on a list, so a word that is on none of them and stands in
the middle of a sentence mostly names somebody. At the beginning of one, where any word has a capital, it takes
something that only people do.
"""

import re

from revalidation.domain.identifying.citations import EPONYM, is_cited_by_name
from revalidation.domain.identifying.surroundings import (
    BEFORE_A_THING,
    BESIDE_AFTER,
    BESIDE_BEFORE,
    GIVING,
    LOOKING_AT,
    ONLY_PEOPLE,
    SOMETHING_OF_HERS,
    THING_DOES,
    THING_FOLLOWS,
    WORDS_BEFORE_PEOPLE,
    WORDS_BEFORE_THINGS,
)
from revalidation.domain.identifying.text import LETTER, UPPER, begins_a_sentence
from revalidation.domain.identifying.words import is_a_thing_or_place, is_english, is_known, is_no_name, possessive

# McDonald and O'Brien have a capital inside; AccuRx and SystmOne are no people.
_SHAPE = re.compile(
    rf"(?:(?:Mc|Mac|Fitz|De|Di|Le|La|Van"
    rf"|Du)?[{UPPER}](?:(?![{UPPER}])(?:{LETTER}))+)(?:['-][{UPPER}]?(?:(?![{UPPER}])(?:{LETTER}))+)*"
)

# How medicines, dressings and branches of knowledge end.
_ENDINGS_OF_THINGS = tuple(
    "ology ologist ologists tion tions sion sions ment ments ness ship ics graphy ing ings ism isms ical ical "
    "ist ists ity ities itis osis oma "
    "olol pril prils sartan statin statins azole azoles prazole cillin cillins mycin micin floxacin cycline "
    "mab nib pam lam barbital barbitone caine curium "
    "dipine dronate dronic gliptin gliflozin glutide parin xaban grel oxetine triptyline pramine azepine "
    "azepam profen coxib setron triptan thiazide semide "
    "lukast terol tropium sone solone sonide asone ylline vir virs mide idone apine zine amine phylline "
    "codone morphone phine tinib cept stim poetin "
    "gel derm sorb tulle fix sip cath lax plex pak watch care net line med meds path chart track base flow "
    "scan soft ware tech bot pod pad pads plus".split()
)


def may_be_a_name(word: str) -> bool:
    """Whether a word with a capital has the shape of a name and is on no list of what is none."""
    bare = word.removesuffix("'s")
    return (
        len(bare) >= 3
        and _SHAPE.fullmatch(bare) is not None
        and not bare.casefold().endswith(_ENDINGS_OF_THINGS)
        and not is_no_name(word, also_eponyms=True)
        and not any(is_english(part) or is_a_thing_or_place(part) for part in {bare, *bare.split("-")} if len(part) > 1)
    )


def names_somebody(text: str, start: int, end: int, before: str) -> bool:
    """Whether the unknown word there, with `before` in front of it, is used as people's names are."""
    end -= possessive(text[start:end])
    if speaks_of_a_thing(text, start, end, before):
        return False
    if begins_a_sentence(text, start):
        return ONLY_PEOPLE.match(text, end) is not None and THING_DOES.match(text, end) is None
    in_apposition = text[start - 2 : start] in {", ", ' "', "- ", " ("} and text[end : end + 1] in {",", ")", '"', "."}
    return before.casefold() in WORDS_BEFORE_PEOPLE or in_apposition or ONLY_PEOPLE.match(text, end) is not None


def speaks_of_a_thing(text: str, start: int, end: int, before: str) -> bool:
    """Whether what stands around a word with a capital makes it a thing, a place or an author."""
    small = before.casefold()
    lead = text[max(0, start - 40) : start]
    if (
        _stands_among_things(text, start, end)
        or THING_FOLLOWS.match(text, end)
        or THING_DOES.match(text, end)
        or EPONYM.match(text, end)
        or is_cited_by_name(text, start, end)
    ):
        return True
    if small in WORDS_BEFORE_THINGS and not (
        LOOKING_AT.search(lead) or (text.startswith("'s", end) and small in {"in", "at", "near", "on"})
    ):
        return True
    if small in GIVING and not SOMETHING_OF_HERS.match(text, end):
        return True
    return BEFORE_A_THING.search(lead) is not None


def _stands_among_things(text: str, start: int, end: int) -> bool:
    """Whether the word with a capital next to it in a list is known to be a thing or a place."""
    beside = [BESIDE_BEFORE.search(text, max(0, start - 40), start), BESIDE_AFTER.match(text, end)]
    return any(match and is_a_thing_or_place(match[1]) and not is_known(match[1]) for match in beside)
