"""Speed as ratios: ours against a floor, in one run, on one machine.

A ratio of two times measured side by side says more than either time, which depends on the machine and on
what else it does.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Ratio:
    """One promise about speed.

    ``ours`` and ``floor`` each do the same work once. One that returns a ``float`` has measured its own
    seconds, for example inside another process; any other answer is ignored and the call is timed. With
    ``at_most`` the promise is median(ours) / median(floor) <= ``limit``; otherwise it is a speed-up, and the
    promise is median(floor) / median(ours) >= ``limit``.
    """

    name: str
    ours: Callable[[], object]
    floor: Callable[[], object]
    limit: float
    at_most: bool = True
    pairs: int = 7


@dataclass(frozen=True)
class Proof:
    """One promise that is kept or broken: ``run`` returns what it has shown, or raises AssertionError."""

    name: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Result:
    """A measured ratio: seconds are medians over ``pairs``, ``low`` and ``high`` the extreme pairs."""

    name: str
    ratio: float
    limit: float
    at_most: bool
    ok: bool
    ours: float
    floor: float
    low: float
    high: float
    pairs: int


@dataclass(frozen=True)
class Verdict:
    """What became of a proof."""

    name: str
    ok: bool
    shown: str
    seconds: float


def seconds(call: Callable[[], object]) -> float:
    """The seconds that ``call`` took, or those that it says it took."""
    gc.collect()
    start = time.perf_counter()
    answer = call()
    elapsed = time.perf_counter() - start
    return answer if isinstance(answer, float) else elapsed


def measure(ratio: Ratio) -> Result:
    """Measure interleaved pairs after one warm-up of each side, taking turns in which goes first."""
    seconds(ratio.floor)
    seconds(ratio.ours)
    ours, floor = [], []
    for pair in range(ratio.pairs):
        if pair % 2:
            floor.append(seconds(ratio.floor))
            ours.append(seconds(ratio.ours))
        else:
            ours.append(seconds(ratio.ours))
            floor.append(seconds(ratio.floor))
    our_median, floor_median = statistics.median(ours), statistics.median(floor)
    if ratio.at_most:
        value = our_median / floor_median
        paired = [mine / its for mine, its in zip(ours, floor, strict=True)]
    else:
        value = floor_median / our_median
        paired = [its / mine for mine, its in zip(ours, floor, strict=True)]
    return Result(
        name=ratio.name,
        ratio=value,
        limit=ratio.limit,
        at_most=ratio.at_most,
        ok=value <= ratio.limit if ratio.at_most else value >= ratio.limit,
        ours=our_median,
        floor=floor_median,
        low=min(paired),
        high=max(paired),
        pairs=ratio.pairs,
    )


def prove(proof: Proof) -> Verdict:
    """Run a proof; a broken promise is a verdict, any other failure of the bench itself is raised."""
    start = time.perf_counter()
    try:
        shown, ok = proof.run(), True
    except AssertionError as broken:
        shown, ok = str(broken) or "the promise was broken", False
    return Verdict(proof.name, ok, shown, time.perf_counter() - start)


def machine() -> dict[str, str | int]:
    """What a reader must know to compare two runs."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
    }


def write(path: Path, results: Sequence[Result], verdicts: Sequence[Verdict]) -> None:
    """Write everything measured as JSON, replacing the file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {
            "schema": 1,
            "machine": machine(),
            "ratios": [asdict(result) for result in results],
            "proofs": [asdict(verdict) for verdict in verdicts],
        },
        indent=2,
    )
    part = path.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)


def show(results: Sequence[Result], verdicts: Sequence[Verdict]) -> None:
    """Print everything measured as aligned tables."""
    console = Console(soft_wrap=True) if sys.stdout.isatty() else Console(width=140)
    if results:
        table = Table("bench", title="Ratios, medians of interleaved pairs", title_justify="left")
        for heading in ("ratio", "promise", "ours", "floor", "pairs"):
            table.add_column(heading, justify="right")
        table.add_column("kept")
        for row in results:
            sign = "≤" if row.at_most else "≥"
            table.add_row(
                row.name,
                f"{row.ratio:.2f}",
                f"{sign} {row.limit:g}",
                readable(row.ours),
                readable(row.floor),
                str(row.pairs),
                "yes" if row.ok else "NO",
            )
        console.print(table)
    for verdict in verdicts:
        console.print(
            f"{'kept' if verdict.ok else 'BROKEN'}  {verdict.name}: {verdict.shown} ({verdict.seconds:.1f} s)"
        )


def readable(value: float) -> str:
    """Seconds in the unit that reads best."""
    if value < 1e-3:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1e3:.1f} ms"
    return f"{value:.2f} s"
