"""Full dates and exact ages, which the identifying-information check finds; a month and year are fine."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.lists import known_names
from revalidation.domain.identifying.text import NAME_WORD, Span, folded, spans

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?"
    r"(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_NAMES = "January February March April May June July August September October November December Sept".split()
_CAPITAL = sorted({form for name in _MONTH_NAMES for form in (name, name[:3], name.upper(), name[:3].upper())}, key=len)
_CAPITAL_MONTH = f"(?-i:{'|'.join(reversed(_CAPITAL))})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_ORDINAL = rf"{_DAY} ?(?:st|nd|rd|th)"
_DAY_WORD = (
    r"(?:(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|thirtieth)"
)
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_G = r"[\s,]{1,3}"

_DATES = [
    # 12/03/2024, 12.3.24, 12-03-2024, 12 / 03 / 2024
    re.compile(rf"(?<![\d./\-]){_DAY} ?([/.\-]) ?(?:0?[1-9]|1[0-2]) ?\1 ?(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.\-]\d)"),
    # 03/24/2024, as some systems print it
    re.compile(r"(?<![\d./\-])(?:0?[1-9]|1[0-2])([/\-])(?:1[3-9]|2\d|3[01])\1(?:19|20)\d\d(?![\d/])"),
    # 2024-03-12, 20240312 is left alone
    re.compile(r"(?<![\d./\-])(?:19|20)\d\d([\-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)"),
    # 12-Mar-2024, 12Mar24
    re.compile(rf"(?i)(?<![\d./\-]){_DAY}[\-/. ]?{_MONTH}[\-/. ]?(?:(?:19|20)\d\d|\d\d)(?![\d\w])"),
    # 12th March 2024, the 12th of March, Tuesday 12 March, 12 March
    re.compile(
        rf"(?i)(?<![\d./\-:£$])\b(?:{_WEEKDAY}{_G})?(?:the )?(?:{_ORDINAL}|{_DAY_WORD})(?:\s(?:day "
        rf")?of)?\s{{1,2}}{_CAPITAL_MONTH}\b\.?(?:{_G}{_YEAR})?(?!\d)"
    ),
    re.compile(
        rf"(?i)(?<![\d./\-:£$])\b(?:{_WEEKDAY}{_G})?(?:the )?{_ORDINAL}(?:\s(?:day )?of)?\s{{1,2}}"
        rf"(?!may\b){_MONTH}\b\.?(?:{_G}{_YEAR})?(?!\d)"
    ),
    re.compile(
        rf"(?i)(?<![\d./\-:£$])\b(?<!band )(?<!ward )(?:{_WEEKDAY}{_G})?{_DAY}(?:\s"
        rf"(?:of))?\s{{1,2}}{_CAPITAL_MONTH}\b\.?(?:{_G}{_YEAR})?(?!\d)"
    ),
    # March 12, 2024; March 12th; on March 12
    re.compile(
        rf"(?i)\b(?:{_WEEKDAY}{_G})?{_CAPITAL_MONTH}\b\.?\s(?:the )?(?:{_ORDINAL}\b(?:{_G}{_YEAR})?"
        rf"|{_DAY}{_G}{_YEAR}\b|{_DAY}(?=[.;)]?$|[.;)]\s))"
    ),
    re.compile(rf"(?i)(?<=\b(?:on|by) )(?:{_WEEKDAY}{_G})?{_CAPITAL_MONTH}\b\s{_DAY}\b(?!\d|:)"),
    # Tuesday the 12th, Tues 12th
    re.compile(rf"(?i)\b{_WEEKDAY}{_G}(?:the )?{_ORDINAL}\b"),
    # on 12/03, on Monday 4/3, dated 1/11; not a course of 5/7
    re.compile(
        rf"(?i)(?:(?<=\bon )|(?<=\bdated )|(?<=\bsince )|\b{_WEEKDAY} ){_DAY}/(?:0?[1-9]|1[0-2])(?![\d/%])"
        r"(?! (?:days?|weeks?|course|of|antibiotics|abx|supply|out))"
    ),
    # the nights of 5th/6th June
    re.compile(rf"(?i)(?<=\d(?:st|nd|rd|th)[/-]){_ORDINAL} {_CAPITAL_MONTH}\b"),
    # Christmas Day 2023, New Year's Eve 2022
    re.compile(
        r"(?i)\b(?:christmas (?:day|eve)|boxing day|new year's (?:day|eve)|easter (?:sunday|monday)"
        r"|good friday|halloween|bonfire night|valentine's day|(?:mothering|remembrance|palm) sunday|mother's day"
        r"|father's day|burns night|pancake day|st patrick's day|st andrew's day|st david's day)"
        rf"{_G}(?:(?:of |in )?(?:19|20)\d\d\b|(?:last|this|that) year\b)"
    ),
    # born in 1948, DOB 1948
    re.compile(r"(?i)(?<=\bborn in )(?:19|20)\d\d\b(?!s)|(?<=\bdob )(?:19|20)\d\d\b|(?<=\bdob: )(?:19|20)\d\d\b"),
]

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IN_WORDS = (
    rf"(?:(?:a |one )hundred(?:[ -]and[ -](?:{'|'.join(_UNITS)}))?|(?:{'|'.join(_TENS)})(?:[ -]"
    rf"(?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS + _UNITS)})"
)
_AGE = rf"(?:1[01]\d|[1-9]\d?|{_IN_WORDS})"
_THING = (
    r"(?:polic\w{1,4}|guid\w{1,9}|equipment|machines?|building|hospital|ward|article|study|studies"
    r"|paper|research|evidence|document|pump|mattress|computer|system|audit|data|service|career"
    r"|experience)"
)
_NOT_A_THING = rf"(?![\s\-](?:[a-z]{{1,15}} )?{_THING})"

_AGES = [
    # 87-year-old, 87 years old, 3-week-old, 87 yo, 87 y/o, 87yrs; nine-year-old
    re.compile(
        rf"(?i)(?<![\w.\-/])(?<!to )(?<!over )(?<!under ){_AGE}[\s\-]{{0,2}}(?:(?:years?|yrs?|months?"
        rf"|mths?|weeks?|wks?|days?)['s]{{0,2}}[\s\-]old|y[/.]?o|yr ?old)\b{_NOT_A_THING}"
    ),
    re.compile(rf"(?i)(?<![\w.\-/]){_AGE}[\s\-]years?[\s\-]of[\s\-]age\b"),
    # aged 92, age 45, the age of 67
    re.compile(
        rf"(?i)\b(?P<who>\w{{1,20}},? )?(?:is |was )?\b(?:aged|age of|at age|age|age:)[\s:]{{1,2}}"
        rf"(?:just |only |about |around )?(?P<age>{_AGE})\b"
        rf"(?!\s?(?:-|to|and (?:over|above|under|older|below|[1-9])|or (?:over|above|under|older|below)"
        rf"|plus|years and|\+|%|/)|\.\d)"
    ),
    # she was 45, he is 91 and, who had turned 90
    re.compile(
        rf"(?i)\b(?:she|he|they|who|patient|lady|gentleman|man|woman|girl|boy|resident|mother|mum|father"
        rf"|dad|client|user|daughter|son|wife|husband|child|baby|[a-z]{{2,12}}'s)"
        rf"(?:'s| was| is| were| had been| would have been|'d have been|'d be| would be| being)(?: only"
        rf"| just| nearly| almost| about| around| now| already)?\s(?P<age>{_AGE})"
        r"(?=\s?(?:[,;!?)]|\.(?!\d)|$|(?:and|when|at the time|but|with|who|which|that|years|yrs|had"
        r"|last|this|next|in [A-Z])\b))"
        r"(?!,? ?(?:weeks|months|hours|minutes|days|kilograms|kg|ml|mg|percent|per cent|of|stone)\b)"
        r"(?!\s(?:and|years) (?:a half|ago|later|into|in|after|before|post))"
    ),
    # turned 90, turning sixteen, her 90th birthday
    re.compile(
        rf"(?i)\b(?:turned|turning|turns)\s(?P<age>{_AGE})(?=\s?(?:[.,;!?)]|$|(?:and|when|last|this|next"
        rf"|in|on|during|while|that)\b))"
    ),
    re.compile(
        r"(?i)\b\d{1,3} ?(?:st|nd|rd|th)[\s\-]birthday\b|\b(?:sixteenth|eighteenth|twenty-first"
        r"|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth) birthday\b"
    ),
    # Joan (92), a lady, 92, who
    re.compile(r"(?i)(?<=[a-z]) \((?:aged )?(?P<age>1[01]\d|[1-9]\d)(?: ?(?:years?|yrs?|y/?o|[MF]))?\)"),
    re.compile(
        rf"(?i)\b(?:patient|pt|user|client|male|female|lady|gentleman|man|woman|girl|boy|resident|mother|father|nan"
        rf"|grandmother|grandfather|child)\s?[,(]\s?(?P<age>{_AGE})(?=\s?[,)])"
    ),
    # a boy of four, at 16 he
    re.compile(
        rf"(?i)\b(?:lady|gentleman|man|woman|girl|boy|lad|child|baby) of (?:just |only |about )?"
        rf"(?P<age>{_AGE})(?=\s?(?:[.,;!?)]|$|(?:who|came|was|with|and|had|whose|in|that|last|this|on|at|came|is)\b))"
    ),
    re.compile(
        rf"(?i)\b(?:at|at just|at only) (?P<age>1[01]\d|[1-9]\d|{_IN_WORDS}),? (?:he|she|they) (?:was|is"
        rf"|had|has|were|still|could)\b"
    ),
    # she'd have been 100 in the spring
    re.compile(
        rf"(?i)\b(?:she|he|they)(?:'d| would) have been (?P<age>{_AGE})"
        r" in (?:the )?(?:new year|spring|summer|autumn|winter)\b"
    ),
    # died at 98, lived to 104
    re.compile(rf"(?i)\b(?:died|passed away|widowed|orphaned|retired) at (?P<age>{_AGE})(?=\s?(?:[.,;!?)]|$|and\b))"),
    re.compile(rf"(?i)\b(?:live[sd]?|living) to (?:be )?(?P<age>{_AGE})(?=\s?(?:[.,;!?)]|$|(?:and|but)\b))"),
    re.compile(r"(?i)\b(?:nonagenarian|centenarian)\b"),
    # 3/7 old, 8/12 old; (F, 72), 72/F
    re.compile(r"(?<![\d/])\d{1,2}/(?:7|52|12) old\b"),
    re.compile(r"(?<=\()[MF],? ?(?:1[01]\d|[1-9]\d)(?=[),;])|(?<![\w/.])(?:1[01]\d|[1-9]\d)/[MF](?![\w/])"),
    # 76F, fall from standing
    re.compile(r"(?:^|(?<=[.;:\n] )|(?<=\n))(?:1[01]\d|[1-9]\d) ?[MF](?=,)"),
    re.compile(
        r"(?<![\w.])(?:1[01]\d|[1-9]\d) ?(?:[yY]r ?)?(?:[MF])(?= (?:with|who|admitted|presented|presenting"
        r"|brought|post|found|known|lives|transferred|referred|in with)\b)"
    ),
]
# Joan was 91; the name must be a known one, for anything may be 91
_NAMED_AGE = re.compile(
    rf"(?P<name>{NAME_WORD}) (?:was|is|had been|would have been)(?: only| just| nearly| almost| "
    rf"now)? (?P<age>{_AGE})(?=\s?(?:[,;!?)]|\.(?!\d)|$|(?:and|when|but|with|years)\b))"
)
_MANY = re.compile(
    r"(?i)(?:people|patients|adults|children|women|men|anyone|anybody|everyone|everybody|those"
    r"|residents|babies|infants|girls|boys|persons|nurses|users|clients|participants|population"
    r"|individuals|over|under|above|below|from|by|screening|until|to),? $"
)


def full_dates(text: str) -> Iterator[Span]:
    """A day with its month, in any usual form, and a day or year of birth."""
    for pattern in _DATES:
        yield from spans(pattern, text)


def exact_ages(text: str) -> Iterator[Span]:
    """One person's age in years, months, weeks or days; not an age range or the age of a thing."""
    for pattern in _AGES:
        for match in pattern.finditer(text):
            who = match.groupdict().get("who")
            if who is None or not _MANY.search(who):
                yield match.span("age") if match.groupdict().get("age") else match.span()
    for match in _NAMED_AGE.finditer(text):
        if folded(match["name"]) in known_names():
            yield match.span("age")
