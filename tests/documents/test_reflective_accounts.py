"""Reflective accounts on paper: what was written is what can be read back."""

import io
import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from revalidation.documents.characters import printable
from revalidation.documents.reflective_accounts import filename, reflective_accounts_pdf
from revalidation.documents.unprintable import unprintable
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.nmc import ReflectiveAccountsForm, reflective_accounts_form
from revalidation.domain.refusals import CharactersCannotBePrinted, NoFinishedAccounts

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FORM = reflective_accounts_form("2022-06")
ACCOUNT = ReflectiveAccount(
    title="Reading about sepsis",
    answers=("We met and read.", "Breathing changes first.", "I count for a full minute.", "It keeps people safe."),
    themes=("preserve_safety",),
    form_version="2022-06",
)


def with_answer(text: str, number: int = 2) -> ReflectiveAccount:
    """The account with one answer changed."""
    first, second, third, fourth = (
        text if number == index else answer for index, answer in enumerate(ACCOUNT.answers, start=1)
    )
    return replace(ACCOUNT, answers=(first, second, third, fourth))


def drawn(*accounts: ReflectiveAccount, author: str = "A Khan") -> PdfReader:
    """These accounts on paper, opened by another library than the one that drew them."""
    return PdfReader(io.BytesIO(reflective_accounts_pdf(accounts, author=author, at=AT)))


def lines_of(pdf: PdfReader) -> list[str]:
    """The lines of all pages, white space evened out."""
    return [" ".join(line.split()) for page in pdf.pages for line in page.extract_text().split("\n") if line.strip()]


def text_of(pdf: PdfReader) -> str:
    """The text of all pages as one line."""
    return " ".join(lines_of(pdf))


