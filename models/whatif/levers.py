"""What a search may turn: thresholds between rows, hours of roles, numbers of holders."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ThresholdLever:
    """The edge between the bands of adjacent rows of a decision, and the edges to try, all in the dimension's steps."""

    decision: str
    dimension: str
    edge: int
    values: tuple[int, ...]


@dataclass(frozen=True)
class HoursLever:
    """Hours a week that each holder of a role has for decisions."""

    role: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class HoldersLever:
    """How many hold a role."""

    role: str
    values: tuple[int, ...]


Lever = ThresholdLever | HoursLever | HoldersLever
Choice = tuple[float, ...]
"""A candidate: one value for each lever, in their order."""
