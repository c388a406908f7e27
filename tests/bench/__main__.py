"""``python -m tests.bench [NAME ...]``: measure all benches, or those named; writes ``build/bench.json``."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

from tests.bench.harness import Proof, Ratio, measure, prove, show, write

# Written by hand: a bench that cannot be imported stops the run, so that none is ever left out unseen.
MODULES = (
    "startup",
    "edit",
    "opening",
    "scrolling",
    "escalation_map",
    "workbook",
    "authority",
    "simulation",
    "durability",
)


def main() -> int:
    """Return 0 if every promise was kept, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure Remit's promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(MODULES)} (default: all)")
    parser.add_argument("--to", type=Path, default=Path("build/bench.json"), help="where the figures are written")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MODULES]
    if unknown:
        parser.error(f"there is no bench called {unknown[0]}; there are {', '.join(MODULES)}")

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    modules = [importlib.import_module(f"tests.bench.{name}") for name in options.names or MODULES]
    results, verdicts = [], []
    for module in modules:
        benches: list[Ratio | Proof] = module.benches()
        for bench in benches:
            print(f"measuring {bench.name} ...", flush=True)
            if isinstance(bench, Ratio):
                results.append(measure(bench))
            else:
                verdicts.append(prove(bench))
    show(results, verdicts)
    write(options.to, results, verdicts)
    return 0 if all(row.ok for row in results) and all(verdict.ok for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
