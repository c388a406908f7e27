"""Division: whether rows divide all cases between them, each case to one row. Quick, for most decisions are like that.

How often each case is covered is told by the corners of the boxes alone: a box adds one at its lowest corner, takes it
away where it ends along one dimension, adds it again where it ends along two, and so on. (These are the mixed
differences of the sum of the boxes' indicator functions, which determine it; those at the very end of a dimension
follow from the others and are left out.) So if all corners cancel but the lowest of the domain, every case is covered
just once, and otherwise some case is not. Exact, on whole numbers.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress, pairwise, product

from models.authority.facts import currency_of
from models.authority.rules import BandCondition, ClassCondition, Condition, Rule
from models.decisions import Dimension, DimensionKind
from models.document import Document
from models.quantities import NONE, Limit

# Where something begins, ends, begins again ... before the end of the dimension; None is before all that there is.
Ends = tuple[int | None, ...]
Corner = tuple[int | None, ...]

# Each dimension can double the corners of a box: beyond so many, the engine is as quick.
_MOST_DIMENSIONS = 8


def divides(document: Document, rules: Iterable[Rule]) -> bool:
    """Return whether rows surely divide all cases of their decision between them, so that just one covers each.

    False says nothing: it is also returned where rows have places, blank limits, limits in other currencies or other
    things that take a closer look.
    """
    kept = [rule for rule in rules if rule.kind != "urgent" or rule.box]
    used = {condition.dimension for rule in kept for condition in rule.box}
    if not kept or len(used) > _MOST_DIMENSIONS or any(rule.places for rule in kept):
        return False
    sides = {name: _side_of(document, document.dimensions[name]) for name in used}
    whole = {name: side.whole for name, side in sides.items()}
    added: list[Corner] = []
    taken: list[Corner] = [tuple(ends[0] for ends in whole.values())]
    for rule in kept:
        box = whole.copy()
        for condition in rule.box:
            name = condition.dimension
            ends = sides[name].ends(condition)
            if not ends or box[name] is not whole[name]:
                return False
            box[name] = ends
        adds, takes = _signs(tuple(map(len, box.values())))
        corners = tuple(product(*box.values()))
        added.extend(compress(corners, adds) if takes else corners)
        if takes:
            taken.extend(compress(corners, takes))
    # As plain dictionaries, which are compared several times faster; nothing is counted as zero in either.
    return dict(Counter(added)) == dict(Counter(taken))


@lru_cache(maxsize=256)
def _signs(lengths: tuple[int, ...]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Return which corners of a box add one and which take one away, if it begins and ends so often along each side.

    Of a box that ends nowhere there is one corner, and it takes nothing away.
    """
    takes = tuple(sum(corner) % 2 == 1 for corner in product(*map(range, lengths)))
    return tuple(not one for one in takes), takes if any(takes) else ()


def _side_of(document: Document, dimension: Dimension) -> "_Side":
    own = currency_of(document, dimension) if dimension.kind == "money" else None
    return _side(dimension.kind, dimension.lower, dimension.upper, dimension.classes, own)


@lru_cache(maxsize=256)
def _side(
    kind: DimensionKind, lower: int | None, upper: int | None, classes: tuple[str, ...], own: str | None
) -> "_Side":
    return _Side(kind, lower, upper, classes, own)


class _Side:
    """One dimension of the domain: where it begins, and where a condition on it begins and ends."""

    def __init__(
        self, kind: DimensionKind, lower: int | None, upper: int | None, classes: tuple[str, ...], own: str | None
    ) -> None:
        self._first, self._last, self._classes, self._own = lower, upper, classes, own
        self._known: dict[tuple[str, ...], Ends] = {}
        self.whole: Ends = (0,) if kind in ("flag", "classes") else (lower,)

    def ends(self, condition: Condition) -> Ends:
        """Return where a condition begins and ends; nothing where that takes a closer look, or it never does."""
        if isinstance(condition, BandCondition):
            if condition.currency is not None and self._own is not None and condition.currency != self._own:
                return ()
            return self._band(condition.band.lower, condition.band.upper)
        if isinstance(condition, ClassCondition):
            ends = self._known.get(condition.among)
            if ends is None:
                inside = (False, *(name in condition.among for name in self._classes))
                ends = tuple(at for at, (one, other) in enumerate(pairwise(inside)) if one != other)
                self._known[condition.among] = ends
            return ends
        return (1,) if condition.value else (0, 1)

    def _band(self, lower: int | None, upper: Limit) -> Ends:
        first, last = self._first, self._last
        if lower is None or (first is not None and lower < first):
            lower = first
        if isinstance(upper, int) and (last is None or upper < last):
            return (lower, upper) if lower is None or lower < upper else ()
        if upper is None or upper == NONE:
            return ()
        return (lower,) if last is None or lower is None or lower < last else ()
