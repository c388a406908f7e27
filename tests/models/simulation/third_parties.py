"""Small models in one description, run by the kernel, by SimPy and by Ciw."""

from __future__ import annotations

import collections
import itertools
import math
from collections.abc import Callable, Generator
from dataclasses import dataclass

import ciw
import numpy as np
import simpy

from models.simulation.arrays import Floats
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import UNTIL_TAKEN_UP, Layout
from models.simulation.model.pieces import Hop, Route, exponential, single

WARM_UP = 0.1


@dataclass(frozen=True)
class Visit:
    """Work at a role, exponential with that mean, and the probability that the case goes on to the next visit."""

    role: int
    mean: float
    onward: float = 0.0


@dataclass(frozen=True)
class Stream:
    """Cases that come at that rate, are served in that order of lanes, and take these visits one after the other."""

    rate: float
    visits: tuple[Visit, ...]
    lane: int = 0


@dataclass(frozen=True)
class Model:
    """Holders by role, and streams of cases. Who waits for the first visit longer than `patience` moves on at once."""

    holders: tuple[int, ...]
    streams: tuple[Stream, ...]
    patience: float = math.inf
    in_stages: bool = False
    """Whether the visits are stages that all cases take, rather than a chain of roles that pass them on."""


MODELS = {
    "three holders": Model((3,), (Stream(2.1, (Visit(0, 1.0),)),)),
    "priorities": Model((1,), (Stream(0.25, (Visit(0, 1.0),)), Stream(0.4, (Visit(0, 1.0),), lane=1))),
    "one after the other": Model((1, 2), (Stream(0.6, (Visit(0, 1.0, 1.0), Visit(1, 1.5))),), in_stages=True),
    "three levels": Model(
        (2, 2, 1),
        (
            Stream(1.5, (Visit(0, 1.0, 0.3), Visit(2, 0.8, 0.3), Visit(1, 0.5))),
            Stream(0.4, (Visit(2, 0.8, 0.5), Visit(1, 0.5))),
        ),
    ),
    "a deadline": Model((3, 20), (Stream(2.55, (Visit(0, 1.0), Visit(1, 1.0))),), patience=1.5),
}


def layout(model: Model) -> Layout:
    """The model as the kernel reads it: a decision for each stream."""
    builder = LayoutBuilder()
    for holders in model.holders:
        builder.role(holders)
    for stream in model.streams:
        if model.in_stages:
            stages = sum((single([Hop(visit.role, exponential(visit.mean))]) for visit in stream.visits), ())
        else:
            stages = single(
                [
                    Hop(
                        visit.role,
                        exponential(visit.mean),
                        visit.onward,
                        deadline=math.inf if number else model.patience,
                        binds=UNTIL_TAKEN_UP,
                    )
                    for number, visit in enumerate(stream.visits)
                ]
            )
        builder.decision(stream.rate, [Route(1, stages, lane=stream.lane)])
    return builder.build()


def by_simpy(model: Model, seed: int, cases: int) -> Floats:
    """Return the mean cycle time of each stream's cases, the first tenth of all left out."""
    generator = np.random.default_rng(seed)
    environment = simpy.Environment()
    desks = [simpy.PriorityResource(environment, holders) for holders in model.holders]
    seen: list[tuple[int, int, float]] = []
    numbers = itertools.count()

    def case(stream: int) -> Generator[simpy.Event, object, None]:
        number, arrived = next(numbers), environment.now
        for place, visit in enumerate(model.streams[stream].visits):
            with desks[visit.role].request(priority=model.streams[stream].lane) as request:
                if place == 0 and model.patience < math.inf:
                    yield request | environment.timeout(model.patience)
                    if not request.triggered:
                        continue
                else:
                    yield request
                yield environment.timeout(generator.exponential(visit.mean))
            if generator.random() >= visit.onward:
                break
        seen.append((number, stream, environment.now - arrived))

    def arrivals(stream: int) -> Generator[simpy.Event, None, None]:
        while True:
            yield environment.timeout(generator.exponential(1.0 / model.streams[stream].rate))
            environment.process(case(stream))

    for stream in range(len(model.streams)):
        environment.process(arrivals(stream))
    environment.run(until=cases / sum(stream.rate for stream in model.streams))
    return _means(model, [row for row in seen if row[0] >= WARM_UP * cases])


