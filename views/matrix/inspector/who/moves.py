"""Where an arrow key or a drop takes a part of an expression."""

from __future__ import annotations

from typing import NamedTuple

from models.authority.expressions import Expression, OneRole, Vote
from models.commands.trees import Path, part_at, parts_of


class Target(NamedTuple):
    """Before part `at` of the group at `group`."""

    group: Path
    at: int


def pushed(who: Expression, path: Path, columns: int, rows: int) -> Target | None:
    """Return where an arrow takes a part: up and down among its like and out at the ends, left out of its group,
    right into the group before it. None where that leads nowhere.
    """
    if not path:
        return None
    group, at = path[:-1], path[-1]
    count = len(parts_of(part_at(who, group)))
    if rows < 0 and at > 0:
        return Target(group, at - 1)
    if rows > 0 and at < count - 1:
        return Target(group, at + 2)
    if columns > 0:
        before = (*group, at - 1)
        into = at > 0 and not isinstance(part_at(who, before), OneRole | Vote)
        return Target(before, len(parts_of(part_at(who, before)))) if into else None
    # At an end, and to the left, it leaves its group for the one around it.
    if not group:
        return None
    return Target(group[:-1], group[-1] + (0 if rows < 0 else 1))


def dropped(who: Expression, path: Path, share: float) -> Target | None:
    """Return where a drop onto the line of a part leads, `share` of its height from its upper edge.

    On the rim it lands beside that part, in the middle inside it; a role that something is dropped on becomes a group.
    """
    part = part_at(who, path)
    leaf = isinstance(part, OneRole | Vote)
    if path and share < 0.3:
        return Target(path[:-1], path[-1])
    if path and leaf and share > 0.7:
        return Target(path[:-1], path[-1] + 1)
    if leaf:
        return Target(path, 1)
    return Target(path, 0 if share > 0.7 else len(parts_of(part)))


def path_of(who: Expression, part: Expression, above: Path = ()) -> Path | None:
    """Return the path at which this very part stands, or None."""
    if who is part:
        return above
    for at, each in enumerate(parts_of(who)):
        found = path_of(each, part, (*above, at))
        if found is not None:
            return found
    return None
