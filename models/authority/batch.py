"""Many cases at once: a million are answered as each of them alone would be, in the time of a few thousand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.authority.answers import Answer
from models.authority.cutting import boxes_that_matter, edges_of, places_that_matter
from models.authority.facts import Case, FactValue
from models.authority.routing import route
from models.authority.rules import BandCondition, ClassCondition, Condition
from models.authority.spaces import band_interval
from models.decisions import Dimension
from models.document import Document

Column = NDArray[Any]
Codes = NDArray[np.int64]

# Cells are numbered, and marked in a table where it is no larger than this; beyond, they are sorted.
_LARGEST_TABLE = 1 << 22
_LARGEST_NUMBER = 1 << 60


class BatchError(ValueError):
    """Cases that cannot be answered together; its message is one plain sentence."""


@dataclass(frozen=True)
class Routed:
    """For each case the place of its answer in `answers`.

    Cases with the same answer share one. It says what it says of each of them; only its `case`, the facts that a gap
    names and the reasons why other rows do not apply are those of one of the cases.
    """

    index: NDArray[np.intp]
    answers: tuple[Answer, ...]

    def __getitem__(self, at: int) -> Answer:
        return self.answers[int(self.index[at])]


def route_many(
    document: Document,
    decision: str,
    columns: Mapping[str, Column],
    on: date,
    *,
    places: Sequence[Column] = (),
    like: Case | None = None,
) -> Routed:
    """Return the answers to many cases of a decision on a day; each is the one that `route` gives.

    `columns` hold the facts by dimension id, one value for each case: whole steps, the names of classes, or booleans.
    `places` hold ids of places, "" for none, at most one of a kind for each case. All else, and the facts that are
    the same for all cases, come from `like`. Of a dimension that is nowhere, nothing is known. Raises KeyError
    when the decision or a dimension is not in the document, BatchError when the columns do not fit.

    Cases are alike as long as the same boxes hold for them: those of rows, grants, urgent routes and tiers. So every
    column is cut at all their edges, and `route` is asked once for each set of boxes that some case lies in.
    """
    like = replace(like or Case(decision), decision=document.decisions[decision].id)
    if like.earlier:
        raise BatchError("Cases that count together with earlier ones have to be answered one by one.")
    count = _count(columns, places)
    sides = [_side(document, document.dimensions[name], column, like, on) for name, column in columns.items()]
    if places and places_that_matter(document, decision, on):
        sides += [_place_side(column) for column in places]
    cells, firsts = _cells([side.codes for side in sides], count)
    kinds, firsts = _kinds(document, decision, on, sides, cells, firsts)
    answers: dict[str, int] = {}
    table: list[Answer] = []
    at_kind = np.empty(len(firsts), dtype=np.intp)
    for kind in np.argsort(firsts):
        answer = route(document, _case(like, columns, places, int(firsts[kind])), on)
        at_kind[kind] = answers.setdefault(said(answer), len(table))
        if at_kind[kind] == len(table):
            table.append(answer)
    return Routed(at_kind[kinds], tuple(table))


def said(answer: Answer) -> str:
    """Return all that an answer says, but for the case that it is given to and why other rows do not apply."""
    branches = tuple(replace(branch, answer=_bare(branch.answer)) for branch in answer.branches)
    return repr(replace(_bare(answer), branches=branches))


def _bare(answer: Answer) -> Answer:
    return replace(answer, case=Case(""), reasons=())


@dataclass(frozen=True)
class _Side:
    """One column: for each case the number of its stretch or value, and what conditions hold at each number."""

    codes: Codes
    dimension: Dimension | None
    values: Sequence[int | str | bool]


def _count(columns: Mapping[str, Column], places: Sequence[Column]) -> int:
    lengths = {len(column) for column in (*columns.values(), *places)}
    if len(lengths) != 1:
        raise BatchError("The columns of the cases are not equally long.")
    return lengths.pop()


def _side(document: Document, dimension: Dimension, column: Column, like: Case, on: date) -> _Side:
    if dimension.kind == "flag":
        if column.dtype != np.bool_:
            raise BatchError(f"“{dimension.name}” is yes or no for each case.")
        return _Side(column.astype(np.int64), dimension, (False, True))
    if dimension.kind == "classes":
        codes = np.full(len(column), -1, dtype=np.int64)
        for at, name in enumerate(dimension.classes):
            codes[column == name] = at
        if (codes < 0).any():
            raise BatchError(f"“{column[codes < 0][0]}” is not a class of “{dimension.name}”.")
        return _Side(codes, dimension, dimension.classes)
    if not np.issubdtype(column.dtype, np.integer):
        raise BatchError(f"“{dimension.name}” is given in whole steps of {dimension.step}.")
    ends = [end for end in (dimension.lower, dimension.upper) if end is not None]
    edges = sorted({*edges_of(document, dimension, like, on), *ends})
    fitting = [edge for edge in edges if -(1 << 63) <= edge < 1 << 63]
    codes = np.searchsorted(np.array(fitting, dtype=np.int64), column, side="right").astype(np.int64)
    below = (fitting[0] - 1) if fitting else 0
    return _Side(codes, dimension, (below, *fitting))


def _place_side(column: Column) -> _Side:
    names, codes = np.unique(column, return_inverse=True)
    return _Side(codes.astype(np.int64), None, [str(name) for name in names])


def _cells(columns: Sequence[Codes], count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return for each case the number of its cell among those that some case is in, and the first case of each."""
    numbers: Codes = np.zeros(count, dtype=np.int64)
    size = 1
    for codes in columns:
        width = int(codes.max(initial=0)) + 1
        if size * width > _LARGEST_NUMBER:
            _, numbers = np.unique(numbers, return_inverse=True)
            size = int(numbers.max(initial=0)) + 1
        numbers = numbers * width + codes
        size *= width
    if size > _LARGEST_TABLE:
        _, firsts, cells = np.unique(numbers, return_index=True, return_inverse=True)
        return cells, firsts
    first = np.full(size, count, dtype=np.intp)
    # Backwards, so that what stays is the first.
    first[numbers[::-1]] = np.arange(count - 1, -1, -1)
    there = first < count
    place = np.cumsum(there) - 1
    return place[numbers], first[there]


