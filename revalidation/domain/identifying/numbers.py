"""Numbers and addresses of people that the identifying-information check finds by their shape."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.text import Span, spans

_S = r"[\s.\-/]{0,2}"
_TEN = re.compile(
    rf"(?<![\d.,/\-])(?:\d{{3}}{_S}\d{{3}}{_S}\d{{4}}|\d{{4}}{_S}\d{{3}}{_S}\d{{3}}"
    rf"|\d{{5}}{_S}\d{{5}}|\d(?:[ \-]\d){{9}}"
    rf"|\d\d(?:{_S}\d\d){{4}})(?![\d/])"
)
_NUMBER_WORD = r"(?:numbers?|nos?\b\.?|num\b|#|ids?\b|refs?\b\.?|references?|codes?\b)"
_LINK = r"(?:,?[ \t]?(?:is|was|were|of|as|:|=|-|#|\())?[\s:,]{0,3}"
_NHS_NAMED = re.compile(rf"(?i)\b(?:NHS|CHI|H&C|HSC){_S}{_NUMBER_WORD}{_LINK}((?:\d[ \-.\n]{{0,2}}){{9}}\d)(?!\d)")
_ISBN = re.compile(r"(?i)(?:ISBN(?:-1[03])?|doi|PMID|ISSN|ORCID)\W{0,3}$")

_INSURANCE = re.compile(
    r"(?i)(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[\s.\-]{0,2}\d\d[\s.\-]{0,2}\d\d[\s.\-]{0,2}\d\d[\s.\-]{0,2}[A-D](?![A-Z0-9])"
)

_INSURANCE_NAMED = re.compile(
    rf"(?i)\b(?:NI|NINO|national insurance)\b[\s:]{{0,2}}{_NUMBER_WORD}?{_LINK}([A-Z]{{2}}"
    rf"(?:[\s.\-]{{0,2}}\d){{6}}(?:[\s.\-]{{0,2}}[A-Z]\b)?)"
)

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA"
    " HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR"
    " RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
).split()
_AREA = "|".join(sorted(_AREAS, key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?:{_AREA})\d[A-Z\d]?\s{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}"
    rf"|(?:{_AREA.lower()})\d[a-z\d]?\s{{0,2}}\d(?!st|nd|th|pm)[abd-hjlnp-uw-z]{{2}})(?![A-Za-z0-9])"
)
_POSTCODE_NAMED = re.compile(
    rf"(?i)\bpostcode(?: district| area| sector)?{_LINK}((?:{_AREA})\d[A-Z\d]?(?:\s\d[A-Z]{{0,2}})?)\b"
)

_PHONE = re.compile(
    r"(?<![\w.,/+\-])(?:\+44[\s.\-]?(?:\(0\)[\s.\-]?)?|0044[\s.\-]?|\(?0)(?:[1-9])(?:[\s.()\-]{0,2}\d){8,9}(?!\d)"
    r"|(?<![\w.,/+\-])\+[1-9]\d{0,2}(?:[\s.()\-]{0,2}\d){8,11}(?!\d)"
)
_EXTENSION = re.compile(
    r"(?i)\b(?:ext|extension|extn|bleep(?:ed)?|paged|pager|baton|dect|mobile|phone|telephone"
    r"|tel)\b\.?(?: (?:number|no\.?))?(?: (?:is|was|on))?"
    r"[\s:#]{0,3}((?!2222|3333|999|111|112|101)\d{3,6})(?!\d|[.,:/%]\d|\s?(?:%|hours?|minutes?"
    r"|times|calls?|days?|patients?|years?)\b)"
)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?:@| ?[\[(]at[\])] ?)(?:[\w\-]{1,40}\.|[\w\-]{1,40} "
    r"?[\[(]dot[\])] ?){1,5}[a-zA-Z]{2,12}(?![\w\-])"
)

# As it is said aloud: name at host dot com
_SPOKEN_EMAIL = re.compile(
    r"(?i)(?<![\w.+\-])[\w.+\-]{2,64} at [\w\-]{2,40}(?: dot [\w\-]{2,40}){0,2} dot (?:com|net|org|uk)\b"
)

_GMC = re.compile(
    rf"(?i)\bGMC(?: (?:registration|reg|reference|ref"
    rf"|licence))?[\s:]{{0,2}}(?:{_NUMBER_WORD})?{_LINK}(C?\d{{7}})(?!\d)"
)
_PIN = re.compile(r"(?i)(?<![A-Z0-9])\d\d[\s.\-]?[A-Z][\s.\-]?\d{4}[\s.\-]?[A-Z](?![A-Z0-9])")

_SIGNS = r"(?=[A-Z0-9/\-]{0,12}\d)[A-Z]{0,6}[/\-]?\d[A-Z0-9]{0,12}(?:[/\-][A-Z0-9]{1,12}){0,4}"
_INCIDENT_WORD = (
    r"(?:datix|ulysses|safeguard|LFPSE|STEIS|NRLS|PSII|IR1|IR2|IRF|ESR|incidents?|complaints?|PALS"
    r"|payroll|assignment|employee|staff|personnel"
    r"|smart ?card|safeguarding|crime|police|inquest|coroner'?s?|claim|case|referral|ticket|SUI|SI"
    r"|INC|RCA|investigation|HR|appointment|theatre list)"
)
_INCIDENT = re.compile(
    rf"(?i)(?<![\w/])(?P<about>{_INCIDENT_WORD})(?: (?:report|form|log|record|system|entry|incident"
    rf"|alert|review|concern|case)){{0,2}}"
    rf"(?P<named>[\s:,]{{0,3}}{_NUMBER_WORD}(?: {_NUMBER_WORD})?)?{_LINK}(?P<number>{_SIGNS})(?![\w%]|\.\d)"
)
_INCIDENT_CODE = re.compile(
    r"(?<![\w/\-])(?:WEB|INC|IR|DX|DATIX|STEIS|SI|ESR|PALS|W|SUI|PSII)[/\-]?\d{4,10}(?:[/\-]\d{1,8}){0,2}(?![\w])"
)
_REFERENCE = re.compile(
    rf"(?i)\b(?:reference|ref|case|report|log|ticket)\b\.?(?:[\s:]{{0,2}}(?:number|no\b\.?|num\b|#|id))?{_LINK}"
    rf"(?P<number>(?=[A-Z0-9/\-]{{0,10}}\d[A-Z0-9/\-]{{0,10}}\d[A-Z0-9/\-]{{0,10}}\d){_SIGNS})(?![\w%]|\.\d)"
)
_NOT_A_CASE = re.compile(
    r"(?i)\b(?:polic(?:y|ies)|guidelines?|guidance|SOP|NICE|document|protocol|procedure|trial|study"
    r"|article|journal|book|DOI|ISBN|PMID"
    r"|registered charity|version|standard|statement|module|course)\b[^.\n]{0,25}$"
)

_RECORD = re.compile(
    r"(?i)(?<!\w)(?:(?:hospital|hosp\.?|district|unit|record|records|case ?notes?|notes|medical "
    r"records?|patient|patient's|service user|client|resident"
    r"|CRN|RXR|PAS|Rio|RiO|SystmOne|EMIS|Lorenzo|Cerner|Epic|Paris|K|X|chart|lab|sample|specimen"
    r"|blood bag|passport|driving licen[cs]e|bank account|account|sort|Oyster|NOK"
    r"|wristband|barcode|card)"
    rf"[\s:]{{1,2}}{_NUMBER_WORD}|MRN|CRN|PID|UHPI|URN|UPN|\b(?:he|she|they) (?:is|was|are) number)"
    rf"{_LINK}(?P<number>(?:[A-Z]{{1,4}} )?\d{{2,4}}(?: \d{{2,4}}){{1,3}}|{_SIGNS})(?![\w%]|\.\d)"
)

# A code of nobody's else's shape: K1234567, RXF123456; not of trials and papers.
_BARE_RECORD = re.compile(r"(?<![\w/\-.])(?!PMC|NCT|PMID|ISBN|DOI)[A-Z]{1,3}\d{6,8}(?![\w/\-]|\.\d)")

_VEHICLE = re.compile(
    r"(?<![A-Z0-9\-])(?:[A-Z]{2}\d{2}[ \n]?(?!NHS|NMC)[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} "
    r"?\d{1,3}[A-Z])(?![A-Z0-9])"
)
_VEHICLE_WORD = re.compile(
    r"(?i)\b(?:car|registration|reg|plates?|vehicle|van|taxi|drove|driving|parked|motorbike|scooter"
    r"|lorry|minibus|Fiesta|Corsa|Golf)\b"
)

_HANDLE = re.compile(r"(?<![\w.@/+\-])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{1,28}[A-Za-z0-9_])(?!\w|@)")
_PROFILE = re.compile(r"(?i)\b(?:facebook|instagram|tiktok|twitter|linkedin|x)\.com/(?:in/)?[\w.\-]{2,40}")
_NAMED_HANDLE = re.compile(
    r"(?i:\b(?:twitter|instagram|insta|tiktok|snapchat|facebook|bluesky|threads)(?: (?:handle|account|name"
    r"|username|profile))?"
    r"(?: is| as|,|:)? )(?P<handle>(?=[\w.]{0,20}[\d_.]\w|[a-z]{2,15}[A-Z])[a-zA-Z][\w.]{2,28}\w)(?![\w/])"
)
_PUBLIC_HANDLES = {
    "@nmcnews",
    "@thercn",
    "@nhsengland",
    "@nhsuk",
    "@wenurses",
    "@wemidwives",
    "@nicecomms",
    "@midwivesrcm",
    "@who",
}

_LINKS = re.compile(
    r"(?i)\b(?:https?://|www\.)\S{1,400}|\b10\.\d{4,9}/\S{1,200}|(?<![@\w.\-])"
    r"(?:[a-z0-9\-]{1,40}\.){1,4}(?:org|nhs|gov|ac|co)\.uk(?:/\S{0,200})?"
)


def links(text: str) -> Iterator[Span]:
    """Addresses of pages and DOIs: the digits and words in them are nobody's."""
    return spans(_LINKS, text)


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits whose last proves the rest by modulus 11, or ten that are called an NHS number."""
    yield from spans(_NHS_NAMED, text, 1)
    for match in _TEN.finditer(text):
        digits = [int(character) for character in match.group() if character.isdigit()]
        if proves_itself(digits) and not _ISBN.search(text[max(0, match.start() - 12) : match.start()]):
            yield match.span()


def proves_itself(digits: list[int]) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulus 11."""
    check = 11 - sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == digits[9] and len(set(digits)) > 1


