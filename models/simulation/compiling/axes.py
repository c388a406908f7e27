"""Axes: what describes the cases of one part of a mix, cut into stretches in which the same conditions hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.authority.facts import Case
from models.authority.lookup import dimensions_of
from models.authority.places import KINDS, by_kind, elsewhere, is_place_axis, kind_of_axis, place_axis
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition
from models.authority.spaces import Box, band_interval
from models.decisions import Decision, Dimension
from models.document import Document
from models.escalation import MixPart
from models.quantities import Band
from models.simulation.compiling.spread import Spread, mixed

Holds = NDArray[np.bool_]

FIRST_PLACE_WORD = 56
"""The pieces of luck for the kinds of places; those before are for dimensions."""
FALLBACK_WORD = 63
"""The piece of luck that chooses among the routes of cases whose attributes are not looked at one by one."""


@dataclass(frozen=True)
class Stretch:
    """A piece of an axis: the values that lie in it, the share of the part's cases, and their mean value.

    `values` are the ends of bands (the second exclusive, None: no end), classes, flags or places.
    """

    values: tuple[Any, ...]
    share: float
    mean: float


@dataclass(frozen=True)
class PartAxis:
    """An axis of a part: the name of its dimension (or kind of places), its piece of luck, and its stretches."""

    name: str
    word: int
    is_band: bool
    stretches: tuple[Stretch, ...]

    def find(self, document: Document, case: Case) -> int | None:
        """Return the number of the stretch that a case lies in; None where its part has no such cases."""
        if is_place_axis(self.name):
            kind = kind_of_axis(self.name)
            given = by_kind(document.places, case.places).get(kind, (elsewhere(kind),))[0]
            return self._at(given)
        value = case.facts[self.name]
        if not self.is_band:
            return self._at(value)
        for number, stretch in enumerate(self.stretches):
            low, high = stretch.values
            if (low is None or value >= low) and (high is None or value < high):
                return number
        return None

    def _at(self, value: object) -> int | None:
        return next((number for number, stretch in enumerate(self.stretches) if value in stretch.values), None)


Layer = Sequence[tuple[Box, int]]
"""Boxes with a number each; later ones go before earlier ones, and where none holds the number is 0."""


@dataclass
class AxisMaker:
    """Cuts the axes of one decision at all edges of some layers."""

    document: Document
    decision: Decision
    spread: Spread
    layers: Sequence[Layer]
    on: date

    def __post_init__(self) -> None:
        boxes = [box for layer in self.layers for box, _ in layer]
        self._conditions: dict[str, list[Condition]] = {}
        for box in boxes:
            for condition in box.conditions:
                self._conditions.setdefault(condition.dimension, []).append(condition)
        places = self.document.places
        kinds = {kind for box in boxes for kind in by_kind(places, box.places)}
        self._places = [place_axis(kind) for kind in KINDS if kind in kinds]
        own = [dimension.id for dimension in dimensions_of(self.document, self.decision)]
        self._own = {
            name: at for at, name in enumerate(dict.fromkeys((*self.decision.dimensions, *own, *self._conditions)))
        }
        self._edges = {name: self._edges_on(name) for name in self._conditions}

    @property
    def names(self) -> list[str]:
        """The axes on which something hangs, in the order of the decision's dimensions; places come last."""
        return [*sorted(self._conditions, key=self._own.__getitem__), *self._places]

    @property
    def crowded(self) -> bool:
        """Whether there are more dimensions than pieces of luck."""
        return any(self._own[name] >= FIRST_PLACE_WORD for name in self._conditions)

    def word(self, name: str) -> int:
        """Return the number of the piece of luck for an axis."""
        return FIRST_PLACE_WORD + KINDS.index(kind_of_axis(name)) if is_place_axis(name) else self._own[name]

    def axis(self, name: str, part: MixPart | None) -> PartAxis:
        """Return an axis for the cases of a part of the mix (None: for all), without stretches that no case lies in."""
        if is_place_axis(name):
            found, is_band = self._of_places(name, part), False
        else:
            dimension = self.document.dimensions[name]
            is_band = dimension.kind not in ("classes", "flag")
            found = self._of_dimension(dimension, part)
        kept = [stretch for stretch in found if stretch.share > 0] or found[:1]
        return PartAxis(name, self.word(name), is_band, tuple(kept))

    def holds(self, axis: PartAxis, box: Box) -> Holds:
        """Return for each stretch of an axis whether a box reaches there."""
        inside = np.ones(len(axis.stretches), dtype=np.bool_)
        if is_place_axis(axis.name):
            allowed = by_kind(self.document.places, box.places).get(kind_of_axis(axis.name))
            if allowed is not None:
                inside &= [stretch.values[0] in allowed for stretch in axis.stretches]
            return inside
        for condition in box.conditions:
            if condition.dimension == axis.name:
                inside &= [self._meets(condition, stretch) for stretch in axis.stretches]
        return inside

    def _meets(self, condition: Condition, stretch: Stretch) -> bool:
        if isinstance(condition, ClassCondition):
            return stretch.values[0] in condition.among
        if isinstance(condition, FlagCondition):
            return bool(stretch.values[0] == condition.value)
        lower, upper = self._interval(condition)
        low, high = stretch.values
        if lower == upper == 0:
            return False
        return (lower is None or (low is not None and low >= lower)) and (
            upper is None or (high is not None and high <= upper)
        )

    def _interval(self, condition: BandCondition) -> tuple[int | None, int | None]:
        return band_interval(self.document, self.document.dimensions[condition.dimension], condition, self.on)

    def _edges_on(self, name: str) -> list[int]:
        ends = (self._interval(c) for c in self._conditions[name] if isinstance(c, BandCondition))
        return sorted({end for pair in ends for end in pair if end is not None and pair != (0, 0)})

    def _of_dimension(self, dimension: Dimension, part: MixPart | None) -> list[Stretch]:
        share = mixed(part, dimension.id)
        if dimension.kind == "flag":
            given = share.flag if share else None
            return [Stretch((flag,), 0.5 if given is None else float(flag == given), 0.0) for flag in (False, True)]
        if dimension.kind == "classes":
            known = dimension.classes
            among = [name for name in (share.classes if share else ()) if name in known] or known
            return [Stretch((name,), (name in among) / len(among), 0.0) for name in known] or [Stretch((), 1.0, 0.0)]
        edges = self._edges[dimension.id]
        ends = (None, *edges, None)
        pieces = self.spread.lines[dimension.id].stretches(edges, share.band if share else None)
        return [
            Stretch((low, high), found, mean)
            for low, high, (found, mean) in zip(ends[:-1], ends[1:], pieces, strict=True)
        ]

    def _of_places(self, name: str, part: MixPart | None) -> list[Stretch]:
        kind, places = kind_of_axis(name), self.document.places
        given = by_kind(places, (part.place,) if part is not None and part.place is not None else ()).get(kind)
        known = [elsewhere(kind), *by_kind(places, (place.id for place in places)).get(kind, ())]
        return [Stretch((place,), float(place == given[0]) if given else 1.0 / len(known), 0.0) for place in known]


def layer_of(numbered: Iterable[tuple[Iterable[Box], int]]) -> Layer:
    """Return boxes that come in groups as a layer."""
    return [(box, number) for boxes, number in numbered for box in boxes]


def above(dimension: str, edge: int) -> Box:
    """Return the box of the cases from an edge of a dimension on."""
    return Box((BandCondition(dimension=dimension, band=Band(lower=edge, upper="unlimited")),))
