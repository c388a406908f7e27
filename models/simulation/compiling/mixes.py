"""Mixes: for each part of a decision's cases a grid of cells in which all cases get the same answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.authority.facts import Case
from models.document import Document
from models.escalation import MixPart
from models.simulation.compiling.axes import FALLBACK_WORD, AxisMaker, Holds, PartAxis, Stretch
from models.simulation.compiling.spread import Line, mixed
from models.simulation.model.pieces import Axis, Part

MOST_CELLS = 200_000
"""The most cells that the cases of one part may be cut into."""

Numbers = NDArray[np.int64]
Named = tuple[int, ...]
"""The number that a cell has in each layer."""


class TooManyCells(ValueError):
    """A part would have more cells than can be kept."""


@dataclass(frozen=True)
class Money:
    """By what a decision's cases are worth something: a dimension, where its cases lie, and the value of a step."""

    dimension: str
    line: Line
    worth: float

    def mean(self, part: MixPart | None) -> float:
        """Return the mean value of the cases of a part."""
        share = mixed(part, self.dimension)
        return self.line.stretches((), share.band if share else None)[0][1] * self.worth


@dataclass
class Grid:
    """The cells of a part: axes, and for each cell a number and the mean value of its cases."""

    part: MixPart | None
    weight: float
    axes: list[PartAxis]
    numbers: Numbers
    """One dimension an axis."""
    values: NDArray[np.float64]
    """Likewise, as far as values hang on the axis: the other dimensions have length one."""
    kinds: list[Named] = field(default_factory=list)
    """What each number stands for, until routes are given."""

    def find(self, document: Document, case: Case) -> int | None:
        """Return the number of the cell of a case; None where the part has no such cases."""
        place = tuple(axis.find(document, case) for axis in self.axes)
        return None if None in place else int(self.numbers[place])

    def as_part(self) -> Part:
        """Return the grid as the layout has it."""
        axes = []
        for axis in self.axes:
            below = np.minimum(np.cumsum([stretch.share for stretch in axis.stretches])[:-1], 1.0)
            axes.append(Axis(axis.word, tuple(below.tolist())))
        values = np.broadcast_to(self.values, self.numbers.shape)
        return Part(self.weight, tuple(axes), tuple(self.numbers.ravel().tolist()), tuple(values.ravel().tolist()))


def grid_of(maker: AxisMaker, part: MixPart | None, weight: float, money: Money | None) -> Grid:
    """Return the grid of a part, in which a cell's number says which number it has in each layer.

    Raises TooManyCells.
    """
    axes: list[PartAxis] = []
    holding: list[list[Holds]] = []
    boxes = [box for layer in maker.layers for box, _ in layer]
    for name in maker.names:
        axis = maker.axis(name, part)
        holds = [maker.holds(axis, box) for box in boxes]
        axis, holds = _without_needless_cuts(axis, holds)
        axes.append(axis)
        holding.append(holds)
    shape = tuple(len(axis.stretches) for axis in axes)
    if math.prod(shape) > MOST_CELLS or maker.crowded:
        raise TooManyCells
    together: Numbers = np.zeros(shape, dtype=np.int64)
    first, size = 0, 1
    for layer in maker.layers:
        numbers: Numbers = np.zeros(shape, dtype=np.int64)
        for at, (_, number) in enumerate(layer, start=first):
            if axes:
                numbers[np.ix_(*(np.flatnonzero(holds[at]) for holds in holding))] = number
            else:
                numbers[...] = number
        first += len(layer)
        together += numbers * size
        size *= max((number for _, number in layer), default=0) + 1
    sizes = [max((number for _, number in layer), default=0) + 1 for layer in maker.layers]
    known, inverse = np.unique(together, return_inverse=True)
    kinds = [_apart(int(number), sizes) for number in known]
    return Grid(part, weight, axes, inverse.reshape(shape), _values(axes, money, part), kinds)