def national_insurance_numbers(text: str) -> Iterator[Span]:
    """Two letters, six digits and one of A to D; any two letters where it is called so."""
    yield from spans(_INSURANCE, text)
    yield from spans(_INSURANCE_NAMED, text, 1)


def postcodes(text: str) -> Iterator[Span]:
    """A postcode in one of the areas there are, or the half that is called one."""
    yield from spans(_POSTCODE, text)
    yield from spans(_POSTCODE_NAMED, text, 1)


def phone_numbers(text: str) -> Iterator[Span]:
    """British and international numbers, extensions and bleeps; not 999, 111 or the crash call."""
    yield from spans(_PHONE, text)
    yield from spans(_EXTENSION, text, 1)


def emails(text: str) -> Iterator[Span]:
    """Addresses with @, with the word at in brackets, or spelt as they are said."""
    yield from spans(_EMAIL, text)
    yield from spans(_SPOKEN_EMAIL, text)


def gmc_numbers(text: str) -> Iterator[Span]:
    """Seven digits that are called a GMC number."""
    return spans(_GMC, text, 1)


def nmc_pins(text: str) -> Iterator[Span]:
    """Two digits, a letter, four digits, a letter."""
    return spans(_PIN, text)


def incident_numbers(text: str) -> Iterator[Span]:
    """Numbers of incidents, complaints, staff records and cases; not of policies and guidance, and no bare year."""
    yield from spans(_INCIDENT_CODE, text)
    for pattern in (_INCIDENT, _REFERENCE):
        for match in pattern.finditer(text):
            number = match["number"]
            digits = sum(character.isdigit() for character in number)
            loose = not match.groupdict().get("named") and (digits < 4 or re.fullmatch(r"(?:19|20)\d\d", number))
            if digits >= 3 and not loose and not _NOT_A_CASE.search(text[max(0, match.start() - 40) : match.start()]):
                yield match.span("number")


def record_numbers(text: str) -> Iterator[Span]:
    """Hospital, case note and other personal record numbers that are called so."""
    yield from spans(_BARE_RECORD, text)
    for match in _RECORD.finditer(text):
        if sum(character.isdigit() for character in match["number"]) >= 4:
            yield match.span("number")


def vehicle_registrations(text: str) -> Iterator[Span]:
    """A number plate, where a vehicle is spoken of nearby."""
    for start, end in spans(_VEHICLE, text):
        if _VEHICLE_WORD.search(text[max(0, start - 80) : end + 40]):
            yield start, end


def handles(text: str) -> Iterator[Span]:
    """Names people go by in social media; not those of public bodies."""
    yield from spans(_PROFILE, text)
    yield from spans(_NAMED_HANDLE, text, "handle")
    yield from (span for span in spans(_HANDLE, text) if text[slice(*span)].casefold() not in _PUBLIC_HANDLES)
