"""Short names for the array types of this package, and arrays of records.

A record is written down once, as a class of typed fields: that is its documentation, what the type checker sees, and
the memory layout (`records`).
"""

from __future__ import annotations

from typing import Protocol, TypeVar, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Words = NDArray[np.uint32]
Longs = NDArray[np.uint64]
Counts = NDArray[np.int64]

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


class Records(Protocol[Row_co]):
    """An array whose elements are records: reading a field of `rows[i]` reads the array, setting one changes it."""

    def __getitem__(self, index: int | np.integer, /) -> Row_co: ...

    def __len__(self) -> int: ...


def records(kind: type[Row], count: int) -> Records[Row]:
    """Return `count` records of that kind, all zero."""
    found = _DTYPES.get(kind)
    if found is None:
        fields = [(name, of) for name, of in get_type_hints(kind).items()]
        found = _DTYPES[kind] = np.dtype(fields, align=True)
    return cast("Records[Row]", np.zeros(count, dtype=found))


_DTYPES: dict[type, np.dtype[np.void]] = {}


def sizes(offsets: Words) -> NDArray[np.int64]:
    """The lengths of the lists whose CSR offsets these are."""
    wide = offsets.astype(np.int64)
    return wide[1:] - wide[:-1]


def totals(index: NDArray[np.integer], weights: NDArray[np.number], count: int) -> Floats:
    """The sums of the weights by index, from 0 to `count - 1`."""
    return np.bincount(index, weights=weights, minlength=count).astype(np.float64)


def array_of(rows: Records[object]) -> NDArray[np.void]:
    """The structured array behind the records."""
    return cast("NDArray[np.void]", rows)
