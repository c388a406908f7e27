"""Attainment: whether there are enough different people to say all the yeses that approval expressions want.

Each way to meet an expression is a list of parts that people have to take, some of which must be taken by different
ones. That is a colouring of a small graph from lists; where all of some parts must differ it is a matching.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote, roles_in
from models.authority.rules import Right

# Who holds a role; None where that cannot be known, as of a role that only a case tells.
People = Callable[[str], frozenset[str] | None]
Edges = frozenset[tuple[int, int]]

_MOST_WAYS = 2_000
_MOST_STEPS = 20_000


@dataclass(frozen=True)
class Part:
    """One part that somebody has to take: a role's, or that of a body which votes."""

    right: Right | None
    who: OneRole | Vote

    @property
    def role(self) -> str:
        """The role, or the body."""
        return self.who.role if isinstance(self.who, OneRole) else self.who.body


@dataclass(frozen=True)
class Party:
    """An expression with the right that it is about, and who can act in its roles."""

    right: Right | None
    who: Expression
    people: People


# Whether two parts must not be taken by one person.
Apart = Callable[[Part, Part], bool]


@dataclass(frozen=True)
class _Way:
    """Parts with the people who could take each (None: anybody), and which of them must be different people."""

    parts: tuple[tuple[Part, frozenset[str] | None], ...]
    differ: Edges = frozenset()


def is_attainable(who: Expression, people: People) -> bool:
    """Return whether an expression can be met by the people there are, different ones where it wants that.

    Of an expression with more ways to meet it than are worth trying it is assumed.
    """
    match who:
        case OneRole() | Vote():
            found = able(who, people)
            return found is None or bool(found)
        case AnyOf():
            return any(is_attainable(part, people) for part in who.parts)
        case AllOf() if not who.distinct:
            return all(is_attainable(part, people) for part in who.parts)
    return are_attainable([Party(None, who, people)])


def are_attainable(parties: Sequence[Party], apart: Apart | None = None) -> bool:
    """Return whether several expressions can be met together, by people whom `apart` does not keep apart.

    Where there are more ways than are worth trying it is assumed.
    """
    tried = 0
    choices = [tuple(islice(_ways(party.who, party), _MOST_WAYS)) for party in parties]
    for way in islice(product(*choices), _MOST_WAYS):
        tried += 1
        if _taken(_joined(way, distinct=False), apart):
            return True
    return tried == _MOST_WAYS


def able(who: OneRole | Vote, people: People) -> frozenset[str] | None:
    """Return who can take the part of a role, or vote in a body where enough can; None where that is not known."""
    if isinstance(who, OneRole):
        return people(who.role)
    members = people(who.body)
    if members is None:
        return None
    voters = may_vote(who, people) or frozenset()
    return voters if len(voters) >= votes_needed(who, len(members)) else frozenset()


def may_vote(who: Vote, people: People) -> frozenset[str] | None:
    """Return the members of a body who are not excluded from a vote; None where they are not known."""
    members = people(who.body)
    if members is None:
        return None
    return members.difference(*(people(role) or () for role in who.excluded))


def votes_needed(who: Vote, members: int) -> int:
    """Return how many have to be there: the quorum, and for an absolute majority more than half of all members."""
    absolute = members // 2 + 1 if who.majority == "absolute" else 1
    return max(who.quorum or 1, absolute)


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


def _ways(who: Expression, party: Party) -> Iterator[_Way]:
    """Yield the ways to meet an expression; of "k of" those with as few parts as its quotas allow come first."""
    match who:
        case OneRole() | Vote():
            yield _Way(((Part(party.right, who), able(who, party.people)),))
        case AnyOf():
            for part in who.parts:
                yield from _ways(part, party)
        case AllOf():
            yield from _each(who.parts, party, who.distinct)
        case KOf():
            most = len(who.parts) if who.quotas else who.count
            for size in range(who.count, most + 1):
                for chosen in combinations(who.parts, size):
                    if all(_count(chosen, quota.among) >= quota.count for quota in who.quotas):
                        yield from _each(chosen, party, distinct=True)


def _each(parts: Iterable[Expression], party: Party, distinct: bool) -> Iterator[_Way]:
    for choice in product(*(tuple(islice(_ways(part, party), _MOST_WAYS)) for part in parts)):
        yield _joined(choice, distinct)


def _joined(ways: Iterable[_Way], distinct: bool) -> _Way:
    """Return ways as one; with `distinct` what belongs to different ones must be taken by different people."""
    parts: list[tuple[Part, frozenset[str] | None]] = []
    differ: set[tuple[int, int]] = set()
    for way in ways:
        first = len(parts)
        parts += way.parts
        differ |= {(one + first, other + first) for one, other in way.differ}
        if distinct:
            differ |= {(one, other) for one in range(first) for other in range(first, len(parts))}
    return _Way(tuple(parts), frozenset(differ))


def _count(chosen: Iterable[Expression], among: Expression) -> int:
    wanted = set(roles_in(among))
    return sum(set(roles_in(part)) <= wanted for part in chosen)


def _taken(way: _Way, apart: Apart | None) -> bool:
    """Return whether each part of a way can be given to somebody."""
    differ = set(way.differ)
    if apart is not None:
        for one, other in combinations(range(len(way.parts)), 2):
            if apart(way.parts[one][0], way.parts[other][0]):
                differ.add((one, other))
    known = {at: people for at, (_, people) in enumerate(way.parts) if people is not None}
    if not all(known.values()):
        return False
    beside: dict[int, set[int]] = {at: set() for at in known}
    for one, other in differ:
        if one in known and other in known:
            beside[one].add(other)
            beside[other].add(one)
    return all(_given(group, beside, known) for group in _groups(beside))


def _groups(beside: dict[int, set[int]]) -> Iterator[list[int]]:
    """Yield the parts that hang together."""
    left = set(beside)
    while left:
        group, waiting = set(), [left.pop()]
        while waiting:
            at = waiting.pop()
            group.add(at)
            waiting += beside[at] - group - set(waiting)
        left -= group
        yield sorted(group)


def _given(group: list[int], beside: dict[int, set[int]], choices: dict[int, frozenset[str]]) -> bool:
    if all(len(beside[at]) == len(group) - 1 for at in group):
        return _by_different_people([choices[at] for at in group])
    # Those with the fewest people to choose from come first.
    order = sorted(group, key=lambda at: (len(choices[at]), -len(beside[at])))
    chosen: dict[int, str] = {}
    steps = 0

    def place(rank: int) -> bool:
        nonlocal steps
        if rank == len(order) or steps > _MOST_STEPS:
            return True
        at = order[rank]
        for person in sorted(choices[at]):
            steps += 1
            if all(chosen.get(other) != person for other in beside[at]):
                chosen[at] = person
                if place(rank + 1):
                    return True
                del chosen[at]
        return False

    return place(0)


def _by_different_people(choices: list[frozenset[str]]) -> bool:
    """Return whether each can be given a person of its own (augmenting paths)."""
    given: dict[str, int] = {}

    def place(at: int, tried: set[str]) -> bool:
        for person in sorted(choices[at]):
            if person not in tried:
                tried.add(person)
                if person not in given or place(given[person], tried):
                    given[person] = at
                    return True
        return False

    return all(place(at, set()) for at in range(len(choices)))
