"""What a linter does not keep: where things stand, how large they are, and how they are called."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES, REVALIDATION = ROOT / "pages", ROOT / "revalidation"
Function = ast.FunctionDef | ast.AsyncFunctionDef

MOST_LINES = {"a page": 100, "a module": 300, "a function": 40, "the front door": 80}
AUDIENCES = {"nurse": "NURSE", "librarian": "LIBRARIAN"}
VAGUE = re.compile(r"manager|helper|utils?$|service|^_?(process|handle)_", re.IGNORECASE)


def modules(*folders: Path) -> list[Path]:
    found = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]  # those are written once, by Alembic


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(ROOT)))


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def names_in(node: ast.AST) -> set[str]:
    """Every name in it, those inside quoted annotations too."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= set(re.findall(r"\w+", part.value))
    return found


def variables_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


EVERYTHING = modules(PAGES, REVALIDATION)
SCREENS = [path for audience in ("nurse", "librarian", "guest") for path in sorted((PAGES / audience).glob("*.py"))]
PARTS = [path for path in modules(PAGES) if path not in SCREENS]
ACTS = modules(REVALIDATION / "commands", REVALIDATION / "queries")


def test_there_is_something_to_look_at() -> None:
    assert len(SCREENS) > 10
    assert len(ACTS) > 20
    assert len(EVERYTHING) > 80


def test_no_page_stands_directly_in_pages() -> None:
    """Streamlit would serve it without the frame and its sign-in."""
    assert list(PAGES.glob("*.py")) == []


def first_act(tree: ast.Module) -> ast.stmt | None:
    """The first statement that does something when the module is run, beyond naming things."""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.ClassDef | Function):
            continue
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        if isinstance(statement, ast.Assign | ast.AnnAssign) and not variables_in(statement) & {"st", "require"}:
            continue
        return statement
    return None


@each([path for path in SCREENS if path.parent.name in AUDIENCES])
def test_a_page_asks_for_its_role_before_anything_else(path: Path) -> None:
    first = first_act(read(path))
    assert isinstance(first, ast.Assign | ast.Expr), "the page never asks"
    asked = first.value
    assert isinstance(asked, ast.Call)
    assert ast.unparse(asked) == f"require(Role.{AUDIENCES[path.parent.name]})"


@each([path for path in PARTS if path.name != "__init__.py"])
def test_what_pages_share_draws_nothing_when_it_is_imported(path: Path) -> None:
    only_names = ast.Import | ast.ImportFrom | ast.ClassDef | Function | ast.Assign | ast.AnnAssign
    rest = [statement for statement in read(path).body[1:] if not isinstance(statement, only_names)]
    assert [ast.unparse(statement) for statement in rest] == []


@each([path for path in EVERYTHING if path.parent.name != "shared" or PAGES not in path.parents])
def test_session_state_stays_in_pages_shared(path: Path) -> None:
    assert "session_state" not in {
        name for node in ast.walk(read(path)) if isinstance(node, ast.Attribute | ast.Name) for name in names_in(node)
    }


@each(modules(REVALIDATION))
def test_nothing_below_the_pages_imports_streamlit(path: Path) -> None:
    imported = set()
    for node in ast.walk(read(path)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert "streamlit" not in imported


@each(EVERYTHING)
def test_modules_and_functions_stay_small(path: Path) -> None:
    kind = "a page" if path in SCREENS else "a module"
    assert lines_of(path) <= MOST_LINES[kind]
    long = [
        (function.name, function.lineno)
        for function in functions(read(path))
        if (function.end_lineno or 0) - function.lineno + 1 > MOST_LINES["a function"]
    ]
    assert long == []


def test_the_front_door_stays_small() -> None:
    assert lines_of(ROOT / "streamlit_app.py") <= MOST_LINES["the front door"]


@each([*EVERYTHING, ROOT / "streamlit_app.py"])
def test_a_module_opens_with_one_sentence_that_says_what_it_holds(path: Path) -> None:
    opening = (ast.get_docstring(read(path)) or "").splitlines()
    assert opening, "no docstring"
    assert opening[0].endswith((".", "?")), opening[0]
    assert len(opening) == 1 or opening[1] == "", "one sentence on a line of its own, then more if need be"


@each([path for path in EVERYTHING if path.name == "__init__.py"])
def test_a_package_is_its_sentence_and_nothing_else(path: Path) -> None:
    assert len(read(path).body) == 1


@each(EVERYTHING)
def test_names_say_what_things_are(path: Path) -> None:
    """Only names of our own choosing: what a method is called may be up to the library it answers."""
    defined = [node.name for node in read(path).body if isinstance(node, ast.ClassDef | Function)]
    assert [name for name in [path.stem, *defined] if VAGUE.search(name)] == []


@each([path for path in ACTS if not path.stem.startswith("demonstration")])  # that one invents people, and is no act
def test_commands_and_queries_take_the_database_first_and_the_rest_by_name(path: Path) -> None:
    for statement in read(path).body:
        if isinstance(statement, Function) and not statement.name.startswith("_"):
            taken = statement.args
            assert [ast.unparse(argument) for argument in taken.args] == ["db: Db"], statement.name
            assert (taken.posonlyargs, taken.vararg, taken.kwarg) == ([], None, None), statement.name


@each(ACTS)
def test_commands_and_queries_leave_the_transaction_and_the_clock_to_whoever_calls(path: Path) -> None:
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(read(path)) if isinstance(node, ast.Call)}
    assert not called & {"commit", "rollback", "now", "utcnow", "today", "writing", "reading", "engine"}


@each(modules(REVALIDATION / "domain"))
def test_rules_never_ask_the_clock(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(read(path)) if isinstance(node, ast.Call)}
    assert not {call for call in called if call.split(".")[-1] in {"now", "utcnow", "today"}}


@each(ACTS)
def test_rows_never_leave_a_command_or_a_query(path: Path) -> None:
    for statement in read(path).body:
        given: list[ast.AST | None] = []
        if isinstance(statement, Function) and not statement.name.startswith("_"):
            assert statement.returns is not None, statement.name
            given = [statement.returns]
        elif isinstance(statement, ast.ClassDef):
            given = [field.annotation for field in statement.body if isinstance(field, ast.AnnAssign)]
        for annotation in filter(None, given):
            rows = {name for name in names_in(annotation) if name.endswith(("Row", "Select", "Result"))}
            assert not rows, ast.unparse(statement).splitlines()[0]


@pytest.mark.parametrize(
    "path", [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"], ids=lambda path: path.parent.name
)
def test_every_requirement_is_pinned_with_hashes_and_names_no_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|--index-url|--extra-index|--find-links|--trusted-host|^-i | @ ", text, re.MULTILINE)
    requirements = [entry for entry in re.split(r"\n(?=[a-zA-Z0-9])", f"\n{text}")[1:] if entry.strip()]
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[A-Za-z0-9._\[\],-]+==\S+", requirement), requirement.splitlines()[0]
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


@each(sorted((ROOT / "data" / "nmc").rglob("*.json")))
def test_what_the_nmc_asks_is_dated_and_says_where_it_comes_from(path: Path) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["version"] == path.stem
    assert said["source"].strip()
    valid_from = date.fromisoformat(said["valid_from"])
    assert said["valid_to"] is None or valid_from <= date.fromisoformat(said["valid_to"])
