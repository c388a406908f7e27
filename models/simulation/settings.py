"""How long and how often to simulate. A setting that changes a number is printed with the result."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

WarmUp = Annotated[float, Field(ge=0, le=0.9)]
Figure = Literal["mean", "p50", "p90", "p95"]


class Settings(BaseModel):
    """Independent replications of so many cases each, from a seed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: Annotated[int, Field(ge=0, lt=2**64)] = 1
    replications: Annotated[int, Field(ge=2, le=100_000)] = 20
    cases: Annotated[int, Field(ge=10, le=100_000_000)] = 50_000
    """Cases of each replication, its warm-up included. What happens seldom and lasts long shows only in long runs."""
    warm_up: WarmUp | Literal["mser-5"] = "mser-5"
    """The share of the cases that is left out at the start, or the rule that finds it."""
    target: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Half the width of the 95 % interval of a figure of the cycle time, as a share of it, at which to stop; further
    replications are added until it is reached."""
    target_figure: Figure = "mean"
    most_replications: Annotated[int, Field(ge=2, le=100_000)] = 1_000
    """Where to stop if the target is not reached before."""
    allow_overload: bool = False
    """Whether to simulate a model in which some role cannot keep up. What it then shows depends on `cases`."""
    workers: Annotated[int, Field(ge=1)] | None = None
    """Threads; as many as the machine has processors where None. The result is the same."""
