"""How far an approval expression is: met and since when, out of reach, or open; by what its leaves have said."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote, roles_in

Said = Mapping[int, tuple[bool, datetime]]


class Progress(NamedTuple):
    """Whether an expression is met (True), out of reach (False) or open (None), and since when."""

    met: bool | None
    since: datetime | None = None


def leaves(who: Expression) -> tuple[OneRole | Vote, ...]:
    """Return the parts of an expression that somebody has to take, left to right."""
    if isinstance(who, OneRole | Vote):
        return (who,)
    return tuple(leaf for part in who.parts for leaf in leaves(part))


def progress_of(who: Expression, said: Said) -> Progress:
    """Return how far an expression is; `said` by the number of a leaf: yes or no, and when."""
    return _progress(who, said, 0)


def _progress(who: Expression, said: Said, first: int) -> Progress:
    if isinstance(who, OneRole | Vote):
        found = said.get(first)
        return Progress(*found) if found is not None else Progress(None)
    parts: list[Progress] = []
    at = first
    for part in who.parts:
        parts.append(_progress(part, said, at))
        at += len(leaves(part))
    needed = len(parts) if isinstance(who, AllOf) else 1 if isinstance(who, AnyOf) else min(who.count, len(parts))
    yes = [part.since for part in parts if part.met and part.since is not None]
    no = [part.since for part in parts if part.met is False and part.since is not None]
    if len(yes) >= needed and (not isinstance(who, KOf) or not who.quotas):
        return Progress(True, sorted(yes)[needed - 1])
    if isinstance(who, KOf) and who.quotas:
        return _with_quotas(who, parts, needed)
    if len(parts) - len(no) < needed:
        return Progress(False, sorted(no)[len(parts) - needed])
    return Progress(None)


def _with_quotas(who: KOf, parts: list[Progress], needed: int) -> Progress:
    """Return how far an expression is of which a share must come from named parts."""

    def enough(counting: list[bool]) -> bool:
        chosen = [part for part, counts in zip(who.parts, counting, strict=True) if counts]
        return len(chosen) >= needed and all(
            sum(set(roles_in(part)) <= set(roles_in(quota.among)) for part in chosen) >= quota.count
            for quota in who.quotas
        )

    moments = sorted(part.since for part in parts if part.since is not None)
    for moment in moments:
        if enough([bool(part.met) and part.since is not None and part.since <= moment for part in parts]):
            return Progress(True, moment)
    if not enough([part.met is not False for part in parts]):
        return Progress(False, moments[-1] if moments else None)
    return Progress(None)
