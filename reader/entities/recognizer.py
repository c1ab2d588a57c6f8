"""Finds the names in a text: a trained model, and lists of names and words that put it right."""

from pathlib import Path

from reader.entities.after import KIND, Name, put_right
from reader.entities.known_names import KnownNames
from reader.entities.lexicon import Lexicon
from reader.entities.lists import ListReader
from reader.entities.mention import EntityKind, Mention
from reader.entities.model import load_weights
from reader.entities.phrases import Phrases
from reader.entities.reading import Model, Reading
from reader.locations import bundled

MODEL_FILE = "model.npz"
_CODE = "1"  # raise it whenever a change of this code can change a result


class TrainedRecognizer:
    """A conditional random field over words, with the lists it was trained with. Pure and repeatable. Threads: any."""

    def __init__(self, model: Model, known: KnownNames, version: str) -> None:
        self._model = model
        self._known = known
        self.version = version  # changes with any byte of the model and its lists

    def mentions_in(self, text: str) -> list[Mention]:
        """The names of `text`, in order and not overlapping, without titles and 's. Never raises."""
        reading = self._model.read(text)
        return [self._mention(text, name, reading) for name in put_right(reading, self._known)]

    def _mention(self, text: str, name: Name, reading: Reading) -> Mention:
        start, end = reading.tokens.starts[name.first], reading.tokens.ends[name.end - 1]
        kind, surface = KIND[name.kind], text[start:end]
        known = self._known.find(kind, surface)
        if kind is EntityKind.PLACE and known is None:
            people = self._known.find(EntityKind.OTHER, surface)
            if people is not None and people.is_people:
                kind, known = EntityKind.OTHER, people
        full = known.name if known is not None else ""
        return Mention(
            start, end, kind, round(name.confidence, 4), name.source,
            "" if full == surface else full, known is not None and known.is_people,
        )  # fmt: skip


def load_recognizer(folder: Path | None = None) -> TrainedRecognizer:
    """The recogniser whose model and lists are in `folder`; without one, that which ships with the program.

    Raises ReaderError if a file is missing or unreadable.
    """
    lists = ListReader(folder or bundled("resources") / "entities")
    model = Model(load_weights(lists.content(MODEL_FILE)), Lexicon(lists), Phrases(lists))
    known = KnownNames(lists)
    return TrainedRecognizer(model, known, f"crf-{_CODE}-{lists.digest()}")
