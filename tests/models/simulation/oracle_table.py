"""The table of docs/simulation.md: closed forms beside what the kernel finds. `python -m` this module prints it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.simulation import oracles
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import RANDOM, UNTIL_TAKEN_UP
from models.simulation.model.pieces import Hop, Route, constant, exponential, lognormal, single, weekly
from models.simulation.results.estimates import Estimate
from models.simulation.results.student import student_t
from models.simulation.results.summary import Result
from tests.models.simulation.models_of_queues import queue, run, side_by_side

REPLICATIONS = 20
_SPREAD = math.sqrt(math.exp(0.64) - 1)


@dataclass(frozen=True)
class Row:
    """A figure that is known exactly, and the estimate of it."""

    what: str
    exact: float
    found: Estimate

    @property
    def z(self) -> float:
        """By how many of its standard errors the estimate is off."""
        return (self.found.mean - self.exact) * student_t(REPLICATIONS - 1, 0.975) / self.found.half_width

    def __str__(self) -> str:
        found = self.found
        interval = f"{found.low:.4f} to {found.high:.4f}"
        return f"| {self.what} | {self.exact:.4f} | {found.mean:.4f} | {interval} | {self.z:+.2f} |"


def rows() -> Iterator[Row]:
    """Yield every figure; times are in hours, with work of one hour on average where nothing else is said."""
    yield Row("M/M/1, ρ = 0.7: wait", oracles.mmc_wait(0.7, 1.0, 1), _wait(run(queue(0.7, exponential(1.0)))))
    three = run(queue(2.55, exponential(1.0), holders=3))
    erlang = oracles.mmc_wait(2.55, 1.0, 3)
    yield Row("M/M/3, ρ = 0.85: wait (Erlang C)", erlang, _wait(three))
    yield Row("M/M/3, ρ = 0.85: number waiting (Little: λW)", 2.55 * erlang, three.roles[0].waiting)
    yield Row("M/M/3, ρ = 0.85: utilisation", 0.85, three.roles[0].utilisation)
    general = run(queue(0.7, lognormal(1.0, _SPREAD)))
    yield Row("M/G/1, ρ = 0.7, lognormal: wait", oracles.mg1_wait(0.7, 1.0, _SPREAD), _wait(general))
    steady = run(queue(0.8, constant(1.0)))
    yield Row("M/D/1, ρ = 0.8: wait", oracles.mg1_wait(0.8, 1.0, 0.0), _wait(steady))
    yield from _deadline()
    yield from _patience()
    yield from _priorities()
    yield Row(
        "Two in parallel, ρ = 0.6: both done", oracles.fork_join_two(0.6, 1.0), _cycle(run(side_by_side(*_TWO, 0.6)))
    )
    yield _tandem()
    yield from _feedback()
    yield _hops()
    yield from _calendar()


_TWO = ((exponential(1.0), exponential(1.0)), None)


def _deadline() -> Iterator[Row]:
    builder = LayoutBuilder()
    below, above = builder.role(3), builder.role(50)
    chain = [Hop(below, exponential(1.0), deadline=1.5, binds=UNTIL_TAKEN_UP), Hop(above, exponential(1.0))]
    builder.decision(2.55, [Route(1, single(chain))])
    result = run(builder.build())
    timed_out, wait = oracles.patient_until(2.55, 1.0, 3, 1.5)
    yield Row("M/M/3, deadline 1.5 h: share that times out", timed_out, result.causes["time_out"])
    yield Row("M/M/3, deadline 1.5 h: wait", wait, _wait(result))


def _patience() -> Iterator[Row]:
    builder = LayoutBuilder()
    below, above = builder.role(3), builder.role(50)
    hop = Hop(below, exponential(1.0), deadline=2.0, patience=RANDOM, binds=UNTIL_TAKEN_UP)
    builder.decision(2.55, [Route(1, single([hop, Hop(above, exponential(1.0))]))])
    result = run(builder.build())
    gives_up, wait = oracles.erlang_a(2.55, 1.0, 3, 0.5)
    yield Row("M/M/3, patience 2 h on average: share that times out (Erlang A)", gives_up, result.causes["time_out"])
    yield Row("M/M/3, patience 2 h on average: wait", wait, _wait(result))


def _priorities() -> Iterator[Row]:
    builder = LayoutBuilder()
    stages = single([Hop(builder.role(), exponential(1.0))])
    for lane, rate in enumerate((0.3, 0.5)):
        builder.decision(rate, [Route(1, stages, lane=lane)])
    result = run(builder.build())
    waits = oracles.priority_waits((0.3, 0.5), 1.0, 1.0)
    for name, wait, found in zip(("urgent", "other"), waits, result.decisions, strict=True):
        assert found.cycle is not None
        yield Row(f"Priorities, ρ = 0.8: {name} cases done (Cobham)", wait + 1.0, found.cycle.mean)


def _tandem() -> Row:
    builder = LayoutBuilder()
    roles = [builder.role(1), builder.role(2)]
    stages = sum((single([Hop(role, exponential(hours))]) for role, hours in zip(roles, (1.0, 1.5), strict=True)), ())
    builder.decision(0.6, [Route(1, stages)])
    passes = np.array([[0.0, 1.0], [0.0, 0.0]])
    exact = oracles.jackson_time(np.array([0.6, 0.0]), passes, np.array([1.0, 1 / 1.5]), (1, 2))
    return Row("Two in sequence (Jackson): done", exact, _cycle(run(builder.build())))


def _feedback() -> Iterator[Row]:
    builder = LayoutBuilder()
    first, second = builder.role(2), builder.role(1)
    stages = (*single([Hop(first, exponential(2.0))]), *single([Hop(second, exponential(1.0), rework=0.3)]))
    builder.decision(0.5, [Route(1, stages)])
    result = run(builder.build())
    passes, services = np.array([[0.0, 1.0], [0.3, 0.0]]), np.array([0.5, 1.0])
    exact = oracles.jackson_time(np.array([0.5, 0.0]), passes, services, (2, 1))
    yield Row("Two in sequence, 0.3 are sent back (Jackson): done", exact, _cycle(result))
    asked = float(oracles.traffic(np.array([0.5, 0.0]), passes)[1])
    yield Row("Two in sequence, 0.3 are sent back: utilisation of the second", asked, result.roles[second].utilisation)


def _calendar() -> Iterator[Row]:
    """Cases come in office hours, and three who keep them do the work."""
    builder = LayoutBuilder()
    office = builder.office = builder.calendar(weekly([8.0] * 5 + [0.0] * 2))
    builder.stream(profile=builder.profile([float(9 <= hour % 24 < 17 and hour < 120) for hour in range(168)]))
    share = 40 / 168
    builder.decision(2.4 * share, [Route(1, single([Hop(builder.role(3, calendar=office), exponential(1.0))]))])
    result = run(builder.build())
    in_office, by_clock = oracles.calendar_waits(2.4 * share, 1.0, 3, share)
    working = result.roles[0].wait_working
    assert working is not None
    assert result.working is not None
    yield Row("M/M/3, ρ = 0.8, 40 hours a week: wait in working time", in_office, working)
    yield Row("M/M/3, ρ = 0.8, 40 hours a week: wait by the clock", by_clock, _wait(result))
    yield Row("M/M/3, ρ = 0.8, 40 hours a week: done in working time", in_office + 1.0, result.working.mean)


def _hops() -> Row:
    builder = LayoutBuilder()
    chances = (0.3, 0.4, 0.0)
    chain = [Hop(builder.role(4), exponential(0.5), chance) for chance in chances]
    builder.decision(1.0, [Route(1, single(chain))])
    passes = np.diag(chances[:2], k=1)
    exact = oracles.mean_hops(np.array([1.0, 0.0, 0.0]), passes)
    return Row("Three levels, 0.3 and 0.4 pass on: hops a case", exact, run(builder.build()).escalations)


def _wait(result: Result) -> Estimate:
    found = result.roles[0].wait
    assert found is not None
    return found


def _cycle(result: Result) -> Estimate:
    assert result.cycle is not None
    return result.cycle.mean


if __name__ == "__main__":
    print("| Model and figure | exact | simulated | 95 % interval | z |")
    print("|---|---:|---:|---:|---:|")
    for row in rows():
        print(row)
