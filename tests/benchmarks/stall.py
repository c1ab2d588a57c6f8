"""The window over a new library while a child imports: how long the GUI thread was ever away. Prints `what: value`."""

import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from reader.locations import locate
from reader.preferences import Preferences
from reader.ui.app import Application, make_qt
from reader.ui.session import Session
from reader.wiring import build_services

TICK_MS = 2
library, folder = Path(sys.argv[1]), Path(sys.argv[2])
services = build_services(locate(library))
services.imports.end(services.imports.begin([]))  # not a first launch: no bundled articles
qt = make_qt()
application = Application(services=services, preferences=Preferences(), session=Session(), library=library)
gaps: list[float] = []
last = 0.0
started = 0.0
searchable_after = 0.0


def tick() -> None:
    global last, searchable_after
    now = time.perf_counter()
    if last:
        gaps.append(1000 * (now - last) - TICK_MS)
    if not searchable_after and (state := services.search_index.state()) is not None and state.articles >= 1_000:
        searchable_after = now - started
    last = time.perf_counter()  # what the look at the index took is ours, not the window's


def begin() -> None:
    global started
    started = time.perf_counter()
    assert application.gestures is not None
    application.gestures.work.finished.connect(finish)
    application.gestures.work.import_paths([folder])
    heartbeat.start()


def finish(_kind: object, report: dict[str, object]) -> None:
    heartbeat.stop()
    ranked = sorted(gaps)
    print(f"window while {report['added']:,} articles are imported, longest stall, ms: {ranked[-1]:.1f}")
    print(f"  99th percentile of the stalls, ms: {ranked[round(0.99 * (len(ranked) - 1))]:.1f}")
    print(f"  stalls over 10 ms, of {len(ranked):,} heartbeats: {sum(gap > 10 for gap in ranked)}")
    print(f"  first 1,000 articles searchable after, s: {searchable_after:.1f}")
    print(f"  the whole import with the window open, s: {time.perf_counter() - started:.1f}")
    print(f"  peak memory of the window, MB: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    application.window.close()
    qt.exit(0)


heartbeat = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
heartbeat.timeout.connect(tick)
application.ready.connect(lambda: QTimer.singleShot(1500, begin))  # after the window has settled
application.start()
sys.exit(qt.exec())
