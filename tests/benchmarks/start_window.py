"""Our window over the library given as argument. Prints when its first article was painted, then ends."""

import os
import sys
import time
from pathlib import Path

from reader.locations import locate
from reader.preferences import load_preferences
from reader.ui.app import Application, make_qt
from reader.ui.session import load_session
from reader.wiring import build_services

library = Path(sys.argv[1])
locations = locate(library)
services = build_services(locations)
preferences, _problems = load_preferences(locations.preferences_file)
qt = make_qt()
application = Application(
    services=services, preferences=preferences, session=load_session(locations.session_file), library=library
)


def finish() -> None:
    print(time.time(), flush=True)
    assert application.window.reading_pane.text_view.toPlainText(), "no article was open"
    too_early = {"whoosh", "numpy"} & sys.modules.keys()
    assert not too_early, f"{too_early} imported before the first paint"
    os._exit(0)  # at once: what follows the first paint is not measured


application.window.painted.disconnect()
application.window.painted.connect(finish)
application.start()
sys.exit(qt.exec())
