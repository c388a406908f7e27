"""Quantiles of Student's t, without a library whose loading takes longer than the simulation."""

from __future__ import annotations

import math
from functools import lru_cache

_SERIES = 1000
"""Degrees of freedom up to which the finite series is inverted; above, the expansion errs by less than 1e-12."""
_HALVINGS = 60


@lru_cache(maxsize=256)
def student_t(freedom: int, share: float) -> float:
    """Return the value below which Student's t with so many degrees of freedom lies with that probability.

    Source: Abramowitz and Stegun, "Handbook of mathematical functions" (1964), 26.7.3 and 26.7.4 for whole degrees of
    freedom, in θ = atan(t / √n), and 26.7.5 with the terms of Fisher and Cornish (1960) for many. Raises ValueError
    outside one or more degrees of freedom and 0 < share < 1.
    """
    if freedom < 1 or not 0.0 < share < 1.0:
        raise ValueError(f"no quantile of t at {share} with {freedom} degrees of freedom")
    if share < 0.5:
        return -student_t(freedom, 1.0 - share)
    if freedom > _SERIES:
        return _expansion(freedom, share)
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _within(freedom, middle) < 2.0 * share - 1.0:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2)


def _within(freedom: int, angle: float) -> float:
    """The probability that t lies between plus and minus √n·tan(angle)."""
    cosine, squared = math.cos(angle), math.cos(angle) ** 2
    odd = freedom % 2 == 1
    term = total = cosine if odd else 1.0
    if freedom == 1:
        total = 0.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= squared * (k - 1) / k
        total += term
    found = math.sin(angle) * total
    return 2.0 / math.pi * (angle + found) if odd else found


def _expansion(freedom: int, share: float) -> float:
    from statistics import NormalDist

    z = NormalDist().inv_cdf(share)
    s = z * z
    terms = (
        (s + 1) * z / 4,
        ((5 * s + 16) * s + 3) * z / 96,
        (((3 * s + 19) * s + 17) * s - 15) * z / 384,
        ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) * z / 92160,
    )
    return z + sum(term * float(freedom) ** -(k + 1) for k, term in enumerate(terms))
