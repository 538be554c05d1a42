"""Words that say that a name follows, as parts of patterns: titles, relations, roles, and what patients are called."""

ALWAYS_TITLES = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Messrs|MRS|DR|PROF)"
ROLES_AS_TITLES = (
    r"(?:(?:[Ss]taff|[Ss]tudent|[Cc]harge|[Dd]istrict|[Cc]ommunity|[Ss]chool|[Ss]ister|[Ww]ard) "
    r")?(?:Doctor|Professor|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Canon|Imam|Rabbi|Pastor|Fr|"
    r"Sr"
    r"|Sister|Brother|Nurse|Matron|Midwife|Auntie|Aunty|Aunt|Uncle|Nan|Nanny|Grandma|Granny|Grandad|"
    r"Grandpa|HCA|HCSW|SN|RN|RMN|PC|DC|Sgt|Sergeant|Inspector|Baby|Bro|nurse|sister|matron|midwife|"
    r"doctor|professor)"
)
KIN = (
    "wife|husband|partner|mother|father|mum|mummy|dad|daddy|mam|mom|son|daughter|sister|brother|"
    "nan|nana|gran|granny|grandmother|grandfather|grandma|grandad|grandson|granddaughter|niece"
    "|nephew|cousin|aunt|auntie|uncle|twins?|friend|best friend|neighbour|boyfriend|girlfriend|"
    "fianc[eé]e?|stepdaughter|stepson|sister-in-law|mother-in-law|son-in-law|daughter-in-law|"
    "family dog|dog|cat"
)
ROLES = (
    "colleagues?|nurses?|midwife|midwives|students?|mentor|assessor|supervisor|preceptor|preceptee|"
    "manager|matron|doctor|consultant|registrar|physio|physiotherapist|HCA|HCAs|HCSW|assistant|"
    "associate"
    "|support worker|carer|porter|pharmacist|facilitator|librarian|tutor|lecturer|confirmer|chaplain|"
    "buddy|deputy|boss|leader|volunteer|worker|social worker|practitioner|therapist|dietitian|"
    "OT|sonographer|GP"
    "|surgeon|anaesthetist|psychiatrist|psychologist|paramedic|receptionist|cleaner|housekeeper|"
    "co-worker|coworker|interpreter|clerk|specialist|visitor|lead|coordinator|co-ordinator|domestic|"
    "trainee|SHO|F1|F2|teacher"
)
PATIENTS = (
    "patients?|clients?|residents?|service users?|lady|ladies|gentleman|gentlemen|man|woman|girl|"
    "boy|baby|child|toddler|teenager|infant|lad|pensioner|veteran|person|somebody|someone|chap|"
    "bloke|newborn|people|couple|inpatient|youngster|primip|primigravida|multip"
)
