"""Comparing scenarios with the file as it is: the same cases, the same luck, and each difference with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.simulation.compile import CompiledModel
    from models.simulation.estimates import Estimate
    from models.simulation.summary import Result

Unit = Literal["hours", "working_hours", "share", "money", "count"]
"""What a figure counts: clock hours, hours of working time, a share from 0 to 1, the file's currency, a number."""
Better = Literal["less", "more"]


@dataclass(frozen=True)
class Figure:
    """Something that is compared, such as `cycle.p90` or `utilisation:role-4k7mzt2xqd`."""

    key: str
    title: str
    unit: Unit
    better: Better | None = None
    """Which way is better; None where that is a matter of taste, such as who decides."""


@dataclass(frozen=True)
class Measured:
    """A figure of one side: its value, and how far it lies from the base (None for the base itself).

    The difference is paired: each replication of the scenario minus that of the base with the same luck. Either is
    None where fewer than two replications saw anything.
    """

    value: Estimate | None
    difference: Estimate | None = None

    @property
    def sure(self) -> bool:
        """Whether the interval of the difference lies on one side of nothing."""
        return self.difference is not None and (self.difference.low > 0 or self.difference.high < 0)


@dataclass(frozen=True)
class Side:
    """The file as it is (`scenario` is None), or one scenario over it."""

    scenario: str | None
    name: str
    changes: tuple[str, ...] = ()
    """What it changes, one sentence each."""
    problem: str = ""
    """Why it was not simulated, in plain sentences: a role that cannot keep up, a change that fits no more."""
    measured: Mapping[str, Measured] = field(default_factory=dict)
    """By the key of the figure; empty where there is a problem."""
    new: tuple[Finding, ...] = ()
    """What is found there and not in the file as it is."""
    gone: tuple[Finding, ...] = ()
    model: CompiledModel | None = None
    result: Result | None = None


@dataclass(frozen=True)
class Comparison:
    """The file as it is and scenarios over it, side by side; the first side is the base."""

    on: date
    settings: Settings
    assumptions: Assumptions
    currency: str
    figures: tuple[Figure, ...]
    """In the order in which they are read; a figure that no side has is left out."""
    sides: tuple[Side, ...]

    @property
    def base(self) -> Side:
        """The file as it is."""
        return self.sides[0]

    @property
    def scenarios(self) -> tuple[Side, ...]:
        """All sides but the base."""
        return self.sides[1:]
