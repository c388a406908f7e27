"""Heights along escalations, held against a library that knows graphs."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from models.simulation.compiling.heights import heights

NAMES = tuple("abcdefgh")
moves = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20)


@given(moves)
def test_heights_are_the_longest_ways_between_circles(found: list[tuple[str, str]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from(found)
    circles = nx.condensation(graph)
    height: dict[int, int] = {}
    for circle in nx.topological_sort(circles):
        height[circle] = max((height[below] + 1 for below in circles.predecessors(circle)), default=0)
    assert heights(NAMES, found) == {name: height[circles.graph["mapping"][name]] for name in NAMES}


def test_a_long_path_is_no_trouble() -> None:
    names = [str(at) for at in range(5_000)]
    found = heights(names, list(pairwise(names)))
    assert found["4999"] == 4_999


def test_moves_of_others_do_not_count() -> None:
    assert heights(["a"], [("b", "a")]) == {"a": 0}