def with_routes(grid: Grid, route_of: Callable[[Named], int]) -> Grid:
    """Return a grid whose numbers are those of routes, without cuts between cells that get the same one."""
    routes = np.array([route_of(kind) for kind in grid.kinds], dtype=np.int64)
    numbers = routes[grid.numbers]
    axes: list[PartAxis] = []
    values = grid.values
    for axis in grid.axes:
        rows = np.moveaxis(numbers, len(axes), 0).reshape(len(axis.stretches), -1)
        differs = np.concatenate([[True], (rows[1:] != rows[:-1]).any(axis=1)])
        groups = np.cumsum(differs) - 1
        place = len(axes)
        merged = _merged(axis, groups)
        if len(merged.stretches) == 1:
            numbers = np.take(numbers, [0], axis=place).squeeze(place)
            values = _value_of(values, axis, groups, place).squeeze(place)
            continue
        numbers = numbers.compress(differs, axis=place)
        values = _value_of(values, axis, groups, place)
        axes.append(merged)
    return replace(grid, axes=axes, numbers=numbers, values=values, kinds=[])


def plain(part: MixPart | None, weight: float, shares: Sequence[float], values: Sequence[float]) -> Grid:
    """Return the grid of a part whose attributes are not looked at: one stretch for each route, with its share."""
    total = sum(shares) or 1.0
    stretches = tuple(Stretch((number,), share / total, 0.0) for number, share in enumerate(shares))
    axis = PartAxis("", FALLBACK_WORD, False, stretches)
    return Grid(part, weight, [axis], np.arange(len(shares)), np.array(values))


def _apart(number: int, sizes: Sequence[int]) -> Named:
    found = []
    for size in sizes:
        number, rest = divmod(number, size)
        found.append(rest)
    return tuple(found)


def _values(axes: Sequence[PartAxis], money: Money | None, part: MixPart | None) -> NDArray[np.float64]:
    shape = [1] * len(axes)
    if money is None:
        return np.full(shape, math.nan)
    for at, axis in enumerate(axes):
        if axis.name == money.dimension:
            shape[at] = len(axis.stretches)
            return np.array([stretch.mean * money.worth for stretch in axis.stretches]).reshape(shape)
    return np.full(shape, money.mean(part))


def _value_of(values: NDArray[np.float64], axis: PartAxis, groups: NDArray[np.intp], place: int) -> NDArray[np.float64]:
    """Return the mean values over groups of stretches of an axis."""
    if values.shape[place] == 1:
        return values
    shares = np.array([stretch.share for stretch in axis.stretches])
    sums = np.bincount(groups, weights=shares * values.ravel())
    weights = np.bincount(groups, weights=shares)
    first = values.ravel()[np.flatnonzero(np.diff(groups, prepend=-1))]
    means = np.where(weights > 0, sums / np.where(weights > 0, weights, 1.0), first)
    return means.reshape([-1 if at == place else 1 for at in range(values.ndim)])


def _merged(axis: PartAxis, groups: NDArray[np.intp]) -> PartAxis:
    count = int(groups[-1]) + 1
    if count == len(axis.stretches):
        return axis
    found: list[list[Stretch]] = [[] for _ in range(count)]
    for group, stretch in zip(groups, axis.stretches, strict=True):
        found[group].append(stretch)
    return replace(axis, stretches=tuple(_joined(axis, some) for some in found))


def _joined(axis: PartAxis, some: Sequence[Stretch]) -> Stretch:
    if len(some) == 1:
        return some[0]
    if axis.is_band:
        values = (some[0].values[0], some[-1].values[1])
    else:
        values = tuple(value for stretch in some for value in stretch.values)
    share = sum(stretch.share for stretch in some)
    mean = sum(stretch.share * stretch.mean for stretch in some) / share if share else some[0].mean
    return Stretch(values, share, mean)


def _without_needless_cuts(axis: PartAxis, holds: list[Holds]) -> tuple[PartAxis, list[Holds]]:
    """Return an axis without cuts at which nothing changes."""
    if not holds or len(axis.stretches) == 1:
        return axis, holds
    table = np.array(holds)
    differs = np.concatenate([[True], (table[:, 1:] != table[:, :-1]).any(axis=0)])
    if differs.all():
        return axis, holds
    return _merged(axis, np.cumsum(differs) - 1), list(table[:, differs])
