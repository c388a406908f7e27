"""Exploring: which candidates of a large grid are looked at, first far apart, then ever closer to the best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

Index = tuple[int, ...]
"""A candidate by the numbers of its values."""


def strides_for(sizes: Sequence[int], most: int) -> tuple[int, ...]:
    """Return how far apart candidates are to lie on each lever, powers of two, so that there are at most so many.

    No lever is left with fewer than its two ends.
    """
    strides = [1] * len(sizes)

    def count(at: int) -> int:
        return len(marks(sizes[at], strides[at]))

    while math.prod(count(at) for at in range(len(sizes))) > most:
        widest = max(range(len(sizes)), key=lambda at: (count(at), -at))
        if count(widest) <= 2:
            break
        strides[widest] *= 2
    return tuple(strides)


def marks(size: int, stride: int) -> tuple[int, ...]:
    """Return every so-manieth number below a size, and the last."""
    return tuple(sorted({*range(0, size, stride), size - 1}))


def spread(sizes: Sequence[int], strides: Sequence[int]) -> Iterator[Index]:
    """Yield the candidates that lie so far apart, the last lever turning fastest."""
    return product(*(marks(size, stride) for size, stride in zip(sizes, strides, strict=True)))


def around(best: Iterable[Index], sizes: Sequence[int], strides: Sequence[int]) -> list[Index]:
    """Return the neighbours of some candidates, one lever turned by its stride, in a fixed order."""
    found: dict[Index, None] = {}
    for index in best:
        for at, (size, stride) in enumerate(zip(sizes, strides, strict=True)):
            for step in (-stride, stride):
                to = min(max(index[at] + step, 0), size - 1)
                if to != index[at]:
                    found[(*index[:at], to, *index[at + 1 :])] = None
    return sorted(found)


def halved(strides: Sequence[int]) -> tuple[int, ...]:
    """Return half the strides, at least one."""
    return tuple(max(1, stride // 2) for stride in strides)
