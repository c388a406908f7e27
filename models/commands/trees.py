"""Approval expressions as trees: a place in one is a path of part numbers; each edit gives a whole new expression."""

from typing import Literal

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote, roles_in, without

Path = tuple[int, ...]
GroupKind = Literal["all_of", "any_of", "k_of"]
Kind = Literal["role", "all_of", "any_of", "k_of", "vote"]
GROUPS: tuple[GroupKind, ...] = ("all_of", "any_of", "k_of")


def parts_of(who: Expression) -> tuple[Expression, ...]:
    """Return the parts of a group; a role and a vote have none."""
    return () if isinstance(who, OneRole | Vote) else who.parts


def part_at(who: Expression, path: Path) -> Expression:
    """Return what stands at a path. Raises IndexError when nothing does."""
    for number in path:
        who = parts_of(who)[number]
    return who


def tidy(who: Expression) -> Expression | None:
    """Return an expression without empty groups, or None where nobody is left.

    No group asks for more parts than it has, and quotas forget who is no longer among the parts.
    """
    if isinstance(who, OneRole | Vote):
        return who
    parts = tuple(left for part in who.parts if (left := tidy(part)) is not None)
    if not parts:
        return None
    if not isinstance(who, KOf):
        return who if parts == who.parts else who.changed(parts=parts)
    there = {role for part in parts for role in roles_in(part)}
    quotas = []
    for quota in who.quotas:
        among: Expression | None = quota.among
        for role in set(roles_in(quota.among)) - there:
            among = without(among, role) if among is not None else None
        if among is not None:
            quotas.append(quota.changed(among=among))
    return who.changed(parts=parts, count=min(who.count, len(parts)), quotas=tuple(quotas))


def replaced(who: Expression, path: Path, part: Expression | None) -> Expression | None:
    """Return an expression with another part at a path; None takes the part out, with groups that are left empty."""
    changed = _with(who, path, (part,) if part is not None else ())
    return tidy(changed) if changed is not None else None


def _with(who: Expression, path: Path, new: tuple[Expression, ...]) -> Expression | None:
    """Return an expression with any number of parts in the place of one; nothing is tidied yet."""
    if not path:
        return new[0] if new else None
    parts, at = parts_of(who), path[0]
    if len(path) > 1:
        inner = _with(parts[at], path[1:], new)
        new = (inner,) if inner is not None else ()
    return who.model_copy(update={"parts": (*parts[:at], *new, *parts[at + 1 :])})


def _must(who: Expression | None) -> Expression:
    assert who is not None
    return who


def inserted(who: Expression, path: Path, at: int, part: Expression) -> Expression:
    """Return an expression with a part more in the group at a path; what is no group yet becomes an "all of"."""
    return _must(tidy(_inserted(who, path, at, part)))


def _inserted(who: Expression, path: Path, at: int, part: Expression) -> Expression:
    group = part_at(who, path)
    grown: Expression
    if isinstance(group, OneRole | Vote):
        grown = AllOf(parts=(group, part))
    else:
        grown = group.model_copy(update={"parts": (*group.parts[:at], part, *group.parts[at:])})
    return _must(_with(who, path, (grown,)))


def moved(who: Expression, source: Path, group: Path, at: int) -> Expression:
    """Return an expression with a part taken from one place and put before part `at` of a group.

    `group` and `at` are counted before anything is taken out. Into itself nothing can be moved: then, and at the
    top, the expression stays as it is. A group that is left empty goes.
    """
    if not source or group[: len(source)] == source:
        return who
    part, hole = part_at(who, source), AnyOf.model_construct(kind="any_of", parts=())
    # The hole is an empty group, which tidying takes away once the part stands in its new place.
    return _must(tidy(_inserted(_must(_with(who, source, (hole,))), group, at, part)))


def of_kind(who: Expression, kind: Kind) -> Expression:
    """Return an expression as another kind with the same parts.

    A vote is that of the first role; a group becomes one role where it has but one part.
    """
    if who.kind == kind:
        return who
    parts = parts_of(who) or (OneRole(role=who.body) if isinstance(who, Vote) else who,)
    if kind == "vote":
        return Vote(body=next(roles_in(who)))
    if kind == "role":
        return OneRole(role=next(roles_in(who)))
    return group_of(kind, parts)


def group_of(kind: GroupKind, parts: tuple[Expression, ...]) -> Expression:
    """Return a group of these parts; of "at least so many" a half, two where there are two."""
    if kind == "all_of":
        return AllOf(parts=parts)
    if kind == "any_of":
        return AnyOf(parts=parts)
    return KOf(count=max(1, min(2, len(parts)), len(parts) // 2), parts=parts)


def wrapped(who: Expression, path: Path, kind: GroupKind) -> Expression:
    """Return an expression with what stands at a path as the only part of a new group."""
    return _must(replaced(who, path, group_of(kind, (part_at(who, path),))))


def can_unwrap(who: Expression, path: Path) -> bool:
    """Return whether a group can be dissolved: its parts need a group around them, unless it is but one."""
    group = part_at(who, path)
    return not isinstance(group, OneRole | Vote) and (bool(path) or len(group.parts) == 1)


def unwrapped(who: Expression, path: Path) -> Expression:
    """Return an expression with the parts of a group in its place; as it is where that cannot be."""
    if not can_unwrap(who, path):
        return who
    parts = parts_of(part_at(who, path))
    return parts[0] if not path else _must(tidy(_must(_with(who, path, parts))))


def with_quota(who: KOf, at: int, count: int, roles: tuple[str, ...]) -> KOf:
    """Return a "k of" whose quota number `at` (or a new one) wants so many from these roles; from none, it goes."""
    quotas = list(who.quotas)
    if roles:
        among: Expression = (
            OneRole(role=roles[0]) if len(roles) == 1 else AnyOf(parts=tuple(OneRole(role=role) for role in roles))
        )
        quotas[at : at + 1] = [Quota(count=count, among=among)]
    else:
        del quotas[at : at + 1]
    return who.changed(quotas=tuple(quotas))
