"""Standing in, while it is open whether somebody may: delegations that a fact not yet given would let count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.authority.answers import Answer
from models.authority.delegation import granted
from models.authority.expressions import roles_in
from models.authority.geometry import Piece, Region, meet, minus
from models.authority.grants import Delegation
from models.authority.procedures import deciding_steps
from models.authority.rules import Rule
from models.authority.setting import Setting
from models.authority.verdicts import box_verdict

Parts = list[tuple[Region, frozenset[str]]]


def open_delegations(at: Setting, answer: Answer) -> tuple[Delegation, ...]:
    """Return the delegations within whose limits the case may lie or not, where somebody is wanting without them."""
    if not len(at.document.delegations):
        return ()
    found = (answer, *(branch.answer for branch in answer.branches))
    if not any(_is_wanting(at, each) for each in found if each.kind == "nobody"):
        return ()
    return tuple(
        grant
        for grant in at.document.delegations
        if (grant.limits or grant.places) and granted(grant, at.on) and _is_open(at, grant)
    )


def _is_wanting(at: Setting, answer: Answer) -> bool:
    """Return whether an answer is that nobody can decide for want of people in a role that decides."""
    steps = [step.step for step in answer.steps]
    return any(
        at.seat(role, step.right).people == frozenset()
        for step in deciding_steps(steps)
        for role in dict.fromkeys(roles_in(step.who))
    )


def _is_open(at: Setting, grant: Delegation) -> bool:
    if grant.decisions and at.case.decision not in grant.decisions:
        return False
    verdict = box_verdict(at.document, grant.limits, grant.places, at.case, at.on)
    return verdict.fits is None and bool(verdict.missing)


def as_rows(at: Setting, grants: Iterable[Delegation]) -> Iterator[Rule]:
    """Yield delegations as rows that cover what lies within their limits, to be read like rows."""
    for grant in grants:
        yield Rule(id=grant.id, edition="", decision=at.case.decision, box=grant.limits, places=grant.places)


def divided(region: Region, grants: Mapping[str, Sequence[Piece]]) -> Parts:
    """Return a region in parts in which the same delegations count everywhere, each with these."""
    parts: Parts = [(region, frozenset())]
    for grant, pieces in grants.items():
        for piece in pieces:
            after: Parts = []
            for part, counting in parts:
                inside = None if grant in counting else meet(part, piece.region)
                if inside is None:
                    after.append((part, counting))
                    continue
                after.append((inside, counting | {grant}))
                after += [(rest, counting) for rest in minus(part, piece.region)]
            parts = after
    return parts
