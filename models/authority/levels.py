"""Levels of delegation: letters that say at once what a role and the role above it may do in a row.

All of these take the rights of the roles of one row, and to whom each role reports.
"""

from collections.abc import Iterable, Mapping

from models.authority.rules import RIGHTS, Right
from models.authority.schemes import OTHER_SIDE, UNSHOWN, Letter

Parts = Mapping[str, tuple[Right, ...]]
Above = Mapping[str, str | None]


def level_of(parts: Parts, role: str, letters: Iterable[Letter], above: Above) -> Letter | None:
    """Return the level at which a role decides: the one that gives it and the role above exactly their parts."""
    mine, theirs = set(parts.get(role, ())), set(parts.get(above.get(role) or "", ()))
    if not mine:
        return None
    return next((one for one in letters if set(one.rights) == mine and set(one.counterpart) == theirs), None)


def levels_shown(parts: Parts, letters: tuple[Letter, ...], above: Above) -> dict[str, str]:
    """Return what each cell shows: a level, "↔" for the other side of one, "·" where the parts make no level."""
    found = {role: level_of(parts, role, letters, above) for role in parts if parts[role]}
    other_sides = {above.get(role) for role, level in found.items() if level is not None and level.counterpart}
    return {
        role: level.letter if level is not None else OTHER_SIDE if role in other_sides else UNSHOWN
        for role, level in found.items()
    }


def with_level(
    parts: Parts, role: str, level: Letter, letters: tuple[Letter, ...], above: Above
) -> dict[str, tuple[Right, ...]]:
    """Return the rights that change when a role is given a level: its own, those of the role above, and what a level
    of the role above took part in until then.

    Raises ValueError where the level speaks of a role above and there is none.
    """
    boss = above.get(role)
    if boss is None:
        if level.counterpart:
            raise ValueError(
                f"“{level.letter}” says what the role above may do, and this role reports to nobody; "
                "say first to whom it reports."
            )
        return {role: level.rights}
    changed: dict[str, tuple[Right, ...]] = {}
    if set(parts.get(boss, ())) != set(level.counterpart):
        changed = without_level(parts, boss, letters, above)
    return {**changed, role: level.rights, boss: level.counterpart}


def without_level(parts: Parts, role: str, letters: tuple[Letter, ...], above: Above) -> dict[str, tuple[Right, ...]]:
    """Return the rights that change when a role's part is taken away: its own, and what the role above had only for
    the level's sake. The right to approve is never taken from the role above by the way.
    """
    level, boss = level_of(parts, role, letters, above), above.get(role)
    changed: dict[str, tuple[Right, ...]] = {role: ()}
    if level is None or boss is None:
        return changed
    others = (other for other in parts if other != role and above.get(other) == boss)
    if not any(level_of(parts, other, letters, above) for other in others):
        changed[boss] = tuple(right for right in parts.get(boss, ()) if right == "approve")
    return changed


def reduced(parts: Parts, letters: tuple[Letter, ...], above: Above) -> dict[str, tuple[Right, ...]]:
    """Return the rights of a row with as much taken away as keeps every cell from being a level or its other side.

    First rights that no level knows, then all but the strongest of a cell, then what the role above a decider has
    beside, then the parts of those who do not decide. Nothing is added.
    """
    current = {role: rights for role, rights in parts.items() if rights}
    while lost := [role for role, text in levels_shown(current, letters, above).items() if text == UNSHOWN]:
        smaller = next(found for weaken in _GENTLEST_FIRST if (found := weaken(current, lost, letters, above)))
        current = {role: rights for role, rights in {**current, **smaller}.items() if rights}
    return current


def _known_only(parts: Parts, lost: list[str], letters: tuple[Letter, ...], _above: Above) -> Parts:
    known = {right for letter in letters for right in (*letter.rights, *letter.counterpart)}
    return {role: kept for role in lost if len(kept := _kept(parts[role], known)) < len(parts[role])}


def _strongest_only(parts: Parts, lost: list[str], letters: tuple[Letter, ...], _above: Above) -> Parts:
    own = {right for letter in letters for right in letter.rights}
    order = sorted(RIGHTS, key=lambda right: (right != "approve", right not in own, RIGHTS.index(right)))
    return {role: (min(parts[role], key=order.index),) for role in lost if len(parts[role]) > 1}


def _plain_above(parts: Parts, lost: list[str], letters: tuple[Letter, ...], above: Above) -> Parts:
    reported = (above.get(role) for role in lost if "approve" in parts[role])
    bosses = [boss for boss in reported if boss is not None and boss in parts]
    return _strongest_only(parts, bosses, letters, above) or {
        boss: () for boss in bosses if "approve" not in parts[boss]
    }


def _deciders_only(parts: Parts, lost: list[str], _letters: tuple[Letter, ...], _above: Above) -> Parts:
    return {role: () for role in lost if "approve" not in parts[role]}


def _nobody(_parts: Parts, lost: list[str], _letters: tuple[Letter, ...], _above: Above) -> Parts:
    return dict.fromkeys(lost, ())


_GENTLEST_FIRST = (_known_only, _strongest_only, _plain_above, _deciders_only, _nobody)


def _kept(rights: tuple[Right, ...], known: set[Right]) -> tuple[Right, ...]:
    return tuple(right for right in rights if right in known)
