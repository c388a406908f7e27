"""How holders split their hours between the roles they serve, so that the fullest role is as little full as can be.

Roles ask pools for hours. The split is fair in the sense of the lexicographic maximum of min(given / asked): first the
set of roles that is worst off whatever the split gets all that its holders have, then what is left is split among the
others, and so on. Each worst set is a minimum cut; the factor at which it becomes one is found by Dinkelbach's
iteration. Source: Megiddo, "Optimal flows in networks with multiple sources and sinks", Mathematical Programming 7
(1974); Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TINY = 1e-12

Node = tuple[bool, int]
"""A role (True) or a pool (False)."""
Edges = Mapping[tuple[int, int], float]
"""By pool and role."""


@dataclass(frozen=True)
class Share:
    """What a role gets in the best split, and the roles (itself included) that get nothing more whatever the split."""

    hours: float
    together: tuple[int, ...]


def best_split(
    asked: Mapping[int, float], pools: Sequence[float], pairs: Mapping[tuple[int, int], float]
) -> dict[int, Share]:
    """Return for each role what it gets.

    `asked` are hours by role, above zero, `pools` the hours that each pool has, `pairs` the most hours that a pool can
    give to a role.
    """
    room = dict(enumerate(pools))
    by_role: dict[int, list[tuple[int, float]]] = {role: [] for role in asked}
    for (pool, role), hours in pairs.items():
        if role in by_role:
            by_role[role].append((pool, hours))
    found: dict[int, Share] = {}
    waiting = _apart(asked, by_role, room)
    while waiting:
        part = waiting.pop()
        edges = {
            (pool, role): min(hours, room[pool]) for role in part for pool, hours in by_role[role] if room[pool] > 0
        }
        factor, roles, full = _worst({role: asked[role] for role in part}, room, edges)
        together = tuple(sorted(roles))
        for role in together:
            found[role] = Share(factor * asked[role], together)
        for (pool, role), hours in edges.items():
            if role in roles and pool not in full:
                room[pool] = max(room[pool] - hours, 0.0)
        for pool in full:
            room[pool] = 0.0
        waiting += _apart([role for role in part if role not in roles], by_role, room)
    return found


def _apart(
    roles: Collection[int], by_role: Mapping[int, Sequence[tuple[int, float]]], room: Mapping[int, float]
) -> list[list[int]]:
    """Return the roles in parts that have no pool with hours left in common: each is split by itself, far faster."""
    of_pool: dict[int, list[int]] = {}
    for role in roles:
        for pool, _ in by_role[role]:
            if room[pool] > 0:
                of_pool.setdefault(pool, []).append(role)
    parts: list[list[int]] = []
    seen: set[int] = set()
    for role in roles:
        if role in seen:
            continue
        part = {role: None}
        reached = deque(part)
        while reached:
            for pool, _ in by_role[reached.popleft()]:
                for other in of_pool.pop(pool, ()):
                    if other not in part:
                        part[other] = None
                        reached.append(other)
        seen.update(part)
        parts.append(sorted(part))
    return parts


def _worst(
    asked: Mapping[int, float], room: Mapping[int, float], edges: Edges
) -> tuple[float, frozenset[int], frozenset[int]]:
    """Return the largest factor by which all that is asked can be multiplied and still be given, the roles that do not
    let it be larger, and the pools that give all they have to these."""

    def given(roles: frozenset[int], full: frozenset[int]) -> float:
        beside = sum(hours for (pool, role), hours in edges.items() if role in roles and pool not in full)
        return sum(room[pool] for pool in full) + beside

    everybody = frozenset(asked)
    roles, full = everybody, frozenset(pool for pool, _ in edges)
    factor = given(roles, full) / sum(asked.values())
    while True:
        cut = _cut({role: factor * hours for role, hours in asked.items()}, room, edges)
        if cut is None:
            return factor, roles, full
        lower = given(*cut) / sum(asked[role] for role in cut[0])
        if lower >= factor * (1 - _TINY):
            return factor, roles, full
        (roles, full), factor = cut, lower


def _cut(
    wanted: Mapping[int, float], room: Mapping[int, float], edges: Edges
) -> tuple[frozenset[int], frozenset[int]] | None:
    """Return the roles and pools on the wanting side of a minimum cut, or None where all that is wanted is given.

    Augments along shortest ways: Edmonds and Karp (1972).
    """
    lacks, spare = dict(wanted), dict(room)
    # What pools have to spare is given at once; ways have to be looked for only for what is left.
    flow = {}
    for (pool, role), hours in edges.items():
        flow[pool, role] = min(hours, lacks[role], spare[pool])
        lacks[role] -= flow[pool, role]
        spare[pool] -= flow[pool, role]
    small = _TINY * (sum(wanted.values()) + 1.0)
    near: dict[Node, list[int]] = {}
    for pool, role in edges:
        near.setdefault((True, role), []).append(pool)
        near.setdefault((False, pool), []).append(role)
    while True:
        came, end = _reached({role for role, hours in lacks.items() if hours > small}, spare, edges, flow, small, near)
        if not came:
            return None
        if end is None:
            return (
                frozenset(at for is_role, at in came if is_role),
                frozenset(at for is_role, at in came if not is_role),
            )
        _augment(came, end, lacks, spare, edges, flow)


def _reached(
    wanting: set[int],
    spare: Mapping[int, float],
    edges: Edges,
    flow: Edges,
    small: float,
    near: Mapping[Node, Sequence[int]],
) -> tuple[dict[Node, Node | None], int | None]:
    """Return what can be reached from roles that want more, each with what it was reached from, and a pool that has
    something to give, if one is reached."""
    came: dict[Node, Node | None] = {(True, role): None for role in sorted(wanting)}
    waiting = deque(came)
    while waiting:
        node = is_role, at = waiting.popleft()
        for other in near.get(node, ()):
            following = (not is_role, other)
            edge = (other, at) if is_role else (at, other)
            room = edges[edge] - flow[edge] if is_role else flow[edge]
            if following in came or room <= small:
                continue
            came[following] = node
            waiting.append(following)
            if is_role and spare[other] > small:
                return came, other
    return came, None


def _augment(
    came: Mapping[Node, Node | None],
    end: int,
    lacks: dict[int, float],
    spare: dict[int, float],
    edges: Edges,
    flow: dict[tuple[int, int], float],
) -> None:
    """Give as much as possible along the way that was found to a pool."""
    way: list[Node] = [(False, end)]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    way.reverse()
    first = way[0][1]
    amount = min(lacks[first], spare[end])
    for (is_role, at), (_, to) in pairwise(way):
        amount = min(amount, edges[to, at] - flow[to, at] if is_role else flow[at, to])
    lacks[first] -= amount
    spare[end] -= amount
    for (is_role, at), (_, to) in pairwise(way):
        if is_role:
            flow[to, at] += amount
        else:
            flow[at, to] -= amount
