"""Outcome targets: a measured change, its owner, and the check-ins that tell how it goes."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.entity import Entity, Name, Ref

OutcomeKind = Literal["increase", "decrease", "keep_above", "keep_below", "hold", "milestone"]
Grade = Literal["fail", "commit", "target", "stretch"]


class Outcome(Entity):
    """A measured change in the state of customers or of the business."""

    table: ClassVar[str] = "outcome"
    noun: ClassVar[str] = "outcome target"

    quarter: Annotated[str, Ref("quarter", "cascade")]
    theme: Annotated[str | None, Ref("theme", "clear")] = None
    name: Name
    why: str = ""
    kind: OutcomeKind = "increase"
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    due: date | None = None
    owner_role: Annotated[str | None, Ref("role", "clear")] = None
    owner_team: Annotated[str | None, Ref("team", "clear")] = None
    contributors: tuple[Annotated[str, Ref("team", "clear")], ...] = ()
    needs: tuple[Annotated[str, Ref("decision", "clear")], ...] = ()
    grade: Grade | None = None
    grade_reason: str = ""
    private_note: str = ""
    position: float = 0


class CheckIn(Entity):
    """A reading of an outcome target on a day, with how sure the owner is to reach it."""

    table: ClassVar[str] = "check_in"
    noun: ClassVar[str] = "check-in"

    outcome: Annotated[str, Ref("outcome", "cascade")]
    on: date
    value: float
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    note: str = ""


def latest(readings: Iterable[CheckIn]) -> CheckIn | None:
    """Return the check-in of the latest day, or None where there is none."""
    return max(readings, key=lambda reading: reading.on, default=None)


def progress(outcome: Outcome, latest: float | None) -> float | None:
    """Return the share of the way from baseline to target that a reading has come, unbounded; 1 is the target.

    For targets to keep (above, below, hold) it is 1 while kept and 0 otherwise; for a milestone the reading
    itself against the target. None where a baseline, target or reading is missing.
    """
    if latest is None or outcome.target is None:
        return None
    match outcome.kind:
        case "keep_above":
            return float(latest >= outcome.target)
        case "keep_below":
            return float(latest <= outcome.target)
        case "hold":
            return float(latest == outcome.target)
        case "milestone":
            return latest / outcome.target if outcome.target else None
    if outcome.baseline is None or outcome.baseline == outcome.target:
        return None
    return (latest - outcome.baseline) / (outcome.target - outcome.baseline)
