"""Chinese, Japanese and Korean: refused without the optional extra, and drawn by its face with it."""

import sys
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pypdf import PdfReader

from revalidation.documents import lines, typefaces
from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from revalidation.domain.refusals import CharactersCannotBePrinted
from tests.documents.examples import AT
from tests.documents.tagging import faults_in
from tests.documents.test_reflective_accounts import with_answer

MOST_BYTES = 200_000
CACHES = (typefaces.typeface, typefaces.face_for, typefaces._path, typefaces.plainly_drawn, lines._measured)  # noqa: SLF001


def forget() -> None:
    """What this process knows of faces."""
    for each in CACHES:
        each.cache_clear()
    lines._known.clear()  # noqa: SLF001


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A face of the kind that the extra has, with three characters, and a radical that looks like one of them."""
    folder = tmp_path / "cvttf_NotoSansCJK_Regular"
    folder.mkdir()
    (folder / "__init__.py").touch()
    glyphs = [".notdef", "space", "han", "zi", "hangul"]
    pen = T2CharStringPen(1000, None)
    for move, x, y in ((pen.moveTo, 100, 0), (pen.lineTo, 900, 0), (pen.lineTo, 500, 800)):
        move((x, y))
    pen.closePath()
    drawn, empty = pen.getCharString(), T2CharStringPen(1000, None).getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap({0x20: "space", ord("漢"): "han", ord("文"): "zi", 0x2F42: "zi", ord("한"): "hangul"})
    font.setupCFF("NotoSansCJKtc-Regular", {}, {glyph: drawn if glyph != "space" else empty for glyph in glyphs}, {})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupOS2()
    font.setupPost()
    font.save(folder / "NotoSansCJKtc-Regular.otf")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    forget()
    yield
    forget()


def printed(text: str) -> bytes:
    return reflective_accounts_pdf([with_answer(text)], author="A Khan", at=AT)


@pytest.mark.usefixtures("extra")
def test_with_the_extra_they_are_drawn_and_read_back() -> None:
    content = printed("Said 漢文, then 한, then ŵ and الب.")
    assert "Said 漢文, then 한, then ŵ and" in PdfReader(BytesIO(content)).pages[0].extract_text()
    assert faults_in(content) == []
    assert printed("Said 漢文") == printed("Said 漢文")


@pytest.mark.usefixtures("extra")
def test_a_character_that_only_looks_like_another_is_not_drawn_as_that() -> None:
    with pytest.raises(CharactersCannotBePrinted, match=r"U\+2F42"):
        printed("\u2f42")


@pytest.mark.parametrize(
    "text",
    [
        "護理師反思學習，改善病人安全。",
        "护士反思学习，改善患者安全。",
        "看護師は「振り返り」を書き、実践を改めた。カタカナも、ｶﾅも。",
        "간호사는 성찰 일지를 쓰고 실무를 개선했다.",
        "A word of 感謝 in a sentence, and 한글, ŵ and الب beside it.",
        "𠮷野家 and 﨑, which are written outside of what most faces have.",
    ],
    ids=["Traditional Chinese", "Simplified Chinese", "Japanese", "Korean", "mixed", "rare"],
)
def test_the_extra_itself_draws_what_is_written_in_china_japan_and_korea(text: str) -> None:
    if find_spec("cvttf_NotoSansCJK_Regular") is None:
        pytest.skip("the extra `cjk` is not installed: 27 MB, too much for every run of the tests")
    content = printed(f"{text} {text * 30}")
    read = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    assert unicodedata.normalize("NFC", "".join(text.split())) in read
    assert faults_in(content) == []
    assert len(content) < MOST_BYTES, "only what is drawn goes in"


@pytest.mark.skipif(find_spec("cvttf_NotoSansCJK_Regular") is not None, reason="the extra `cjk` is installed")
def test_without_the_extra_they_are_named() -> None:
    with pytest.raises(CharactersCannotBePrinted, match=r"漢.*U\+6F22"):
        printed("漢")
