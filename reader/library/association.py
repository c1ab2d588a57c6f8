"""How strongly two names belong together: the log-likelihood ratio (Dunning 1993)."""

from math import log

SURE = 10.83  # by chance alone, one pair in a thousand reaches this


def log_likelihood(both: float, one: float, other: float, total: float) -> float:
    """G² of two names in `one` and `other` of `total` articles, of which `both` name the two.

    The four cells of the table are: both, only the one, only the other, neither. 0 where they meet no more often than
    chance has it, so that a pair that avoids each other is not taken for one that belongs together.
    """
    if both <= 0 or both * total <= one * other:
        return 0.0
    cells = (
        (both, one * other),
        (one - both, one * (total - other)),
        (other - both, (total - one) * other),
        (total - one - other + both, (total - one) * (total - other)),
    )
    return 2 * sum(seen * log(seen * total / product) for seen, product in cells if seen > 0 and product > 0)
