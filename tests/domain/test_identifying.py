import pytest

from revalidation.domain.identifying import lists
from revalidation.domain.identifying.passages import Kind, Passage, browser_offsets, passages


def found(text: str) -> list[tuple[str, str]]:
    return [(passage.kind.value, text[passage.start : passage.end]) for passage in passages(text)]


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("The pot read 943 476 5919.", "nhs_number", "943 476 5919"),
        ("His number, JK 65 43 21 D, was read out.", "national_insurance", "JK 65 43 21 D"),
        ("Write to j.okafor@nhs.net.", "email", "j.okafor@nhs.net"),
        ("Her Pin is 19F2231O.", "nmc_pin", "19F2231O"),
        ("The letter gave GMC 3344556.", "gmc_number", "3344556"),
        ("I filed DATIX-55012 later.", "incident_number", "DATIX-55012"),
        ("MRN: 7719023 had allergies.", "record_number", "7719023"),
        ("I parked at 76 Upper Brook Street.", "address", "76 Upper Brook Street"),
        ("The flat in E1 6AN was cold.", "postcode", "E1 6AN"),
        ("Ring 07700 900123 first.", "phone", "07700 900123"),
        ("On 12/03/2024 we were short.", "full_date", "12/03/2024"),
        ("On Tuesday 12 March we were short.", "full_date", "Tuesday 12 March"),
        ("A man aged 92 fell.", "exact_age", "92"),
        ("He lived to 104.", "exact_age", "104"),
        ("I helped Mrs Patel to eat.", "title_and_name", "Mrs Patel"),
        ("I sat with Mrs A. Brown. She cried.", "title_and_name", "Mrs A. Brown"),
        ("It was Dr al-Rashid who came.", "title_and_name", "Dr al-Rashid"),
        ("I moved from ward B4 to theatres.", "place_of_care", "ward B4"),
        ("I was redeployed to 7a that night.", "place_of_care", "7a"),
        ("She came to us from ICU 2.", "place_of_care", "ICU 2"),
        ("The lady in C4 rang again.", "place_of_care", "C4"),
        ("It began on Thrale, our rehab ward.", "place_of_care", "Thrale"),
        ("I was seconded to Thrale last spring.", "place_of_care", "Thrale"),
        ("He was born in the Princess Beatrice.", "place_of_care", "the Princess Beatrice"),
        ("Write to jay_bee at post dot com.", "email", "jay_bee at post dot com"),
        ("Hosp no. QX 512 774 was on the form.", "record_number", "QX 512 774"),
        ("Her flat, Flat 4c, had no lift.", "address", "Flat 4c"),
        ("Female, 61, fell at home.", "exact_age", "61"),
        ("My rapport with RJ grew.", "initials", "RJ"),
        ("The patient, OKONKWO, was asleep.", "person", "OKONKWO"),
        ("I spoke to Rose and her son.", "person", "Rose"),
        ("She is the only chaplain in Hexham.", "only_one", "the only chaplain in Hexham"),
        ("He was one of three people in Rutland.", "only_one", "one of three people in Rutland"),
        ("It was the village's last doctor.", "only_one", "the village's last doctor"),
        ("We were on Heron Ward.", "place_of_care", "Heron Ward"),
        ("I will call her P.L. throughout.", "initials", "P.L."),
        ("A colleague called Tolu saw it.", "person", "Tolu"),
        ("I looked after Xanthea for a week.", "person", "Xanthea"),
        ("I knew that Xanthea felt alone.", "person", "Xanthea"),
        ("They asked Grace, who had been on leave.", "person", "Grace"),
        ("Thaddius: bloods due.", "person", "Thaddius"),
        ("I learnt more from Nwanneka than from books.", "person", "Nwanneka"),
        ("I sat down in Oghenekaro's room.", "person", "Oghenekaro"),
        ("Gbemiga & I did the round.", "person", "Gbemiga"),
        ("Grace and I went back.", "person", "Grace"),
        ("Dawn, our ward clerk, knew.", "person", "Dawn"),
        ("Joy from the agency was new.", "person", "Joy"),
        ("my mentor szczepan told me so", "person", "szczepan"),
        ("i asked priya to check it", "person", "priya"),
        ("Consultant Ramsbottom came.", "title_and_name", "Consultant Ramsbottom"),
        ("Patient LM pulled out her line.", "initials", "LM"),
        ("A.M. had lived on the streets.", "initials", "A.M."),
        ("76F, fall from standing.", "exact_age", "76F"),
        ("A 3/7 old baby came in.", "exact_age", "3/7 old"),
        ("We were short on 4/3 again.", "full_date", "4/3"),
        ("It was Easter Monday 2023.", "full_date", "Easter Monday 2023"),
        ("She came from the Beeches with a sore.", "place_of_care", "the Beeches"),
        ("He had been on Cedar for a year.", "place_of_care", "Cedar"),
        ("They took her to the Queen's instead.", "place_of_care", "the Queen's"),
        ("The label read K1234567.", "record_number", "K1234567"),
        ("Her Instagram, jane.rn92, was open.", "handle", "jane.rn92"),
        ("She is the only Tamil nurse in the trust.", "only_one", "the only Tamil nurse in the trust"),
        ("His car, AB12 CDE, was outside.", "vehicle", "AB12 CDE"),
        ("She posts as @sunny_nurse99 at night.", "handle", "@sunny_nurse99"),
    ],
)
def test_what_might_identify_somebody_is_found_with_its_kind(text: str, kind: str, passage: str) -> None:
    assert any(kind == of and passage in whole for of, whole in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "My observation round at 943 476 5918 steps",  # its last digit proves nothing
        "In March 2024 we were short of staff.",
        "Patients aged 65 and over were offered it.",
        "The cannula was in for 72 hours.",
        "Patient A was anxious, and so was Patient B.",
        "Benner (1984) describes five stages.",
        "I used Gibbs' reflective cycle.",
        "We compared the Roper, Logan and Tierney model with Orem's.",
        "Registered Nurse Degree Apprentices need protected time.",
        "Nurse\nName",
        "The ward manager rang 111.",
        "May is a busy month, and so is April.",
        "Florence Nightingale wrote about light and air.",
        "The Royal College of Nursing holds an event.",
        "We gave Penicillin and paracetamol.",
        "She took Frisium, and we added Novomix.",
        "The Arjo hoist and the Verathon were new.",
        "Apgar scores were 4 and 9, and the baby was Rhesus positive.",
        "Kitwood's flower hangs in the day room.",
        "As Casey argues, distress has causes.",
        "I had read Kline's work on civility.",
        "Her mother tongue was Twi.",
        "Kent and Sussex have other forms.",
        "He supported Arsenal and she supported Spurs.",
        "Project Wingman gave us tea.",
        "I was the only qualified nurse on the ward.",
        "He had 5/7 of antibiotics.",
        "An MR SCAN was booked.",
        "",
        "We read Ahmed S, O'Neill PJ, van der Berg K et al. Safewards. Int J Nurs Stud. 2015;52(9):1412-22.",
        "We read Ahmed S. Safe wards for all of us. J Wards. 2019.",
        "Patel, R., Okafor, J. & Brown, K. (2019) wrote of it.",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_characters_that_nobody_sees_hide_nothing() -> None:
    name, number = "Mrs Pa\u00adtel", "943\u200b476\u200b5919"
    assert found(f"I rang {name} about {number}.") == [("title_and_name", name), ("nhs_number", number)]


def test_a_browser_counts_an_emoji_as_two() -> None:
    text = "😀 Mrs Patel"
    [passage] = passages(text)
    assert (passage.start, passage.end) == (2, len(text))
    assert browser_offsets(text, [passage]) == [(3, len(text) + 1)]


def test_passages_come_in_order_and_never_overlap() -> None:
    text = "On 12 March 2024 Mrs Joan Patel, aged 92, came to Heron Ward from 14 Mill Lane, LS9 7TF. "
    ends = [0]
    for passage in passages(text * 3):
        assert passage.start >= ends[-1]
        ends.append(passage.end)
    assert len(ends) > 15


def test_a_name_that_the_model_reports_counts_unless_it_is_known_to_be_none() -> None:
    text = "Qwynthia unable to rest after Penicillin."
    name, drug = text.index("Qwynthia"), text.index("Penicillin")
    assert passages(text) == []
    reported = [(name, name + 8), (drug, drug + 10)]
    assert passages(text, reported=reported) == [Passage(name, name + 8, Kind.PERSON)]


def test_reported_names_keep_their_places_when_unseen_characters_stand_before_them() -> None:
    text = "Up\u200b at noon. Qwynthia unable to rest."
    start = text.index("Qwynthia")
    assert passages(text, reported=[(start, start + 8)]) == [Passage(start, start + 8, Kind.PERSON)]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_says_what_could_be_done(kind: Kind) -> None:
    assert kind.explanation.endswith(".")


def test_no_name_is_listed_as_no_name() -> None:
    assert not lists.given_names() & lists.words_that_are_no_names()
    assert len(lists.given_names()) > 2000
