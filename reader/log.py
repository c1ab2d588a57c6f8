"""Named logs for modules that the first paint needs: `logging` is loaded when the first record is written.

Elsewhere `logging.getLogger(__name__)` does; both are the same loggers.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import logging


class Log:
    """Threads: any, as the loggers of `logging`."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def info(self, words: str, *values: object, **more: Any) -> None:
        self._logger().info(words, *values, stacklevel=2, **more)

    def warning(self, words: str, *values: object, **more: Any) -> None:
        self._logger().warning(words, *values, stacklevel=2, **more)

    def error(self, words: str, *values: object, **more: Any) -> None:
        self._logger().error(words, *values, stacklevel=2, **more)

    def exception(self, words: str, *values: object) -> None:
        self._logger().exception(words, *values, stacklevel=2)

    def critical(self, words: str, *values: object, **more: Any) -> None:
        self._logger().critical(words, *values, stacklevel=2, **more)

    def _logger(self) -> "logging.Logger":
        import logging  # deferred: a start that goes well writes nothing before its first paint

        return logging.getLogger(self._name)
