"""A round of places that the reader walks through, forward and back, without end."""

from collections.abc import Sequence

from reader.ui.reading_pane.render import Place

Stop = tuple[Place, ...]
"""One hit or one name; more than one place only if it runs over paragraphs. Never empty."""


class Round:
    """The stops in the order of the text, and at which of them the reader is. Any thread, one at a time."""

    def __init__(self, stops: Sequence[Stop] = (), *, at: int | None = None) -> None:
        self.stops = tuple(stops)
        self.at = at  # None: not begun

    def __len__(self) -> int:
        return len(self.stops)

    @property
    def current(self) -> Stop:
        """Where the reader is; empty before the first step."""
        return () if self.at is None else self.stops[self.at]

    @property
    def places(self) -> list[Place]:
        return [place for stop in self.stops for place in stop]

    def step(self, direction: int, *, top: tuple[int, int] = (0, 0)) -> Stop:
        """Go on by `direction` (+1 or -1), from the last stop to the first and back.

        The first step goes to the first stop at or after `top` (block, UTF-16 unit), or to the last one before it.
        Empty if there are no stops.
        """
        if not self.stops:
            return ()
        if self.at is not None:
            self.at = (self.at + direction) % len(self.stops)
        else:
            after = sum((stop[0].block, stop[0].start) < top for stop in self.stops)
            self.at = (after if direction > 0 else after - 1) % len(self.stops)
        return self.current
