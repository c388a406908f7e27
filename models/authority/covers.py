"""A set of cases in as few boxes as people would name it: each as wide as it can be, none that the others make idle."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from models.authority.geometry import Axis, Region, merged, solid, uncovered

# Beyond this many boxes nobody reads them, and widening each would take long.
_MANY = 60


def few_boxes(regions: Iterable[Region], axes: Sequence[Axis], runs: Sequence[bool]) -> tuple[Region, ...]:
    """Return boxes that together hold just what some regions do, in the order of the axes; boxes may overlap.

    On an axis marked in `runs` each is one interval. It is a good cover, not always the smallest there is, which
    would take too long to find. (Prime implicants: widened to the full, and left out where the others cover them.)
    Raises TooIntricate.
    """
    parts = [part for region in merged(regions) for part in solid(region, axes, runs)]
    if len(parts) <= _MANY:
        parts = _needed([_widened(part, parts, axes, runs) for part in parts])
    return tuple(sorted(parts, key=lambda part: tuple((mask & -mask, mask) for mask in part)))


def _widened(part: Region, parts: Sequence[Region], axes: Sequence[Axis], runs: Sequence[bool]) -> Region:
    """Return a box made as wide as the parts together allow: along each axis to its ends, or else as far as it goes."""
    for at, axis in enumerate(axes):
        if part[at] == axis.full:
            continue
        reach = _reach(part, at, parts)
        if runs[at]:
            reach = next(run for ends in axis.intervals(reach) if (run := axis.between(*ends)) & part[at])
        part = (*part[:at], reach, *part[at + 1 :])
    return part


def _reach(part: Region, at: int, parts: Sequence[Region]) -> int:
    """Return the cells of an axis at which all of a box that is moved there lies inside the parts."""
    edges = sorted({edge for other in parts for edge in _turns(other[at])})
    found = part[at]
    for low, high in pairwise(edges):
        strip = (1 << high) - (1 << low)
        if strip & ~found and not uncovered((*part[:at], strip, *part[at + 1 :]), parts):
            found |= strip
    return found


def _turns(mask: int) -> list[int]:
    """Return the cells at which a mask begins or ends."""
    changes = mask ^ (mask << 1)
    return [at for at in range(changes.bit_length()) if changes >> at & 1]


def _needed(parts: Iterable[Region]) -> list[Region]:
    """Return the boxes without those that the others cover, small ones first."""
    left = list(dict.fromkeys(parts))
    for part in sorted(left, key=lambda region: sum(mask.bit_count() for mask in region)):
        others = [other for other in left if other != part]
        if others and not uncovered(part, others):
            left = others
    return left
