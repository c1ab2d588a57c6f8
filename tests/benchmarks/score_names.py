"""Scores the name recogniser on annotated text: python tests/benchmarks/score_names.py FOLDER [FILE …].

The folder holds .bio files (token, tag; PER LOC ORG MISC; -DOCSTART- before a document). Printed are precision, recall
and F1 by exact span and kind, as conlleval counts them. Text is put together from the tokens before it is read.
Adjectives of nationality, which the recogniser calls places, are counted as MISC, as these corpora do; where a file
has no MISC at all, ours are left out.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reader.entities.gazetteer import load_gazetteer
from reader.entities.mention import EntityKind
from reader.entities.recognizer import RuleRecognizer

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "entities"
LABEL = {
    EntityKind.PERSON: "PER",
    EntityKind.PLACE: "LOC",
    EntityKind.ORGANISATION: "ORG",
    EntityKind.OTHER: "MISC",
}
CLOSING = {",", ".", ";", ":", "!", "?", ")", "]", "%", "n't"}
Chunk = tuple[int, int, str]


def documents(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Sentences of (token, tag), document by document."""
    document: list[list[tuple[str, str]]] = []
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-DOCSTART-"):
            if document:
                yield document
            document = []
        elif not line.strip():
            if sentence:
                document.append(sentence)
            sentence = []
        else:
            token, tag = line.rsplit(" ", 1)
            sentence.append((token, tag))
    if sentence:
        document.append(sentence)
    if document:
        yield document


def put_together(document: list[list[tuple[str, str]]]) -> tuple[str, dict[int, int], dict[int, int], list[str]]:
    """The text, and from its characters to token numbers: of starts and of ends."""
    text, starts, ends, tags, number = "", {}, {}, [], 0
    for sentence in document:
        glue, quoted = "", False
        for token, tag in sentence:
            if token in {",", ".", ";", ":", "!", "?", ")", "]", "%", "n't"} or token.startswith(
                ("'s", "’s", "'re", "'ll")
            ):
                glue = ""
            if token == '"':
                glue, quoted = ("", False) if quoted else (glue, True)
            text += glue
            starts[len(text)] = number
            text += token
            ends[len(text)] = number
            tags.append(tag)
            number += 1
            glue = "" if token in {"(", "[", "$", "£"} or (token == '"' and quoted) else " "
        text += "\n"
        tags.append("O")
        number += 1
    return text, starts, ends, tags


def gold_chunks(tags: list[str]) -> set[Chunk]:
    """Chunks as conlleval sees them."""
    chunks, start, kind = set(), 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if kind and (prefix != "I" or name != kind):
            chunks.add((start, at - 1, kind))
            kind = ""
        if prefix == "B" or (prefix == "I" and not kind):
            start, kind = at, name
    return chunks


def main() -> None:
    gazetteer = load_gazetteer(RESOURCES)
    recognizer = RuleRecognizer(gazetteer)
    peoples = {phrase for phrase, known in gazetteer.phrases.items() if known.is_people}
    for path in sorted(Path(sys.argv[1]).glob("*.bio")):
        score_file(path, recognizer, peoples, is_verbose="-v" in sys.argv)


def our_chunks(
    text: str, starts: dict[int, int], ends: dict[int, int], recognizer: RuleRecognizer, peoples: set[str]
) -> set[Chunk]:
    """What the recogniser finds, in token numbers; a span that cuts a token gets numbers no chunk has."""
    chunks = set()
    for m in recognizer.mentions_in(text):
        label = "MISC" if text[m.span.start : m.span.end] in peoples else LABEL[m.kind]
        chunks.add((starts.get(m.span.start, -m.span.start - 1), ends.get(m.span.end, -1), label))
    return chunks


def score_file(path: Path, recognizer: RuleRecognizer, peoples: set[str], *, is_verbose: bool) -> None:
    """Print one table, and before it each difference if asked."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    has_misc = "MISC" in path.read_text(encoding="utf-8")
    for document in documents(path):
        text, starts, ends, tags = put_together(document)
        gold = gold_chunks(tags)
        ours = {c for c in our_chunks(text, starts, ends, recognizer, peoples) if has_misc or c[2] != "MISC"}
        wanted.update(label for _, _, label in gold)
        given.update(label for _, _, label in ours)
        right.update(label for _, _, label in gold & ours)
        if is_verbose:
            print_differences(text, starts, ends, gold, ours)
    print(path.name)
    for label in sorted(wanted | given):
        print(f"  {label:5}" + line(right[label], given[label], wanted[label]))
    kinds = [k for k in wanted if k != "MISC"]
    print("  all  " + line(right.total(), given.total(), wanted.total()))
    print("  -MISC" + line(*(sum(c[k] for k in kinds) for c in (right, given, wanted))))


def print_differences(
    text: str, starts: dict[int, int], ends: dict[int, int], gold: set[Chunk], ours: set[Chunk]
) -> None:
    """One line for each name missed (-) and each found wrongly (+), with the words around it."""
    begin = {number: at for at, number in starts.items()}
    stop = {number: at for at, number in ends.items()}
    for first, last, label in sorted(gold ^ ours):
        if first in begin and last in stop:
            sign = "-" if (first, last, label) in gold else "+"
            around = text[max(0, begin[first] - 30) : stop[last] + 30].replace("\n", "/")
            print(sign, label, text[begin[first] : stop[last]], "|", around)


def line(right: int, given: int, wanted: int) -> str:
    """Precision, recall, F1 in per cent."""
    precision = 100 * right / given if given else 0.0
    recall = 100 * right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f" P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  ({wanted})"


if __name__ == "__main__":
    main()
