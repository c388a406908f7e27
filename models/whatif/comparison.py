"""What a comparison says: the file as it is and scenarios over it, each difference with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.simulation.compile import CompiledModel
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import Result
    from models.whatif.figures import Figure


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
