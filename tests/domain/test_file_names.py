import pytest

from revalidation.domain.file_names import file_name_part


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Evening readers", "Evening readers"),
        ('  A/B\\C: <d>? "e" | f* ', "A B C d e f"),
        ("../../etc/passwd", "etc passwd"),
        ("line\r\nend\x00 \u202egpj.exe \ud83d", "line end gpj.exe"),
        ("Łódź 🎉", "Łódź 🎉"),
        ("...", ""),
        ("", ""),
        ("x" * 21, "x" * 17 + "…"),
        ("é" * 20, "é" * 8 + "…"),
    ],
)
def test_a_file_can_be_called_so_on_every_system(typed: str, kept: str) -> None:
    assert file_name_part(typed, 20) == kept
    assert len(file_name_part(typed, 20).encode()) <= 20
