"""Racing: candidates that others clearly beat are simulated no longer, the rest get more replications.

All candidates draw the same luck, so two of them are compared replication by replication, and far fewer are needed
than to know each figure by itself. Source: Maron and Moore, "The racing algorithm", Artificial Intelligence Review 11
(1997); for two objectives a candidate is beaten by one that is as good in both and better in one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.simulation.arrays import Floats

CONFIDENCE = 0.99
"""How sure it must be, for each figure, that a candidate is beaten before it is given up."""

Flags = np.typing.NDArray[np.bool_]


def frontier(means: Floats) -> Flags:
    """Return [N] whether no other candidate is as good in both figures and better in one; [N, 2], less is better.

    Of candidates that are alike to the last digit the first one stands for all.
    """
    count = len(means)
    found = np.zeros(count, dtype=np.bool_)
    order = np.lexsort((np.arange(count), means[:, 1], means[:, 0]))
    best = np.inf
    for at in order:
        if means[at, 1] < best:
            found[at] = True
            best = means[at, 1]
    return found


def beaten(rows: Sequence[Floats]) -> Flags:
    """Return [N] which candidates are clearly beaten by one of the frontier.

    Each is given as [replications, 2], as differences to one and the same where some have more replications than
    others: the luck of the replications that only some have must not count.
    Clearly: for both figures the interval of the paired difference lies at or above nothing, for one above. So a
    candidate that one other does not beat in truth is lost to that one with a probability of at most 1 % a look, as far
    as differences are normal. Neither the number of others nor that of looks is made up for, and a figure that is the
    same in the few replications that there are counts as the same.
    """
    means = np.array([one.mean(axis=0) for one in rows]).reshape(-1, 2)
    front = frontier(means)
    lost = np.zeros(len(rows), dtype=np.bool_)
    by_count: dict[int, list[int]] = {}
    for at in np.flatnonzero(~front).tolist():
        by_count.setdefault(len(rows[at]), []).append(at)
    for count, members in by_count.items():
        stack = np.stack([rows[at] for at in members])
        for better in np.flatnonzero(front).tolist():
            both = min(count, len(rows[better]))
            low = _low_ends(stack[:, :both] - rows[better][:both])
            lost[members] |= (low >= 0).all(axis=1) & (low > 0).any(axis=1)
    return lost


def _low_ends(differences: Floats) -> Floats:
    """[K, 2] the low ends of one-sided Student-t intervals of [K, replications, 2] differences."""
    from scipy.special import stdtrit

    count = differences.shape[1]
    if count < 2:
        return np.full((len(differences), 2), -np.inf)
    error = differences.std(axis=1, ddof=1) / np.sqrt(count)
    low: Floats = differences.mean(axis=1) - float(stdtrit(count - 1, CONFIDENCE)) * error
    return low