def by_ciw(model: Model, seed: int, cases: int) -> Floats:
    """Return the same from Ciw: a node for each role, a class of customers for each stream."""
    ciw.seed(seed)
    names = [f"Stream {number}" for number in range(len(model.streams))]
    simulation = ciw.Simulation(
        ciw.create_network(
            number_of_servers=list(model.holders),
            priority_classes={name: stream.lane for name, stream in zip(names, model.streams, strict=True)},
            arrival_distributions=_by_class(
                model, lambda stream, place: ciw.dists.Exponential(stream.rate), first=True
            ),
            service_distributions=_by_class(
                model, lambda stream, place: ciw.dists.Exponential(1.0 / stream.visits[place].mean), idle=True
            ),
            routing={name: _routing(model, stream) for name, stream in zip(names, model.streams, strict=True)},
            **_patience(model),
        )
    )
    simulation.simulate_until_max_time(cases / sum(stream.rate for stream in model.streams))
    visits: dict[int, list[ciw.data_record.DataRecord]] = collections.defaultdict(list)
    for record in simulation.get_all_records():
        visits[record.id_number].append(record)
    seen = [
        (number, names.index(records[0].customer_class), _left(records) - min(r.arrival_date for r in records))
        for number, records in visits.items()
        if number > WARM_UP * cases and _has_ended(model, records)
    ]
    return _means(model, seen)


def _left(records: list[ciw.data_record.DataRecord]) -> float:
    return float(max(record.exit_date for record in records))


def _has_ended(model: Model, records: list[ciw.data_record.DataRecord]) -> bool:
    """Whether the last visit on record led out of the network."""
    return int(max(records, key=lambda record: float(record.exit_date)).destination) == -1


def _by_class(
    model: Model, of: Callable[[Stream, int], object], *, first: bool = False, idle: bool = False
) -> dict[str, list[object]]:
    """What `of` says of each stream's visits, or of its `first` alone, by role; `idle` where Ciw wants something else
    than nothing for the other roles."""
    table: dict[str, list[object]] = {}
    for number, stream in enumerate(model.streams):
        row: list[object] = [ciw.dists.Deterministic(0.0) if idle else None] * len(model.holders)
        for place, visit in enumerate(stream.visits[:1] if first else stream.visits):
            row[visit.role] = of(stream, place)
        table[f"Stream {number}"] = row
    return table


def _passes(model: Model, stream: Stream) -> list[list[float]]:
    passes = [[0.0] * len(model.holders) for _ in model.holders]
    for here, there in itertools.pairwise(stream.visits):
        passes[here.role][there.role] = here.onward
    return passes


class _Impatient(ciw.routing.TransitionMatrix):  # type: ignore[misc]  # Ciw has no types
    """Routing in which who gives up waiting goes to a given node, counted from 1, instead of leaving."""

    def __init__(self, passes: list[list[float]], node: int) -> None:
        super().__init__(passes)
        self._node = node

    def next_node_for_jockeying(self, ind: object, node_id: int) -> object:
        del ind, node_id
        return self.simulation.nodes[self._node]


def _routing(model: Model, stream: Stream) -> object:
    passes = _passes(model, stream)
    return passes if math.isinf(model.patience) else _Impatient(passes, stream.visits[1].role + 1)


def _patience(model: Model) -> dict[str, object]:
    if math.isinf(model.patience):
        return {}
    return {
        "reneging_time_distributions": _by_class(
            model, lambda stream, place: ciw.dists.Deterministic(model.patience), first=True
        )
    }


def _means(model: Model, seen: list[tuple[int, int, float]]) -> Floats:
    rows = np.array(seen)
    return np.array([rows[rows[:, 1] == stream, 2].mean() for stream in range(len(model.streams))])
