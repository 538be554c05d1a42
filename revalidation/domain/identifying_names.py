"""Names of people, which the identifying-information check finds by titles, by what stands around them and by lists."""

import re
from collections.abc import Iterator, Sequence

from revalidation.domain.identifying_citations import EPONYM
from revalidation.domain.identifying_lists import (
    eponyms,
    given_names,
    names_that_are_words,
    public_names,
    surnames,
    words_that_are_no_names,
)
from revalidation.domain.identifying_text import (
    GAP,
    NAME,
    NAME_WORD,
    START,
    UPPER,
    Span,
    begins_a_sentence,
    flattened,
    folded,
    spans,
    words,
)

_ALWAYS_TITLES = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Messrs|MRS|DR|PROF)"
_ROLES_AS_TITLES = (
    r"(?:(?:[Ss]taff|[Ss]tudent|[Cc]harge|[Dd]istrict|[Cc]ommunity|[Ss]chool|[Ss]ister|[Ww]ard) )?(?:Doctor|Professor|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Canon|Imam|Rabbi|Pastor|Fr|Sr"
    r"|Sister|Brother|Nurse|Matron|Midwife|Auntie|Aunty|Aunt|Uncle|Nan|Nanny|Grandma|Granny|Grandad|Grandpa|HCA|HCSW|SN|RN|RMN|PC|DC|Sgt|Sergeant|Inspector|Baby|Bro|nurse|sister|matron|midwife|doctor|professor)"
)
_INITIALS = rf"(?:[{UPPER}]\.? ?){{0,3}}"
_TITLED = re.compile(
    rf"{START}(?:(?P<title>{_ALWAYS_TITLES})\.?|(?P<role>{_ROLES_AS_TITLES})){GAP}(?P<initials>{_INITIALS})(?P<name>{NAME})(?P<more>(?: {NAME}){{0,2}})"
)
_SMALL_TITLED = re.compile(
    r"(?<![\w'-])(?:mrs|mr)\.? (?!and\b|or\b|in\b|was\b|is\b|who\b)[a-z][a-z'-]{2,20}(?![\w-])|(?<![\w'-])(?:dr|miss|ms)\.? (?P<surname>[a-z][a-z'-]{2,20})(?![\w-])"
)

