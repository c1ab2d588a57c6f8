"""Trains the recogniser's model: `python -m reader.entities.train DIR… [--out FOLDER]`.

Each folder holds token files (see evaluate); our own corpus is always in, but for the tenth of it that is only measured
on. The same files give the same model. Takes some minutes and needs the dependency group `train`.
"""

import argparse
import sys
import time
from pathlib import Path

from reader.entities.labels import KINDS
from reader.entities.lexicon import Lexicon
from reader.entities.lists import ListReader
from reader.entities.model import Weights, save_weights
from reader.entities.phrases import Phrases
from reader.entities.reading import Model
from reader.entities.recognizer import MODEL_FILE
from reader.entities.training import recipe
from reader.entities.training.compile_lists import compile_lists
from reader.entities.training.corpus import Sample, bio_documents
from reader.entities.training.fit import Featurizer, Settings, fit
from reader.entities.training.substitute import Substitutes
from reader.locations import bundled


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with token files (*.bio)")
    parser.add_argument("--out", type=Path, help="where model.npz is written; else where the shipped one is")
    options = parser.parse_args(arguments)
    try:
        import pycrfsuite  # noqa: F401  (only asked whether it is there)
    except ImportError:
        print("Missing: python-crfsuite. Install it with: uv sync --group train", file=sys.stderr)
        return 1
    lists = bundled("resources") / "entities"
    files = recipe.files_in(options.folders)
    if not files:
        print("There are no token files (*.bio) in these folders.", file=sys.stderr)
        return 1
    folder = options.out or lists
    folder.mkdir(parents=True, exist_ok=True)  # now: not after minutes of training
    began = time.monotonic()
    weights = train(lists, files)
    target = folder / MODEL_FILE
    save_weights(weights, target)
    print(f"{target}: {target.stat().st_size:,} bytes after {time.monotonic() - began:.0f} s")
    return 0


def train(lists: Path, files: list[Path]) -> Weights:
    """The weights from our corpus and these token files. In two stages: the first completes the tweets."""
    compile_lists(lists)
    reader = ListReader(lists)
    lexicon, phrases = Lexicon(reader), Phrases(reader)
    own = recipe.own_samples(lists / "corpus")

    def featurizer() -> Featurizer:
        return Featurizer(lexicon, phrases)

    tweet_files = [file for file in files if file.stem in recipe.TWEETS]
    tweets: list[Sample] = []
    if tweet_files:
        first = fit(recipe.first_stage(own, files), featurizer(), Settings(rounds=40))
        model = Model(first, lexicon, phrases)
        tweets = [completed(sample, model) for file in tweet_files for sample in bio_documents(file)]
    return fit(recipe.samples(own, files, tweets, Substitutes(lists)), featurizer(), Settings())


def completed(sample: Sample, model: Model) -> Sample:
    """With the names of other kinds that the first model finds: tweets are annotated without them."""
    reading = model.read(sample.text)
    names = list(sample.names)
    for chunk in reading.chunks:
        start, end = reading.tokens.starts[chunk.first], reading.tokens.ends[chunk.end - 1]
        if KINDS[chunk.kind] == "MISC" and all(end <= other[0] or other[1] <= start for other in names):
            names.append((start, end, "MISC"))
    return Sample(sample.text, sorted(names))


if __name__ == "__main__":
    sys.exit(main())
