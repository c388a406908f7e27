"""What a search says: candidates with two figures, and which of them no other beats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.whatif.levers import Choice, Lever

if TYPE_CHECKING:
    from models.simulation.results.estimates import Estimate

Objective = Literal["mean", "p50", "p90", "p95"]
"""Clock hours from arrival to decision that are to be short."""
Against = Literal["exposure", "value", "cost", "time"]
"""What is to be small beside it: the share of cases, or of value, decided below the level that is asked for; what the
work on a case costs; or what the time set aside for decisions costs a quarter (in hours where no cost is entered)."""
OBJECTIVES: tuple[Objective, ...] = ("mean", "p50", "p90", "p95")
AGAINST: tuple[Against, ...] = ("exposure", "value", "cost", "time")


class SearchRefused(ValueError):
    """There is nothing to search, or not by these figures; the message is one plain sentence."""


@dataclass(frozen=True)
class Point:
    """A candidate with its two figures, their intervals, and how many replications they rest on."""

    choice: Choice
    replications: int
    objective: Estimate | None
    against: Estimate | None
    objective_change: Estimate | None = None
    """How far the figure lies from that of the file as it is, replication by replication with the same luck; None for
    the file itself, and where that cannot be simulated."""
    against_change: Estimate | None = None
    on_frontier: bool = False
    beaten: bool = False
    """Whether it was given up because another one is clearly as good in both figures and better in one."""
    problem: str = ""
    """Why it was not simulated: a role that could not keep up, an edge that fits no more."""
    words: tuple[str, ...] = ()
    """What it changes, one sentence each."""


@dataclass(frozen=True)
class Frontier:
    """What a search has found."""

    levers: tuple[Lever, ...]
    goal: Objective
    against: Against
    currency: str
    """In which cost is counted; empty where the time set aside is counted in hours, as no cost is entered."""
    base: Point
    """The file as it is."""
    points: tuple[Point, ...]
    """Every candidate that was looked at, the fastest first, by the change of the objective where there is one; those
    with a problem last."""
    candidates: int
    """How many there are in all."""
    spent: int
    """Replications so far."""
    done: bool
    """Whether the search came to its end, or was stopped and can be resumed."""
    digest: str
    """Sixteen hexadecimal digits over all figures: a search that was resumed has those of one that never stopped."""

    @property
    def frontier(self) -> tuple[Point, ...]:
        """The candidates that no other beats in both figures, fastest first."""
        return tuple(point for point in self.points if point.on_frontier)
