from pathlib import Path

import pytest

from revalidation.domain.scaffolds import find_scaffold, scaffolds


def test_there_are_three_and_each_has_a_prompt_for_every_question() -> None:
    assert {each.key for each in scaffolds()} == {"article", "driscoll", "gibbs"}
    for each in scaffolds():
        assert len(each.prompts) == 4
        assert all(prompts for prompts in each.prompts)


def test_none_is_sold_as_the_form_of_the_nmc() -> None:
    for each in scaffolds():
        assert "own four questions" in each.note
        assert "NMC" not in each.name + each.about


def test_one_is_found_by_its_key_and_a_forgotten_key_finds_none() -> None:
    found = find_scaffold("driscoll")
    assert found
    assert found.name.endswith("(Driscoll)")
    assert find_scaffold("") is None
    assert find_scaffold("rolfe") is None


def test_a_file_that_does_not_fit_the_four_questions_is_refused(tmp_path: Path) -> None:
    text = '{"name": "A", "about": "B", "note": "C", "prompts": [["One?"]]}'
    (tmp_path / "short.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"short\.json needs prompts for 4 answers"):
        scaffolds(tmp_path)
