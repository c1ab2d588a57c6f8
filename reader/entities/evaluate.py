"""Measures the recogniser on annotated text: `python -m reader.entities.evaluate FILE.bio… [--corpus]`.

A file has a token and its tag (PER LOC ORG MISC, BIO) a line, an empty line after each sentence, -DOCSTART- before
each document. Each document is read as one text: its tokens joined by spaces, its sentences by line ends.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.entities.mention import EntityKind, Mention
from reader.entities.recognizer import TrainedRecognizer, load_recognizer
from reader.entities.scoring import Score, Span, score
from reader.entities.training.corpus import Sample, bio_documents, is_held_out, own_articles
from reader.locations import bundled

LABEL = {
    EntityKind.PERSON: "PER",
    EntityKind.PLACE: "LOC",
    EntityKind.ORGANISATION: "ORG",
    EntityKind.OTHER: "MISC",
}


class Result(NamedTuple):
    """Scores by label, and how fast they were reached."""

    scores: dict[str, Score]
    tokens: int
    seconds: float  # of CPU


def measure(recognizer: TrainedRecognizer, samples: Iterable[Sample]) -> Result:
    """Read every sample and compare."""
    wanted: list[Span] = []
    found: list[Span] = []
    tokens, seconds = 0, 0.0
    for number, sample in enumerate(samples):
        wanted += [(number, *name) for name in sample.names]
        began = time.process_time()
        mentions = recognizer.mentions_in(sample.text)
        seconds += time.process_time() - began
        tokens += len(sample.text.split())
        found += [_span(number, mention) for mention in mentions]
    return Result(score(wanted, found), tokens, seconds)


def _span(number: int, mention: Mention) -> Span:
    return number, mention.start, mention.end, LABEL[mention.kind]


def print_result(name: str, result: Result) -> None:
    """One table."""
    print(f"{name}: {result.tokens} tokens, {result.tokens / max(result.seconds, 1e-9):,.0f} tokens a second of CPU")
    for label, value in result.scores.items():
        print(value.row(label))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m reader.entities.evaluate", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="token files")
    parser.add_argument("--corpus", action="store_true", help="also the tenth of our corpus that is never trained on")
    parser.add_argument("--model", type=Path, help="folder with the model and its lists; else the shipped one")
    options = parser.parse_args(arguments)
    before, began = _memory(), time.process_time()
    recognizer = load_recognizer(options.model)
    print(f"loaded in {time.process_time() - began:.2f} s of CPU, version {recognizer.version}")
    for file in options.files:
        print_result(file.name, measure(recognizer, bio_documents(file)))
    if options.corpus or not options.files:
        articles = own_articles(bundled("resources") / "entities" / "corpus")
        held_out = [sample for headline, sample in articles if is_held_out(headline)]
        print_result("own corpus, untrained tenth", measure(recognizer, held_out))
    print(f"memory: {_memory() - before:.0f} MB more than before loading, {_memory():.0f} MB at most")
    return 0


def _memory() -> float:
    """The most memory this process ever used, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    sys.exit(main())
