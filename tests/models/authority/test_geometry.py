"""The proof engine against looking at every single case."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from models.authority.geometry import (
    Axis,
    Piece,
    Region,
    cuts_of,
    example_value,
    meet,
    merged,
    minus,
    settle,
    solid,
    uncovered,
)

SIZES = (7, 3, 2)
Box = tuple[tuple[int, int], ...]

intervals = [
    st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda ends: (min(ends), max(ends))) for size in SIZES
]
boxes = st.lists(st.tuples(*intervals), max_size=6)
ranks = st.lists(st.integers(0, 2), min_size=6, max_size=6)


def axes_of(found: list[Box]) -> list[Axis]:
    return [
        Axis(f"d{at}", 0, size, cuts_of([edge for box in found for edge in box[at]], 0, size))
        for at, size in enumerate(SIZES)
    ]


def region_of(axes: list[Axis], box: Box) -> Region:
    return tuple(axis.between(*ends) for axis, ends in zip(axes, box, strict=True))


def holds(axes: list[Axis], region: Region, point: tuple[int, ...]) -> bool:
    return all(axis.cell(value) & mask for axis, mask, value in zip(axes, region, point, strict=True))


def inside(box: Box, point: tuple[int, ...]) -> bool:
    return all(lower <= value < upper for (lower, upper), value in zip(box, point, strict=True))


POINTS = list(product(*(range(size) for size in SIZES)))


@given(boxes)
def test_uncovered_is_what_no_box_holds(found: list[Box]) -> None:
    axes = axes_of(found)
    left = uncovered(tuple(axis.full for axis in axes), [region_of(axes, box) for box in found])
    for point in POINTS:
        hits = sum(holds(axes, region, point) for region in left)
        assert hits == (not any(inside(box, point) for box in found))


@given(boxes, ranks)
def test_settling_gives_each_case_to_the_boxes_of_the_highest_rank(found: list[Box], order: list[int]) -> None:
    axes = axes_of(found)
    pieces = [
        Piece(str(at), region, (order[at],)) for at, box in enumerate(found) if all(region := region_of(axes, box))
    ]
    settled = settle(tuple(axis.full for axis in axes), pieces)
    for point in POINTS:
        covering = [at for at, box in enumerate(found) if inside(box, point)]
        best = max((order[at] for at in covering), default=0)
        wanted = {str(at) for at in covering if order[at] == best}
        (one,) = [part for part in settled if holds(axes, part.region, point)]
        assert set(one.rows) == wanted
        assert len(one.rows) == len(wanted)


@given(boxes)
def test_merging_and_cutting_into_intervals_keep_every_case_once(found: list[Box]) -> None:
    axes = axes_of(found)
    whole = tuple(axis.full for axis in axes)
    left = [whole]
    for box in found:
        left = [rest for region in left for rest in minus(region, region_of(axes, box))]
    fewer = merged(left)
    assert len(fewer) <= max(len(left), 1)
    parts = [part for region in fewer for part in solid(region, axes, [True, False, False])]
    for point in POINTS:
        assert sum(holds(axes, part, point) for part in parts) == any(holds(axes, r, point) for r in left)
    assert all(len(list(axes[0].intervals(part[0]))) == 1 for part in parts)


@given(boxes)
def test_what_two_regions_share_is_what_both_hold(found: list[Box]) -> None:
    axes = axes_of(found)
    for one, other in product(found, repeat=2):
        a, b = region_of(axes, one), region_of(axes, other)
        shared = meet(a, b)
        for point in POINTS:
            assert (shared is not None and holds(axes, shared, point)) == (inside(one, point) and inside(other, point))


@given(st.integers(-50, 2_000_000), st.one_of(st.none(), st.integers(1, 2_000_000)))
def test_an_example_lies_inside(lower: int, width: int | None) -> None:
    upper = None if width is None else lower + width
    value = example_value((lower, upper))
    assert value >= lower
    assert upper is None or value < upper


def test_an_axis_without_end_has_a_last_cell() -> None:
    axis = Axis("amount", 0, None, (500_001,))
    assert axis.cell(-1) == 0
    assert axis.cell(500_000) == 1
    assert axis.cell(500_001) == axis.cell(10**18) == 2
    assert list(axis.intervals(axis.full)) == [(0, None)]
    assert axis.between(500_001, None) == 2


def test_an_example_is_a_number_that_people_would_name() -> None:
    assert example_value((1_000_000, 1_000_001)) == 1_000_000
    assert example_value((1_000_001, None)) == 2_000_000
    assert example_value((0, 5_000_001)) == 1_000_000
