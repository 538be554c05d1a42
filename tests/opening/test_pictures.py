"""Whatever is uploaded, what comes back is plain pixels or a sentence, and the app lives on within its memory."""

import resource
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from revalidation.domain.evidence import MediaType
from revalidation.domain.opening_refusals import (
    FileDamaged,
    FileLocked,
    FileRefused,
    FileTooDemanding,
    FileTooLong,
    OpeningBusy,
    PictureTooLarge,
)
from revalidation.domain.page_pictures import PagePicture
from revalidation.opening import apart
from revalidation.opening.limits import EVIDENCE, MEGABYTE
from revalidation.opening.pictures import page_pictures
from tests.at_once import in_processes
from tests.opening import foreign

PDF, PNG, JPEG = MediaType.PDF, MediaType.PNG, MediaType.JPEG


def pictures(content: bytes, kind: MediaType = PDF) -> list[PagePicture]:
    return list(page_pictures("Evidence.pdf", content, kind))


def seen(page: PagePicture) -> Image.Image:
    if page.is_jpeg:
        return Image.open(BytesIO(page.pixels), formats=["JPEG"])
    packed, row = zlib.decompress(page.pixels), (page.width + 1) // 2
    greys = bytes(grey * 17 for byte in packed for grey in (byte >> 4, byte & 15))
    return Image.frombytes("L", (2 * row, page.height), greys).crop((0, 0, page.width, page.height))


def test_each_page_of_a_pdf_becomes_a_picture_with_its_text() -> None:
    found = pictures(foreign.pdf(3))
    assert [(page.number, page.of) for page in found] == [(1, 3), (2, 3), (3, 3)]
    assert {page.text for page in found} == {"Certificate of attendance"}
    assert (found[0].width, found[0].height) == (1240, 1754)
    assert seen(found[0]).getextrema() == (0, 255), "black text on white paper"


def test_print_in_grey_is_packed_without_loss_and_smaller_than_a_photograph() -> None:
    (page,) = pictures(foreign.pdf())
    assert (page.is_grey, page.is_jpeg) == (True, False)
    (photograph,) = pictures(foreign.picture(), JPEG)
    assert (photograph.is_grey, photograph.is_jpeg) == (False, True)


def test_what_somebody_filled_into_a_form_is_seen() -> None:
    (page,) = pictures(foreign.filled_form_pdf())
    assert seen(page).getpixel((500, 600)) == 0


def test_scripts_programs_links_and_attached_files_stay_behind() -> None:
    (page,) = pictures(foreign.active_pdf())
    assert page.text == "Certificate of attendance"
    for trace in (b"alert", b"calc", b"MZ"):
        assert trace not in page.pixels


def test_a_photograph_is_turned_as_it_was_held_and_loses_where_it_was_taken() -> None:
    content = foreign.picture_with_position()
    assert b"Ward 7" in content
    (page,) = pictures(content, JPEG)
    assert (page.width, page.height) == (480, 640)
    assert seen(page).getexif() == {}
    assert b"Exif" not in page.pixels
    assert b"Ward 7" not in page.pixels


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (foreign.picture("PNG", mode="RGBA"), PNG),
        (foreign.picture("PNG", mode="P"), PNG),
        (foreign.picture("PNG", mode="I;16"), PNG),
        (foreign.picture("PNG", mode="1"), PNG),
        (foreign.picture(mode="CMYK"), JPEG),
        (foreign.picture(size=(1, 9000)), JPEG),
        (foreign.picture("PNG", size=(33, 3), mode="L"), PNG),
    ],
)
def test_pictures_of_every_mode_and_shape_are_shown(content: bytes, kind: MediaType) -> None:
    (page,) = pictures(content, kind)
    assert seen(page).size == (page.width, page.height)


def test_what_is_clear_becomes_white_like_the_paper() -> None:
    (page,) = pictures(foreign.picture("PNG", mode="RGBA"), PNG)
    assert seen(page).getpixel((9, 9)) == 255


