"""Places of care and addresses by name, which the identifying-information check finds."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying_text import GAP, NAME_WORD, START, Span, folded, spans
from revalidation.domain.identifying_words import is_english, is_known, is_no_name

_CAPITALS = rf"(?:(?:{NAME_WORD}\.?|and|of|&|the|upon|by|on|in){GAP}){{0,6}}{NAME_WORD}"
_NAMED = (
    r"(?:(?:NHS )?(?:Foundation |Hospitals? |Healthcare |Health and (?:Social )?Care |Partnership "
    r"|University |Teaching |Community |Mental Health |Ambulance )*(?:NHS )?(?:Foundation )?Trust"
    r"|(?:University )?Health ?[Bb]oard|Integrated Care (?:Board|System)|Clinical Commissioning Group|CCG|ICB"
    r"|[Hh]ospitals?|[Ii]nfirmary|[Hh]ospice|(?:[Mm]edical|[Hh]ealth|[Bb]irth|[Cc]hildren's|[Dd]ay"
    r"|[Ww]alk-in|[Dd]iagnostic|[Tt]reatment|[Rr]esource|[Cc]are|[Uu]rgent [Cc]are) [Cc]ent(?:re"
    r"|er)"
    r"|(?:GP |[Mm]edical |[Ff]amily |[Dd]ental )?[Pp]ractice|[Ss]urgery|[Cc]linic"
    r"|(?:(?:[Rr]esidential|[Nn]ursing|[Cc]are|[Rr]est|[Rr]etirement) ){1,2}[Hh]ome|[Cc]are [Vv]illage"
    r"|House|Lodge|Manor|Court|Grange|Ward|ward|Unit|unit|Suite|suite|Wing|wing|Hall|Prison"
    r"|Primary School|Academy|High School|School|Villa|Cottage|Hostel|College|Day Unit|Birth "
    r"Centre)"
)
_PLACE = re.compile(rf"{START}(?P<name>{_CAPITALS}){GAP}(?P<kind>{_NAMED})(?![\w-])")

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
_ACTS = frozenset("practice surgery clinic school court house hall college suite wing unit".split())

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

_AFTER_A_PLACE = (
    r"(?=[.,;:)]|$| (?:instead|for|by|with|and|in|on|at|after|when|where|as|last|who|that|to"
    r"|before|because|until|from|during|since|had|has|was|is|but|so|rang|said|sent|again|took"
    r"|have|had|the same|the next|later|once|twice|every|each|early)\b)"
)
_KNOWN = (
    "Addenbrooke's|Addenbrookes|Barts|Guy's|St Thomas'?s?|Royal Free|Royal Marsden|Great Ormond "
    "Street|GOSH|Alder Hey|John Radcliffe|The JR|Papworth|Stoke Mandeville|Broadmoor|Rampton"
    "|Moorfields|Bethlem|Royal London|Royal Brompton|Brompton|Harefield|Queen's Medical Centre|QMC"
    "|Frenchay|Southmead|Derriford|Treliske|Jimmy's|LGI|BRI|Wythenshawe|Salford Royal"
    "|Aintree|Arrowe Park|Whiston|Christie|Clatterbridge|Pinderfields|Northern General|Hallamshire"
    "|Freeman|James Cook|Ninewells|Raigmore|Royal Cornhill|Glenfield|Walsgrave|Heartlands|Good "
    "Hope"
    "|Whittington|Whipps Cross|Homerton|Northwick Park|Hammersmith|Charing "
    "Cross|Chelsea and Westminster|Royal Berks|Frimley Park|Wexham Park|Musgrove Park|Cheltenham "
    "General"
    "|Gloucester Royal|Royal United|Morriston|Singleton|Glan Clwyd|Ysbyty Gwynedd|Royal Gwent"
    "|Royal Glamorgan|Prince Charles|Altnagelvin|Craigavon|Mersey Care|Hywel Dda|Betsi Cadwaladr"
    "|Aneurin Bevan|Cwm Taf|Swansea Bay"
    "|Cardiff and Vale|Southern Health|Oxleas|SLaM|Rotherham General|Leeds General|Royal Victoria"
    "|Queen Elizabeth|Royal Stoke|New Cross|Russells Hall|Airedale|Royal Devon|Spire "
    "[A-Z][a-z]+|Nuffield Health [A-Z][a-z]+"
)
_KNOWN_PLACE = re.compile(rf"{START}(?:{_KNOWN})(?![\w-])")
_SAINT = re.compile(
    rf"{START}(?:St\.?|Saint) {NAME_WORD}(?! (?:Ambulance|Helens? hospital|wort))(?<!John's)(?<!St "
    rf"John)(?<!Patrick's)(?<!Patrick)(?<!George's)(?<!Andrew's Day)(?<!Albans)(?<!Helens)(?![\w-])"
)
_GENERAL = re.compile(
    rf"{START}(?:{NAME_WORD} )(?:General|Royal|Infirmary|District General)(?![\w'-]){_AFTER_A_PLACE}"
    rf"|{START}University Hospitals? (?:of )?(?:{NAME_WORD}(?: and {NAME_WORD})?)"
)
_WARD_CALLED = re.compile(rf"\b[Ww]ard (?P<name>{NAME_WORD})(?![\w'-])")
_YSBYTY = re.compile(rf"{START}(?:Ysbyty|HMP|HMYOI)(?:{GAP}{NAME_WORD}){{1,3}}")
_ROYAL = re.compile(
    rf"{START}Royal (?!College|Famil|Society|Assent|Charter|Commission|Mail|Navy|Air|Marines|Pharmac"
    rf"|Colleges|Institut|Warrant|Borough){NAME_WORD}(?: (?:{NAME_WORD}))?"
)
_BOARD = re.compile(
    rf"{START}NHS (?:Lothian|Grampian|Tayside|Fife|Highland|Borders|Lanarkshire|Orkney|Shetland"
    rf"|Forth Valley|Western Isles|Greater Glasgow(?: and Clyde)?|Ayrshire(?: and Arran)?|Dumfries"
    rf"(?: and Galloway)?|Golden Jubilee)\b"
)
_BODIES = re.compile(
    r"(?i)^(?:royal college|nursing and midwifery|open university|marie curie|department of|world "
    r"health|king's fund|health education|care quality|nuffield (?:trust|council)|mary seacole"
    r"|florence nightingale)"
)

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
_HOMES = (
    "Beeches|Willows|Limes|Elms|Cedars|Oaks|Firs|Laurels|Hollies|Poplars|Pines|Larches|Orchards?|Gables"
    "|Meadows?|Grange|Chestnuts|Birches|"
    "Sycamores|Maples|Hawthorns|Rowans|Lindens|Acorns|Haven|Lodge|Paddocks?|Croft|Manor|Priory|Retreat"
    "|Vicarage|Rectory|Spinney|Copse|Lawns?|Heathers|Bungalow|Hermitage|Cloisters"
)
_ON_NATURE = re.compile(rf"\b(?:on|to|at|of|in|from|over) ((?:the )?(?:{_NATURE}))(?![\w'-]){_AFTER_A_PLACE}")
_THE_HOME = re.compile(rf"\b(?:on|to|at|of|in|from|called|by) ([Tt]he (?:{_HOMES}))(?![\w'-]){_AFTER_A_PLACE}")
_THE_HOSPITAL = re.compile(
    rf"\b(?:to|at|from|in|by|of) (the (?:Queen's|Royal|General|Infirmary|Victoria|Western|Northern|Princess"
    rf"|Freeman|Alex|Churchill|Radcliffe|Marsden|Brompton|Whittington|Luton and Dunstable|L&D|QE|JR|RVI|BRI"
    rf"|QMC|LGI|Priory)){_AFTER_A_PLACE}"
)

_WAY = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Crescent|Cres|Terrace|Gardens?|Place"
    r"|Court|Way|Grove|Square|Hill|Park|Row|Mews|Walk|Rise|View|Green|Parade|Mount|Vale|Gate|Fold"
    r"|Croft|Bank|Yard|Wharf|Quay|End|Heights|Villas|Cottages|House|Point)"
)
_ADDRESS = re.compile(
    rf"{START}(?:(?:[Ff]lat|[Aa]partment|[Uu]nit|[Rr]oom) \w{{1,4}},? )?\d{{1,4}}[a-zA-Z]?,?{GAP}"
    rf"(?:{NAME_WORD}{GAP}){{1,3}}{_WAY}(?![\w'-])"
)
_SMALL_ADDRESS = re.compile(
    r"(?<![\w'-])\d{1,4}[a-d]? (?:[a-z']{3,15} ){1,2}(?:street|road|avenue|lane|close|crescent"
    r"|terrace|grove|gardens|drive)(?![\w'-])"
)
_STREET = re.compile(
    rf"{START}(?:lives?|lived|living|house|home|flat|bungalow|address|door|visit(?:ed|ing)?)\s(?:is "
    rf"|was )?(?:at |on |in |down )(?:the )?((?:{NAME_WORD} ){{1,3}}{_WAY})(?![\w-])"
)


def places_of_care(text: str) -> Iterator[Span]:
    """Hospitals, trusts, practices, homes and wards by name, and numbered wards, bays, beds and rooms."""
    yield from _named_places(text)
    yield from _numbered_places(text)
    yield from spans(_NAMED_BED, text, 1)
    yield from (
        span
        for span in spans(_GENERAL, text)
        if not _is_generic(text[slice(*span)].split(maxsplit=1)[0]) or text.startswith("University", span[0])
    )
    for match in _WARD_CALLED.finditer(text):
        if (
            not is_no_name(match["name"], also_eponyms=False)
            and not _is_generic(match["name"])
            and (is_known(match["name"]) or not is_english(match["name"]))
        ):
            yield match.span()
    yield from spans(_ON_NATURE, text, 1)
    yield from spans(_THE_HOME, text, 1)
    yield from spans(_THE_HOSPITAL, text, 1)
    for pattern in (_KNOWN_PLACE, _SAINT, _YSBYTY, _ROYAL, _BOARD):
        yield from spans(pattern, text)


def addresses(text: str) -> Iterator[Span]:
    """A house number with its street, or the street somebody lives in."""
    yield from spans(_ADDRESS, text)
    yield from spans(_SMALL_ADDRESS, text)
    yield from spans(_STREET, text, 1)


def _named_places(text: str) -> Iterator[Span]:
    for match in _PLACE.finditer(text):
        naming = [word for word in re.finditer(r"[^\s.]+", match["name"]) if not _is_generic(word.group())]
        if not naming or _BODIES.search(match["name"]):
            continue
        first = naming[0].start() + match.start("name")
        if match["kind"].casefold() in _ACTS and match["kind"].islower():
            continue
        yield first, match.end()


def _is_generic(word: str) -> bool:
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
