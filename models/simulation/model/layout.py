"""The compiled model: everything that the event loop needs to know, as arrays, and nothing else.

A *case* belongs to a decision. It comes with a *stream* of arrivals, looks like one *part* of the decision's mix, and
lies in one *cell* of what describes it; the cell says which *route* it takes. A route follows a procedure: stages in
order. The steps of a stage run side by side; a tree of joins says how many of them are needed. A step is a set of
hops: hop 0 is the role that the matrix names, the others are where the case goes from there, for one cause or another.
Each hop is work for one role; a role has its work done by *pools* of holders.

Nested lists are kept as CSR: the children of parent `i` are the rows `offsets[i] .. offsets[i + 1] - 1` of the child
table. Indices are unsigned. Times are hours from midnight on a Monday.

**How working time is treated.** A pool with a calendar works in its open hours only; one without works all the time,
and then an hour of the model is an hour of working time. A holder who gives only a share of the open hours to
decisions is taken to give that share of every open hour: one hour of work then takes `1 / share` open hours to get
done. So the load is exact and the wait for time set aside in blocks (Thursday afternoons) is in it only where a
calendar says so, as that of a body that meets does. Calendars and masks have the 364 days of 52 weeks, and start again.

Every column that a simple model has no use for is neutral: no calendar, probability 0, no next hop.
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
NO_HOP = 255
"""No hop of the step: there is nobody to whom a case goes for that cause."""
DAYS = 364
"""Days after which calendars and masks start again: 52 weeks."""
HOURS_OF_A_WEEK = 168

CONSTANT, EXPONENTIAL, LOGNORMAL = 0, 1, 2
"""Kinds of service time (`hop_service`)."""
ESCALATE, APPROVE, REJECT = 0, 1, 2
"""What a passed deadline means (`hop_outcome`): the next hop, consent by silence, or the end of the case."""
UNTIL_TAKEN_UP, UNTIL_DONE = 0, 1
"""What a deadline limits (`hop_binds`): the wait alone, or wait and work together."""
FIXED, RANDOM = 0, 1
"""Whether a deadline is that long or exponential with that mean (`hop_patience`)."""
DECIDED, GAP, CONFLICT, UNKNOWN, NOBODY = 0, 1, 2, 3, 4
"""What the matrix says to a route's cases (`route_answer`); all but the first have no procedure."""


