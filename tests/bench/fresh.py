"""What a fresh process costs: from a model to its first result, and the memory that many cases take.

Each measurement is a process of its own, imports and all; machine code is kept from the run before, as on a user's
machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.conftest import ROOT

SECONDS = 0.5
"""From nothing to a mean with its interval."""
FEW, MANY = 100_000, 4_000_000
GROWTH = 1.2
"""How much more memory the many cases may take than the few."""

# The process ends where the promise ends: taking the compiler down again is no part of it.
_RESULT = """
import os
import workbench  # as every command of the product does first
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.pieces import Hop, Route, exponential, single
from models.simulation.run import simulate
from models.simulation.settings import Settings
builder = LayoutBuilder()
low, high = builder.role(2, level=0), builder.role(1, level=1)
builder.decision(1.5, [Route(1, single([Hop(low, exponential(1.0), 0.2), Hop(high, exponential(0.5))]))])
cycle = simulate(builder.build(), Settings(replications=20, cases=10_000)).cycle
print(f"{cycle.mean.mean:.4f} [{cycle.mean.low:.4f}, {cycle.mean.high:.4f}]", flush=True)
os._exit(0)
"""
# On Linux the peak is read where it starts anew with a program: that of getrusage remembers who started it.
_PEAK = """
import pathlib, re, resource, sys
from tests.bench import three_levels
three_levels.{path}(int(sys.argv[1]), keep=False)
status = pathlib.Path("/proc/self/status")
known = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(known[1] if known else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _printed(script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def first_result() -> str:
    """Raise AssertionError unless a fresh process has its first result in time, else say when; the best of five."""
    _printed(_RESULT)
    spent, used = [], []
    for _ in range(5):
        start, before = time.perf_counter(), os.times()
        shown = _printed(_RESULT)
        spent.append(time.perf_counter() - start)
        after = os.times()
        used.append(after.children_user + after.children_system - before.children_user - before.children_system)
    said = f"{shown.strip()} h after {min(spent):.2f} s, promised {SECONDS:g} s; {min(used):.2f} s of processor time"
    assert min(spent) <= SECONDS, said
    return said


def memory(path: str) -> str:
    """Raise AssertionError if the memory of a path grows with the number of cases, else say how much it takes."""
    script = _PEAK.format(path=path)
    _printed(script, "1000")  # the compiler takes more than any run
    few, many = (int(_printed(script, str(cases))) for cases in (FEW, MANY))
    said = f"{few / 1024:.0f} MiB for {FEW:,} cases, {many / 1024:.0f} MiB for {MANY:,}"
    assert many <= GROWTH * few, said
    return said