def left_edges(pdf: PdfReader) -> dict[str, float]:
    """Where on the first page each text begins, in points from the left."""
    found: dict[str, float] = {}

    def see(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            found.setdefault(text.strip(), matrix[4])

    pdf.pages[0].extract_text(visitor_text=see)
    return found


def test_the_whole_form_reads_in_the_nmcs_order_with_the_answers_in_their_places() -> None:
    themes = "Prioritise people Practise effectively Preserve safety Promote professionalism and trust"
    assert text_of(drawn(ACCOUNT)) == " ".join(
        [
            "Reflective accounts form",
            FORM.preamble,
            f"{FORM.title_label} {ACCOUNT.title}",
            *(part for pair in zip(FORM.questions[:3], ACCOUNT.answers[:3], strict=True) for part in pair),
            FORM.questions[3],
            FORM.themes_line,
            themes,
            "Selected: Preserve safety",
            ACCOUNT.answers[3],
            FORM.footer_sentence,
            "Page 1 of 1",
        ]
    )


def test_the_form_shows_neither_the_name_nor_the_date() -> None:
    text = text_of(drawn(replace(ACCOUNT, finished_at=AT), author="Siân Ŵyn"))
    assert "Siân" not in text
    assert "2026" not in text


def test_themes_are_said_in_words_in_the_order_of_the_form() -> None:
    chosen = replace(ACCOUNT, themes=("promote_professionalism_and_trust", "prioritise_people"))
    assert "Selected: Prioritise people; Promote professionalism and trust" in lines_of(drawn(chosen))
    assert "Selected: none" in lines_of(drawn(replace(ACCOUNT, themes=())))


@pytest.mark.parametrize("chosen", [0, 1, 4])
def test_each_chosen_theme_has_a_drawn_tick(chosen: int) -> None:
    themes = tuple(theme.key for theme in FORM.themes)[:chosen]
    contents = drawn(replace(ACCOUNT, themes=themes)).pages[0].get_contents()
    assert contents is not None
    # A tick is the only line with a corner in it; a border or a small square is drawn by `re`.
    assert len(re.findall(rb"m\n?[^a-zA-Z]+ l\n?[^a-zA-Z]+ l", contents.get_data())) == chosen


def test_a_theme_that_the_version_does_not_have_is_not_left_out_in_silence() -> None:
    with pytest.raises(LookupError, match="courage"):
        drawn(replace(ACCOUNT, themes=("courage",)))


@pytest.mark.parametrize(
    "typed",
    [
        "Siân Ŵyn",
        "Łukasz",
        "Nguyễn",
        "“smart” ‘quotes’ – and — dashes…",
        "SpO₂ ≥ 94 % → oxygen ✓ £5 €5 ½ µg 37°",
        "x̂ and n̈ and e̱",
        "Αθήνα Київ",
        "**not bold** __not underlined__ --not struck-- [no](link) ~~x~~ `code` # no heading",
        "{nb} {0} %s <b>no tag</b> &amp; \\n \\textbf",
        "(brackets) \\ and 'quotes' \"too\"",
    ],
)
def test_what_people_type_is_printed_as_they_typed_it(typed: str) -> None:
    pdf = drawn(replace(with_answer(f"Begin {typed} end"), title=typed))
    assert f"Begin{typed}end".replace(" ", "") in text_of(pdf).replace(" ", "")
    assert f"{FORM.title_label}{typed}".replace(" ", "") in text_of(pdf).replace(" ", "")


def test_letters_typed_with_loose_accents_are_put_together() -> None:
    assert "Siân Ŵyn" in text_of(drawn(with_answer(unicodedata.normalize("NFD", "Siân Ŵyn"))))


@pytest.mark.parametrize("word", ["مقالات", "שלום"])
def test_right_to_left_words_are_drawn_from_right_to_left(word: str) -> None:
    pdf = drawn(with_answer(f"Thanks, {word} she said"))
    # Glyphs are drawn from the left, so the last letter of the word comes first; pypdf turns the word round again.
    line = next(line for line in lines_of(pdf) if line.startswith("Thanks"))
    assert line.startswith("Thanks, ")
    assert line.endswith(" she said")
    assert sorted(line.removeprefix("Thanks, ").removesuffix(" she said").replace(" ", "")) == sorted(word)


def test_a_paragraph_in_arabic_stands_at_the_right() -> None:
    word = "ب"
    edges = left_edges(drawn(with_answer(f"{word}\nLatin")))
    assert edges[word] > 500
    assert edges["Latin"] < 100


def test_a_vowel_sign_stands_over_its_letter() -> None:
    # In Noto Sans the circumflex has no room of its own; unshaped it would stand behind the x.
    contents = drawn(with_answer("x̂")).pages[0].get_contents()
    assert contents is not None
    # One letter, a step back, the sign, and forward again to where the letter ends.
    (steps,) = re.findall(rb"\[ \(..\) (\d+) \(..\) (-\d+)\] TJ", contents.get_data(), re.DOTALL)
    assert [int(step) for step in steps] == [268, -268]


def test_control_characters_are_left_out_and_line_ends_evened() -> None:
    lines = lines_of(drawn(with_answer("one\x00\x07\r\ntwo\rthree\x0bfour\u2028five\tsix \x1b[31msev\u00aden\ufeff")))
    at = lines.index("one")
    assert lines[at : at + 5] == ["one", "two", "three", "four", "five six [31mseven"]


def test_bullets_pasted_from_word_stay_bullets() -> None:
    assert "• first" in lines_of(drawn(with_answer("\uf0b7\tfirst")))


@pytest.mark.parametrize("marker", ["-", "*", "•", "1.", "10."])
def test_a_list_keeps_its_markers_and_hangs_its_lines(marker: str) -> None:
    pdf = drawn(with_answer(f"{marker} {'point ' * 30}"))
    edges = left_edges(pdf)
    starts = [edge for text, edge in edges.items() if text.startswith("point point")]
    assert edges[marker] < min(starts)
    assert len({round(edge, 1) for edge in starts}) == 1
    assert sum(line.count("point") for line in lines_of(pdf)) == 30


def test_a_dash_inside_a_sentence_is_not_a_bullet() -> None:
    edges = left_edges(drawn(with_answer("- a point\nsafety - above all\n-5 degrees")))
    assert edges["safety - above all"] == edges["-5 degrees"] < edges["a point"]


def test_paragraphs_and_blank_lines_survive() -> None:
    found: list[float] = []

    def see(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip() in {"one", "two", "three"}:
            found.append(matrix[5])

    drawn(with_answer("one\ntwo\n\nthree")).pages[0].extract_text(visitor_text=see)
    first, second, third = found
    assert second - third > first - second > 10


def test_forty_points_are_all_there_in_order() -> None:
    points = [f"- point {number} of forty" for number in range(1, 41)]
    lines = lines_of(drawn(with_answer("\n".join(points), number=3)))
    assert [line for line in lines if line.endswith("of forty")] == points


def test_twenty_thousand_characters_flow_over_as_many_pages_as_they_need() -> None:
    words = [f"word{number}" for number in range(2400)]
    text = " ".join(words)[:20_000]
    pdf = drawn(with_answer(text, number=1))
    assert text in re.sub(rf" {re.escape(FORM.footer_sentence)} Page \d+ of \d+", "", text_of(pdf))
    assert len(pdf.pages) > 4


@pytest.mark.parametrize("letter", ["x", "ŵ", "≥", "x\u0302", "ب"])
def test_a_single_word_of_twenty_thousand_letters_is_broken_and_kept_whole(letter: str) -> None:
    count = 20_000 // len(letter)
    pdf = drawn(with_answer(letter * count, number=4))
    text = text_of(pdf)
    before = text_of(drawn(with_answer("", number=4))).count(letter)
    footers = len(pdf.pages) - 1
    extra = footers * f"{FORM.footer_sentence} Page 1 of 1".count(letter)
    assert text.replace(" ", "").count(letter) == before + count + extra


def test_a_word_that_is_broken_after_its_hyphen_keeps_every_letter() -> None:
    words = [f"{'x' * number}-related" for number in range(1, 40)]
    lines = lines_of(drawn(with_answer(" ".join(words))))
    assert any(line.endswith("x-") for line in lines)
    assert " ".join(words) in " ".join(lines).replace("- ", "-")


def test_nothing_is_drawn_outside_the_margins() -> None:
    pdf = drawn(with_answer(f"{'W' * 500}\n- {'W' * 500}\n{'الب' * 100}\n" + "reading-group " * 200))
    for page in pdf.pages:
        edges: list[float] = []
        heights: list[float] = []

        def see(
            text: str, _: object, at: list[float], *__: object, x: list[float] = edges, y: list[float] = heights
        ) -> None:
            if text.strip():
                x.append(at[4])
                y.append(at[5])

        page.extract_text(visitor_text=see)
        assert min(edges) >= 50
        assert max(edges) < 545
        assert min(heights) >= 30
        assert max(heights) < 842 - 45


def test_a_question_is_never_left_alone_at_the_foot_of_a_page() -> None:
    for length in range(20, 44):
        pdf = drawn(with_answer("\n".join(["line"] * length), number=2))
        for page in pdf.pages:
            lines = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
            assert lines[-1].startswith("Set out as")
            assert not lines[-2].endswith("?")
            assert not lines[-2].startswith("Selected:")


def test_no_line_of_a_paragraph_stands_alone_at_the_turn_of_a_page() -> None:
    turned = 0
    for length in range(22, 34):
        text = "\n".join(["line"] * length + [" ".join(f"w{number:03}" for number in range(60))])
        pages = drawn(with_answer(text)).pages
        shares = [len(re.findall(r"^w\d", page.extract_text(), re.MULTILINE)) for page in pages]
        assert sum(shares) >= 4
        assert 1 not in shares
        turned += all(shares[:2])
    assert turned


def test_empty_answers_leave_an_empty_box() -> None:
    empty = replace(ACCOUNT, title="", answers=("", " ", "\n\n", "\x07"), themes=())
    text = text_of(drawn(empty))
    for question in FORM.questions:
        assert question in text
    edges = drawn(empty).pages[0].get_contents()
    assert edges is not None
    heights = [float(h) for h in re.findall(rb"[\d.]+ [\d.]+ 493\.\d+ (-[\d.]+) re", edges.get_data())]
    assert len(heights) == 5
    assert all(height < -75 for height in heights[1:])


@pytest.mark.parametrize(
    ("typed", "named", "them"),
    [
        ("well 🩺 done", "“🩺” (U+1FA7A stethoscope)", "it"),
        ("𗀀𗀁", "“𗀀” (U+17000) and “𗀁” (U+17001)", "them"),
        ("1️⃣", "“◌⃣” (U+20E3 combining enclosing keycap)", "it"),
        ("\ud83e", "U+D83E (half of a character)", "it"),
        ("\uf123", "U+F123 (no character that everybody has)", "it"),
        ("\uffff", "U+FFFF (no character that everybody has)", "it"),
    ],
)
def test_characters_that_no_face_has_are_named_and_refused(typed: str, named: str, them: str) -> None:
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        drawn(with_answer(typed, number=3))
    assert refusal.value.sentence == (
        f"The PDF can't show {named}. Please replace or remove {them}, and download it again."
    )
    assert refusal.value.field == "answer_3"


def test_the_title_is_looked_at_too_and_among_several_the_account_is_named_instead_of_a_field() -> None:
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        drawn(replace(ACCOUNT, title="🩺"))
    assert refusal.value.field == "title"
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        drawn(ACCOUNT, replace(ACCOUNT, title="🩺"))
    assert refusal.value.field is None
    assert " in the account “🩺”, its title. " in refusal.value.sentence
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        drawn(ACCOUNT, with_answer("𗀀"), with_answer("𗀀"))
    assert f"(U+17000) in the account “{ACCOUNT.title}”, its answer to question 2. " in refusal.value.sentence


def test_of_many_unknown_characters_ten_are_named_and_the_rest_counted() -> None:
    with pytest.raises(CharactersCannotBePrinted) as refusal:
        drawn(with_answer("".join(chr(0x17000 + number) for number in range(13)) * 2))
    assert chr(0x1700A) not in refusal.value.sentence
    assert refusal.value.sentence.count("U+1700") == 10
    assert " and 3 more. Please replace or remove them" in refusal.value.sentence


def test_any_character_of_the_basic_plane_is_printed_or_refused_and_never_lost() -> None:
    dice = random.Random(2022)  # noqa: S311 - a sample, no secret
    codes = dice.sample(range(0x10000), 3000) + dice.sample(range(0x3000), 1500)
    ink = [chr(code) for code in codes if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}]
    ink = [one for one in ink if not "\ufe00" <= one <= "\ufe0f" and one not in "\u034f\uf0b7\uf0a7\uf0d8\uf0e0\uf0fc"]
    shown = [one for one in ink if not unprintable(printable(one))]
    assert 500 < len(shown) < len(ink) - 500
    for one in set(ink) - set(shown):
        with pytest.raises(CharactersCannotBePrinted):
            drawn(with_answer(one))
    numbered = [(f"[{number}]", unicodedata.normalize("NFC", f"o{one}")) for number, one in enumerate(shown)]
    lines = "".join(lines_of(drawn(with_answer("\n".join(f"{label} {text} end" for label, text in numbered)))))
    squeezed = lines.replace(" ", "")
    read = {label: squeezed.partition(label)[2].partition("end")[0] for label, _ in numbered}
    # What is written from right to left is read in the order it is drawn in, and a letter drawn in two parts as more.
    assert [text for label, text in numbered if Counter(text) - Counter(read[label])] == []


def test_the_file_says_what_it_is_whose_and_in_which_language() -> None:
    pdf = drawn(ACCOUNT, ACCOUNT, author="Łukasz Nguyễn\ud800")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Reflective accounts – Łukasz Nguyễn"
    assert pdf.metadata.author == "Łukasz Nguyễn"
    assert pdf.metadata.creation_date == AT
    assert str(pdf.root_object["/Lang"]) == "en-GB"
    assert pdf.viewer_preferences is not None
    assert pdf.viewer_preferences.display_doctitle


def test_every_page_is_a4_upright_and_counted() -> None:
    pdf = drawn(with_answer("word " * 3000), ACCOUNT)
    total = len(pdf.pages)
    assert total > 3
    for number, page in enumerate(pdf.pages, start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.1)
        assert page.rotation == 0
        assert page.extract_text().rstrip().endswith(f"Page {number} of {total}")


def test_each_account_begins_a_page_and_has_a_bookmark() -> None:
    long = replace(with_answer("word " * 3000), title="The long one")
    pdf = drawn(long, replace(ACCOUNT, title=""), ACCOUNT)
    marks = [(mark.title, pdf.get_destination_page_number(mark)) for mark in pdf.outline if not isinstance(mark, list)]
    begins = [index for index, page in enumerate(pdf.pages) if "Reflective accounts form\n" in page.extract_text()]
    assert begins[0] == 0
    assert begins[1] > 2
    assert marks == list(zip(["The long one", "Reflective account 2", ACCOUNT.title], begins, strict=True))


def test_each_account_keeps_the_wording_it_was_written_under() -> None:
    later = replace(
        FORM,
        edition=replace(FORM.edition, version="2027-10"),
        preamble="Another preamble.",
        questions=("First?", "Second?", "Third?", "Fourth?"),
    )
    forms: dict[str, ReflectiveAccountsForm] = {"2022-06": FORM, "2027-10": later}
    both = [ACCOUNT, replace(ACCOUNT, form_version="2027-10")]
    pdf = PdfReader(io.BytesIO(reflective_accounts_pdf(both, author="A Khan", at=AT, form_of=forms.__getitem__)))
    old, new = (" ".join(page.extract_text().split()) for page in pdf.pages)
    assert FORM.questions[0] in old
    assert "(wording of 2022-06)" in old
    assert "Another preamble." not in old
    assert "Another preamble. Reflective account: Reading about sepsis First? We met and read. Second?" in new
    assert "(wording of 2027-10)" in new
    assert FORM.questions[0] not in new


def test_the_same_accounts_at_the_same_moment_give_the_same_bytes() -> None:
    accounts = [ACCOUNT, with_answer("x̂ ≥ مقالات ŵ")]
    first, second = (reflective_accounts_pdf(accounts, author="A Khan", at=AT) for _ in range(2))
    assert first == second
    assert first != reflective_accounts_pdf(accounts[:1], author="A Khan", at=AT)


def test_no_accounts_are_no_file() -> None:
    with pytest.raises(NoFinishedAccounts):
        drawn()


def test_the_file_name_says_what_whose_and_when() -> None:
    assert filename([ACCOUNT, ACCOUNT], "A Khan", AT) == "Reflective accounts – A Khan – 2026-11-22.pdf"
    assert filename([ACCOUNT], "A Khan", AT) == "Reflective account – Reading about sepsis – A Khan – 2026-11-22.pdf"
    assert filename([replace(ACCOUNT, title=" ")], "", AT) == "Reflective accounts – 2026-11-22.pdf"


def test_the_day_in_the_file_name_is_londons() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert filename([ACCOUNT, ACCOUNT], "A Khan", late) == "Reflective accounts – A Khan – 2026-07-01.pdf"


@pytest.mark.parametrize(
    "name", ['a<b>c:d"e/f\\g|h?i*j', "../../etc/passwd", "x\u202egpj\x00\n\ud800", "ŵ" * 400, " . "]
)
def test_a_file_name_is_safe_on_every_system(name: str) -> None:
    for made in (filename([ACCOUNT] * 2, name, AT), filename([replace(ACCOUNT, title=name)], name, AT)):
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\ud800-\udfff]', made)
        assert made.startswith("Reflective account")
        assert made.endswith(" – 2026-11-22.pdf")
        assert len(made.encode()) <= 200
