"""Wards, bays, beds and rooms by name or number, which the identifying-information check finds."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.text import GAP, NAME_WORD, START, Span, folded, spans
from revalidation.domain.identifying.words import PATIENTS, is_a_thing_or_place, is_english, is_known, is_no_name

# Words that say what kind of place it is, and not which.
_GENERIC = frozenset(
    (
        "the a an our my your his her their its this that these those every each any some no one two "
        "three four five six seven eight nine ten first second third"
        " next last same other another at in on from to for with within when while after before "
        "during as and but or so if although because since by of &"
        " i he she we they it there here also then local large small busy new old main general "
        "district rural urban city town regional national international"
        " private independent public nhs acute community day night mental health learning disability "
        "disabilities autism psychiatric forensic secure medium low high"
        " medical surgical mixed male female elderly older adult adults people people's person "
        "person's persons child children children's paediatric pediatric adolescent young camhs women"
        " women's maternity antenatal postnatal labour delivery birth birthing midwifery midwife-led "
        "midwife led neonatal special care baby babies intensive critical"
        " high-dependency high dependency coronary cardiac cardiology cardiothoracic respiratory "
        "stroke hyper-acute hyper hyperacute renal dialysis haemodialysis urology"
        " gynaecology gynae obstetric obstetrics orthopaedic ortho trauma spinal neuro neurology "
        "neurological neurosurgical neurosurgery oncology haematology chemotherapy radiotherapy"
        " cancer palliative hospice end-of-life burns burn plastics plastic vascular gastro "
        "gastroenterology hepatology liver diabetes diabetic endocrine rheumatology"
        " dermatology infectious infection diseases isolation covid covid-19 admissions admission "
        "assessment assessments emergency urgent ambulatory same-day short stay decision clinical "
        "discharge"
        " transfer step-down step-up recovery theatre theatres rehabilitation rehab intermediate "
        "frailty dementia memory geriatric medicine care medical surgery elective pre-operative"
        " preoperative pre-assessment outpatient outpatients inpatient inpatients eye ent dental "
        "fracture wound leg ulcer foot pain sexual reproductive family planning gp primary secondary"
        " tertiary teaching university foundation hospital hospitals trust trusts ward wards unit "
        "units integrated partnership social services service home homes nursing residential "
        "retirement virtual"
        " minor injury injuries walk-in drop-in vaccination flu baby well-woman well-man smear "
        "warfarin anticoagulation asthma copd heart failure parkinson's alzheimer's ms epilepsy "
        "immunisation health-visiting treatment procedure procedures imaging endoscopy"
        " specialist regional field training reflective best good evidence-based evidence safe safer "
        "current clinical advanced nurse nursing midwifery standard standards professional practice"
        " deep inclusive anti-racist my reflecting improving changing change changed effective "
        "person-centred patient patient-centred patients schwartz open link sister high-secure "
        "boarding grammar comprehensive primary secondary special nursery sunday medical-school "
        "business"
        " bradford's royal the hospital's quiet sensory male-only female-only single-sex bay side "
        "single preceptorship reading research care-home health-board sixth-form further higher"
        " mother motherhood perinatal psychiatry older-adult old age eating disorder disorders "
        "addiction substance misuse detox crisis place safety section 136 early pregnancy pregnancy "
        "fetal foetal triage"
        " monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december icu itu hdu picu nicu scbu amu mau sau "
        "eau ccu cdu a&e ed"
        " english british scottish welsh irish european american crown county magistrates high "
        "supreme family coroner's youth appeal white-paper commons lords care-quality shift handover "
        "bed beds sheet leadership student associate theatre"
        " visiting house open full mobile pop-up opening running"
    ).split()
)
_NUMBERED = re.compile(
    rf"{START}(?P<kind>[Ww]ards?|WARD|[Bb]ays?|BAY|[Bb]eds?|BED|[Ss]ide ?[Rr]oom|[Cc]ubicle|[Rr]oom"
    rf"|[Tt]heatre|[Bb]edspace|[Cc]lean room|[Ff]lat|[Uu]nit|[Cc]ot|[Nn]eonatal cot|[Ll]evel|SR"
    rf"|[Bb]edroom|[Cc]hair|[Tt]rolley|[Ww]ing)"
    rf"(?:(?<=SR)|{GAP})(?:(?:number|no\.?|num)\s)?(?P<which>[A-Z]?\d{{1,3}}[A-Za-z]?|[A-HJ-Z]"
    rf"|[A-Z]{{1,2}}\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    rf"(?![\w:%/]|[.\-]\d)"
    r"(?!\s?(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|times?|nights?|degrees|°"
    r"|patients?|people|nurses?|staff|beds?|of us|in every|out of|percent|per cent|evidence|[mc]m"
    r"|hourly|competenc\w+|modules?|qualification|apprentice\w*|diploma|award|course|study"
    r"|prevention|physiotherapy|trauma|care|or \d|and above)\b)"
)
_SPELT = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_ALWAYS_A_PLACE = frozenset("ward wards bay bays bed beds side cubicle bedspace cot sr bedroom".split())
_WHO_LIES_THERE = re.compile(r"(?i)\bin (?:bed |bay |side room |room |cubicle )?$|\b(?:to|from|on|of|at|by|,|\() ?$")
_NAMED_BED = re.compile(
    r"(?i)\b(?:(?:patient|lady|gentleman|man|woman|resident|family|buzzer|person) (?:from|in|of) "
    r")(\d{1,2}[A-Da-d]?)(?=[.,;]|\s(?:who|was|had|and)\b)"
)

AFTER_A_PLACE = (
    r"(?=[.,;:)]|$| (?:instead|for|by|with|and|in|on|at|after|when|where|as|last|who|that|to"
    r"|before|because|I|we|he|she|they|until|from|during|since|had|has|was|is|but|so|rang|said|sent|again|took"
    r"|have|had|the same|the next|later|once|twice|every|each|early)\b)"
)
_WARD_CALLED = re.compile(rf"\b[Ww]ard (?P<name>{NAME_WORD})(?![\w'-])")
# Trees, flowers and birds, after which wards and homes are called: on Cedar, to Kingfisher, from the Beeches.
_NATURE = (
    "Acorn|Alder|Aspen|Ash|Beech|Birch|Blossom|Bluebell|Bracken|Bramble|Briar|Buttercup|Cedar|Chestnut|Clover"
    "|Cornflower|Cowslip|Cypress|"
    "Daffodil|Elder|Elm|Fir|Foxglove|Gorse|Harebell|Hawthorn|Heron|Hornbeam|Jasmine|Juniper|Kestrel"
    "|Kingfisher|Kittiwake|Laburnum|Larch|"
    "Lavender|Lilac|Linden|Lotus|Magnolia|Maple|Marigold|Merlin|Mulberry|Nightingale|Oak|Orchid|Osprey|Pine"
    "|Poplar|Primrose|Puffin|Rowan|"
    "Sandpiper|Skylark|Snowdrop|Sorrel|Spruce|Starling|Sunflower|Swallow|Swan|Swift|Sycamore|Tern|Thistle"
    "|Thrush|Tulip|Walnut|Wren|Willow|Woodpecker|Yew"
)
_ON_NATURE = re.compile(rf"\b(?:on|to|at|of|in|from|over) ((?:the )?(?:{_NATURE}))(?![\w'-]){AFTER_A_PLACE}")

# AMU2, ITU 1; to 5 North; redeployed to 12b; the patient in B3
_UNITS = "AMU|MAU|SAU|EAU|ITU|HDU|CCU|ICU|NICU|PICU|SCBU"
_CODED = [
    re.compile(rf"{START}((?:{_UNITS}) ?\d{{1,2}})(?![\w%/])"),
    re.compile(r"\b(?:on|to|from|of|in) (\d{1,2} ?(?:North|South|East|West))\b"),
    re.compile(
        r"(?i)\b(?:moved|transferred|redeployed|floated|sent|seconded|allocated|stepped down|posted)"
        r"(?: [a-z]{2,8})? (?:to|from) (\d{1,2}[a-h])\b"
    ),
    re.compile(rf"(?i)\b(?:{PATIENTS}|pt) (?:in|from) ([a-f]\d{{1,2}})\b"),
]
# on Esk, our acute ward; on Cedarwood PICU; moved to Esk: a word that is on no list names the ward
_ON_A_NAME = re.compile(
    rf"\b(?:(?:on|off|from|of|to) (?P<ward>{NAME_WORD})(?= (?:{_UNITS})\b|, (?:our|the|a|an) (?:[\w-]{{1,16}} ){{0,4}}"
    rf"(?:ward|unit|team|clinic)\b)|(?:redeployed|rotated|seconded|transferred|moved)(?: over| back| across"
    rf"| down| up)? to (?P<new>{NAME_WORD})(?![\w'-]| {NAME_WORD}))"
)


def wards(text: str) -> Iterator[Span]:
    """Wards by name, and numbered wards, bays, beds and rooms."""
    yield from _numbered_places(text)
    yield from spans(_NAMED_BED, text, 1)
    yield from spans(_ON_NATURE, text, 1)
    for coded in _CODED:
        yield from spans(coded, text, 1)
    for match in _ON_A_NAME.finditer(text):
        group = "ward" if match["ward"] else "new"
        if not _is_a_word(match[group]) and not is_a_thing_or_place(match[group]):
            yield match.span(group)
    for match in _WARD_CALLED.finditer(text):
        if (
            not is_no_name(match["name"], also_eponyms=False)
            and not is_generic(match["name"])
            and (is_known(match["name"]) or not is_english(match["name"]))
        ):
            yield match.span()


def _is_a_word(name: str) -> bool:
    return is_no_name(name, also_eponyms=True) or is_generic(name) or is_english(name)


def is_generic(word: str) -> bool:
    """Whether it says what kind of place is meant, and not which."""
    return (
        folded(word) in _GENERIC or word.casefold() in _GENERIC or word.isdigit() or (word.isupper() and len(word) > 1)
    )


def _numbered_places(text: str) -> Iterator[Span]:
    for match in _NUMBERED.finditer(text):
        kind, which = match["kind"].split()[0].casefold(), match["which"]
        if which.casefold() in _SPELT and kind not in {"ward", "bay", "bed", "cubicle", "side"}:
            continue
        if which.isalpha() and len(which) == 1 and kind not in {"ward", "bay"}:
            continue
        if kind in _ALWAYS_A_PLACE or _is_where_somebody_is(kind, text[max(0, match.start() - 24) : match.start()]):
            yield match.span()


def _is_where_somebody_is(kind: str, before: str) -> bool:
    """A room, theatre or chair is one place when somebody is in it or goes there; a level never is one."""
    return kind not in {"level", "wing", "chair", "trolley", "unit", "flat"} and bool(_WHO_LIES_THERE.search(before))
