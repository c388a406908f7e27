"""Heights: how far above the work a role stands, by the escalations that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def heights(names: Iterable[str], moves: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return for each name how many moves lead to it at most; names between which moves go in a circle share one.

    A move counts only where it leads from one circle to another. Source: circles are the strongly connected
    components by two searches in depth (Kosaraju; Sharir, "A strong-connectivity algorithm", 1981), the second of
    which meets them in an order in which moves lead forward, so that the longest way to each is known when it comes.
    """
    following: dict[str, list[str]] = {name: [] for name in names}
    before: dict[str, list[str]] = {name: [] for name in following}
    for one, other in sorted(set(moves)):
        if one in following and other in following:
            following[one].append(other)
            before[other].append(one)
    circle: dict[str, int] = {}
    height: list[int] = []
    for start in reversed(_finished(following)):
        if start in circle:
            continue
        members, number = _reached(start, before, circle), len(height)
        circle.update(dict.fromkeys(members, number))
        below = {circle[one] for name in members for one in before[name]} - {number}
        height.append(max((height[one] + 1 for one in below), default=0))
    return {name: height[circle[name]] for name in following}


def _finished(following: Mapping[str, list[str]]) -> list[str]:
    """The names in the order in which a search in depth is done with them."""
    done: list[str] = []
    seen: set[str] = set()
    for start in following:
        if start in seen:
            continue
        seen.add(start)
        way = [(start, iter(following[start]))]
        while way:
            name, rest = way[-1]
            further = next((one for one in rest if one not in seen), None)
            if further is None:
                done.append(name)
                way.pop()
            else:
                seen.add(further)
                way.append((further, iter(following[further])))
    return done


def _reached(start: str, before: Mapping[str, list[str]], known: Mapping[str, int]) -> list[str]:
    """The names from which a way leads to one, itself included, without those that are known already."""
    found = {start: None}
    waiting = [start]
    while waiting:
        for one in before[waiting.pop()]:
            if one not in found and one not in known:
                found[one] = None
                waiting.append(one)
    return list(found)
