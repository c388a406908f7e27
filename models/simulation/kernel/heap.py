"""The event list: a binary heap of times and references.

A reference packs, from the top: a sequence number (35 bits), the item or pool (27 bits) and the kind of event (2 bits).
As the sequence number leads, comparing references breaks ties between equal times in the order in which events were
scheduled. The same number stamps the event: an item remembers the number of the one event that counts, and an event
whose number is no longer remembered is stale, so nothing is ever removed from the middle.
"""

from __future__ import annotations

import numpy as np

from models.simulation.arrays import Records
from models.simulation.kernel.compiled import helper

SERVICE_END = np.uint64(0)
DEADLINE = np.uint64(1)
OPENING = np.uint64(2)

MAX_ITEMS = 1 << 27
MAX_EVENTS = 1 << 35

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ITEM_MASK = np.uint64(MAX_ITEMS - 1)
_KIND_MASK = np.uint64(3)
_ITEM_SHIFT = np.uint64(2)
_SEQUENCE_SHIFT = np.uint64(29)


class Event:
    """Something that is due to happen."""

    time: np.float64
    ref: np.uint64


@helper
def reference(sequence: np.uint64, item: np.uint64, kind: np.uint64) -> np.uint64:
    """The packed reference of an event."""
    return (sequence << _SEQUENCE_SHIFT) | (item << _ITEM_SHIFT) | kind


@helper
def sequence_of(ref: np.uint64) -> np.uint64:
    """The sequence number within a reference."""
    return ref >> _SEQUENCE_SHIFT


@helper
def item_of(ref: np.uint64) -> np.uint64:
    """The item within a reference, or the pool."""
    return (ref >> _ITEM_SHIFT) & _ITEM_MASK


@helper
def kind_of(ref: np.uint64) -> np.uint64:
    """The kind of event within a reference."""
    return ref & _KIND_MASK


@helper
def push(heap: Records[Event], size: np.uint64, time: float, ref: np.uint64) -> None:
    """Add an event to a heap of `size`. Its sequence number must be the highest so far, so it goes after its equals."""
    hole = size
    while hole > _ZERO:
        parent = (hole - _ONE) >> _ONE
        above = heap[parent]
        if above.time <= time:
            break
        heap[hole].time = above.time
        heap[hole].ref = above.ref
        hole = parent
    heap[hole].time = np.float64(time)
    heap[hole].ref = ref


@helper
def sink(heap: Records[Event], size: np.uint64, time: float, ref: np.uint64) -> None:
    """Put an event in the place of the first one of a heap of `size`, and from there to where it belongs."""
    hole = _ZERO
    child = _ONE
    while child < size:
        right = child + _ONE
        if right < size and (
            heap[right].time < heap[child].time
            or (heap[right].time == heap[child].time and heap[right].ref < heap[child].ref)
        ):
            child = right
        below = heap[child]
        if time < below.time or (time == below.time and ref < below.ref):
            break
        heap[hole].time = below.time
        heap[hole].ref = below.ref
        hole = child
        child = (hole << _ONE) + _ONE
    heap[hole].time = np.float64(time)
    heap[hole].ref = ref


@helper
def drop_first(heap: Records[Event], size: np.uint64) -> None:
    """Take the first event out of a heap that keeps `size` events."""
    sink(heap, size, heap[size].time, heap[size].ref)
