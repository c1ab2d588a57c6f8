"""The built folder by itself: nothing in it that was not asked for, and everything works that works from the source.

    uv run packaging/checks/folder.py [--out dist]

Files of every format are read by the built program and by the source beside it, each with a home of its own and the
built one without any environment: what they export afterwards has to be the same, article by article.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from building.contents import (  # noqa: E402  their place is told above
    MODULES_OF_QT,
    MOST_MEGABYTES,
    PLUGINS_OF_QT,
    module_of_qt,
    plugin_of,
    strangers,
)
from building.parts import MEGABYTE  # noqa: E402
from checking import CheckFailed, require, run_check, say  # noqa: E402

PATIENCE_SECONDS = 300
EXPORTS = ("jsonl", "pdf", "html", "epub")
BEGINNINGS = {"pdf": b"%PDF-", "epub": b"PK\x03\x04", "html": b"<!"}
OF_THE_RUN = re.compile("id|added|at|.*_at")  # moments, and names made up for highlights; articles are found by theirs
LETTERS = {  # texts whose encoding has to be found out
    "koi8-r": "Порт был закрыт на всю зиму, и никто не знал, когда он откроется снова. Так писали газеты. " * 4,
    "shift_jis": "港は冬の間ずっと閉鎖されていました。いつ再開するのかは誰にも分かりませんでした。" * 6,
    "utf-16": "The harbour of Łódź was closed for the whole winter, and nobody knew when it would open again. " * 3,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    folder = parser.parse_args().out.absolute() / "readalso"
    require((folder / "_internal").is_dir(), f"{folder} is not there: run packaging/build.py folder first.")
    check_contents(folder)
    with TemporaryDirectory(prefix="readalso-check-") as made:
        work = Path(made)
        library = check_articles(folder, work)
        check_places(folder, work, library)


def check_contents(folder: Path) -> None:
    internal = folder / "_internal"
    files = sorted(path.relative_to(internal).as_posix() for path in internal.rglob("*") if path.is_file())
    found = strangers(files)
    require(not found, f"In the folder is what nobody asked for: {', '.join(found)}.")
    modules = sorted(filter(None, map(module_of_qt, files)))
    require(modules == sorted(MODULES_OF_QT), f"The modules of Qt are {modules}.")
    plugins = sorted(filter(None, map(plugin_of, files)))
    missing = [name for name in PLUGINS_OF_QT if _of_this_system(name) and name not in plugins]
    require(not missing, f"Plugins of Qt are missing: {missing}.")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / MEGABYTE
    require(size <= MOST_MEGABYTES, f"The folder has {size:.1f} MB, not at most {MOST_MEGABYTES}.")
    say(f"{len(files)} files, {size:.1f} MB; modules of Qt: {', '.join(modules)}; {len(plugins)} plugins")


def _of_this_system(plugin: str) -> bool:
    elsewhere = {"platforms/windows": "win32", "styles/modernwindowsstyle": "win32"}
    elsewhere |= {"platforms/cocoa": "darwin", "styles/macstyle": "darwin"}
    if plugin in elsewhere:
        return sys.platform == elsewhere[plugin]
    return sys.platform.startswith("linux") or plugin.startswith(("imageformats", "iconengines", "platforms/offscreen"))


class Runner:
    """One way to start the program, with a home and a library of its own."""

    def __init__(self, command: list[str], work: Path, *, environment: Mapping[str, str] | None = None) -> None:
        self._command = command
        self.home = work / "home"
        self.home.mkdir(parents=True)
        self.library = work / "library"
        self._environment = {**(environment or {}), "HOME": str(self.home)}

    def ask(self, *words: str | Path, status: int = 0, cwd: Path | None = None) -> str:
        ended = subprocess.run(
            [*self._command, *map(str, words)],
            env=self._environment,
            cwd=cwd or self.home,
            check=False,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )
        told = ended.stderr.decode("utf-8", "replace").strip()
        require(ended.returncode == status, f"{words[0]} ended with {ended.returncode}: {told[-600:]}")
        return ended.stdout.decode("utf-8")

    def of_library(self, command: str, *words: str | Path) -> str:
        return self.ask(command, *words, "--library", self.library)

    def json(self, command: str, *words: str | Path) -> Any:
        return json.loads(self.of_library(command, *words, "--json"))


def check_places(folder: Path, work: Path, library: Path) -> None:
    """It starts from any folder, by a link too, and where nothing can be written beside it."""
    expected = Runner([str(folder / "readalso")], work / "there").ask("--version")
    require(expected.startswith("Read Also "), f"--version says {expected!r}.")
    places = ["a, b; c", "quote\"s and 'all", "Статьи и 記事", "hash # percent %20 $HOME"]
    for number, name in enumerate(places):
        place = work / "places" / name
        shutil.copytree(folder, place, copy_function=_link_or_copy)
        runner = Runner(
            [str(place / "readalso")], work / f"place-{number}", environment={"QT_QPA_PLATFORM": "offscreen"}
        )
        picture = runner.home / "picture.png"
        runner.ask("--screenshot", picture, "--library", library)
        require(picture.stat().st_size > 50_000, f"The picture made in the folder {name} shows nothing.")
    link = work / "link"
    link.symlink_to(folder / "readalso")
    require(Runner([str(link)], work / "linked").ask("--version") == expected, "By a link it says another version.")
    relative = os.path.relpath(folder / "readalso", work)
    require(
        Runner([relative], work / "relative").ask("--version", cwd=work) == expected, "A relative path leads astray."
    )
    say(f"starts in folders called {', '.join(places)}, and by a link")


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def check_articles(folder: Path, work: Path) -> Path:
    """The library that the built program has made."""
    files = make_files(work / "files")
    built = Runner([str(folder / "readalso")], work / "built", environment={"QT_QPA_PLATFORM": "offscreen"})
    source = Runner(
        [sys.executable, "-m", "reader"],
        work / "source",
        environment={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    came = {}
    for name, runner in (("built", built), ("source", source)):
        report = runner.json("import", files, ROOT / "seeds")
        require(not report.get("failed"), f"{name}: files could not be read: {report}.")
        runner.of_library("index")
        findings = runner.json("doctor")["findings"]
        require(not findings, f"{name}: doctor finds {findings}.")
        for kind in EXPORTS:
            runner.of_library("export", runner.home / f"all.{kind}", "--format", kind, "--everything")
        came[name] = articles_in(runner.home / "all.jsonl")
        say(f"{name}: {len(came[name])} articles in, and out as {', '.join(EXPORTS)}")
    compare(came["built"], came["source"])
    for kind, begins in BEGINNINGS.items():
        exported = (built.home / f"all.{kind}").read_bytes()
        require(exported[:9].lstrip().lower().startswith(begins.lower()), f"The export as {kind} is none.")
    queries = ["Seoul", "harbour person:Nakatani", "title:report", '"pier of"', "harbor*"]
    for query in queries:
        answers = [[hit["title"] for hit in runner.json("search", query)["hits"]] for runner in (built, source)]
        require(answers[0] == answers[1] and (answers[0] or "*" in query), f"{query}: {answers[0]}, not {answers[1]}.")
    names = [runner.json("names") for runner in (built, source)]
    require(names[0] == names[1] and names[0]["total"] > 500, f"{names[0]['total']} names, not {names[1]['total']}.")
    say(f"the same articles, answers to {len(queries)} queries and {names[0]['total']} names as from the source")
    return built.library


def make_files(folder: Path) -> Path:
    """A file of every format there is, as the tests make them, and texts in old encodings."""
    from tests.library.importers.every_format import MODULES, made_file, story

    folder.mkdir(parents=True)
    for number, module in enumerate(MODULES):
        made = made_file(module, [story(2 * number), story(2 * number + 1)])
        (folder / f"{module}{made.suffix}").write_bytes(made.data)
    for encoding, text in LETTERS.items():
        (folder / f"{encoding}.txt").write_bytes(f"{text[:40]}\n{text}\n".encode(encoding))
    return folder


def articles_in(export: Path) -> dict[str, dict[str, Any]]:
    """What was exported, by id, without what belongs to the one run."""
    found = {}
    for line in export.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("type") == "article":
            found[row["id"]] = _lasting(row)
    return found


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(each) for key, each in value.items() if not OF_THE_RUN.fullmatch(key)}
    return [_lasting(each) for each in value] if isinstance(value, list) else value


def compare(built: Mapping[str, Any], source: Mapping[str, Any]) -> None:
    for key in sorted(built.keys() | source.keys()):
        one, other = built.get(key), source.get(key)
        if one is None or other is None:
            raise CheckFailed(f"Only the {'built program' if other is None else 'source'} has {one or other}.")
        unequal = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
        if unequal:
            pairs = {name: (one.get(name), other.get(name)) for name in unequal}
            raise CheckFailed(f"“{one['title']}” is not the same from the built program and from the source: {pairs}")


if __name__ == "__main__":
    run_check(main)
