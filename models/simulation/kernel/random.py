"""Counter-based random numbers: Philox4x32-10.

Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11; the constants are those
of the Random123 library. A block of four 32-bit words is a pure function of a 128-bit counter and a 64-bit key. The
key is the seed; the counter names the case, the replication, the piece of work and the purpose. So a case draws the
same luck in every scenario, in any order of events and on any number of threads.
"""

from __future__ import annotations

import numpy as np

from models.simulation.kernel.compiled import helper

ARRIVAL = np.uint64(0)
"""Purpose of a block: the gap before a case, its decision, its part of the mix, its place on the first axis.

The stream of arrivals stands beside the purpose, in the bits above the lowest eight."""
WORK = np.uint64(1)
"""Purpose of a block: how long a piece of work takes and how it ends."""
ATTRIBUTES = np.uint64(2)
"""Purpose of a block: what a case looks like, beyond the first axis."""
PATIENCE = np.uint64(3)
"""Purpose of a block: how long a random deadline is."""

_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)
_UNIT = 2.0**-32


@helper
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four words in [0, 2³²) for the counter `c0..c3` and the key `k0, k1`, all given as 32-bit values in 64."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (p1 >> _HIGH) ^ c1 ^ k0, p1 & _LOW, (p0 >> _HIGH) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@helper
def uniform(word: np.uint64) -> float:
    """The word as a number strictly between 0 and 1: the middle of its cell of width 2⁻³²."""
    return (float(word) + 0.5) * _UNIT
