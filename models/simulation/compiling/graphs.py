"""The roles that one step of a procedure can come to, and where a case goes from each, for each cause."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.authority.words import role_words
from models.simulation.compiling.destinations import CAUSES, Destinations
from models.simulation.compiling.said import Said
from models.simulation.model.pieces import Join, Step

MOST_HOPS = 254


class Causes(NamedTuple):
    """For which causes a case can leave a role at all; for an absence always, where a link says so."""

    above: bool
    settles: bool
    late: bool
    stands_in: bool = True


@dataclass
class Nexts:
    """The number of the role in its graph to which a case goes, for each cause; None: to nobody."""

    above: int | None = None
    settles: int | None = None
    late: int | None = None
    stands_in: int | None = None

    def all(self) -> tuple[int, ...]:
        """Return where a case can go, whatever the cause."""
        return tuple(at for at in (self.above, self.settles, self.late, self.stands_in) if at is not None)


Graph = list[tuple[str, Nexts]]


def graph_from(
    destinations: Destinations, said: Said, decision: str, role: str, first: Causes, further: Callable[[str], Causes]
) -> Graph:
    """Return the roles that a case can come to from a role, that role first, each with where it goes from there.

    `further` says for which causes it can leave one of the others. A circle is cut where it would come back; that is
    noted, but for those who stand in for each other.
    """
    graph: Graph = [(role, Nexts())]
    numbers = {role: 0}
    waiting = deque([0])
    while waiting:
        at = waiting.popleft()
        name, nexts = graph[at]
        causes = first if at == 0 else further(name)
        for cause in CAUSES:
            move, elsewhere = destinations.next(decision, name, cause) if getattr(causes, cause) else (None, False)
            if move is None or move.to_role not in destinations.document.roles:
                continue
            to = numbers.get(move.to_role)
            if to is None and len(graph) >= MOST_HOPS:
                said.note(f"A path of more than {MOST_HOPS} roles is cut there.")
                continue
            if to is None:
                to = numbers[move.to_role] = len(graph)
                graph.append((move.to_role, Nexts()))
                waiting.append(to)
            elif (back := _way(graph, to, at)) is not None:
                if cause != "stands_in":
                    names = (graph[number][0] for number in (*back, to))
                    circle = " → ".join(role_words(destinations.document, one) for one in names)
                    said.note(f"Escalation goes in a circle ({circle}); it is cut where it would come back.")
                continue
            setattr(nexts, cause, to)
            if cause != "stands_in":
                said.moves.add((name, move.to_role))
                said.sources.setdefault("elsewhere" if elsewhere else move.source, set()).add(name)
    return graph


def _way(graph: Graph, start: int, end: int) -> list[int] | None:
    """Return the numbers on a way from one role to another, both included; None where there is none."""
    before: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        if at == end:
            way: list[int] = []
            step: int | None = at
            while step is not None:
                way.append(step)
                step = before[step]
            return way[::-1]
        for following in graph[at][1].all():
            if following not in before:
                before[following] = at
                waiting.append(following)
    return None


def roles_of(part: Join | Step) -> Iterator[int]:
    """Yield the numbers of the roles that a part of a procedure can come to."""
    if isinstance(part, Step):
        yield from (hop.role for hop in part.hops)
        return
    for one in part.parts:
        yield from roles_of(one)
