"""Titles with names after them, and initials, which the identifying-information check finds."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.lists import public_names, surnames
from revalidation.domain.identifying.strangers import may_be_a_name
from revalidation.domain.identifying.text import GAP, NAME, START, UPPER, Span, folded, spans
from revalidation.domain.identifying.words import (
    PATIENTS,
    is_english,
    is_known,
    is_no_name,
    length_of_names,
    names_a_thing,
)

_ALWAYS_TITLES = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Messrs|MRS|MISS|DR|PROF|MR(?= [A-Z]{3}))"
_ROLES_AS_TITLES = (
    r"(?:(?:[Ss]taff|[Ss]tudent|[Cc]harge|[Dd]istrict|[Cc]ommunity|[Ss]chool|[Ss]ister|[Ww]ard) )?"
    r"(?:Doctor|Professor|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Canon|Imam|Rabbi|Pastor|Fr|Sr"
    r"|Sister|Brother|Nurse|Matron|Midwife|Auntie|Aunty|Aunt|Uncle|Nan|Nanny|Grandma|Granny|Grandad"
    r"|Grandpa|Consultant|Registrar|Manager|Physio|Paramedic|Pharmacist|Carer|Councillor|Judge|Deputy|Captain"
    r"|HCA|HCSW|SN|RN|RMN|PC|DC|Sgt|Sergeant|Inspector|Baby|Bro|nurse|sister|matron|midwife"
    r"|doctor|professor)"
)
_ROLES_BEFORE_OTHER_WORDS = frozenset(
    "Consultant Registrar Manager Physio Paramedic Pharmacist Carer Deputy Judge Captain".split()
)
_INITIALS = rf"(?:[{UPPER}]\.? ?){{0,3}}"
_TITLED = re.compile(
    rf"{START}(?:(?P<title>{_ALWAYS_TITLES})\.?{GAP}|(?P<role>{_ROLES_AS_TITLES})(?:\. ?| {{1,3}}))"
    rf"(?P<initials>{_INITIALS})(?P<name>{NAME})(?P<more>(?: {NAME}){{0,2}})"
)
_SMALL_TITLED = re.compile(
    r"(?<![\w'-])(?:mrs|mr)\.? (?!and\b|or\b|in\b|was\b|is\b|who\b)[a-z][a-z'-]{2,20}(?![\w-])|"
    r"(?<![\w'-])(?:dr|miss|ms)\.? (?P<surname>[a-z][a-z'-]{2,20})(?![\w-])"
)

_NO_INITIALS = frozenset(
    "ID GP ED IV BP HR RR OT PT SW MH LD IT HV PE DVT UK US EU AM PM RN NB PR PO SC IM BD OD TV "
    "DN AE MS PD CP MI AF TB HF CT MR UTI PP GI GU OP IP TO HE SO IS IN ON AT IF AS WE ME MY NO "
    "AN OR BY DO GO UP OK PJ VE NG GA QI CQ KP LA CD DM"
    " EPR SN SR DR NA RM RGN ICU ITU AMU CSM PD HDU CPR NEWS PPE DNA WBC CRP TLC RIP DIY ENT OBS "
    "CTG BMI VTE CQC RCN RCM NMC NHS CPD HCA AHP MDT EOL DOLS ECG TPN PEG LFT USS".split()
)
_DOTTED = re.compile(rf"(?<![\w.])[{UPPER}]\. ?[{UPPER}]\.(?: ?[{UPPER}]\.)?(?!\w)")
_NO_DOTTED = frozenset(
    (
        "UK US USA PRN NB QDS BD TDS IV IM RN AM PM NHS BP ED GP DOB IE EG PHD MSC BSC AE OD SC PO "
        "TTO DNR CV PS RIP EU UN NA RCN NMC CPD ID TV DC ON OM"
    ).split()
)
_TITLE_INITIAL = re.compile(
    rf"{START}(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sister|Nurse"
    rf"|Matron)\.?{GAP}[{UPPER}](?:\.? ?[{UPPER}]){{0,2}}\b\.?(?![\w'-])"
)
_CUED_INITIAL = re.compile(
    rf"(?<![\w-])(?:(?:(?i:{PATIENTS}|pt)|colleague|mentor|nurse|student)(?:,| \()?(?: (?:called|known as"
    rf"|named|initials?|was|is))?|(?:looked|looking) after|cared for|caring for|nursed|visited|met"
    rf"|relationship with|rapport with|named|known as"
    rf"|initials(?: were| are| was)?|initialled|call (?:him|her|them))[ :]"
    rf"(?P<initials>[{UPPER}](?:\.? ?[{UPPER}]){{0,2}}\.?)(?=[\s,;)]|'s|$)"
)
_CALLED_INITIALS = re.compile(
    rf"(?i:\binitials?(?: are| were| is)?:? )(?P<initials>[{UPPER}]\.? ?(?:O')?[{UPPER}]\.?(?: ?[{UPPER}]\.?)?)(?!\w)"
)
_PSEUDONYMS = frozenset("A B C X Y Z I".split())


_SOMEBODY_FOLLOWS = re.compile(r" (?:had|was|is|has|lived|said|told|asked|came|went|wanted|felt)\b")


def titled_names(text: str) -> Iterator[Span]:
    """A title with the name after it: Mrs Patel, Dr J. Jones, Sister Mary, Nurse O'Brien, Mr van der Berg."""
    for match in _TITLED.finditer(text):
        first = match["name"].split()[-1]
        if match["title"] == "MR" and is_english(first) and folded(first) not in surnames():
            continue  # an MR SCAN
        plain = match["role"] is not None
        if is_no_name(first, also_eponyms=plain) or (plain and match["role"].islower() and not is_known(first)):
            continue
        if match["role"] in _ROLES_BEFORE_OTHER_WORDS and not (
            is_known(first) or folded(first) in surnames() or may_be_a_name(first)
        ):
            continue
        whole = match.group()
        if whole.casefold().strip() in public_names() or names_a_thing(text, match.end("name")):
            continue
        yield match.start(), match.end("name") + length_of_names(match["more"])
    for match in _SMALL_TITLED.finditer(text):
        if match["surname"] is None or match["surname"] in surnames():
            yield match.span()


def initials(text: str) -> Iterator[Span]:
    """Somebody's initials: Mr K, patient J.B., a lady known as TW; not Patient A, which is nobody's."""
    yield from spans(_TITLE_INITIAL, text)
    yield from spans(_CALLED_INITIALS, text, "initials")
    for match in _CUED_INITIAL.finditer(text):
        letters = "".join(filter(str.isalpha, match["initials"]))
        if letters not in _NO_INITIALS and letters not in _PSEUDONYMS:
            yield match.span("initials")
    for match in _DOTTED.finditer(text):
        letters = "".join(filter(str.isalpha, match.group()))
        if (letters not in _NO_DOTTED or _SOMEBODY_FOLLOWS.match(text, match.end())) and not text[
            max(0, match.start() - 4) : match.start()
        ].rstrip().endswith(","):
            yield match.span()