@dataclass(frozen=True, eq=False)
class Layout:
    """The model as arrays.

    S streams, F profiles, L listed arrivals, D decisions, Q parts, X axes, C cells, A routes, P procedures, S stages,
    J joins, T steps, H hops, R roles, G pools, E pairs of a pool and a role, K calendars, M masks.
    """

    stream_profile: Words
    """[S] the profile that its random arrivals follow, or `NONE`: they come at any hour alike."""
    stream_times: Words
    """[S + 1] CSR offsets into listed arrivals; a stream with a list has no random arrivals."""
    stream_period: Floats
    """[S] hours after which the list is repeated; infinite where it is not."""
    listed_time: Floats
    """[L] hours, ascending within a stream."""
    listed_decision: Words
    """[L] the decision of each."""
    profile_weight: Floats
    """[F x 168] weights of the hours of a week."""

    decision_rate: Floats
    """[D] cases an hour, over the whole week. Of a decision whose cases are listed: how often they come, for loads."""
    decision_stream: Words
    """[D] the stream with which its cases come; ascending."""
    decision_parts: Words
    """[D + 1] CSR offsets into parts."""

    part_weight: Floats
    """[Q] share of the decision's cases; adds up to one within a decision."""
    part_axes: Words
    """[Q + 1] CSR offsets into axes: what describes a case of this part, as far as routes hang on it."""
    part_cells: Words
    """[Q + 1] CSR offsets into cells: as many as the axes' stretches multiplied, the last axis running fastest."""
    axis_word: Bytes
    """[X] which piece of its luck places a case on the axis: the same number for the same dimension, whatever the
    scenario."""
    axis_cuts: Words
    """[X + 1] CSR offsets into cuts; an axis with n cuts has n + 1 stretches."""
    cut: Floats
    """Share of the part's cases below, ascending within an axis, from 0 to 1."""
    cell_route: Words
    """[C] the route of the cell's cases."""
    cell_value: Floats
    """[C] what a typical case there is worth, in the file's currency; NaN where the decision has no value."""

    decision_routes: Words
    """[D + 1] CSR offsets into routes."""
    route_weight: Floats
    """[A] share of the decision's cases; adds up to one within a decision. Follows from parts, axes and cells."""
    route_procedure: Words
    """[A] the procedure, or `NONE` where nobody can tell who decides."""
    route_answer: Bytes
    """[A] `DECIDED`, `GAP`, `CONFLICT`, `UNKNOWN` or `NOBODY`."""
    route_lane: Bytes
    """[A] priority of the route's cases at every queue; 0 is served first. Work in hand is never interrupted for it."""
    route_required: Bytes
    """[A] the level at which oversight asks for these cases to be decided; below it they count as exposed. 0 where it
    asks for none."""

    procedure_stages: Words
    """[P + 1] CSR offsets into stages; stages run in order."""
    procedure_start: Bytes
    """[P] number of the stage with which a case starts. One that is sent back starts again with stage 0, so that the
    stages before the start are those of a revision."""
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
    """[T + 1] CSR offsets into hops: the roles that a case can come to in this step."""

    hop_role: Words
    """[H] who does the work."""
    hop_service: Bytes
    """[H] `CONSTANT`, `EXPONENTIAL` or `LOGNORMAL`."""
    hop_hours: Floats
    """[H] mean hours of work."""
    hop_variation: Floats
    """[H] coefficient of variation of a lognormal time; not read for the other kinds."""
    hop_limit: Bytes
    """[H] 1 where the case is above what the role may commit, so that it always passes it on after its work."""
    hop_exception: Floats
    """[H] probability that this role cannot decide and passes the case on; with nobody to pass it to it decides all
    the same, and that is counted."""
    hop_disagreement: Floats
    """[H] probability that those who take part disagree, of cases that are no exception."""
    hop_rework: Floats
    """[H] probability that the case is sent back, of cases that are decided here."""
    hop_refusal: Floats
    """[H] probability that it is refused for good, of cases that are decided here; with `hop_rework` at most 1."""
    hop_deadline: Floats
    """[H] hours from arrival at the role; infinite without one."""
    hop_patience: Bytes
    """[H] `FIXED` or `RANDOM`."""
    hop_outcome: Bytes
    """[H] `ESCALATE`, `APPROVE` or `REJECT`. With nobody next, `ESCALATE` leaves the case where it is, counted."""
    hop_binds: Bytes
    """[H] `UNTIL_TAKEN_UP` or `UNTIL_DONE`."""
    hop_above: Bytes
    """[H] number within the step of the hop to which an exception and a case above the limit go, or `NO_HOP`."""
    hop_settles: Bytes
    """[H] likewise for a disagreement."""
    hop_late: Bytes
    """[H] likewise for a deadline that has passed."""
    hop_stands_in: Bytes
    """[H] likewise for a case that comes while everybody of the role is absent."""

    role_level: Bytes
    """[R] the level that decides when this role does; 0 is nearest to the work."""
    role_cost: Floats
    """[R] what an hour of its work costs, in the file's currency; 0 where nobody said."""
    role_absent: Words
    """[R] mask of the days on which nobody of the role is there, or `NONE`."""

    pool_holders: Words
    """[G] people in the pool: servers that are alike."""
    pool_share: Floats
    """[G] share of each holder's open time that goes to decisions, in (0, 1]."""
    pool_calendar: Words
    """[G] when they work, or `NONE`: all the time."""
    pool_roles: Words
    """[G + 1] CSR offsets into pairs: the roles whose work the pool does."""
    pair_role: Words
    """[E] the role."""
    pair_mask: Words
    """[E] mask of the days on which the pool acts in the role, or `NONE`: on all."""

    calendar_opens: Floats
    """[K x 364] the hour at which each day opens."""
    calendar_hours: Floats
    """[K x 364] how long it is open; 0 on a day off."""
    mask_days: Bytes
    """[M x 364] 1 on the days that are meant."""
    office: Words
    """[1] the calendar in which working time is counted, or `NONE`: all hours count."""

    def __post_init__(self) -> None:
        from models.simulation.model.sound import check

        check(self)

    @property
    def decisions(self) -> int:
        """Number of decisions."""
        return len(self.decision_rate)

    @property
    def streams(self) -> int:
        """Number of streams of arrivals."""
        return len(self.stream_profile)

    @property
    def routes(self) -> int:
        """Number of routes."""
        return len(self.route_weight)

    @property
    def roles(self) -> int:
        """Number of roles."""
        return len(self.role_level)

    @property
    def pools(self) -> int:
        """Number of pools."""
        return len(self.pool_holders)

    @property
    def hops(self) -> int:
        """Number of hops."""
        return len(self.hop_role)

    @property
    def calendars(self) -> int:
        """Number of calendars."""
        return len(self.calendar_opens) // DAYS

    @property
    def levels(self) -> int:
        """Number of levels."""
        return int(self.role_level.max(initial=0)) + 1

    @property
    def lanes(self) -> int:
        """Number of priority lanes."""
        return int(self.route_lane.max(initial=0)) + 1

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
        """The highest number of hops of a step."""
        return int(np.diff(self.step_hops).max(initial=1))

    @property
    def rate(self) -> float:
        """Cases an hour, all decisions together."""
        return float(self.decision_rate.sum())

    @property
    def hours_a_week(self) -> float:
        """Hours of the model in a week: all 168 by the calendar, or 40 where an hour is one of working time."""
        return 40.0 if self.office[0] == NONE else float(HOURS_OF_A_WEEK)

    def cases_within(self, cases: int) -> int:
        """Return so many cases, or as many as there are, where all arrivals are listed and no list is repeated."""
        from models.simulation.arrays import sizes

        rates = np.bincount(self.decision_stream, weights=self.decision_rate, minlength=self.streams)
        goes_on = np.where(sizes(self.stream_times) > 0, np.isfinite(self.stream_period), rates > 0)
        return cases if goes_on.any() else min(cases, len(self.listed_time))

    def digest(self) -> str:
        """Sixteen hexadecimal digits that name this model: equal models, equal digits."""
        digest = hashlib.sha256()
        for field in fields(self):
            values = getattr(self, field.name)
            digest.update(f"{field.name}{values.shape}{values.dtype}".encode())
            digest.update(np.ascontiguousarray(values).tobytes())
        return digest.hexdigest()[:16]