def _kinds(
    document: Document,
    decision: str,
    on: date,
    sides: Sequence[_Side],
    cells: NDArray[np.intp],
    firsts: NDArray[np.intp],
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return cells in which the same boxes hold taken together, as `_cells` does."""
    of_cells = [side.codes[firsts] for side in sides]
    marks: list[Codes] = [codes for side, codes in zip(sides, of_cells, strict=True) if side.dimension is None]
    for box, _ in dict.fromkeys(boxes_that_matter(document, decision, on)):
        inside = np.ones(len(firsts), dtype=np.bool_)
        for condition in box:
            for side, codes in zip(sides, of_cells, strict=True):
                if side.dimension is not None and side.dimension.id == condition.dimension:
                    inside &= _holding(document, side, condition, on)[codes]
        marks.append(inside.astype(np.int64))
    marks += [_outside(side)[codes] for side, codes in zip(sides, of_cells, strict=True)]
    kinds, first_cells = _cells(marks, len(firsts))
    return kinds[cells], firsts[first_cells]


def _holding(document: Document, side: _Side, condition: Condition, on: date) -> NDArray[np.bool_]:
    """Return for each number of a column whether a condition holds there; true where that cannot be compared."""
    if isinstance(condition, BandCondition):
        assert side.dimension is not None
        try:
            lower, upper = band_interval(document, side.dimension, condition, on)
        except ValueError:
            return np.ones(len(side.values), dtype=np.bool_)
        found = [
            (lower is None or int(value) >= lower) and (upper is None or int(value) < upper) for value in side.values
        ]
    elif isinstance(condition, ClassCondition):
        found = [value in condition.among for value in side.values]
    else:
        found = [value is condition.value for value in side.values]
    return np.array(found, dtype=np.bool_)


def _outside(side: _Side) -> Codes:
    """Return for each number of a column 1 where it lies outside of the dimension's domain, else 0."""
    if side.dimension is None or side.dimension.kind in ("flag", "classes"):
        return np.zeros(len(side.values), dtype=np.int64)
    lower, upper = side.dimension.lower, side.dimension.upper
    return np.array(
        [
            int((lower is not None and int(value) < lower) or (upper is not None and int(value) >= upper))
            for value in side.values
        ],
        dtype=np.int64,
    )


def _case(like: Case, columns: Mapping[str, Column], places: Sequence[Column], at: int) -> Case:
    facts: dict[str, FactValue] = {**like.facts, **{name: _fact(column[at]) for name, column in columns.items()}}
    given = tuple(str(column[at]) for column in places if column[at]) if places else like.places
    return replace(like, facts=facts, place=next(iter(given), None), more_places=given[1:])


def _fact(value: Any) -> FactValue:
    if isinstance(value, np.bool_ | bool):
        return bool(value)
    return str(value) if isinstance(value, str) else int(value)
