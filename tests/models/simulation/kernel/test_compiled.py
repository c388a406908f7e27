"""Machine code that is kept on disk is found again, and loaded without the compiler's tables."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

_RUN = """
import sys
import numpy as np
from models.simulation.kernel.loop import advance_plain
from tests.models.simulation.kernel.test_flow import world_of
from tests.models.simulation.models_of_queues import queue
from models.simulation.model.pieces import exponential
world = world_of(queue(0.5, exponential(1.0)), cases=100)
print(sum(advance_plain.stats.cache_hits.values()), "numba.np.linalg" in sys.modules)
"""


def test_a_later_process_loads_what_an_earlier_one_compiled() -> None:
    for _ in range(2):
        shown = subprocess.run(
            [sys.executable, "-c", _RUN], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    assert shown.split() == ["1", "False"]
