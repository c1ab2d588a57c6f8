"""Runs the measurements of one corpus: each in a child process, and what is compared in turn (A B C A B C …)."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TextIO

HERE = Path(__file__).resolve().parent.parent
WARM_UP = 2
BUILD_PATIENCE_S = 60  # CPU seconds after which an engine is not built once more
QUERY_PATIENCE_S = 20  # after so long, an engine that was asked often enough is not asked the same again
LEAST_RUNS = 5


class Times(NamedTuple):
    """How often each thing is measured."""

    queries: int  # after WARM_UP ones that do not count
    builds: int = 3
    openings: int = 7
    memory: int = 3
    additions: int = 7
    suggestions: int = 21


Facts = dict[str, Any]  # as it goes into JSON
Say = Callable[[str], None]


@dataclass(frozen=True)
class Site:
    """One corpus and where everything made from it lies."""

    corpus: Path
    folder: Path

    @property
    def library(self) -> Path:
        return self.folder / "library"

    def place(self, engine: str) -> Path:
        return self.folder / f"index-{engine}"


def run_task(task: str, **options: object) -> Any:
    """What the worker printed last."""
    finished = subprocess.run(_command(task, options), capture_output=True, text=True, env=_environment(), check=False)
    if finished.returncode:
        raise RuntimeError(f"{task} {options.get('engine', '')} failed:\n{finished.stderr[-3000:]}")
    lines = finished.stdout.splitlines()
    return json.loads(lines[-1]) if lines else None


def measure_site(
    site: Site,
    engines: Sequence[str],
    *,
    times: Times,
    names: bool,
    reused: Sequence[str],
    most_articles: Mapping[str, int],
    say: Say,
) -> Facts:
    """Everything that is measured of one corpus; an engine that is not there is in `missing` with its reason.

    `names`: recognise names when the library is made. `reused`: engines whose kept index is not built anew.
    `most_articles`: engines that are left out of larger libraries.
    """
    if not site.library.exists():
        say("making the library")
        run_task("make", corpus=str(site.corpus), library=str(site.library), names=names)
    facts: Facts = {"corpus": site.corpus.name, "names": names, **run_task("describe", library=str(site.library))}
    say(f"{facts['articles']:,} articles, {facts['different_words']:,} different words")
    facts["missing"], facts["engines"] = {}, {}
    wanted = [name for name in engines if facts["articles"] <= most_articles.get(name, facts["articles"])]
    for name, there in _ask(site, "there", "", engines=wanted).items():
        if "missing" in there:
            facts["missing"][name] = there["missing"]
        else:
            facts["engines"][name] = there
    measured: dict[str, Facts] = facts["engines"]
    _measure_builds(site, measured, reused, times, say)
    _measure_queries(site, measured, facts["questions"], times, say)
    _measure_processes(site, measured, facts["questions"], times, say)
    if "ours" in measured:
        say("suggestions and facets")
        options = {"questions": facts["questions"], "runs": times.suggestions}
        measured["ours"]["suggest"] = _ask(site, "suggest", "ours", **options)
    return facts


def _measure_builds(site: Site, measured: dict[str, Facts], reused: Sequence[str], times: Times, say: Say) -> None:
    for name, facts in measured.items():
        facts["build"] = _kept_builds(site, name) if name in reused else []
    kept = {name for name, facts in measured.items() if facts["build"]}
    for _round in range(times.builds):
        for name, facts in measured.items():
            used = sum(build["cpu_s"] for build in facts["build"])
            if name in kept or used > BUILD_PATIENCE_S:
                continue
            shutil.rmtree(site.place(name), ignore_errors=True)
            facts["build"].append(_ask(site, "build", name))
            say(f"{name} built in {facts['build'][-1]['cpu_s']:.1f} CPU seconds")
            _builds_file(site, name).write_text(json.dumps(facts["build"]), "utf-8")


def _kept_builds(site: Site, name: str) -> list[Facts]:
    """The figures of an index that an earlier run has left."""
    path = _builds_file(site, name)
    if not (path.exists() and site.place(name).exists()):
        return []
    kept: list[Facts] = json.loads(path.read_text("utf-8"))
    return kept


def _builds_file(site: Site, name: str) -> Path:
    return site.folder / f"builds-{name}.json"


def _measure_queries(
    site: Site, measured: dict[str, Facts], questions: list[list[Any]], times: Times, say: Say
) -> None:
    for facts in measured.values():
        facts["queries"], facts["snippets"] = {}, {}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(_server(site, name)) for name in measured}
        for number in range(WARM_UP + times.queries):
            say(f"queries, round {number + 1} of {WARM_UP + times.queries}")
            order = list(servers)
            order = order[number % len(order) :] + order[: number % len(order)]
            for question in questions:
                for name in order:
                    if not question[3] or measured[name]["sorts"]:
                        _ask_once(servers[name], measured[name], question, counted=number >= WARM_UP)


def _ask_once(server: "Server", facts: Facts, question: list[Any], *, counted: bool) -> None:
    kind = question[0]
    query: Facts = facts["queries"].setdefault(kind, {"ms": [], "total": 0, "spent_ms": 0.0})
    if query["spent_ms"] > 1000 * QUERY_PATIENCE_S and len(query["ms"]) >= LEAST_RUNS:
        return
    answer = server.ask(question)
    query["total"] = answer["total"]
    query["spent_ms"] += answer["ms"]
    if counted:
        query["ms"].append(answer["ms"])
        if "snippets_ms" in answer:
            facts["snippets"].setdefault(kind, []).append(answer["snippets_ms"])


def _measure_processes(
    site: Site, measured: dict[str, Facts], questions: list[list[Any]], times: Times, say: Say
) -> None:
    """What needs a fresh process each time: opening and memory; and, on copies, what changes the index."""
    for facts in measured.values():
        facts["open_ms"], facts["memory"] = [], []
    say("opening")
    for _round in range(times.openings):
        for name, facts in measured.items():
            facts["open_ms"].append(_ask(site, "open", name, questions=questions))
    say("memory")
    for _round in range(times.memory):
        for name, facts in measured.items():
            facts["memory"].append(_ask(site, "memory", name, questions=questions))
    for name, facts in measured.items():
        say(f"adding to {name}")
        copy = site.folder / f"copy-{name}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(site.place(name), copy)
        facts["add"] = _ask(site, "add", name, place=str(copy), runs=times.additions)
        shutil.rmtree(copy)


class Server:
    """An engine that waits for questions in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        self._questions: TextIO = process.stdin  # type: ignore[assignment]  # it was opened as text
        self._answers: TextIO = process.stdout  # type: ignore[assignment]
        self._read()  # it is ready

    def ask(self, question: list[Any]) -> Facts:
        self._questions.write(json.dumps(question) + "\n")
        self._questions.flush()
        return self._read()

    def _read(self) -> Facts:
        line = self._answers.readline()
        if not line:
            raise RuntimeError("an engine has ended while it was asked; its error is above")
        answer: Facts = json.loads(line)
        return answer


@contextmanager
def _server(site: Site, name: str) -> Iterator[Server]:
    command = _command("serve", _options(site, name))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


def _ask(site: Site, task: str, name: str, **options: object) -> Any:
    return run_task(task, **{**_options(site, name), **options})


def _options(site: Site, name: str) -> dict[str, object]:
    return {
        "engine": name,
        "library": str(site.library),
        "corpus": str(site.corpus),
        "place": str(site.place(name)),
    }


def _command(task: str, options: dict[str, object]) -> list[str]:
    return [sys.executable, "-m", "search_parts.worker", task, json.dumps(options)]


def _environment() -> dict[str, str]:
    """Compiled modules are kept, as they are where the program is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parent.parent)))}
