"""Annotated text, read from our own corpus and from token files, as text with marked spans."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARK = re.compile(r"\[([^\[\]|]+)\|(person|place|organisation|other|demonym)(?:#([\w.-]+))?\]")
LABEL = {"person": "PER", "place": "LOC", "organisation": "ORG", "other": "MISC", "demonym": "MISC"}
_CONLL_COLUMNS = 4  # token, part of speech, chunk, tag


class Sample(NamedTuple):
    """A text and the names in it: (start, end, PER LOC ORG or MISC), in order."""

    text: str
    names: list[tuple[int, int, str]]


def own_articles(folder: Path) -> Iterator[tuple[str, Sample]]:
    """The headline without marks and the whole article, for each article of our corpus."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        body = "\n".join(line for line in lines[1:] if not line.startswith("@ "))
        for part in re.split(r"^===$", body, flags=re.MULTILINE):
            if part.strip():
                sample = read_marks(part.strip())
                yield sample.text.partition("\n")[0], sample


def read_marks(marked: str) -> Sample:
    """Text without the marks, and what they mark."""
    text, names, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append((len(text), len(text) + len(match[1]), LABEL[match[2]]))
        text += match[1]
        at = match.end()
    return Sample(text + marked[at:], names)


def is_held_out(headline: str) -> bool:
    """Whether an article of our corpus is only for measuring: a tenth, by its headline."""
    return zlib.crc32(headline.encode("utf-8")) % 10 == 0


def bio_documents(path: Path) -> Iterator[Sample]:
    """Documents of a token file: tokens joined by spaces, sentences by line ends."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-DOCSTART-"):
            if any(sentences):
                yield _joined(sentences)
            sentences = [[]]
        elif not line.strip():
            sentences.append([])
        else:
            fields = line.split("\t") if "\t" in line else line.split(" ")
            token = fields[0] if len(fields) == _CONLL_COLUMNS else "_".join(fields[:-1])
            sentences[-1].append((token, fields[-1]))
    if any(sentences):
        yield _joined(sentences)


def _joined(sentences: list[list[tuple[str, str]]]) -> Sample:
    parts: list[str] = []
    names: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences:
        kind = ""
        for token, tag in sentence:
            prefix, _, label = tag.partition("-")
            if prefix == "B" or (prefix == "I" and label != kind):
                names.append((at, at + len(token), label))
            elif prefix == "I":
                names[-1] = (names[-1][0], at + len(token), label)
            kind = label
            parts.append(token + " ")
            at += len(token) + 1
        if sentence:
            parts[-1] = parts[-1][:-1] + "\n"
    return Sample("".join(parts), names)
