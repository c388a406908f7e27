"""What a replication has counted: what became of cases, which ways they took, what happened at roles and hops."""

from __future__ import annotations

import numpy as np

OPEN, BY_ROLE, BY_SILENCE, REJECTED, REFUSED, UNDECIDED = range(6)
"""What became of a case (`Finished.outcome`)."""

EXCEPTION_MOVE, DISAGREEMENT_MOVE, LIMIT_MOVE, TIME_OUT_MOVE, ABSENCE_MOVE, BACK_MOVE = range(6)
"""Why a case moves on (`Trail.cause`)."""

ARRIVED, TAKEN_UP, WORKED, TIMED_OUT, CLOSED = range(5)
"""What happens to a case (`Traced.what`)."""

BLOCK = 1 << 16
"""Cases that end before what became of them is read."""
TRAILS = 1 << 14
"""Paths that are told apart, beside one a route."""
SAMPLES = 61
"""Moments at which the queues are looked at, evenly from the start to the expected end."""


class Account:
    """What is known of a role, and of the pool with the same number, at the ends of the measured window."""

    busy_from: np.float64
    """Pool: open hours worked until the first measured case arrived."""
    busy_to: np.float64
    """The same until the first case after the last measured one."""
    open_from: np.float64
    """Pool: open hours, likewise."""
    open_to: np.float64
    wait_from: np.float64
    """Role: case-hours waited, likewise."""
    wait_to: np.float64
    worked: np.float64
    """Role: hours of work done for measured cases."""
    waited: np.float64
    """Role: hours waited by every case, also those that are not measured: for Little's law."""


class Finished:
    """What became of a case."""

    arrived: np.float64
    """Hours since the start."""
    ended: np.float64
    number: np.uint32
    """In order of arrival."""
    cell: np.uint32
    level: np.uint8
    """The highest level that decided; `NO_LEVEL` without one."""
    moves: np.uint8
    """The most moves of a step before it was decided."""
    outcome: np.uint8
    """`BY_ROLE`, `BY_SILENCE`, `REJECTED`, `REFUSED` or `UNDECIDED`."""
    rounds: np.uint8
    """How often it was sent back."""


class Spent:
    """What a case took, beside its time."""

    cost: np.float64
    trail: np.uint32


class Trail:
    """A path of cases: another one, and one move more. The first are those of the routes, without any move."""

    parent: np.uint32
    hop: np.uint32
    """From where it moves."""
    child: np.uint32
    """The first path with one move more."""
    sibling: np.uint32
    """The next path with the same parent."""
    cause: np.uint8


class Traced:
    """Something that happened to a case, where that is asked for."""

    time: np.float64
    case: np.uint32
    """In order of arrival."""
    place: np.uint32
    """The hop, or for `ARRIVED` the cell."""
    what: np.uint8
    """`ARRIVED`, `TAKEN_UP`, `WORKED`, `TIMED_OUT` or `CLOSED`."""
    how: np.uint8
    """How the work ended (`Item.verdict`), or what became of the case."""


class HopTally:
    """What happened to measured cases at one hop of one step."""

    waited: np.float64
    """Hours, all together."""
    entered: np.int64
    finished: np.int64
    exceptions: np.int64
    """Passed on because this role could not decide."""
    exceptions_at_top: np.int64
    """Decided although this role could not, because there was nobody above."""
    timeouts: np.int64
    """Passed on because the deadline had passed."""
    timeouts_at_top: np.int64
    """Deadlines that passed with nobody above."""
    silences: np.int64
    """Approved by silence."""
    rejections: np.int64
    """Rejected because the deadline had passed."""
    waited_working: np.float64
    """Working hours, all together."""
    disagreements: np.int64
    disagreements_at_top: np.int64
    limits: np.int64
    """Passed on because the case was above what the role may commit."""
    absences: np.int64
    """Passed on because nobody was there."""
    returns: np.int64
    """Sent back."""
    refusals: np.int64
