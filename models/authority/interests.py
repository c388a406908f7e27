"""Conflicts of interest: who may not approve in a case although they hold the role."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.authority.attainment import Part, Party, People, are_attainable, is_attainable
from models.authority.expressions import roles_in
from models.authority.force import day_words
from models.authority.grants import Separation
from models.authority.procedures import deciding_steps
from models.authority.rules import Edition, Right, Step
from models.authority.setting import Setting, quorate
from models.authority.words import expression_words, listed, role_words


@dataclass(frozen=True)
class Bars:
    """Who may not approve: those whom a matrix bars, because they ask, are what it is about, or recommend."""

    requester: bool = False
    recommender: bool = False


def bars_of(edition: Edition | None) -> Bars:
    """Return whom a matrix bars from approving."""
    return Bars(edition.bars_requester, edition.bars_recommender) if edition else Bars()


def barred(at: Setting, bars: Bars) -> dict[str, str]:
    """Return the people who may not approve in a case whoever else there is, each with what they have to do with it.

    A role as which somebody asks stands for whoever alone holds it.
    """
    found: dict[str, str] = {}
    if not bars.requester:
        return found
    requester = at.case.requester
    if requester is None and at.case.requesting_role is not None:
        people = at.seat(at.case.requesting_role, "approve").people or frozenset()
        requester = next(iter(people)) if len(people) == 1 else None
    if at.case.subject is not None:
        found[at.case.subject] = "is who it is about"
    if requester is not None:
        found[requester] = "asked for it"
    return found


def approvers(at: Setting, right: Right, bars: Bars) -> People:
    """Return who can act in each role but for those who are barred; None where nothing says who they are."""
    people, out = at.people(right), frozenset(barred(at, bars))
    asking = at.case.requesting_role if bars.requester else None

    def left(role: str) -> frozenset[str] | None:
        found = people(role)
        if found is not None:
            return found - out
        row = at.document.roles.get(role)
        # A position has one holder, so where no people are named whoever asks in it is known by it.
        return frozenset() if role == asking and row is not None and row.kind == "position" else None

    return left


def conflict_of_interest(at: Setting, procedure: Sequence[Step], bars: Bars) -> str:
    """Return in words why too few may approve, who have nothing else to do with the case; or nothing."""
    deciding = deciding_steps(procedure)
    for step in deciding:
        if not is_attainable(quorate(at.document, step.who), approvers(at, step.right, bars)):
            clause = expression_words(at.document, step.who, step.right)
            return f"{clause}, but {_whom(at, step, bars)}."
    separations = tuple(_separations(at, procedure))
    if not separations and not bars.recommender:
        return ""
    return _apart(at, procedure, bars, separations)


def _whom(at: Setting, step: Step, bars: Bars) -> str:
    """Return who is barred: "Ann Lee asked for it and may not approve it"."""
    roles = tuple(dict.fromkeys(roles_in(step.who)))
    holders = {holder.person: holder.name for role in roles for holder in at.seat(role, step.right).holders}
    clauses = [f"{holders[person]} {why}" for person, why in barred(at, bars).items() if person in holders]
    if not clauses and at.case.requesting_role is not None:
        clauses = [f"{role_words(at.document, at.case.requesting_role)} asked for it"]
    return f"{listed(clauses)} and may not approve it"


def _separations(at: Setting, procedure: Sequence[Step]) -> Iterator[Separation]:
    """Yield the duties kept apart in each case that both have a part in a procedure."""
    if not len(at.document.separations):
        return
    parts = {(role, step.right) for step in procedure for role in roles_in(step.who)}
    for pair in at.document.separations:
        if pair.dynamic and _has(parts, pair.one, pair.one_right) and _has(parts, pair.other, pair.other_right):
            yield pair


def _has(parts: Iterable[tuple[str, Right]], role: str, right: Right | None) -> bool:
    return any(role == each and right in (None, does) for each, does in parts)


def _apart(at: Setting, procedure: Sequence[Step], bars: Bars, separations: Sequence[Separation]) -> str:
    deciding = deciding_steps(procedure)
    rights = {step.right for step in deciding}
    parties = [_party(at, step, bars if step in deciding else Bars()) for step in procedure]
    able = [party for party in parties if party.right in rights or is_attainable(party.who, party.people)]

    def recommends_too(one: Part, other: Part) -> bool:
        return bars.recommender and {one.right, other.right} == {"recommend", "approve"}

    def separate(one: Part, other: Part) -> bool:
        return any(_are(pair, one, other) or _are(pair, other, one) for pair in separations)

    if are_attainable(able, lambda one, other: recommends_too(one, other) or separate(one, other)):
        return ""
    clause = listed([expression_words(at.document, step.who, step.right) for step in deciding])
    people = {
        holder.name for step in procedure for role in roles_in(step.who) for holder in at.seat(role, step.right).holders
    }
    only = f"only {listed(sorted(people))} {'acts' if len(people) == 1 else 'act'} here on {day_words(at.on)}"
    if bars.recommender and not are_attainable(able, recommends_too):
        return f"{clause}, but whoever recommends it may not approve it, and {only}."
    pairs = [f"{role_words(at.document, pair.one)} and {role_words(at.document, pair.other)}" for pair in separations]
    return f"{clause}, but nobody may act as {listed(pairs, 'or')} in the same case, and {only}."


def _party(at: Setting, step: Step, bars: Bars) -> Party:
    return Party(step.right, quorate(at.document, step.who), approvers(at, step.right, bars))


def _are(pair: Separation, one: Part, other: Part) -> bool:
    ours = pair.one == one.role and pair.one_right in (None, one.right)
    return ours and pair.other == other.role and pair.other_right in (None, other.right)
