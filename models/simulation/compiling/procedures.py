"""From procedures to stages: expressions become joins, and who cannot decide passes the case on, cause by cause."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.procedures import deciding_steps, is_awaited
from models.authority.rules import Step as Part
from models.authority.words import in_procedure_order, role_words
from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.causes import Endings, endings_of, within_limits, work_of
from models.simulation.compiling.destinations import Destinations
from models.simulation.compiling.graphs import Causes, graph_from
from models.simulation.compiling.said import Said
from models.simulation.model.layout import APPROVE, ESCALATE, REJECT
from models.simulation.model.pieces import Hop, Join, Stages, Step

_OUTCOMES = {"escalate": ESCALATE, "approve": APPROVE, "reject": REJECT}


@dataclass(frozen=True)
class _Setting:
    """What a step of the procedure stands in."""

    decision: str
    volume: Volume | None
    over: frozenset[str]
    """The roles whose own limits are below these cases."""
    part: Part
    decides: bool
    joint: bool = False
    covered: bool = False
    """Whether somebody who approves as well may commit as much."""


@dataclass
class Procedures:
    """Compiles the procedures of one decision; says what it had to simplify."""

    document: Document
    assumptions: Assumptions
    destinations: Destinations
    said: Said = field(default_factory=Said)
    roles: dict[str, int] = field(default_factory=dict)
    """The number of each role that takes part, in the order in which they are met."""

    def stages(self, decision: str, parts: Sequence[Part], volume: Volume | None, over: frozenset[str]) -> Stages:
        """Return the stages of a procedure: each waits until all of its parts that a decision waits for are done.

        Where a case may be sent back to a role that revises it, stage 0 is that revision (see `starts_at`).
        """
        wanted = [part for part in in_procedure_order(parts) if self._is_waited_for(part)]
        deciding = deciding_steps(wanted)
        covered = any(within_limits(part.who, over) for part in deciding) if len(deciding) > 1 else False
        found = []
        for _, beside in groupby(wanted, key=lambda part: part.stage):
            steps = tuple(
                self._who(
                    _Setting(decision, volume, over, part, any(part is one for one in deciding), covered=covered),
                    part.who,
                )
                for part in beside
            )
            found.append(steps[0] if len(steps) == 1 and isinstance(steps[0], Join) else Join(steps))
        reviser = volume.revision_by if volume else None
        if reviser is not None and any(_is_sent_back(stage) for stage in found):
            return (self._revision(reviser, volume), *found)
        return tuple(found)

    def starts_at(self, stages: Stages, volume: Volume | None) -> int:
        """Return the number of the stage with which cases start: after the revision, if there is one."""
        revised = volume is not None and volume.revision_by is not None and any(map(_is_sent_back, stages))
        return int(revised)

    def _is_waited_for(self, part: Part) -> bool:
        awaited = is_awaited(part)
        if part.right == "ratify" and not awaited:
            self.said.note("A ratification that may come after the decision is not waited for.")
        return awaited

    def _who(self, at: _Setting, who: Expression) -> Join | Step:
        match who:
            case OneRole():
                return self._step(at, who.role)
            case Vote():
                name = role_words(self.document, who.body)
                self.said.note(f"{name} decides as one: how its members vote is not simulated.")
                if who.quorum is not None:
                    self.said.quorums[who.body] = max(who.quorum, self.said.quorums.get(who.body, 0))
                return self._step(_with(at, joint=True), who.body)
            case AnyOf():
                return Join(tuple(self._who(at, one) for one in who.parts), 1)
            case KOf():
                if who.quotas:
                    self.said.note("Quotas among those who approve together are not simulated.")
                count = min(who.count, len(who.parts))
                within = _with(at, joint=at.joint or count > 1, covered=at.covered or within_limits(who, at.over))
                return Join(tuple(self._who(within, one) for one in who.parts), count)
            case AllOf():
                if who.distinct:
                    self.said.note("That approvals come from different persons is not simulated.")
                several = len(who.parts) > 1
                within = _with(at, joint=at.joint or several, covered=at.covered or within_limits(who, at.over))
                return Join(tuple(self._who(within, one) for one in who.parts))

    def _step(self, at: _Setting, role: str) -> Step:
        part = at.part
        ending = endings_of(at.volume, role, part.right, at.joint, self.assumptions)
        first = Causes(
            above=at.decides or ending.exception > 0,
            settles=ending.disagreement > 0,
            late=self._deadline(at, role, first=True) < math.inf
            and _OUTCOMES[part.on_timeout or "escalate"] == ESCALATE,
        )
        if part.hours is not None and part.on_timeout is None:
            self.said.note("Where a deadline does not say what a time-out means, it escalates.")
        graph = graph_from(
            self.destinations,
            self.said,
            at.decision,
            role,
            first,
            lambda other: Causes(at.decides or ending.exception > 0, False, self._deadline(at, other) < math.inf),
        )
        hops = []
        for number, (name, nexts) in enumerate(graph):
            own = ending if number == 0 else self._further(at, name)
            if at.decides:
                self.said.decides.setdefault(name, set()).add(at.decision)
            self.said.endings.update(cause for cause, chance in vars(own).items() if chance > 0)
            hops.append(
                Hop(
                    role=self.roles.setdefault(name, len(self.roles)),
                    work=work_of(at.volume, name, part.right, self.assumptions),
                    exception=own.exception,
                    disagreement=own.disagreement,
                    rework=own.rework,
                    refusal=own.refusal,
                    limit=at.decides and name in at.over and not at.covered,
                    deadline=self._deadline(at, name, first=number == 0),
                    outcome=_OUTCOMES[part.on_timeout or "escalate"]
                    if number == 0 and part.hours is not None
                    else ESCALATE,
                    above=nexts.above,
                    settles=nexts.settles,
                    late=nexts.late,
                    stands_in=nexts.stands_in,
                )
            )
        return Step(tuple(hops), at.decides)

    def _further(self, at: _Setting, role: str) -> Endings:
        """Who gets a case that others could not decide does so alone: there is nobody to disagree with."""
        found = endings_of(at.volume, role, at.part.right, False, self.assumptions)
        return Endings(found.exception, 0.0, found.rework, found.refusal)

    def _deadline(self, at: _Setting, role: str, first: bool = False) -> float:
        """Return the hours by the clock that a role has: of the part, or of the link by which it passes cases on."""
        if first and at.part.hours is not None:
            return at.part.hours
        if not at.decides:
            return self._hours_of_link(at, role) if at.part.hours is not None and not first else math.inf
        return self._hours_of_link(at, role)

    def _hours_of_link(self, at: _Setting, role: str) -> float:
        hours = self.destinations.link_hours(at.decision, role)
        if hours is None and at.decides:
            hours = self.assumptions.deadline_hours
        return math.inf if hours is None else hours

    def _revision(self, role: str, volume: Volume | None) -> Join:
        hop = Hop(self.roles.setdefault(role, len(self.roles)), work_of(volume, role, "perform", self.assumptions))
        return Join((Step((hop,), decides=False),))


def _with(at: _Setting, *, joint: bool | None = None, covered: bool | None = None) -> _Setting:
    return _Setting(
        at.decision,
        at.volume,
        at.over,
        at.part,
        at.decides,
        at.joint if joint is None else joint,
        at.covered if covered is None else covered,
    )


def _is_sent_back(part: Join | Step) -> bool:
    """Return whether a case can be sent back from somewhere in a stage."""
    if isinstance(part, Join):
        return any(_is_sent_back(one) for one in part.parts)
    return any(hop.rework > 0 for hop in part.hops)


def renumbered(stages: Stages, numbers: Sequence[int]) -> Stages:
    """Return stages whose roles have other numbers: for each number the new one."""
    if all(new == old for old, new in enumerate(numbers)):
        return stages

    def part_of(part: Join | Step) -> Join | Step:
        if isinstance(part, Join):
            return Join(tuple(part_of(one) for one in part.parts), part.needed)
        return Step(tuple(replace(hop, role=numbers[hop.role]) for hop in part.hops), part.decides)

    found = (part_of(stage) for stage in stages)
    return tuple(stage for stage in found if isinstance(stage, Join))
