"""Writing a layout down: nested steps and chains in, arrays out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models.simulation.layout import (
    CONSTANT,
    DECIDED,
    ESCALATE,
    EXPONENTIAL,
    LOGNORMAL,
    NONE,
    UNTIL_DONE,
    Layout,
)


@dataclass(frozen=True)
class Work:
    """How long a piece of work takes: mean hours and coefficient of variation, of one of three shapes."""

    hours: float
    variation: float = 1.0
    shape: int = LOGNORMAL


def constant(hours: float) -> Work:
    """Work that always takes the same time."""
    return Work(hours, 0.0, CONSTANT)


def exponential(hours: float) -> Work:
    """Work whose time is exponential with that mean."""
    return Work(hours, 1.0, EXPONENTIAL)


def lognormal(hours: float, variation: float) -> Work:
    """Work whose time is lognormal with that mean and coefficient of variation."""
    return Work(hours, variation, LOGNORMAL)


@dataclass(frozen=True)
class Hop:
    """One role of a chain: who, how much work, how often it cannot decide, by when it must have."""

    role: int
    work: Work
    exception: float = 0.0
    deadline: float = math.inf
    outcome: int = ESCALATE
    binds: int = UNTIL_DONE


@dataclass(frozen=True)
class Step:
    """A chain of hops; the first is the role that the matrix names."""

    hops: tuple[Hop, ...]
    decides: bool = True


@dataclass(frozen=True)
class Join:
    """`needed` of its parts must be done; the rest are then withdrawn. All of them where `needed` is None."""

    parts: tuple[Join | Step, ...]
    needed: int | None = None


Stages = tuple[Join, ...]


@dataclass(frozen=True)
class Route:
    """One branch of a decision's case mix. Without stages nobody can tell who decides, and `answer` says why."""

    weight: float
    stages: Stages
    answer: int = DECIDED
    lane: int = 0
    value: float = math.nan


@dataclass(frozen=True)
class RoleCapacity:
    """How many hold a role, the share of their time that it has for decisions, and its level."""

    holders: int = 1
    share: float = 1.0
    level: int = 0


@dataclass
class LayoutBuilder:
    """Collects roles and decisions in order; `build` returns the layout. Equal procedures are kept once."""

    roles: list[RoleCapacity] = field(default_factory=list)
    _rates: list[float] = field(default_factory=list)
    _decision_routes: list[int] = field(default_factory=lambda: [0])
    _routes: list[tuple[Route, int]] = field(default_factory=list)
    _procedures: dict[Stages, int] = field(default_factory=dict)
    _procedure_stages: list[int] = field(default_factory=lambda: [0])
    _stage_steps: list[int] = field(default_factory=lambda: [0])
    _stage_joins: list[int] = field(default_factory=lambda: [0])
    _joins: list[tuple[int, int]] = field(default_factory=list)
    _steps: list[tuple[int, bool]] = field(default_factory=list)
    _step_hops: list[int] = field(default_factory=lambda: [0])
    _hops: list[Hop] = field(default_factory=list)

    def role(self, holders: int = 1, share: float = 1.0, level: int = 0) -> int:
        """Add a role; returns its number."""
        self.roles.append(RoleCapacity(holders, share, level))
        return len(self.roles) - 1

    def decision(self, rate: float, routes: Sequence[Route]) -> int:
        """Add a decision with `rate` cases an hour; returns its number. Weights need not add up to one."""
        total = sum(route.weight for route in routes)
        for route in routes:
            procedure = self._procedure(route.stages) if route.stages else int(NONE)
            share = route.weight / total if total > 0 else 1.0 / len(routes)
            self._routes.append((Route(share, route.stages, route.answer, route.lane, route.value), procedure))
        self._rates.append(rate)
        self._decision_routes.append(len(self._routes))
        return len(self._rates) - 1

    def build(self) -> Layout:
        """Return the layout. Raises UnsoundLayout where the parts contradict each other."""
        hops, routes, words = self._hops, [route for route, _ in self._routes], np.uint32
        return Layout(
            decision_rate=np.array(self._rates, dtype=np.float64),
            decision_routes=np.array(self._decision_routes, dtype=words),
            route_weight=np.array([route.weight for route in routes], dtype=np.float64),
            route_procedure=np.array([procedure for _, procedure in self._routes], dtype=words),
            route_answer=np.array([route.answer for route in routes], dtype=np.uint8),
            route_lane=np.array([route.lane for route in routes], dtype=np.uint8),
            route_value=np.array([route.value for route in routes], dtype=np.float64),
            procedure_stages=np.array(self._procedure_stages, dtype=words),
            stage_steps=np.array(self._stage_steps, dtype=words),
            stage_joins=np.array(self._stage_joins, dtype=words),
            join_parent=np.array([parent for parent, _ in self._joins], dtype=np.uint8),
            join_needed=np.array([needed for _, needed in self._joins], dtype=np.uint16),
            step_join=np.array([join for join, _ in self._steps], dtype=np.uint8),
            step_decides=np.array([decides for _, decides in self._steps], dtype=np.uint8),
            step_hops=np.array(self._step_hops, dtype=words),
            hop_role=np.array([hop.role for hop in hops], dtype=words),
            hop_service=np.array([hop.work.shape for hop in hops], dtype=np.uint8),
            hop_hours=np.array([hop.work.hours for hop in hops], dtype=np.float64),
            hop_variation=np.array([hop.work.variation for hop in hops], dtype=np.float64),
            hop_exception=np.array([hop.exception for hop in hops], dtype=np.float64),
            hop_deadline=np.array([hop.deadline for hop in hops], dtype=np.float64),
            hop_outcome=np.array([hop.outcome for hop in hops], dtype=np.uint8),
            hop_binds=np.array([hop.binds for hop in hops], dtype=np.uint8),
            role_holders=np.array([role.holders for role in self.roles], dtype=words),
            role_share=np.array([role.share for role in self.roles], dtype=np.float64),
            role_level=np.array([role.level for role in self.roles], dtype=np.uint8),
        )

    def _procedure(self, stages: Stages) -> int:
        known = self._procedures.get(stages)
        if known is not None:
            return known
        for root in stages:
            first = len(self._joins)
            self._join(root, 0, first)
            self._stage_steps.append(len(self._steps))
            self._stage_joins.append(len(self._joins))
        self._procedure_stages.append(len(self._stage_steps) - 1)
        number = len(self._procedures)
        self._procedures[stages] = number
        return number

    def _join(self, join: Join, parent: int, first: int) -> None:
        own = len(self._joins) - first
        self._joins.append((parent, len(join.parts) if join.needed is None else join.needed))
        for part in join.parts:
            if isinstance(part, Join):
                self._join(part, own, first)
            else:
                self._steps.append((own, part.decides))
                self._hops.extend(part.hops)
                self._step_hops.append(len(self._hops))


def single(hops: Sequence[Hop], *, decides: bool = True) -> Stages:
    """Return the stages of the simplest procedure: one step with its chain."""
    return (Join((Step(tuple(hops), decides),)),)
