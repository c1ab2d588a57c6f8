"""The real window while somebody types a query: how long from a key to its rows on the screen, and what stalls.

Not called typing.py, which would hide Python's own module of that name. See README.md beside this file.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402
from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402
from search_parts.measure import run_task  # noqa: E402
from search_parts.tables import Table, figure, percentile  # noqa: E402

from reader.locations import locate  # noqa: E402
from reader.preferences import Preferences  # noqa: E402
from reader.ui.app import Application, make_qt  # noqa: E402
from reader.ui.session import Session  # noqa: E402
from reader.wiring import build_services  # noqa: E402

TICK_MS = 2
STALL_MS = 16  # a picture that is not drawn in time
SETTLE_MS = 1_500
IDLE_MS = 5_000  # heartbeats for comparison while nothing is typed
PACE_MS = (80, 120)  # between two keys
BURST_MS = (30, 30)
PAUSE_MS = 600  # between two queries
UNCHANGED_MS = 5  # after an answer: a list that has other rows is drawing them by then
GIVE_UP_MS = 5_000  # after the last key of a query
ROUNDS = 3


@dataclass
class Phase:
    """What was measured while one thing was done."""

    waits_ms: list[float] = field(default_factory=list)  # from each key to rows for its text, or for a newer one
    last_waits_ms: list[float] = field(default_factory=list)  # the same, of the last key of each query only
    overtaken: int = 0  # keys whose own rows were never shown, because the next key came before
    unanswered: int = 0  # keys that no rows ever came for
    gaps_ms: list[float] = field(default_factory=list)  # by which a heartbeat came late


@dataclass(frozen=True)
class Key:
    text: str  # of the field after it
    pressed: float
    is_last: bool


class Typist(QObject):
    """Types queries into the window, watches its list, and keeps the heartbeat. Threads: GUI."""

    def __init__(self, application: Application, queries: list[str]) -> None:
        super().__init__()
        self._application, self._queries = application, queries
        self.phases = {"idle": Phase(), "typing": Phase(), "burst": Phase()}
        self._phase: Phase | None = None
        self._waiting: list[Key] = []
        self._rng = random.Random(5)
        self._last_tick = 0.0
        self._heartbeat = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._heartbeat.timeout.connect(self._on_tick)
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._go_on)
        self._script: Iterator[int] = iter(())  # does a step, gives the milliseconds to wait for the next

    def begin(self) -> None:
        """Start when the window has nothing left to do in the background."""
        gestures = self._application.gestures
        assert gestures is not None
        if gestures.work.busy:
            QTimer.singleShot(200, self.begin)
            return
        self._searching = gestures.searching
        self._searching.found.connect(self._on_found)
        for failed in (self._searching.problem_met, self._searching.index_unreadable):
            failed.connect(self._on_failed)
        self._rows = self._application.window.article_list.rows.viewport()  # type: ignore[attr-defined]
        self._rows.installEventFilter(self)
        self._landed: str | None = None
        bar = self._application.window.search_bar
        bar.focus_and_select()
        proxy = bar.focusProxy()
        assert isinstance(proxy, QLineEdit)
        self._field = proxy
        self._script = self._play()
        QTimer.singleShot(SETTLE_MS, self._go_on)

    def _play(self) -> Iterator[int]:
        self._type(self._queries[0])  # the first query of all loads the engine, as everywhere
        yield GIVE_UP_MS
        self._waiting.clear()
        self._heartbeat.start()
        yield from self._rest("idle")
        for name, pace in (("typing", PACE_MS), ("burst", BURST_MS)):
            for _round in range(ROUNDS):
                for query in self._queries:
                    yield from self._type_query(self.phases[name], query, pace)
        self._heartbeat.stop()

    def _rest(self, name: str) -> Iterator[int]:
        self._begin_phase(self.phases[name])
        yield IDLE_MS
        self._phase = None

    def _type_query(self, phase: Phase, query: str, pace: tuple[int, int]) -> Iterator[int]:
        self._application.window.search_bar.set_query("", tell=True)
        yield PAUSE_MS
        self._begin_phase(phase)
        for length in range(1, len(query) + 1):
            self._waiting.append(Key(query[:length], time.perf_counter(), length == len(query)))
            self._type(query[length - 1])
            yield self._rng.randint(*pace)
        given_up = time.perf_counter() + GIVE_UP_MS / 1000
        while self._waiting and time.perf_counter() < given_up:
            yield 20
        phase.unanswered += len(self._waiting)
        self._waiting.clear()
        self._phase = None

    def _begin_phase(self, phase: Phase) -> None:
        self._phase, self._last_tick = phase, 0.0

    def _go_on(self) -> None:
        pause = next(self._script, None)
        if pause is None:
            self._application.window.close()
            QApplication.exit(0)
        else:
            self._pause.start(pause)

    def _type(self, text: str) -> None:
        for letter in text:
            self._press(Qt.Key.Key_unknown, letter)

    def _press(self, key: Qt.Key, letter: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    def _on_tick(self) -> None:
        now = time.perf_counter()
        if self._phase is not None:
            if self._last_tick:
                self._phase.gaps_ms.append(max(0.0, 1000 * (now - self._last_tick) - TICK_MS))
            self._last_tick = now

    def _on_found(self, _found: object) -> None:
        """The list has its new rows; it draws them next, unless they are those it shows."""
        self._landed = self._searching.query
        QTimer.singleShot(UNCHANGED_MS, self, self._on_drawn_before)

    def _on_drawn_before(self) -> None:
        """Nothing was drawn since the answer came: `said ` finds what `said` found, and a lone quote finds nothing."""
        if self._landed is not None:
            text, self._landed = self._landed, None
            self._on_drawn(text)

    def _on_failed(self, problem: object) -> None:
        """Keys that are never answered would look like a window at rest."""
        print(f"the search failed: {problem!r}", file=sys.stderr, flush=True)
        os._exit(1)

    def _on_drawn(self, text: str) -> None:
        if self._phase is None:
            return
        now = time.perf_counter()
        answered = [number for number, key in enumerate(self._waiting) if key.text.strip() == text]
        if not answered:
            return
        for key in self._waiting[: answered[-1] + 1]:
            self._phase.waits_ms.append(1000 * (now - key.pressed))
            self._phase.overtaken += key.text.strip() != text
            if key.is_last:
                self._phase.last_waits_ms.append(1000 * (now - key.pressed))
        del self._waiting[: answered[-1] + 1]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._landed is not None:
            text, self._landed = self._landed, None
            QTimer.singleShot(0, self, lambda: self._on_drawn(text))  # when it is drawn and on the screen
        return super().eventFilter(watched, event)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="an imported library; else one is made of made-up articles")
    parser.add_argument("--articles", type=int, default=13_013, help="how many are made up (13013)")
    parser.add_argument("--json", type=Path, help="write what was measured here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        library = options.library or made_library(Path(scratch), options.articles)
        facts = run_task("describe", library=str(library))
        phases = measure(library, queries_of(facts))
    for table in tables(phases, facts["articles"]):
        print(table.as_text() + "\n", flush=True)
    if options.json:
        stored = {"articles": facts["articles"], "phases": {name: asdict(phase) for name, phase in phases.items()}}
        options.json.write_text(json.dumps(stored) + "\n", "utf-8")


def made_library(scratch: Path, articles: int) -> Path:
    make_articles(scratch / "corpus", articles)
    library = scratch / "library"
    command = [sys.executable, "-m", "reader", "import", str(scratch / "corpus"), "--library", str(library)]
    subprocess.run(command, check=True, capture_output=True)
    return library


def queries_of(facts: dict[str, list[list[object]]]) -> list[str]:
    """What is typed: the questions of the search benchmark that are words and phrases."""
    queries = []
    for _kind, shape, words, order in facts["questions"]:
        assert isinstance(words, list)
        if shape != "prefix" and not order:
            queries.append(f'"{" ".join(words)}"' if shape == "phrase" else " ".join(words))
    return queries


def measure(library: Path, queries: list[str]) -> dict[str, Phase]:
    services = build_services(locate(library))
    qt = make_qt()
    sys.excepthook = end_at_fault
    application = Application(services=services, preferences=Preferences(), session=Session(), library=library)
    typist = Typist(application, queries)
    application.ready.connect(lambda: QTimer.singleShot(SETTLE_MS, typist.begin))
    application.start()
    qt.exec()
    return typist.phases


def end_at_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault in a slot would leave the window waiting for ever."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def tables(phases: dict[str, Phase], articles: int) -> list[Table]:
    waits, stalls = [], []
    for name, phase in phases.items():
        if phase.waits_ms:
            waits += [
                (f"{name}, every key ({len(phase.waits_ms)})", *_three(phase.waits_ms)),
                (f"{name}, last key of a query ({len(phase.last_waits_ms)})", *_three(phase.last_waits_ms)),
                (f"{name}, keys overtaken by the next; unanswered", str(phase.overtaken), str(phase.unanswered), ""),
            ]
        late = sum(gap > STALL_MS for gap in phase.gaps_ms)
        stalls.append((name, f"{len(phase.gaps_ms):,}", str(late), *_three(phase.gaps_ms)[1:]))
    size = f"{articles:,} articles"
    return [
        Table(f"{size}: from a key to its rows on the screen, ms", ("", "median", "95 %", "longest"), waits),
        Table(
            f"{size}: how late heartbeats of the GUI thread came, ms",
            ("", "heartbeats", f"over {STALL_MS}", "95 %", "longest"),
            stalls,
        ),
    ]


def _three(values: list[float]) -> tuple[str, str, str]:
    if not values:
        return ("–", "–", "–")
    return figure(percentile(values, 0.5)), figure(percentile(values, 0.95)), figure(max(values))


if __name__ == "__main__":
    main()
