"""The lexicon: word clusters and how often a word is written with a capital.

Clusters of GloVe vectors by k-means at three grains; Brown clusters (Brown et al. 1992) and frequencies by written form
from spacy-lookups-data. Both know English as it is written, and let rare words share what frequent ones taught.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from reader.entities.hashed import hashes_of

_GRAINS = (128, 512, 2048)
_VECTOR_WORDS = 120_000
_FIT_WORDS = 60_000
_FORMS = 90_000  # written forms with a Brown cluster, the most frequent
_CASE_STEPS = (0.03, 0.15, 0.4, 0.7, 0.93)  # shares of capitals that part the classes


def write_lexicon(vectors: Path, out: Path) -> None:
    """Write `out`, an npz of hashes of words and, one row each, their clusters (three grains, Brown) and case."""
    words, grains = _vector_clusters(vectors)
    forms, brown, case_words, case = _forms()
    write_table(out, words, grains, forms, brown, case_words, case)


def write_table(
    out: Path, words: list[str], grains: Any, forms: list[str], brown: Any, case_words: list[str], case: Any
) -> None:
    """All words in one table, sorted by hash; column by column, as that packs best."""
    clusters = sorted(set(brown.tolist()))
    numbers = {cluster: number for number, cluster in enumerate(clusters, 1)}
    rows: dict[str, list[int]] = {}
    for word, values in zip(words, grains.T.tolist(), strict=True):
        rows[word] = [*values, 0, 0]
    for form, cluster in zip(forms, brown.tolist(), strict=True):
        rows.setdefault(form, [0] * 5)[3] = numbers[cluster]
    for word, value in zip(case_words, case.tolist(), strict=True):
        rows.setdefault(word, [0] * 5)[4] = value
    hashes, first = np.unique(hashes_of(rows), return_index=True)
    columns = np.array(list(rows.values()), np.uint16)[first].T
    paths = "\n".join(["", *(format(cluster, "b")[::-1] for cluster in clusters)])
    np.savez_compressed(
        out, hashes=hashes, columns=np.ascontiguousarray(columns), paths=np.frombuffer(paths.encode(), np.uint8)
    )


def _vector_clusters(path: Path) -> tuple[list[str], Any]:
    """Words and, one row a grain, the number of their cluster, from 1; 0 is for words that have none."""
    from sklearn.cluster import MiniBatchKMeans  # deferred: only the build needs it

    content = json.loads(path.read_text(encoding="utf-8"))
    words = [word for word in content["words"][:_VECTOR_WORDS] if "\n" not in word]
    matrix = np.array([content["vectors"][word][:100] for word in words], dtype=np.float32)
    matrix /= np.maximum(1e-6, np.linalg.norm(matrix, axis=1, keepdims=True))
    rows = []
    for count in _GRAINS:
        means = MiniBatchKMeans(count, random_state=0, batch_size=4096, n_init=1, max_iter=30)
        means.fit(matrix[:_FIT_WORDS])
        rows.append(means.predict(matrix) + 1)
    return words, np.array(rows, dtype=np.uint16)


def _forms() -> tuple[list[str], Any, list[str], Any]:
    import spacy_lookups_data  # deferred: only the build needs it

    folder = Path(spacy_lookups_data.__file__).parent / "data"
    found = [
        json.loads(gzip.decompress((folder / f"en_lexeme_{name}.json.gz").read_bytes())) for name in ("cluster", "prob")
    ]
    cluster, prob = found
    usual = sorted((w for w, c in cluster.items() if c and w.isprintable() and " " not in w), key=lambda w: -prob[w])
    forms = usual[:_FORMS]
    case_words, classes = [], []
    for word in sorted(
        {w.lower() for w in prob if w.isalpha()}, key=lambda w: -prob.get(w, prob.get(w.title(), -30.0))
    ):
        share = _share_of_capitals(word, prob)
        if share >= 0:
            case_words.append(word)
            classes.append(1 + sum(share > step for step in _CASE_STEPS))
        if len(case_words) == _FORMS:
            break
    return forms, np.array([cluster[w] for w in forms], dtype=np.uint32), case_words, np.array(classes, dtype=np.uint8)


def _share_of_capitals(word: str, prob: dict[str, float]) -> float:
    small, title = prob.get(word), prob.get(word[:1].upper() + word[1:])
    if small is None and title is None:
        return -1.0
    low, high = 10.0 ** ((small or -20.0) / 2.303), 10.0 ** ((title or -20.0) / 2.303)
    share: float = high / (low + high)
    return share
