import pytest

from revalidation.recognising.names import LONGEST_WINDOW, joined, model_folder, windows


def test_where_nothing_is_installed_there_is_no_model() -> None:
    assert model_folder("a-package-that-does-not-exist") is None


@pytest.mark.parametrize("text", ["", "short", "word " * 500, "x" * 2000, "two  words\n" * 300])
def test_windows_cover_every_character_and_stay_short(text: str) -> None:
    covered: set[int] = set()
    for start, window in windows(text):
        assert text[start : start + len(window)] == window
        assert len(window) <= LONGEST_WINDOW
        covered |= set(range(start, start + len(window)))
    assert covered == set(range(len(text)))


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("with Cosmina today", [(5, 8)], [(5, 12)]),
        ("with Cosmina today", [(5, 8), (8, 12)], [(5, 12)]),
        ("with Jo Bloggs today", [(5, 7), (8, 10)], [(5, 14)]),
        ("Marlon's bed", [(0, 3)], [(0, 6)]),
        ("Ann, Bob", [(0, 3), (5, 8)], [(0, 3), (5, 8)]),
        ("nobody", [], []),
    ],
)
def test_pieces_of_words_become_whole_names(
    text: str, pieces: list[tuple[int, int]], whole: list[tuple[int, int]]
) -> None:
    assert joined(text, pieces) == whole
