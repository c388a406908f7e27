"""Where roles stand on the map: levels one above the other, the top decider above, few lines crossing.

`networkx.multipartite_layout` keeps levels, too, but takes the order inside a level as it comes, and sets a level of
eighty roles in one row. So the levels come from its graph (the longest path over the circles condensed), and the
order from some sweeps by barycentre (Sugiyama, Tagawa and Toda 1981); a wide level is broken into rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from models.authority.network import Network, Way

_SWEEPS = 6
_LEAST_IN_A_ROW = 7


@dataclass(frozen=True)
class Places:
    """For each role its row, 0 above, and its place in the row, in whole widths from the middle."""

    spots: Mapping[str, tuple[float, int]]
    rows: int
    widest: int


def placed(network: Network, own_levels: Mapping[str, int | None]) -> Places:
    """Return where each role of a network stands. `own_levels` are what the roles say themselves, if they all do."""
    levels = levels_of(network, own_levels)
    by_level: dict[int, list[str]] = {}
    for role in network.roles:
        by_level.setdefault(levels[role], []).append(role)
    ordered = _ordered([by_level[level] for level in sorted(by_level, reverse=True)], network.ways)
    most = max(_LEAST_IN_A_ROW, ceil(1.2 * sqrt(len(network.roles))))
    spots: dict[str, tuple[float, int]] = {}
    row = widest = 0
    for level in ordered:
        count = ceil(len(level) / most)
        size = ceil(len(level) / count)
        for at in range(0, len(level), size):
            part = level[at : at + size]
            widest = max(widest, len(part))
            for number, role in enumerate(part):
                spots[role] = (number - (len(part) - 1) / 2, row)
            row += 1
    return Places(spots, row, widest)


def levels_of(network: Network, own_levels: Mapping[str, int | None]) -> dict[str, int]:
    """Return the level of each role: its own where all have one, else one above the highest from which cases come.

    Roles that pass cases round in a circle share a level. A reporting line counts for those from whom and to whom
    nothing else leads.
    """
    own = {role: own_levels.get(role) for role in network.roles}
    if network.roles and all(level is not None for level in own.values()):
        return {role: level for role, level in own.items() if level is not None}
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(network.roles)
    moves = [way for way in network.ways if way.source != "reporting_line"]
    graph.add_edges_from((way.from_role, way.to_role) for way in moves if way.from_role != way.to_role)
    led = {way.from_role for way in moves}
    lines = (way for way in network.ways if way.source == "reporting_line" and way.from_role not in led)
    graph.add_edges_from((way.from_role, way.to_role) for way in lines)
    circles = nx.condensation(graph)
    height: dict[int, int] = {}
    for circle in nx.topological_sort(circles):
        height[circle] = max((height[below] + 1 for below in circles.predecessors(circle)), default=0)
    levels = {role: height[circles.graph["mapping"][role]] for role in network.roles}
    return _pulled_up(graph, levels)


def _pulled_up(graph: object, levels: dict[str, int]) -> dict[str, int]:
    """Return the levels with each role that nobody passes cases to just beneath the lowest one that it passes to."""
    from networkx import DiGraph

    assert isinstance(graph, DiGraph)
    found = dict(levels)
    for role, level in levels.items():
        above = [levels[other] for other in graph.successors(role)]
        if above and not graph.in_degree(role):
            found[role] = max(level, min(above) - 1)
    return found


def _ordered(levels: Sequence[list[str]], ways: Iterable[Way]) -> list[list[str]]:
    """Return each level in an order in which few lines cross: by where those stand to whom a role is joined."""
    joined: dict[str, list[str]] = {}
    for way in ways:
        joined.setdefault(way.from_role, []).append(way.to_role)
        joined.setdefault(way.to_role, []).append(way.from_role)
    level_of = {role: number for number, level in enumerate(levels) for role in level}
    found = [list(level) for level in levels]
    spot = {role: _share(at, len(level)) for level in found for at, role in enumerate(level)}
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        for number in range(len(found)) if downward else reversed(range(len(found))):
            beside = {}
            for role in found[number]:
                others = [o for o in joined.get(role, ()) if (level_of.get(o, number) < number) == downward]
                others = [o for o in others if level_of.get(o, number) != number]
                beside[role] = sum(spot[o] for o in others) / len(others) if others else spot[role]
            found[number].sort(key=lambda role: beside[role])
            for at, role in enumerate(found[number]):
                spot[role] = _share(at, len(found[number]))
    return found


def _share(at: int, count: int) -> float:
    """Return a place in a row as a share of its width, from -1 to 1 around the middle."""
    return (2 * at + 1) / count - 1
