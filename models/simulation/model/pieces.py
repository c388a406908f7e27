"""The pieces that a model is written down with: work, hops, steps, joins, routes, parts of a mix, calendars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.simulation.model.layout import (
    CONSTANT,
    DAYS,
    DECIDED,
    ESCALATE,
    EXPONENTIAL,
    FIXED,
    LOGNORMAL,
    UNTIL_DONE,
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


FOLLOWING = -1
"""The next hop of the step, if there is one."""


@dataclass(frozen=True)
class Hop:
    """One role of a step: who, how much work, how it can end there, and to which hop of the step a case goes then.

    `above`, `settles`, `late` and `stands_in` are numbers of hops of the same step (for an exception or a limit, for
    a disagreement, for a passed deadline, for absence), `FOLLOWING`, or None for nobody.
    """

    role: int
    work: Work
    exception: float = 0.0
    deadline: float = math.inf
    outcome: int = ESCALATE
    binds: int = UNTIL_DONE
    disagreement: float = 0.0
    rework: float = 0.0
    refusal: float = 0.0
    limit: bool = False
    patience: int = FIXED
    above: int | None = FOLLOWING
    settles: int | None = FOLLOWING
    late: int | None = FOLLOWING
    stands_in: int | None = None


@dataclass(frozen=True)
class Step:
    """Hops; the first is the role that the matrix names."""

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
    """Cases of a decision that get the same answer. Without stages nobody can tell who decides; `answer` says why.

    `start` is the number of the stage with which a case starts; `required` the level that oversight asks for.
    """

    weight: float
    stages: Stages
    answer: int = DECIDED
    lane: int = 0
    value: float = math.nan
    required: int = 0
    start: int = 0


@dataclass(frozen=True)
class Axis:
    """Something that describes a case: which piece of luck places it, and the shares of cases below each cut."""

    word: int
    cuts: tuple[float, ...]


@dataclass(frozen=True)
class Part:
    """A part of a mix: its weight, its axes, and for each cell the number of the decision's route and a value.

    Cells are in the order of the axes' stretches, the last axis running fastest. Without values there are none.
    """

    weight: float
    axes: tuple[Axis, ...]
    cells: tuple[int, ...]
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """For each of 364 days, from a Monday on, the hour at which it opens and how many hours it is open."""

    opens: tuple[float, ...]
    hours: tuple[float, ...]


def weekly(hours: Sequence[float], opens: float = 9.0) -> Calendar:
    """Return the calendar of a week that repeats, Monday to Sunday, without any holiday."""
    return Calendar((opens,) * DAYS, tuple(hours) * (DAYS // 7))


def single(hops: Sequence[Hop], *, decides: bool = True) -> Stages:
    """Return the stages of the simplest procedure: one step with its chain."""
    return (Join((Step(tuple(hops), decides),)),)