@pytest.mark.parametrize(
    ("make", "kind", "refusal"),
    [
        (foreign.locked_pdf, PDF, FileLocked),
        (lambda: foreign.pdf(101), PDF, FileTooLong),
        (foreign.endless_pdf, PDF, FileTooLong),
        (lambda: foreign.pdf(3)[:500], PDF, FileDamaged),
        (lambda: b"%PDF-" + b"x" * 1000, PDF, FileDamaged),
        (lambda: b"", PDF, FileDamaged),
        (foreign.nested_pdf, PDF, FileDamaged),
        (lambda: foreign.pdf(0), PDF, FileDamaged),
        (foreign.picture, PNG, FileDamaged),
        (lambda: foreign.picture()[:700], JPEG, FileDamaged),
        (lambda: foreign.picture("PNG")[:100], PNG, FileDamaged),
        (foreign.huge_picture, PNG, PictureTooLarge),
        (foreign.unpacking_bomb, PDF, FileTooDemanding),
        (foreign.drawing_bomb, PDF, FileTooDemanding),
    ],
    ids=[
        *(
            "locked",
            "101 pages",
            "20,001 pages",
            "cut off",
            "not a PDF",
            "nothing",
            "nested deeply",
            "no page",
            "another type",
        ),
        *("half a JPEG", "half a PNG", "200 megapixels", "unpacks to gigabytes", "draws for ever"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(
    make: Callable[[], bytes], kind: MediaType, refusal: type[FileRefused]
) -> None:
    with pytest.raises(refusal, match=r"“Evidence\.pdf”"):
        pictures(make(), kind)


def test_a_page_as_large_as_a_town_becomes_a_picture_of_ordinary_size() -> None:
    (page,) = pictures(foreign.large_page_pdf())
    assert max(page.width, page.height) == 1754


def test_what_takes_too_long_is_ended_by_its_own_clock() -> None:
    with pytest.raises(FileTooDemanding):
        list(page_pictures("a", foreign.slow_pdf(), PDF, replace(EVIDENCE, cpu=1)))


def test_what_takes_too_long_is_ended_from_outside_as_well() -> None:
    with pytest.raises(FileTooDemanding):
        list(page_pictures("a", foreign.slow_pdf(), PDF, replace(EVIDENCE, wall=1)))


def test_what_gives_back_more_than_it_may_is_left_at_that() -> None:
    given = page_pictures("a", foreign.pdf(3), PDF, replace(EVIDENCE, given_back=7_000))
    assert next(given).number == 1
    with pytest.raises(FileTooDemanding):
        list(given)


def test_whoever_stops_half_way_leaves_no_process_behind_and_the_next_file_opens() -> None:
    for _ in range(3):
        given = page_pictures("a", foreign.pdf(50), PDF)
        assert next(given).of == 50
        given.close()  # type: ignore[attr-defined]
    assert len(pictures(foreign.pdf())) == 1


def test_only_two_files_are_open_at_once_and_whoever_has_waited_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.1)
    opened = [page_pictures("a", foreign.pdf(50), PDF) for _ in range(3)]
    assert [next(each).of for each in opened[:2]] == [50, 50]
    with pytest.raises(OpeningBusy):
        next(opened[2])
    for each in opened:
        each.close()  # type: ignore[attr-defined]
    assert len(pictures(foreign.pdf())) == 1


def most_memory() -> int:
    """In bytes, of the processes that open the worst of them."""
    for make in (foreign.unpacking_bomb, foreign.drawing_bomb):
        with pytest.raises(FileTooDemanding):
            pictures(make())
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_the_worst_of_them_stays_below_the_memory_that_is_promised() -> None:
    (most,) = in_processes(most_memory, [()])  # a process that has had no other children
    assert most <= EVIDENCE.memory + 64 * MEGABYTE
