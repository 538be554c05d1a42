"""Whatever is typed into whichever box: a valid PDF, or a refusal that names the characters."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revalidation.documents.logs import add_cpd_log, add_feedback_log, add_practice_hours, log_pdf
from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from revalidation.documents.sign_off import signed_form_pdf
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.completing import Completed
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.nmc_logs import Log
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import CharactersCannotBePrinted
from revalidation.domain.signed_forms import NursePart, Shown, SignedForm
from tests.documents.examples import ACCOUNTS, AT, CONFIRMATION, DISCUSSION, VERSION
from tests.documents.tagging import conformance_faults, quick_faults

INPUTS = 500  # for each of four kinds
IN_FULL = 50  # every so manieth goes through the independent checkers as well

DRAWN = [
    *("Ŵyn", "Łukasz", "Nguyễn", "Ελένη", "Київ", "مقالات", "שלום", "x̂", "e̱", "٣٤", "بَ", "a\u200db", "\u202e"),
    *("- ", "1. ", "• ", "\n", "\n\n", " ", "\t", "\u00a0", "\u2028", "\u061c", "reading-group", "(", ")", "\\"),
    *("W" * 90, "ŵ" * 40, "ب" * 40, "\x00", "\r", "\uf0b7", "\ufe0f", "\U000e0001"),
    *("<</MCID 0>> BDC", "EMC", "ET", "endstream"),
]
REFUSED = ["𗀀", "🩺", "\ud83e", "\uf123", "\uffff"]

Texts = st.SearchStrategy[str]
LATIN = st.text(st.characters(max_codepoint=0x24F), max_size=40)
PIECES = st.lists(st.sampled_from(DRAWN), max_size=12).map("".join)
ANY = st.text(st.characters(exclude_categories=()), max_size=12)
PRINTED: Texts = st.one_of(LATIN, PIECES)
TEXTS: Texts = st.one_of(LATIN, PIECES, st.lists(st.sampled_from([*DRAWN, *REFUSED]), max_size=12).map("".join), ANY)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
KEYS = st.sampled_from(("nurse", "other", "military", "education", "<unknown>"))
MINUTES = st.integers(0, 10**7)

Making = st.SearchStrategy[Callable[[], bytes]]


def accounts(text: Texts) -> Making:
    themes = st.sampled_from([(), ACCOUNTS[0].themes, ACCOUNTS[2].themes])
    one = st.builds(ReflectiveAccount, text, st.tuples(text, text, text, text), themes, st.just(VERSION))
    return st.tuples(st.lists(one, min_size=1, max_size=2), text).map(
        lambda each: lambda: reflective_accounts_pdf(each[0], author=each[1], at=AT)
    )


def cpd(text: Texts, least: int, most: int) -> Making:
    one = st.builds(CpdEntry, DAYS, DAYS, text, text, st.tuples(KEYS), text, MINUTES, MINUTES)
    return st.lists(st.tuples(one, st.just(VERSION)), min_size=least, max_size=most).map(
        lambda some: lambda: log_pdf(Log.CPD, lambda it: add_cpd_log(it, some), author="", at=AT)
    )


def other_logs(text: Texts) -> Making:
    period = st.builds(PracticePeriod, DAYS, DAYS, text, KEYS, KEYS, MINUTES, text, KEYS, text)
    piece = st.builds(Feedback, DAYS, text, text, text)
    version = st.just(VERSION)
    return st.one_of(
        st.tuples(st.lists(st.tuples(period, version), max_size=3), text).map(
            lambda each: (
                lambda: log_pdf(Log.PRACTICE_HOURS, lambda it: add_practice_hours(it, each[0]), author=each[1], at=AT)
            )
        ),
        st.tuples(st.lists(st.tuples(piece, version), max_size=3), text).map(
            lambda each: lambda: log_pdf(Log.FEEDBACK, lambda it: add_feedback_log(it, each[0]), author=each[1], at=AT)
        ),
    )


def signed_forms(text: Texts) -> Making:
    def filled(form: SignedForm, texts: list[str]) -> SignedForm:
        keys = [key for key, _ in form.completed.answers]
        answers = tuple(zip(keys, texts, strict=False))
        completed = Completed(form.completed.capacity, None, answers, form.completed.ticked, texts[-1])
        return replace(form, completed=completed, shown=Shown(NursePart(texts[0], texts[1], date(2013, 1, 1))))

    forms = st.builds(filled, st.sampled_from((DISCUSSION, CONFIRMATION)), st.lists(text, min_size=10, max_size=10))
    return forms.map(lambda form: lambda: signed_form_pdf(form, is_untouched=True, at=AT))


MADE: dict[str, Callable[[Texts], Making]] = {
    "accounts": accounts,
    "CPD logs": lambda text: st.one_of(cpd(text, 0, 3), cpd(text, 4, 9)),
    "other logs": other_logs,
    "signed forms": signed_forms,
}


@pytest.mark.parametrize("kind", MADE)
def test_any_text_in_any_box_is_a_valid_pdf_or_a_refusal_that_names_its_characters(kind: str) -> None:
    outcomes = {"printed": 0, "refused": 0}
    sentences: list[str] = []

    @settings(max_examples=INPUTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(MADE[kind](PRINTED), MADE[kind](TEXTS)))
    def see(make: Callable[[], bytes]) -> None:
        try:
            content = make()
        except CharactersCannotBePrinted as refused:
            outcomes["refused"] += 1
            sentences.append(refused.sentence)
            return
        outcomes["printed"] += 1
        assert quick_faults(content) == []
        if outcomes["printed"] % IN_FULL == 1:
            assert conformance_faults(content) == []

    see()
    assert all(" (U+" in sentence or " U+" in sentence for sentence in sentences)
    assert min(outcomes.values()) > INPUTS / 20, outcomes


def test_the_pieces_hold_what_is_left_out_and_what_is_refused() -> None:
    categories = {unicodedata.category(one) for piece in [*DRAWN, *REFUSED] for one in piece}
    assert {"Cs", "Co", "Cc", "Cf", "Zs", "Mn", "So", "Lo", "Zl"} <= categories
