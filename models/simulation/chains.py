"""From procedures to stages: expressions become joins, roles become chains of hops upward."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.force import rules_in_force
from models.authority.paths import Hop as Path
from models.authority.paths import next_hop
from models.authority.procedures import deciders
from models.authority.rules import Right
from models.authority.rules import Step as Part
from models.authority.words import in_procedure_order, role_words
from models.document import Document
from models.escalation import Effort, Volume
from models.simulation.assumptions import Assumptions
from models.simulation.builder import Hop, Join, Stages, Step, Work, constant, lognormal
from models.simulation.hours import working_hours
from models.simulation.layout import APPROVE, ESCALATE, REJECT

LEFT_OUT: frozenset[Right] = frozenset(("notify", "perform", "support"))
"""Rights that a decision does not wait for."""

_OUTCOMES = {"escalate": ESCALATE, "approve": APPROVE, "reject": REJECT}


@dataclass
class Chains:
    """Compiles the procedures of one document; notes what it had to simplify."""

    document: Document
    assumptions: Assumptions
    on: date
    desks: dict[str, int] = field(default_factory=dict)
    """The number of each role that takes part, in the order in which they are met."""
    deciders: set[str] = field(default_factory=set)
    notes: dict[str, None] = field(default_factory=dict)
    moves: set[tuple[str, str]] = field(default_factory=set)
    """Escalations that can happen: from which role to which."""
    sources: dict[str, set[str]] = field(default_factory=dict)
    """By what says where cases go (link, matrix, reporting_line, elsewhere): the roles from which."""

    def stages(self, decision: str, parts: Sequence[Part], volume: Volume | None) -> Stages:
        """Return the stages of a procedure: each waits until all of its parts that a decision waits for are done."""
        wanted = [part for part in in_procedure_order(parts) if part.right not in LEFT_OUT]
        found = []
        for _, beside in groupby(wanted, key=lambda part: part.stage):
            steps = tuple(self._who(decision, part.who, part, volume) for part in beside)
            found.append(steps[0] if len(steps) == 1 and isinstance(steps[0], Join) else Join(steps))
        return tuple(found)

    def _who(self, decision: str, who: Expression, part: Part, volume: Volume | None) -> Join | Step:
        match who:
            case OneRole():
                return self._step(decision, who.role, part, volume)
            case Vote():
                name = role_words(self.document, who.body)
                self._note(f"{name} decides as one desk; its meetings, quorum and majority are not simulated.")
                return self._step(decision, who.body, part, volume)
        inner = tuple(self._who(decision, one, part, volume) for one in who.parts)
        if isinstance(who, KOf):
            if who.quotas:
                self._note("Quotas among those who approve together are not simulated.")
            return Join(inner, min(who.count, len(inner)))
        if isinstance(who, AllOf) and who.distinct:
            self._note("That approvals come from different persons is not simulated.")
        return Join(inner, 1) if isinstance(who, AnyOf) else Join(inner)

    def _step(self, decision: str, role: str, part: Part, volume: Volume | None) -> Step:
        decides = part.right == "approve"
        roles = self._upward(decision, role) if decides or part.hours is not None else (role,)
        exception = self._exception(volume) if decides else 0.0
        if decides:
            self.deciders.update(roles)
        hops = []
        for at, name in enumerate(roles):
            hours = part.hours if at == 0 else None
            if hours is not None and part.on_timeout is None:
                self._note("Where a deadline does not say what a time-out means, it escalates.")
            outcome = _OUTCOMES[part.on_timeout or "escalate"] if hours is not None else ESCALATE
            if hours is None and decides:
                hours = self._link_hours(decision, name) or self.assumptions.deadline_hours
            hops.append(
                Hop(
                    role=self.desks.setdefault(name, len(self.desks)),
                    work=self._work(name, part.right, volume),
                    exception=exception,
                    deadline=math.inf if hours is None else working_hours(hours),
                    outcome=outcome,
                )
            )
        return Step(tuple(hops), decides)

    def _upward(self, decision: str, role: str) -> tuple[str, ...]:
        """The chain of roles above one, for cases that it cannot decide; cut where it would come back to itself."""
        roles = [role]
        while (hop := self._above(decision, roles[-1], len(roles) == 1)) is not None:
            if hop.to_role in roles:
                names = " → ".join(role_words(self.document, name) for name in (*roles, hop.to_role))
                self._note(f"Escalation goes in a circle ({names}); it is cut where it would come back.")
                break
            self.moves.add((hop.from_role, hop.to_role))
            roles.append(hop.to_role)
        return tuple(roles)

    def _above(self, decision: str, role: str, first: bool) -> Path | None:
        """Where a case goes next: by a link, the decision's rows, the reporting line, or other decisions' rows."""
        hop = next_hop(self.document, decision, role, self.on, "limit")
        late = next_hop(self.document, decision, role, self.on, "time_out") if first else None
        if late is not None and late.source == "link" and (hop is None or late.to_role != hop.to_role):
            if hop is None or hop.source != "link":
                hop = late
            self._note(f"At {role_words(self.document, role)} a time-out and an exception are simulated on one path.")
        if hop is not None:
            self.sources.setdefault(hop.source, set()).add(role)
            return hop
        usual = self._usual.get(role)
        if usual is not None:
            self.sources.setdefault("elsewhere", set()).add(role)
        return usual

    @cached_property
    def _usual(self) -> dict[str, Path]:
        """For each role the hop that the matrix gives it most often, over all decisions."""
        found: dict[str, Counter[Path]] = {}
        for decision in self.document.decisions:
            for rule in rules_in_force(self.document, decision.id, self.on):
                for role in deciders(rule.procedure):
                    hop = next_hop(self.document, decision.id, role, self.on, "limit")
                    if hop is not None and hop.source == "matrix":
                        found.setdefault(role, Counter())[hop] += 1
        return {role: hops.most_common(1)[0][0] for role, hops in found.items()}

    def _link_hours(self, decision: str, role: str) -> float | None:
        for trigger in ("time_out", "limit"):
            hop = next_hop(self.document, decision, role, self.on, trigger)
            if hop is not None and hop.source == "link" and hop.hours is not None:
                return hop.hours
        return None

    def _exception(self, volume: Volume | None) -> float:
        if volume is not None and volume.exception_probability is not None:
            return volume.exception_probability
        return self.assumptions.exception_probability

    def _work(self, role: str, right: Right, volume: Volume | None) -> Work:
        effort = _effort(volume, role, right)
        minutes = effort.minutes if effort else self.assumptions.minutes(right)
        variation = effort.variation if effort else self.assumptions.variation
        return lognormal(minutes / 60.0, variation) if variation else constant(minutes / 60.0)

    def _note(self, sentence: str) -> None:
        self.notes[sentence] = None


def _effort(volume: Volume | None, role: str, right: Right) -> Effort | None:
    """The effort entered for a part: the one that names both role and right, then the role, the right, neither."""
    fitting = [
        effort
        for effort in (volume.efforts if volume else ())
        if effort.role in (None, role) and effort.right in (None, right)
    ]
    return max(fitting, key=lambda effort: (effort.role is not None, effort.right is not None), default=None)
