"""The compiled model: everything that the event loop needs to know, as arrays, and nothing else.

A *case* belongs to a decision and takes one of its routes. A route follows a procedure: stages in order. The steps of
a stage run side by side; a tree of joins says how many of them are needed. A step is a chain of hops: hop 0 is the role
that the matrix names, the next hops are where the case is escalated to. Each hop is work for one role.

Nested lists are kept as CSR: the children of parent `i` are the rows `offsets[i] .. offsets[i + 1] - 1` of the child
table. Indices are unsigned. Times are hours of working time: a week has 40 of them, a quarter 520.

**How working time is treated.** The clock runs working hours, as if all roles worked the same hours. A role that gives
only a share of its week to decisions is taken to give that share of every hour: one hour of work then takes
`1 / share` hours to get done, by each holder, with as many pieces in hand as there are holders. So utilisation is exact
and the wait for time set aside in blocks (Thursday afternoons) is not in it. Working calendars replace this one
conversion (`prepared.HopRow.scale`) by cumulative open hours per calendar and their inverse; nothing else changes.

**What is meant to be added**, each as further columns that are neutral where absent: calendars and absences by role,
probabilities of disagreement and of rework by step, sizes of bodies and their meeting cycle.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

import numpy as np

from models.simulation.arrays import Bytes, Floats, Shorts, Words

NONE = np.uint32(0xFFFFFFFF)
"""An index that points nowhere."""
NO_LEVEL = 255
"""The level of a case that no role decided."""

CONSTANT, EXPONENTIAL, LOGNORMAL = 0, 1, 2
"""Kinds of service time (`hop_service`)."""
ESCALATE, APPROVE, REJECT = 0, 1, 2
"""What a passed deadline means (`hop_outcome`): the next hop, consent by silence, or the end of the case."""
UNTIL_TAKEN_UP, UNTIL_DONE = 0, 1
"""What a deadline limits (`hop_binds`): the wait alone, or wait and work together."""
DECIDED, GAP, CONFLICT, UNKNOWN, NOBODY = 0, 1, 2, 3, 4
"""What the matrix says to a route's cases (`route_answer`); all but the first have no procedure."""


@dataclass(frozen=True, eq=False)
class Layout:
    """The model as arrays. D decisions, A routes, P procedures, S stages, J joins, T steps, H hops, R roles."""

    decision_rate: Floats
    """[D] cases an hour, Poisson."""
    decision_routes: Words
    """[D + 1] CSR offsets into routes."""

    route_weight: Floats
    """[A] share of the decision's cases; adds up to one within a decision."""
    route_procedure: Words
    """[A] the procedure, or `NONE` where nobody can tell who decides."""
    route_answer: Bytes
    """[A] `DECIDED`, `GAP`, `CONFLICT`, `UNKNOWN` or `NOBODY`."""
    route_lane: Bytes
    """[A] priority of the route's cases at every queue; 0 is served first. Work in hand is never interrupted for it."""
    route_value: Floats
    """[A] what a typical case is worth, in the file's currency; NaN where the decision has no value."""

    procedure_stages: Words
    """[P + 1] CSR offsets into stages; stages run in order."""
    stage_steps: Words
    """[S + 1] CSR offsets into steps; the steps of a stage run side by side."""
    stage_joins: Words
    """[S + 1] CSR offsets into joins; the first join of a stage is its root."""

    join_parent: Bytes
    """[J] number within the stage of the join above; a root names itself. Parents come before their children."""
    join_needed: Shorts
    """[J] how many of its children (joins and steps) must be done; the rest are then withdrawn."""

    step_join: Bytes
    """[T] number within the stage of the join that the step belongs to."""
    step_decides: Bytes
    """[T] 1 where finishing the step decides (approve), 0 where it contributes (consult)."""
    step_hops: Words
    """[T + 1] CSR offsets into hops: the chain of roles upward."""

    hop_role: Words
    """[H] who does the work."""
    hop_service: Bytes
    """[H] `CONSTANT`, `EXPONENTIAL` or `LOGNORMAL`."""
    hop_hours: Floats
    """[H] mean hours of work."""
    hop_variation: Floats
    """[H] coefficient of variation of a lognormal time; not read for the other kinds."""
    hop_exception: Floats
    """[H] probability that this role cannot decide and passes the case on; at the end of the chain it decides all the
    same, and that is counted."""
    hop_deadline: Floats
    """[H] hours from arrival at the role; infinite without one."""
    hop_outcome: Bytes
    """[H] `ESCALATE`, `APPROVE` or `REJECT`. At the end of a chain `ESCALATE` leaves the case where it is, counted."""
    hop_binds: Bytes
    """[H] `UNTIL_TAKEN_UP` or `UNTIL_DONE`."""

    role_holders: Words
    """[R] people who hold the role: the servers of its queue."""
    role_share: Floats
    """[R] share of each holder's working time that goes to decisions, in (0, 1]."""
    role_level: Bytes
    """[R] the level that decides when this role does; 0 is nearest to the work."""

    def __post_init__(self) -> None:
        from models.simulation.sound import check

        check(self)

    @property
    def decisions(self) -> int:
        """Number of decisions."""
        return len(self.decision_rate)

    @property
    def roles(self) -> int:
        """Number of roles."""
        return len(self.role_holders)

    @property
    def hops(self) -> int:
        """Number of hops."""
        return len(self.hop_role)

    @property
    def lanes(self) -> int:
        """Number of priority lanes."""
        return int(self.route_lane.max()) + 1 if len(self.route_lane) else 1

    @property
    def width(self) -> int:
        """The highest number of steps that run side by side."""
        return int(np.diff(self.stage_steps).max(initial=1))

    @property
    def joins(self) -> int:
        """The highest number of joins in a stage."""
        return int(np.diff(self.stage_joins).max(initial=1))

    @property
    def depth(self) -> int:
        """The highest number of hops in a chain."""
        return int(np.diff(self.step_hops).max(initial=1))

    @property
    def rate(self) -> float:
        """Cases an hour, all decisions together."""
        return float(self.decision_rate.sum())

    def digest(self) -> str:
        """Sixteen hexadecimal digits that name this model: equal models, equal digits."""
        digest = hashlib.sha256()
        for field in fields(self):
            values = getattr(self, field.name)
            digest.update(f"{field.name}{values.shape}{values.dtype}".encode())
            digest.update(np.ascontiguousarray(values).tobytes())
        return digest.hexdigest()[:16]