_KIN = (
    "wife|husband|partner|mother|father|mum|mummy|dad|daddy|mam|mom|son|daughter|sister|brother|nan|nana|gran|granny|grandmother|grandfather|grandma|grandad|grandson|granddaughter|niece"
    "|nephew|cousin|aunt|auntie|uncle|twins?|friend|best friend|neighbour|boyfriend|girlfriend|fianc[eé]e?|stepdaughter|stepson|sister-in-law|mother-in-law|son-in-law|daughter-in-law|family dog|dog|cat"
)
_ROLES = (
    "colleagues?|nurses?|midwife|midwives|students?|mentor|assessor|supervisor|preceptor|preceptee|manager|matron|doctor|consultant|registrar|physio|physiotherapist|HCA|HCAs|HCSW|assistant|associate"
    "|support worker|carer|porter|pharmacist|facilitator|librarian|tutor|lecturer|confirmer|chaplain|buddy|deputy|boss|leader|volunteer|worker|social worker|practitioner|therapist|dietitian|OT|sonographer|GP"
    "|surgeon|anaesthetist|psychiatrist|psychologist|paramedic|receptionist|cleaner|housekeeper|co-worker|coworker|interpreter|clerk|specialist|visitor|lead|coordinator|co-ordinator|domestic|trainee|SHO|F1|F2|teacher"
)
_PATIENTS = "patients?|clients?|residents?|service users?|lady|ladies|gentleman|gentlemen|man|woman|girl|boy|baby|child|toddler|teenager|infant|lad|pensioner|veteran|person|somebody|someone|chap|bloke|newborn|people|couple|inpatient|youngster|primip|primigravida|multip"
_PERSON = rf"(?:{_KIN}|{_ROLES}|{_PATIENTS})"
_CUED = re.compile(
    rf"(?<![\w-])(?P<cue>{_PERSON})(?P<between>(?: is| was)? (?:called|named|known as|nicknamed)(?: as)? |,? \(|, | - | )(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<cue>(?i:name(?:'s| is| was| being)|named|called|nicknamed|known as|known to us as|goes by|went by|introduced (?:him|her|them)self as|calling (?:him|her|them)|call (?:him|her|them|me)|called (?:him|her|them)|I am|I'm|this is|hello|hi|dear|thanks|thank you|regards|love from|signed(?: by)?|from|RIP|goodbye|bye|congratulations),?:? [\"']?)"
    rf"(?P<name>{NAME})(?P<more>(?: {NAME})?)"
)
_SMALL_CUED = re.compile(
    rf"(?<![\w-])(?:(?:{_PERSON}) (?:(?:was |is )?(?:called|named) )?|(?:called|named|name (?:is|was)) )(?P<name>[a-z][a-zé'-]{{2,15}})(?![\w-])"
)
_SAYING = frozenset(
    "said says told tells asked asks explained explains replied cried smiled thanked apologised laughed whispered nodded agreed suggested shouted sobbed sighed insisted admitted shared rang phoned texted"
    " emailed wept died felt remembered wanted thought believed loved hated lived lives looked wished joked noticed passed kept refused always never helped taught showed gave came went had has was is who became got sat stood".split()
)
_SAYING_FOR_STRANGERS = frozenset(
    "said says told tells asked explained replied cried smiled thanked apologised laughed whispered nodded sobbed sighed joked wept".split()
)
_BEFORE_A_PERSON = frozenset(
    "with for to from by and told asked thanked helped met saw called named after about of that when because if as while visited supported phoned rang emailed supervised shadowed washed dressed fed bathed hugged reassured comforted"
    " mentored precepted assessed nursed dear hi hello thanks love like than until since where how why but so poor little dearest says said let made gave shown taught beside near around against between towards without behind".split()
)
_MONTHS = frozenset("january april may june august jan".split())
_BEFORE_A_MONTH = frozenset(
    "in of since during until by from this last next late early mid between to till before after and through every each".split()
)
_WHOSE = frozenset(
    "mother father mum dad daughter son wife husband partner family sister brother notes bed wound room care wishes death carer parents niece nephew hand voice story birthday funeral case shift feedback advice face condition pain relatives home".split()
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

_NO_INITIALS = frozenset(
    "ID GP ED IV BP HR RR OT PT SW MH LD IT HV PE DVT UK US EU AM PM RN NB PR PO SC IM BD OD TV DN AE MS PD CP MI AF TB HF CT MR UTI PP GI GU OP IP TO HE SO IS IN ON AT IF AS WE ME MY NO AN OR BY DO GO UP OK PJ VE NG GA QI CQ KP LA CD DM"
    " EPR SN SR DR NA RM RGN ICU ITU AMU CSM PD HDU CPR NEWS PPE DNA WBC CRP TLC RIP DIY ENT OBS CTG BMI VTE CQC RCN RCM NMC NHS CPD HCA AHP MDT EOL DOLS ECG TPN PEG LFT USS".split()
)
_DOTTED = re.compile(rf"(?<![\w.])[{UPPER}]\. ?[{UPPER}]\.(?: ?[{UPPER}]\.)?(?!\w)")
_NO_DOTTED = frozenset(
    "UK US USA PRN NB QDS BD TDS IV IM RN AM PM NHS BP ED GP DOB IE EG PHD MSC BSC AE OD SC PO TTO DNR CV PS RIP EU UN NA RCN NMC CPD ID TV DC ON OM".split()
)
_TITLE_INITIAL = re.compile(
    rf"{START}(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sister|Nurse|Matron)\.?{GAP}[{UPPER}](?:\.? ?[{UPPER}]){{0,2}}\b\.?(?![\w'-])"
)
_CUED_INITIAL = re.compile(
    rf"(?<![\w-])(?:(?:{_PATIENTS}|colleague|mentor|nurse|student)(?:,| \()?(?: (?:called|known as|named|initials?|was|is))?|(?:looked|looking) after|cared for|caring for|nursed|visited|met|named|known as|initials(?: were| are| was)?|initialled|call (?:him|her|them))[ :]"
    rf"(?P<initials>[{UPPER}](?:\.? ?[{UPPER}]){{0,2}}\.?)(?=[\s,;)]|'s|$)"
)
_PSEUDONYMS = frozenset("A B C X Y Z I".split())


def titled_names(text: str) -> Iterator[Span]:
    """A title with the name after it: Mrs Patel, Dr J. Jones, Sister Mary, Nurse O'Brien, Mr van der Berg."""
    for match in _TITLED.finditer(text):
        first = match["name"].split()[-1]
        plain = match["role"] is not None
        if _is_no_name(first, also_eponyms=plain) or (plain and match["role"].islower() and not _is_known(first)):
            continue
        whole = match.group()
        if whole.casefold().strip() in public_names() or _names_a_thing(text, match.end("name")):
            continue
        yield match.start(), match.end("name") + _length_of_names(match["more"])
    for match in _SMALL_TITLED.finditer(text):
        if match["surname"] is None or match["surname"] in surnames():
            yield match.span()


def initials(text: str) -> Iterator[Span]:
    """Somebody's initials: Mr K, patient J.B., a lady known as TW; not Patient A, which is nobody's."""
    yield from spans(_TITLE_INITIAL, text)
    for match in _CUED_INITIAL.finditer(text):
        letters = "".join(filter(str.isalpha, match["initials"]))
        if letters not in _NO_INITIALS and letters not in _PSEUDONYMS:
            yield match.span("initials")
    for match in _DOTTED.finditer(text):
        letters = "".join(filter(str.isalpha, match.group()))
        if letters not in _NO_DOTTED and not text[max(0, match.start() - 4) : match.start()].rstrip().endswith(","):
            yield match.span()


def people(text: str) -> Iterator[Span]:
    """Given names, with the surname after them: by a cue such as `a patient called`, by whose, by what they do, by lists."""
    for pattern in (_CUED, _NAMED):
        for match in pattern.finditer(text):
            if _is_meant(match):
                yield match.start("name"), match.end("name") + _length_of_names(match["more"])
    yield from (match.span("name") for match in _SMALL_CUED.finditer(text) if folded(match["name"]) in given_names())
    found = words(text)
    for index, word in enumerate(found):
        if word.group()[0].isupper() and _stands_for_a_person(text, found, index):
            yield word.start(), word.end() - _possessive(word.group()) + _surname_after(text, found, index)


def plausible(text: str, span: Span) -> bool:
    """Whether a name that a model reports may be one: a capital, not all capitals, no eponym, no word known to be none."""
    flat = flattened(text)
    start, end = span
    parts = flat[start:end].split()
    if folded(flat[start:end]) in public_names():
        return False
    known = [not _is_no_name(part, also_eponyms=True) for part in parts if part[:1].isupper() and not _is_acronym(part)]
    if not known or begins_a_sentence(flat, start) and len(parts) == 1 and folded(parts[0]) in names_that_are_words():
        return False
    return (
        all(known)
        and folded(parts[0]) not in _MONTHS
        and not _names_a_thing(flat, end)
        and not _follows_a_saint(flat, start)
    )


def _is_meant(match: re.Match[str]) -> bool:
    """Whether the word after a cue is a name: on a list, or unknown and where only a name can stand."""
    name, cue = match["name"].split()[-1], match["cue"].casefold().strip(" ,:\"'")
    if (
        _is_no_name(name, also_eponyms=True)
        or _is_acronym(name)
        or name.endswith(_SUFFIXES)
        or _names_a_thing(match.string, match.end("name"))
    ):
        return False
    if _is_known(name):
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
    if _is_no_name(word, also_eponyms=name not in given_names()) or _is_public(found, index):
        return False
    before = found[index - 1].group() if index and _are_neighbours(text, found[index - 1], found[index]) else ""
    after = (
        found[index + 1].group()
        if index + 1 < len(found) and _are_neighbours(text, found[index], found[index + 1])
        else ""
    )
    if _names_a_thing(text, found[index].end()) or before.casefold() in _SAINTS:
        return False
    if name in given_names() or any(part in given_names() for part in name.split("-")):
        return not word.isupper() or len(word) > 3
    if _is_acronym(word):
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
    """A word with a capital on no list: a person when she says something, or when something of hers is spoken of."""
    name = word.group()
    if (
        len(name) < 3
        or begins_a_sentence(text, word.start())
        or name.endswith(_SUFFIXES)
        or before[:1].isupper()
        or before in {"the", "a", "an"}
    ):
        return False
    return after in _SAYING_FOR_STRANGERS or (name.endswith("'s") and after in _WHOSE)


def surnames_as_written() -> frozenset[str]:
    """Common surnames with their capitals."""
    return frozenset(name.title() for name in surnames())


def _surname_after(text: str, found: Sequence[re.Match[str]], index: int) -> int:
    """How far the surname after a given name reaches, 0 if none follows."""
    if index + 1 == len(found) or found[index].group().endswith("'s"):
        return 0
    this, following = found[index], found[index + 1]
    word = following.group()
    gap = text[this.end() : following.start()]
    if gap != " " or not word[0].isupper() or _is_acronym(word) or _is_no_name(word, also_eponyms=False):
        return 0
    return following.end() - _possessive(word) - this.end()


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


def _is_no_name(word: str, *, also_eponyms: bool) -> bool:
    small = word.casefold()
    refused = words_that_are_no_names() | (eponyms() if also_eponyms else frozenset())
    return folded(word) in refused or small in refused or len(folded(word)) < 2  # noqa: PLR2004 (one letter is an initial)


def _is_known(word: str) -> bool:
    return folded(word) in given_names() or folded(word) in names_that_are_words()


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _names_a_thing(text: str, end: int) -> bool:
    """Whether a rule, a test, a report or the like follows, which only bears somebody's name."""
    return EPONYM.match(text, end) is not None or (
        text[end - 2 : end] == "'s" and EPONYM.match(text, end - 2) is not None
    )


def _follows_a_saint(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].casefold().strip(".") in _SAINTS - {"the"}


def _length_of_names(more: str) -> int:
    """How much of the words after a name still belongs to it."""
    length = 0
    for part in more.split():
        if _is_no_name(part, also_eponyms=False) or _is_acronym(part):
            break
        length += 1 + len(part) - _possessive(part)
    return length


def _possessive(word: str) -> int:
    return 2 if word.endswith("'s") else 0
