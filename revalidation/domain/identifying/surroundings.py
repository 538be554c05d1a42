"""What stands around a word with a capital when it is a thing or a place, and what when it is a person.

Each table is a list of words with a sentence for people; `_` stands for a space, and letters before `?` may be missing.
"""

import re


def _either(words: str) -> str:
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


# A word after one of these is a thing, a place or a language: in Leeds, the Arjo, used Aquacel, speaks Twi.
WORDS_BEFORE_THINGS = frozenset(
    "tried try trying the a an this these those each every another some any no our your their its his "
    "her my such both more less most "
    "in at near into onto via using used use uses take took takes taking prescribed charted on under "
    "across throughout "
    "per started stopped commenced administered applied drank ate eat wearing wore bought ordered play played speak "
    "speaks spoke speaking speaker studied celebrate celebrated celebrating during installed opened read "
    "reading cite "
    "cites cited citing quote quoted quoting downloaded googled searched within outside inside around oral iv im sc "
    "regular prn extra topical support supported mg ml mcg units grams litres".split()
)
# Yet one confides in people and looks at them, and a place's chair is not hers: I trusted in Nkechi, in Nkechi's room.
_LOOKS = r"confid\w+ trust\w* believ\w+ faith interest\w* look\w* smil\w+ shout\w* glanc\w+ wav\w+ laugh\w*"
LOOKING_AT = re.compile(rf"\b{_either(_LOOKS)} (?:in|at) $")
# One gives a medicine, but a person something of hers: gave Zofran, gave Nkechi her tea.
GIVING = frozenset("gave given give giving".split())
SOMETHING_OF_HERS = re.compile(rf" {_either('his her their a an the some my our more time space back')}\b")

_JOURNEYS_TO = r"moved? moving travel\w* drove drive trip flew fly flight holiday emigrat\w+ train bus return\w*"
_JOURNEYS_FROM = (
    r"came come comes coming originally moved travell?ed flown flew families is was were are been arrived "
    r"born back people "
    r"refugees? nurses staff recruited delivery ordered bought migrants? patients doctors hails? hailed fled trained"
)
_MEASURES_OF = (
    r"mgs? mls? mcg grams? units doses? bottles? packets? tubes? boxes? bags? litres? sachets? tablets "
    r"courses? brands? "
    r"types? infusions? use supply stock cup glass pot pint piece slice smell taste town city cities "
    r"village university "
    r"people borough bishop streets? outside part north south east west centre port isle island county works? theory "
    r"theories model writings ideas history culture language religion rates levels signs symptoms "
    r"diagnosis effects risk "
    r"management form cases? poster map pictures?"
)
_STATES_TO = r"allergic allergy intolerant sensitive exposed addicted switched changed response reaction access login"
_DONE_WITH = r"cleaned packed flushed treated covered filled managed mixed thickened secured irrigated"
# Where the words before lead to a place or a thing: drove to, came from, a bottle of, allergic to, flushed with.
BEFORE_A_THING = re.compile(
    rf"\b(?:{_either(_JOURNEYS_TO)} (?:over |up |down |back |out )?to|{_either(_JOURNEYS_FROM)} from"
    rf"|{_either(_MEASURES_OF)} of|{_either(_STATES_TO)} to|{_either(_DONE_WITH)} with) $"
)

_THINGS = (
    r"scores? scales? models? pumps? tools? tapes? dressings? pads? apps? systems? bags? needles? "
    r"mattress(?:es)? beds? "
    r"hoists? lines? tubes? drains? catheters? masks? tests? courses? training stud(?:y|ies) reports? "
    r"inquir(?:y|ies) "
    r"reviews? guidance guidelines? methods? approach(?:es)? techniques? frameworks? cycles? "
    r"theor(?:y|ies) principles? "
    r"manoeuvres? position syndrome disease signs? criteria classification trials? branch supermarket "
    r"airport station "
    r"stadium council university interpreters? speakers? speaking communit(?:y|ies) cultures? traditions? "
    r"food language "
    r"version website software charts? forms? films? songs? programmes? charit(?:y|ies) campaigns? awards? festival "
    r"formula tablets? capsules? patch(?:es)? inhalers? cream ointment spray injections? infusions? "
    r"syringes? drivers? "
    r"monitors? machines? cushions? boots? stockings? bandag\w+ solution gel drops supplements? drinks? "
    r"shakes? feeds? "
    r"milk tea coffee biscuits? walker frames? chair platform account channel link call meeting template "
    r"poster leaflet "
    r"based style like trained accredited area region road street district border coast fans? match game "
    r"nurses midwives "
    r"trust law act index protein virus bacteria infection fever cells? levels? count units? mg mcg ml g "
    r"bd tds qds od prn "
    r"negative positive"
)
_SMALL_WORDS = "the an? his her their my our was is and to for on in at with had has did who about from by as off over"
# What only things are followed by: Braden scores, the Zimmer frame, Jevity at 60 ml, Rhesus negative.
THING_FOLLOWS = re.compile(
    rf"(?:'s?)?(?:[ -](?:(?!{_either(_SMALL_WORDS)} )[a-z]{{2,14}}[ -])?{_either(_THINGS)}\b"
    r"|[ -]?\d| ?\(?\d+ ?m| at \d| \([A-Z]{2,}|®|™)"
)
_HAPPENS_TO_THINGS = (
    "charted prescribed increased reduced withheld introduced published rolled applied inserted administered omitted "
    "available running titrated weaned restarted commenced crushed flushed launched withdrawn out_of_stock installed "
    "offline effective contraindicated indicated recommended diluted drunk eaten"
)
_THINGS_DO = (
    r"caused causes reduces? lowers? lowered contains? contained requires? crashed costs? publish\w* "
    r"launched acts via PRN "
    r"IV IM SC PO twice nightly"
)
# What only things do or suffer: was charted, contains.
THING_DOES = re.compile(
    r" (?:(?:was|were|is|are|has been|had been|being|be|been) (?:then |also |again |not |now |already )?"
    rf"{_either(_HAPPENS_TO_THINGS)}|{_either(_THINGS_DO)}\b)"
)

