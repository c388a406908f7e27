"""Attainment: whether there are enough different people to say all the yeses that an approval expression wants."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice, product

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote, roles_in

# Who holds a role; None where that cannot be known, as of a role that only a case tells.
People = Callable[[str], frozenset[str] | None]

_MOST_WAYS = 2_000


def is_attainable(who: Expression, people: People) -> bool:
    """Return whether an expression can be met by the people there are, different ones where it wants that.

    Of an expression with more ways to meet it than are worth trying it is assumed.
    """
    match who:
        case OneRole() | Vote():
            found = people(who.role if isinstance(who, OneRole) else who.body)
            return found is None or bool(found)
        case AnyOf():
            return any(is_attainable(part, people) for part in who.parts)
        case AllOf() if not who.distinct:
            return all(is_attainable(part, people) for part in who.parts)
    tried = 0
    for way in islice(_ways(who), _MOST_WAYS):
        tried += 1
        if _by_different_people([people(role) for role in way]):
            return True
    return tried == _MOST_WAYS


def is_joint(who: Expression) -> bool:
    """Return whether an expression wants different people anywhere."""
    match who:
        case OneRole() | Vote():
            return False
        case KOf():
            return True
        case AllOf() if who.distinct:
            return True
    return any(is_joint(part) for part in who.parts)


def wants_more_than_named(who: Expression) -> bool:
    """Return whether an expression asks for more parties than it names: three of two."""
    match who:
        case OneRole() | Vote():
            return False
        case KOf() if who.count > len(who.parts):
            return True
        case AnyOf():
            return all(wants_more_than_named(part) for part in who.parts)
    return any(wants_more_than_named(part) for part in who.parts)


def _ways(who: Expression) -> Iterator[tuple[str, ...]]:
    """Yield the sets of roles that meet an expression, each as often as it is needed. A body is one party."""
    match who:
        case OneRole():
            yield (who.role,)
        case Vote():
            yield (who.body,)
        case AnyOf():
            for part in who.parts:
                yield from _ways(part)
        case AllOf():
            yield from _each(who.parts)
        case KOf():
            for chosen in combinations(who.parts, who.count):
                if all(_count(chosen, quota.among) >= quota.count for quota in who.quotas):
                    yield from _each(chosen)


def _each(parts: Iterable[Expression]) -> Iterator[tuple[str, ...]]:
    for choice in product(*(tuple(islice(_ways(part), _MOST_WAYS)) for part in parts)):
        yield tuple(role for roles in choice for role in roles)


def _count(chosen: Iterable[Expression], among: Expression) -> int:
    wanted = set(roles_in(among))
    return sum(set(roles_in(part)) <= wanted for part in chosen)


def _by_different_people(choices: list[frozenset[str] | None]) -> bool:
    """Return whether each can be given a person of its own (augmenting paths; None takes anybody)."""
    given: dict[str, int] = {}

    def place(at: int, tried: set[str]) -> bool:
        for person in sorted(choices[at] or ()):
            if person not in tried:
                tried.add(person)
                if person not in given or place(given[person], tried):
                    given[person] = at
                    return True
        return False

    return all(choices[at] is None or place(at, set()) for at in range(len(choices)))
