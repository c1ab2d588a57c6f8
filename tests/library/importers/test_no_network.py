"""Nothing is fetched, no program is started, and no file is opened but the one that was named.

Two watches: Python reports what it is about to do (PEP 578), and a server on this machine, to which all addresses in
the hostile files lead, would notice what parsers written in C did on their own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from socket import create_server, socket

import pytest

from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, WantedArticle
from reader.library.importers.formats import FORMATS, UnreadableFileError, format_of, read_file
from reader.library.importers.recognising import Head
from tests.library.importers.every_format import MODULES, made_file
from tests.library.importers.hostile_files import reaching_files

ROOT = Path(__file__).parent.parent.parent.parent
SECRET = "NOBODYS-BUSINESS"
HARMFUL = ("NOBODYS", "SCRIPTWORDS", "fetch(", "<script", "<img", "@import", "javascript:")
FORBIDDEN = (
    "socket.", "urllib.", "http.client.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec",
    "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.mkdir", "os.symlink", "os.link", "shutil.",
    "webbrowser.",
)  # fmt: skip
# What the watched process runs before anything else; what was done in spite of it stands in a file, because an
# exception could have been caught on its way.
WATCH = """
import os, sys
TOLD = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
FORBIDDEN, OURS = {forbidden!r}, {ours!r}
def watch(event, arguments):
    harmful = event.startswith(FORBIDDEN)
    if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int):
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        harmful = {secret!r} in arguments[0] or (writes and not os.path.abspath(arguments[0]).startswith(OURS))
    elif harmful and event.startswith(("os.", "shutil.")) and arguments and isinstance(arguments[0], (str, bytes)):
        harmful = not os.path.abspath(os.fsdecode(arguments[0])).startswith(OURS)
    if harmful:
        # urllib3, which comes with trafilatura, looks when it is loaded whether a socket of IPv6 could be made.
        if event == "socket.__new__" and sys._getframe(2).f_code.co_name == "_has_ipv6":
            raise RuntimeError(event)
        os.write(TOLD, f"{{event}} {{arguments!r}}\\n".encode("utf-8", "replace"))
        raise RuntimeError(event)
sys.addaudithook(watch)
"""


class Watch:
    """Forbids in this process what the table says, as long as it is on. A hook can never be taken out again."""

    def __init__(self) -> None:
        self.is_on = False
        self.opened: list[object] = []
        self.done: list[str] = []
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.is_on:
            return
        if event == "open" and not isinstance(arguments[0], int):
            self.opened.append(arguments[0])
        elif event.startswith(FORBIDDEN):
            self.done.append(event)
            raise RuntimeError(event)


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture
def server() -> Iterator[socket]:
    with closing(create_server(("127.0.0.1", 0))) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture
def hostile(tmp_path: Path, server: socket) -> Path:
    """A folder of files that reach out to the server and to a secret file."""
    secret = tmp_path / "private" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(f"{SECRET} {SECRET}", "utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name, data in reaching_files(f"127.0.0.1:{server.getsockname()[1]}", str(secret)).items():
        (folder / name).write_bytes(data)
    return folder


def items_of(path: Path) -> list[ImportedItem]:
    try:
        return list(read_file(path))
    except UnreadableFileError as error:
        return [Flaw(where="", reason=error.problem)]


def words_of(item: ImportedItem) -> str:
    if isinstance(item, ImportedArticle):
        return " ".join((item.title, item.text, item.source, item.author, *item.links, *item.marks.tags))
    return " ".join((item.title, item.url)) if isinstance(item, WantedArticle) else item.reason


def load_parsers(files: list[Path]) -> None:
    """Modules are loaded from files, too."""
    for path in files:
        items_of(path)


def read_watched(files: list[Path], watch: Watch) -> dict[str, list[ImportedItem]]:
    load_parsers(files)
    found = {}
    for path in files:
        watch.opened, watch.is_on = [], True
        try:
            found[path.name] = items_of(path)
        finally:
            watch.is_on = False
        assert watch.done == [], path.name
        assert {str(name) for name in watch.opened} == {str(path)}, path.name
    return found


def nobody_came(server: socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return True
    return False


def test_honest_files_of_every_format_open_nothing_else(tmp_path: Path, watch: Watch) -> None:
    files = []
    for module in MODULES:
        file = made_file(module)
        files.append(tmp_path / f"{module}{file.suffix}")
        files[-1].write_bytes(file.data)
    for name, items in read_watched(files, watch).items():
        assert not any(isinstance(item, Flaw) for item in items), name


def test_hostile_files_reach_nothing(hostile: Path, server: socket, watch: Watch) -> None:
    files = sorted(hostile.iterdir())
    found = read_watched(files, watch)
    for name, items in found.items():
        for words in map(words_of, items):
            assert not any(harmful in words for harmful in (*HARMFUL, "could not be read as")), (name, words)
    assert nobody_came(server)
    assert not (hostile.parent / "private" / "secret.txtx").exists()


def test_hostile_files_are_still_read_for_what_they_say(hostile: Path) -> None:
    """Else the test above would be passed by a program that refuses them all."""
    plain = [path for path in hostile.iterdir() if "entit" not in path.name and "definitions" not in path.name]
    for path in plain:
        items = items_of(path)
        assert any(not isinstance(item, Flaw) for item in items), path.name
        assert any("pier" in words_of(item).lower() for item in items), path.name


def test_there_is_a_hostile_file_of_every_format_that_can_be_one(hostile: Path) -> None:
    tried = {row.module for path in hostile.iterdir() if (row := format_of(Head.of(path.read_bytes()[:16_384], path)))}
    cannot = {  # tables and lists of addresses and words; nothing in them means "show this"
        "archive", "pocket_csv", "pocket_json", "instapaper", "readwise", "raindrop", "csl_json", "own_export",
    }  # fmt: skip
    assert tried | cannot == {row.module for row in FORMATS}


def test_an_import_in_a_process_of_its_own_reaches_nothing(hostile: Path, server: socket, tmp_path: Path) -> None:
    for module in MODULES:
        file = made_file(module)
        (hostile / f"honest {module}{file.suffix}").write_bytes(file.data)
    log, library, scratch, start = (tmp_path / name for name in ("log", "library", "scratch", "start"))
    for folder in (library, scratch, start):
        folder.mkdir()
    ours = (str(library), str(scratch), "/dev/null")
    watch = WATCH.format(log=str(log), forbidden=FORBIDDEN, ours=ours, secret=str(tmp_path / "private"))
    (start / "sitecustomize.py").write_text(watch, "utf-8")
    environment = os.environ | {
        "PYTHONPATH": f"{start}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(scratch),
        "PYTHONWARNINGS": "error",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "reader", "import", str(hostile), "--library", str(library)],
        capture_output=True, text=True, check=False, timeout=120, cwd=scratch, env=environment,
    )  # fmt: skip
    assert log.read_text("utf-8") == "", log.read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert "could not be read as" not in done.stderr
    assert nobody_came(server)
    assert list(scratch.iterdir()) == []
    stored = (library / "library.sqlite").read_bytes()
    assert SECRET.encode() not in stored
    assert "Ærøskøbing".encode() in stored
