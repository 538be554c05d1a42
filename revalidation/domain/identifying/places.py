"""Hospitals, homes and other places of care by name, and addresses, which the identifying-information check finds."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.text import GAP, NAME_WORD, START, Span, spans
from revalidation.domain.identifying.wards import AFTER_A_PLACE, is_generic, wards

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

_ACTS = frozenset("practice surgery clinic school court house hall college suite wing unit".split())

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
    "|TEWV|CNTW|LYPFT|SWYPFT|RDaSH|GMMH|LSCFT|NSFT|EPUT|CNWL|ELFT|KMPT|SABP|BSMHFT|MPFT|NHFT|HPFT"
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
    rf"{START}(?:{NAME_WORD} )(?:General|Royal|Infirmary|District General)(?![\w'-]){AFTER_A_PLACE}"
    rf"|{START}University Hospitals? (?:of )?(?:{NAME_WORD}(?: and {NAME_WORD})?)"
)
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

_HOMES = (
    "Beeches|Willows|Limes|Elms|Cedars|Oaks|Firs|Laurels|Hollies|Poplars|Pines|Larches|Orchards?|Gables"
    "|Meadows?|Grange|Chestnuts|Birches|"
    "Sycamores|Maples|Hawthorns|Rowans|Lindens|Acorns|Haven|Lodge|Paddocks?|Croft|Manor|Priory|Retreat"
    "|Vicarage|Rectory|Spinney|Copse|Lawns?|Heathers|Bungalow|Hermitage|Cloisters"
)
_THE_HOME = re.compile(rf"\b(?:on|to|at|of|in|from|called|by) ([Tt]he (?:{_HOMES}))(?![\w'-]){AFTER_A_PLACE}")
_THE_HOSPITAL = re.compile(
    rf"\b(?:to|at|from|in|by|of) (the (?:Queen's|Royal|General|Infirmary|Victoria|Western|Northern|Princess"
    rf"|Freeman|Alex|Churchill|Radcliffe|Marsden|Brompton|Whittington|Luton and Dunstable|L&D|QE|JR|RVI|BRI"
    rf"|QMC|LGI|Priory)){AFTER_A_PLACE}"
)

# the Princess Adelaide, the Duke of Cornwall; not an award or a trust that is called so
_ROYALTY = re.compile(
    rf"\b(?:at|to|from|in) (the (?:Prince|Princess|Queen|King|Duke|Duchess|Countess|Lady)(?: of)? {NAME_WORD})"
    r"(?![\w'-]| (?:award|awards|trust|scholar\w*|fellow\w*|fund|foundation)\b)"
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
# Flat 9b above the shop; the number alone tells the door
_FLAT = re.compile(rf"{START}(?:[Ff]lat|[Aa]partment) (?:\d{{1,3}}[A-Za-z]?|[A-Z])(?![\w'-])")
_STREET = re.compile(
    rf"{START}(?:lives?|lived|living|house|home|flat|bungalow|address|door|visit(?:ed|ing)?)\s(?:is "
    rf"|was )?(?:at |on |in |down )(?:the )?((?:{NAME_WORD} ){{1,3}}{_WAY})(?![\w-])"
)


def places_of_care(text: str) -> Iterator[Span]:
    """Hospitals, trusts, practices, homes and wards by name, and numbered wards, bays, beds and rooms."""
    yield from _named_places(text)
    yield from wards(text)
    yield from (
        span
        for span in spans(_GENERAL, text)
        if not is_generic(text[slice(*span)].split(maxsplit=1)[0]) or text.startswith("University", span[0])
    )
    yield from spans(_THE_HOME, text, 1)
    yield from spans(_THE_HOSPITAL, text, 1)
    yield from spans(_ROYALTY, text, 1)
    for pattern in (_KNOWN_PLACE, _SAINT, _YSBYTY, _ROYAL, _BOARD):
        yield from spans(pattern, text)


def addresses(text: str) -> Iterator[Span]:
    """A house number with its street, or the street somebody lives in."""
    yield from spans(_ADDRESS, text)
    yield from spans(_SMALL_ADDRESS, text)
    yield from spans(_STREET, text, 1)
    yield from spans(_FLAT, text)


def _named_places(text: str) -> Iterator[Span]:
    for match in _PLACE.finditer(text):
        naming = [word for word in re.finditer(r"[^\s.]+", match["name"]) if not is_generic(word.group())]
        if not naming or _BODIES.search(match["name"]):
            continue
        first = naming[0].start() + match.start("name")
        if match["kind"].casefold() in _ACTS and match["kind"].islower():
            continue
        yield first, match.end()
