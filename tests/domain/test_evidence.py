import pytest

from revalidation.domain.evidence import MOST_BYTES, MOST_BYTES_IN_ALL, MediaType, accepted, file_name, said_size
from revalidation.domain.portfolio_refusals import EmptyFile, FileTooLarge, NoRoomLeft, NotAReadableFile
from revalidation.domain.refusals import Refusal

PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0...."


@pytest.mark.parametrize(
    ("name", "content", "kept", "media_type"),
    [
        ("certificate.pdf", PDF, "certificate.pdf", MediaType.PDF),
        ("letter.doc", PDF, "letter.doc.pdf", MediaType.PDF),
        ("photo.JPEG", JPEG, "photo.jpg", MediaType.JPEG),
        ("photo.pdf", PNG, "photo.png", MediaType.PNG),
        ("scan", b"\r\n" + PDF, "scan.pdf", MediaType.PDF),
        (r"C:\Users\me\scan.pdf", PDF, "scan.pdf", MediaType.PDF),
        ("../../etc/passwd", PDF, "passwd.pdf", MediaType.PDF),
        ("a\u202egnp.exe", PDF, "agnp.exe.pdf", MediaType.PDF),
        ('na"me\r\n.pdf', PDF, "na me.pdf", MediaType.PDF),
        (".pdf", PDF, "Evidence.pdf", MediaType.PDF),
        ("", PDF, "Evidence.pdf", MediaType.PDF),
    ],
)
def test_a_file_is_what_its_content_says_and_its_name_is_made_safe(
    name: str, content: bytes, kept: str, media_type: MediaType
) -> None:
    found = accepted(name, content, used=0)
    assert (found.name, found.media_type, found.size) == (kept, media_type, len(content))


@pytest.mark.parametrize(
    ("content", "used", "refusal"),
    [
        (b"", 0, EmptyFile),
        (b"<html><script>alert(1)</script>%PDF-", 0, NotAReadableFile),
        (b"PK\x03\x04 %PDF-", 0, NotAReadableFile),
        (b"GIF89a", 0, NotAReadableFile),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 0, NotAReadableFile),
        (b"MZ\x90\x00", 0, NotAReadableFile),
        (b"." * 1024 + PDF, 0, NotAReadableFile),
        (PDF + b"." * MOST_BYTES, 0, FileTooLarge),
        (PDF, MOST_BYTES_IN_ALL, NoRoomLeft),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_the_field(content: bytes, used: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        accepted("certificate.pdf", content, used=used)
    assert refused.value.field == "file"


def test_a_file_as_large_as_may_be_is_taken_and_so_is_the_last_byte_of_room() -> None:
    content = PDF + b"." * (MOST_BYTES - len(PDF))
    assert accepted("a.pdf", content, used=MOST_BYTES_IN_ALL - MOST_BYTES).size == MOST_BYTES


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    assert file_name("é" * 300 + ".pdf", MediaType.PDF).endswith("….pdf")
    assert len(file_name("é" * 300 + ".pdf", MediaType.PDF).encode()) <= 130


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 KB"), (320 * 1024, "320 KB"), (1_468_006, "1.4 MB"), (10 * 1024 * 1024, "10 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert said_size(size) == said
