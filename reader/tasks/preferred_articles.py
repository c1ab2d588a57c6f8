"""The articles somebody waits for, told from outside while long work runs."""

import json
import threading
from collections.abc import Sequence
from typing import TextIO

from reader.articles.article import ArticleNumber


class PreferredArticles:
    """Reads lines such as `{"first": [12, 7]}` on a thread of its own; calling it gives what came since the last call.

    What came last comes first: it is what the reader sees now. Lines that say something else are passed over.
    Threads: any.
    """

    def __init__(self, lines: TextIO) -> None:
        self._came: list[ArticleNumber] = []
        self._lock = threading.Lock()
        # a daemon: it waits for the next line for as long as the process lives
        self._thread = threading.Thread(target=self._read, args=(lines,), name="preferred articles", daemon=True)
        self._thread.start()

    def __call__(self) -> Sequence[ArticleNumber]:
        with self._lock:
            came, self._came = self._came, []
        return came

    def join(self) -> None:
        """Wait until there are no more lines."""
        self._thread.join()

    def _read(self, lines: TextIO) -> None:
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            numbers = told.get("first") if isinstance(told, dict) else None
            if isinstance(numbers, list):
                with self._lock:
                    self._came[:0] = [ArticleNumber(number) for number in numbers if isinstance(number, int)]
