"""The labels a token can have: outside of names, beginning one, inside one."""

import numpy as np

KINDS = ("PER", "LOC", "ORG", "MISC")
LABELS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
COUNT = len(LABELS)
NUMBER = {label: number for number, label in enumerate(LABELS)}


def may_follow() -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Whether the second label may follow the first: the inside of a name only after its beginning or inside."""
    allowed = np.ones((COUNT, COUNT), np.bool_)
    for number, label in enumerate(LABELS):
        if label.startswith("I-"):
            allowed[:, number] = False
            allowed[number - 1 : number + 1, number] = True
    return allowed
