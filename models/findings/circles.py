"""Circles: delegations, each of them live, along which authority comes back to whoever gave it first."""

from collections import deque
from collections.abc import Iterable, Iterator

from models.authority.grants import Delegation

Loop = tuple[Delegation, ...]

# In a dense web of delegations there are more circles than anybody could list; beyond this many steps of the search
# each delegation is told with the shortest circle that it lies in.
_MOST_STEPS = 5_000


def circles(grants: Iterable[Delegation]) -> Iterator[Loop]:
    """Yield circles of delegations of some decision in common (none named: all), no circle twice.

    They are all that there are, or where those are too many, enough that every delegation in a circle is in one.
    """
    leaving = _leaving(_in_circles(list(grants)))
    starts = [grant for found in leaving.values() for grant in found]
    steps = _MOST_STEPS
    found: set[frozenset[str]] = set()
    told: set[str] = set()
    for start in starts:
        if steps > 0:
            loops, steps = _all_from(leaving, start, steps)
        else:
            shortest = None if start.id in told else _shortest_from(leaving, start)
            loops = [shortest] if shortest else []
        for loop in loops:
            ids = frozenset(grant.id for grant in loop)
            if ids not in found:
                found.add(ids)
                told |= ids
                yield loop


def _in_circles(grants: list[Delegation]) -> list[Delegation]:
    """Return the delegations without those that lead from or to roles where every way ends."""
    while True:
        givers, takers = {grant.from_role for grant in grants}, {grant.to_role for grant in grants}
        left = [grant for grant in grants if grant.to_role in givers and grant.from_role in takers]
        if len(left) == len(grants):
            return left
        grants = left


def _leaving(grants: Iterable[Delegation]) -> dict[str, list[Delegation]]:
    found: dict[str, list[Delegation]] = {}
    for grant in grants:
        found.setdefault(grant.from_role, []).append(grant)
    return found


def _all_from(leaving: dict[str, list[Delegation]], start: Delegation, steps: int) -> tuple[list[Loop], int]:
    """Return the circles that begin with a delegation, as far as some steps go, and the steps that are left."""
    found: list[Loop] = []
    waiting: list[tuple[Loop, frozenset[str]]] = [((start,), frozenset(start.decisions))]
    while waiting and steps > 0:
        steps -= 1
        way, decisions = waiting.pop()
        if way[-1].to_role == start.from_role:
            found.append(way)
            continue
        passed = {grant.from_role for grant in way}
        for grant in reversed(leaving.get(way[-1].to_role, ())):
            common = _common(decisions, grant)
            if grant.from_role not in passed and common is not None:
                waiting.append(((*way, grant), common))
    return found, steps


def _shortest_from(leaving: dict[str, list[Delegation]], start: Delegation) -> Loop | None:
    """Return the shortest circle that begins with a delegation, or None."""
    first = (start.to_role, frozenset(start.decisions))
    before: dict[tuple[str, frozenset[str]], tuple[tuple[str, frozenset[str]] | None, Delegation]] = {}
    before[first] = (None, start)
    waiting = deque([first])
    while waiting:
        role, decisions = at = waiting.popleft()
        if role == start.from_role:
            return tuple(reversed(list(_back(before, at))))
        for grant in leaving.get(role, ()):
            common = _common(decisions, grant)
            if common is not None and (grant.to_role, common) not in before:
                before[grant.to_role, common] = (at, grant)
                waiting.append((grant.to_role, common))
    return None


def _back(
    before: dict[tuple[str, frozenset[str]], tuple[tuple[str, frozenset[str]] | None, Delegation]],
    at: tuple[str, frozenset[str]] | None,
) -> Iterator[Delegation]:
    while at is not None:
        at, grant = before[at]
        yield grant


def _common(decisions: frozenset[str], grant: Delegation) -> frozenset[str] | None:
    """Return the decisions that a way and a further delegation are both about (empty: all), or None."""
    if not decisions or not grant.decisions:
        return decisions or frozenset(grant.decisions)
    return decisions.intersection(grant.decisions) or None
