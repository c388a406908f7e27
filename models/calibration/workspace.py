"""A fit as a workspace: roles, a decision, a matrix with ordered steps, volumes, capacities and calendars."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import product

from models.authority.expressions import OneRole
from models.authority.rules import ClassCondition, Condition, Edition, FlagCondition, Right, Rule, Step
from models.calibration.desks import Answers
from models.calibration.parameters import Fit
from models.calibration.passes import Passes
from models.calibration.rhythm import WEEK, WorkingHours, at_any_hour
from models.changes import ChangeSet, Edit
from models.decisions import Decision, Dimension
from models.document import Document
from models.escalation import Capacity, Effort, MixPart, MixShare, Volume, WorkCalendar
from models.ids import fresh
from models.quantities import UNLIMITED, Band, minor_unit
from models.simulation.assumptions import Assumptions
from models.teams import Role
from models.workspace import WORKSPACE_ID, Workspace

WEEKS_A_QUARTER = 13
_MOST_VARIATION = 1000.0
MOST_HOLDERS = 1_000_000


@dataclass(frozen=True)
class Called:
    """What the parts of the workspace are called, and in which currency amounts are."""

    organisation: str
    decision: str
    currency: str = "EUR"


@dataclass(frozen=True)
class Fitted:
    """A decision with its fit, and the moments at which its cases come if they are recorded."""

    decision: str
    fitted: Fit
    passes: Passes
    recorded: tuple[datetime, ...] = ()


def plan_workspaces(document: Document, parts: Sequence[Fitted], organisation: str, currency: str) -> ChangeSet:
    """Return the change set that puts the fits of several decisions into an empty document, as one step.

    With recorded arrivals, cases come at these moments instead of at random. A role that has holders enough, as far
    as the log tells, gets so many that cases hardly wait for each other; its efforts are then how long an answer
    takes, written as work at a share of its open hours. Roles of the same name are the same role; where both fits know
    how many hold it, the larger number counts.
    """
    edit = Edit(document)
    for number, part in enumerate(parts, 1):
        called = Called(organisation, part.decision, currency)
        _Plan(edit, part.fitted, part.passes, called, number).add(part.recorded)
    return edit.done("Calibrate from a log")


@dataclass
class _Plan:
    edit: Edit
    fitted: Fit
    passes: Passes
    called: Called
    number: int
    _calendars: dict[WorkingHours, str] = field(default_factory=dict)
    _desks: dict[int, str] = field(default_factory=dict)

    def add(self, recorded: Sequence[datetime]) -> None:
        """Put everything of the decision into the document."""
        called, fitted = self.called, self.fitted
        if self.edit.document.workspaces.get(WORKSPACE_ID) is None:
            self.edit.create(Workspace(name=called.organisation, currency=called.currency))
        requester = self._role(self.passes.requester, 0)
        for number, desk in enumerate(fitted.desks):
            self._desks[number] = self._role(desk.name, desk.step + 1)
        way = self._way_dimension()
        held = {k: self._held_dimension(k) for k, desk in enumerate(fitted.desks) if desk.slow is not None}
        amount = self._amount_dimension()
        described = tuple(name for name in (way, *held.values(), amount) if name)
        decision = self.edit.create(
            Decision(
                id=fresh("decision"),
                name=called.decision,
                dimensions=described,
                requesters=(requester,),
                position=self.number,
            )
        ).id
        edition = self._edition()
        first = len(self.edit.document.rules) + 1
        for position, rule in enumerate(self._rules(edition, decision, way, held), first):
            self.edit.create(rule.changed(position=position))
        self._volume(decision, requester, way, held, amount, recorded)
        for number in range(len(fitted.desks)):
            self._capacity(number)
        self._requester_capacity(requester)

    def _role(self, name: str, level: int) -> str:
        roles = self.edit.document.roles
        known = next((role for role in roles if role.name == name), None)
        if known is None:
            known = self.edit.create(Role(id=fresh("role"), name=name, level=level, position=len(roles) + 1))
        return known.id

    def _edition(self) -> str:
        known = next(iter(self.edit.document.editions), None)
        if known is not None:
            return known.id
        stretch = self.fitted.stretch
        edition = Edition(
            id=fresh("edition"),
            name=f"As in the log, {stretch.first} to {stretch.last}",
            version="1",
            status="in_force",
            effective=stretch.first,
        )
        return self.edit.create(edition).id

    def _named(self, name: str) -> str:
        """A name that tells which decision it is about, where there are several."""
        return name if self.number == 1 else f"{name} ({self.called.decision})"

    def _way_dimension(self) -> str | None:
        if len(self.fitted.ways) < 2:
            return None
        dimension = Dimension(
            id=fresh("dimension"),
            name=self._named("Way"),
            key=f"way_{self.number}",
            kind="classes",
            classes=tuple(self._way_name(k) for k in range(len(self.fitted.ways))),
            question="Which way does the case take? The log does not say what it depends on.",
            position=1,
        )
        return self.edit.create(dimension).id

    def _way_name(self, number: int) -> str:
        steps = self.passes.steps
        return ", ".join(steps[self.fitted.desks[k].step].role for k in self.fitted.ways[number].desks)

    def _held_dimension(self, desk: int) -> str:
        dimension = Dimension(
            id=fresh("dimension"),
            name=self._named(f"Held up at {self.fitted.desks[desk].name}"),
            key=f"held_up_{self.number}_{desk + 1}",
            kind="flag",
            question="Is the answer one of the slow ones? The log does not say why they are.",
            position=2 + desk,
        )
        return self.edit.create(dimension).id

    def _amount_dimension(self) -> str | None:
        if not self.fitted.amounts:
            return None
        known = next((one for one in self.edit.document.dimensions if one.key == "amount"), None)
        if known is not None:
            return known.id
        step = minor_unit(self.called.currency)
        dimension = Dimension(
            id=fresh("dimension"),
            name="Amount",
            key="amount",
            kind="money",
            unit=self.called.currency,
            step=step,
            position=100,
        )
        return self.edit.create(dimension).id

    def _combinations(self, way: int, held: dict[int, str]) -> Iterator[dict[int, bool]]:
        """Every answer to whether a case is held up at the desks of a way that hold some up."""
        asked = [k for k in self.fitted.ways[way].desks if k in held]
        for flags in product((False, True), repeat=len(asked)):
            yield dict(zip(asked, flags, strict=True))

    def _rules(self, edition: str, decision: str, way: str | None, held: dict[int, str]) -> Iterator[Rule]:
        for number, one in enumerate(self.fitted.ways):
            for flags in self._combinations(number, held):
                box: list[Condition] = []
                if way is not None:
                    box.append(ClassCondition(dimension=way, among=(self._way_name(number),)))
                box += [FlagCondition(dimension=held[k], value=flag) for k, flag in flags.items()]
                slow = [self.fitted.desks[k].name for k, flag in flags.items() if flag]
                label = self._way_name(number) + (f", held up at {' and '.join(slow)}" if slow else "")
                procedure = tuple(
                    self._step(k, stage, slow=flags.get(k, False)) for stage, k in enumerate(one.desks, 1)
                )
                yield Rule(
                    id=fresh("rule"),
                    edition=edition,
                    decision=decision,
                    label=label,
                    box=tuple(box),
                    procedure=procedure,
                )

    def _right(self, desk: int, *, slow: bool) -> Right:
        right = self.passes.steps[self.fitted.desks[desk].step].right
        if not slow:
            return right
        # A second right of the same role, so that the slow answers have an effort of their own.
        return "endorse" if right != "endorse" else "recommend"

    def _step(self, desk: int, stage: int, *, slow: bool) -> Step:
        time_out = self.fitted.desks[desk].time_out
        right = self._right(desk, slow=slow)
        who = OneRole(role=self._desks[desk])
        if time_out is None or right != "approve":
            return Step(right=right, who=who, stage=stage)
        return Step(right=right, who=who, stage=stage, hours=round(time_out.hours, 2), on_timeout="approve")

    def _volume(
        self,
        decision: str,
        requester: str,
        way: str | None,
        held: dict[int, str],
        amount: str | None,
        recorded: Sequence[datetime],
    ) -> None:
        fitted = self.fitted
        efforts = [effort for number in range(len(fitted.desks)) for effort in self._efforts(number)]
        revision = fitted.revision
        if revision is not None:
            wait = revision.wait
            efforts.append(
                Effort(right="perform", role=requester, minutes=wait.mean * 60, variation=_variation(wait.variation))
            )
        self.edit.create(
            Volume(
                id=fresh("volume"),
                decision=decision,
                cases_a_quarter=fitted.cases_a_week * WEEKS_A_QUARTER,
                mix=tuple(self._mix(way, held, amount)),
                efforts=tuple(efforts),
                exception_probability=0.0,
                disagreement_probability=0.0,
                rework_probability=0.0,
                refusal_probability=0.0,
                arrivals="recorded" if recorded else "random",
                profile=fitted.profile,
                recorded=tuple(recorded),
                revision_by=requester if revision is not None else None,
            )
        )

    def _mix(self, way: str | None, held: dict[int, str], amount: str | None) -> Iterator[MixPart]:
        for part in self.fitted.mix:
            for flags in self._combinations(part.way, held):
                weight = part.weight
                shares = []
                if way is not None:
                    shares.append(MixShare(dimension=way, classes=(self._way_name(part.way),)))
                for k, dimension in held.items():
                    flag = flags.get(k, False)
                    if k in flags:
                        weight *= self._slow_share(k) if flag else 1 - self._slow_share(k)
                    shares.append(MixShare(dimension=dimension, flag=flag))
                if amount is not None:
                    shares.append(MixShare(dimension=amount, band=self._band(part.band)))
                if weight > 0:
                    yield MixPart(weight=weight, shares=tuple(shares))

    def _slow_share(self, desk: int) -> float:
        slow = self.fitted.desks[desk].slow
        return slow.share if slow is not None else 0.0

    def _band(self, number: int) -> Band:
        step, edges = minor_unit(self.called.currency), self.fitted.amounts
        lower, upper = (int(Decimal(str(edge)) / step) for edge in edges[number : number + 2])
        last = number == len(edges) - 2
        return Band(lower=lower, upper=max(upper + 1 if last else upper, lower + 1) if upper >= 0 else UNLIMITED)

    def _share(self, number: int) -> float:
        """The share of a role's open hours for decisions with which a usual answer is as much work as assumed.

        A role that another decision has as well keeps its share.
        """
        desk = self.fitted.desks[number]
        known = next(iter(self.edit.document.capacities.by("role", self._desks[number])), None)
        if known is not None and known.hours_a_week is not None and known.calendar is not None:
            return min(1.0, known.hours_a_week / sum(self.edit.document.calendars[known.calendar].hours))
        if desk.works or desk.holders is not None:
            return 1.0
        minutes = Assumptions().minutes(self.passes.steps[desk.step].right)
        return min(1.0, minutes / 60 / desk.quick.wait.mean)

    def _efforts(self, number: int) -> Iterator[Effort]:
        desk = self.fitted.desks[number]
        share = self._share(number)
        for answers, slow in ((desk.quick, False), (desk.slow, True)):
            if answers is not None:
                yield self._effort(number, answers, share, slow=slow)

    def _effort(self, number: int, answers: Answers, share: float, *, slow: bool) -> Effort:
        return Effort(
            right=self._right(number, slow=slow),
            role=self._desks[number],
            minutes=answers.wait.mean * 60 * share,
            variation=_variation(answers.wait.variation),
            rework_probability=answers.rework,
            refusal_probability=answers.refusal,
        )

    def _capacity(self, number: int) -> None:
        desk = self.fitted.desks[number]
        holders = desk.holders or enough(self._at_hand(number))
        self._put_capacity(self._desks[number], holders, desk.hours.week * self._share(number), desk.hours, desk.name)

    def _put_capacity(self, role: str, holders: int, hours_a_week: float, hours: WorkingHours, name: str) -> None:
        known = next(iter(self.edit.document.capacities.by("role", role)), None)
        if known is not None:
            self.edit.set(known, holders=max(known.holders or 1, holders))
            return
        self.edit.create(
            Capacity(
                id=fresh("capacity"),
                role=role,
                hours_a_week=hours_a_week,
                holders=holders,
                calendar=self._calendar(hours, name),
            )
        )

    def _at_hand(self, number: int) -> float:
        """How many cases a desk has at hand at a time on average: what comes in by what it takes (Little's law)."""
        desk = self.fitted.desks[number]
        through = sum(way.weight for way in self.fitted.ways if number in way.desks)
        again = 1.0 + sum(one.quick.rework for one in self.fitted.desks)
        return self.fitted.cases_a_week * through * again * desk.clock[2] / WEEK

    def _requester_capacity(self, requester: str) -> None:
        revision = self.fitted.revision
        if revision is None:
            return
        hours = at_any_hour()
        sent = self.fitted.cases_a_week * sum(desk.quick.rework for desk in self.fitted.desks)
        holders = enough(sent * revision.wait.mean / hours.week)
        self._put_capacity(requester, holders, hours.week, hours, self.passes.requester)

    def _calendar(self, hours: WorkingHours, name: str) -> str:
        known = self._calendars.get(hours)
        if known is None:
            calendar = WorkCalendar(
                id=fresh("calendar"),
                name="At any hour" if hours.always else f"Hours of {name}",
                hours=hours.hours,
                opens_at=hours.opens,
                holidays=hours.holidays,
            )
            known = self._calendars[hours] = self.edit.create(calendar).id
        return known


def enough(at_hand: float) -> int:
    """Return how many holders hardly ever have all of them a case at hand: six standard deviations above twice the
    mean, since more lies there on a Monday morning than on average."""
    return min(math.ceil(2 * at_hand + 6 * math.sqrt(2 * at_hand) + 6), MOST_HOLDERS)


def _variation(variation: float) -> float:
    return min(variation, _MOST_VARIATION)