_AUTHORS_OWN = "works? model theory ideas? books? papers? concept view argument cycle stages article chapter research"
_LITTLE_VERBS = (
    "had hadn't hasn't didn't doesn't wasn't isn't couldn't wouldn't won't can't never always kept just "
    "really still then "
    "who has was is will would could being again"
)
_IN_HANDOVERS = (
    "for_theatre for_discharge for_home for_scan for_transfer for_review for_surgery nil_by_mouth "
    "awaiting settled nbm pain "
    "comfortable stable unsettled off_the from_the on_the"
)
_NOT_BY_PEOPLE = (
    "reduced improved caused required launched published closed opened introduced delivered based called "
    "related used "
    "needed allowed updated argued described suggested proposed defined identified highlighted stated "
    "noted named coined"
)
_BY_PEOPLE = (
    "said says told tells asks felt went came gave got sat stood wept slept knew rang took ran held woke "
    "fell ate drank "
    "left lay thought spoke did does lives loves likes wants needs keeps looks became saw heard brought "
    "met hates seems "
    "knows taught died led covers works runs leads makes gives helps cares teaches manages drives comes "
    "goes takes sits "
    "sees finds feels thinks smiles laughs cries sleeps eats walks calls hopes"
)
# What at the beginning of a sentence, where every word has a capital, only people are followed by.
ONLY_PEOPLE = re.compile(
    rf"'s (?!{_either(_AUTHORS_OWN)}\b)[a-z]{{3,}}"
    rf"| (?:{_either(_LITTLE_VERBS)}|(?:and|&) (?:I|me|he|she|his|her))\b"
    r"|,? (?:bless (?:him|her|them)|too|please)\b"
    r"|, (?:my|our|his|her|their|who|the|a|an|one of|then|and then|whose|also|now)\b"
    rf"|[.;!?](?!\w)|: \w|, (?:\d|aged|age|day)| {_either(_IN_HANDOVERS)}\b"
    rf"| (?!{_either(_NOT_BY_PEOPLE)}\b)[a-z]{{2,12}}ed\b| {_either(_BY_PEOPLE)}\b"
)
# A list whose other members are things or places: Biatain, then Kerramax; Leeds and Otley.
BESIDE_BEFORE = re.compile(r"([A-Z][\w'-]{2,20}),?(?: (?:and|then|or|and then|nor|finally|also|with|from|to))? $")
BESIDE_AFTER = re.compile(r"(?:,| and| or|, then|, and| then) (?:then |finally |in )?([A-Z][\w'-]{2,20})")
# Before a name in the middle of a sentence: told Nkechi, with Nkechi; and after one what only people do.
WORDS_BEFORE_PEOPLE = frozenset(
    "with for to from by and & told tell telling asked ask thanked thank helped help met saw see seen "
    "heard called phoned "
    "rang ring emailed texted about of that when because if as while after before until since than like "
    "where how why but "
    "so visited supported supervised shadowed washed dressed fed bathed hugged reassured comforted "
    "mentored assessed nursed "
    "dear hi hello thanks love poor little dearest says said let made gave give shown showed taught "
    "teach beside near around "
    "against between towards without behind watched watch found find left leave blame blamed trusted "
    "trust know knew known "
    "miss missed remember remembered admire admired followed joined lost lose buried promised promise "
    "paid hold held calm "
    "calmed upset warned invited believe believed put get got had have bring brought sent send took "
    "lifted turned moved "
    "woke wake feed wash dress hear understand understood loved hate hated care discharged admitted "
    "transferred allocated "
    "catch caught seeing hearing telling asking helping nursing losing watching leaving meeting visiting "
    "what would could "
    "did does do was is were are not then i me you us them him her he she it".split()
)
