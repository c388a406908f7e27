"""A case and its open steps, as the reference simulator keeps them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from models.simulation.model.layout import DAYS
from tests.models.simulation.kernel.luck import Arrival

MOST = 250
"""Moves of a step, and rounds of a case, after which it stays where it is."""
TRAILS = 1 << 14
"""Paths that are told apart."""
YEAR = DAYS * 24.0

Event = tuple[float, int, str, Any]
"""When, which in the order of planning, what kind, and of what."""


@dataclass(eq=False)
class Task:
    """A step of a case that is open, at one of its hops."""

    case: Case
    step: int
    hop: int
    moves: int = 0
    turn: int = 0
    due: float = math.inf
    entered: float = 0.0
    waits: bool = False
    pool: int | None = None
    """Who works on it."""
    started: float = 0.0
    work: float = 0.0
    verdict: str = ""
    end: Event | None = None
    deadline: Event | None = None
    """The event that counts."""


@dataclass(eq=False)
class Case:
    """A case that is open, or what became of it."""

    number: int
    came: Arrival
    route: int
    stage: int
    level: int | None = None
    moves: int = 0
    outcome: str = ""
    round: int = 0
    cost: float = 0.0
    ended: float = math.nan
    path: list[tuple[int, str]] = field(default_factory=list)
    place: int | None = None
    """The path by its number."""
    tasks: dict[int, Task] = field(default_factory=dict)
    """By number of the step within the stage."""
    done: Counter[int] = field(default_factory=Counter)
    """By number of the join within the stage."""
