"""Everything that happens to cases, in order."""

from __future__ import annotations

import numpy as np

from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE
from models.simulation.model.pieces import Hop, Route, constant, single
from models.simulation.results.trace import traced
from tests.models.simulation.kernel.test_flow import RARE, world_of
from tests.models.simulation.models_of_queues import ended
from tests.models.simulation.test_run import busy_model


def test_a_case_is_followed_from_its_arrival_to_its_end() -> None:
    builder = LayoutBuilder()
    lead, head = builder.role(), builder.role(level=1)
    hops = [Hop(lead, constant(1.0), exception=1.0), Hop(head, constant(5.0), deadline=2.0, outcome=APPROVE)]
    builder.decision(RARE, [Route(1, single(hops))])
    trace = traced(builder.build(), seed=3, cases=1)
    start = trace[0].time
    assert [(round(one.time - start, 3), one.what, one.place, one.how) for one in trace] == [
        (0.0, "arrived", 0, ""),
        (0.0, "taken_up", 0, ""),
        (1.0, "worked", 0, "exception"),
        (1.0, "taken_up", 1, ""),
        (3.0, "timed_out", 1, "approve"),
        (3.0, "closed", 0, "by_silence"),
    ]


def test_a_long_trace_loses_nothing_and_changes_nothing() -> None:
    layout = busy_model()
    trace = traced(layout, seed=3, cases=20_000)
    assert len(trace) > 1 << 16
    rows = ended(world_of(layout, cases=20_000))
    closed = trace.what == 4
    decided = rows["outcome"] != 5
    assert closed.sum() == len(rows)
    assert (trace.how[closed] == 5).sum() == (~decided).sum()
    times = np.zeros(20_000)
    times[trace.case[closed]] = trace.time[closed]
    assert (times == rows["ended"]).all()
    assert (np.diff(trace.time) >= 0).all()
