"""What the cases of one replication amount to, taken in block by block as they end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Floats, array_of, sizes
from models.simulation.kernel.counts import BACK_MOVE, BY_ROLE, BY_SILENCE, SAMPLES, UNDECIDED
from models.simulation.model.calendars import open_hours
from models.simulation.model.layout import NO_LEVEL, NONE, Layout
from models.simulation.model.moves import CAUSES
from models.simulation.results.counted import Counted
from models.simulation.results.quantiles import Times

EDGES = np.concatenate([[0.0], 10.0 ** np.linspace(-2, 5, 141), [np.inf]])
"""Hours between which the distribution of the cycle time is counted: twenty bins for each power of ten."""
OUTCOMES = UNDECIDED

SENT_BACK = "sent_back"
ENDINGS = ("by_role", "by_silence", "rejected", "refused", "undecided")

Cases = NDArray[np.void]
Levels = NDArray[np.uint8]


class Way(NamedTuple):
    """A path as it is told apart across replications: its route, its moves (hop and why) and how it ended."""

    route: int
    moves: tuple[tuple[int, str], ...]
    ending: str


def decided_by_role(cases: Cases) -> NDArray[np.bool_]:
    """Return [N] which cases a role has approved."""
    found: NDArray[np.bool_] = (cases["outcome"] == BY_ROLE) & (cases["level"] != NO_LEVEL)
    return found


def too_low(cases: Cases, required: Levels) -> NDArray[np.bool_]:
    """Return [N] which cases were approved below the level [N] that oversight asks for.

    Silence is below every level; but where oversight asks for none, nothing is too low.
    """
    silent = (cases["outcome"] == BY_SILENCE) & (required > 0)
    found: NDArray[np.bool_] = silent | (decided_by_role(cases) & (cases["level"] < required))
    return found


class Tally:
    """Sums over the cases of a replication. Those before the warm-up count for the backlog alone."""

    def __init__(self, layout: Layout, warm_up: int, sample_every: float) -> None:
        self._layout = layout
        self._warm_up = warm_up
        self._owner = np.repeat(np.arange(layout.decisions), sizes(layout.decision_routes))
        self._digest = hashlib.sha256()
        self._sample_every = sample_every
        levels = layout.levels
        self.cases = 0
        self.cycle = Times(layout.decisions)
        self.working = Times(layout.decisions)
        self.outcomes = np.zeros(OUTCOMES, dtype=np.int64)
        self.decision_cases = np.zeros(layout.decisions, dtype=np.int64)
        self.decision_undecided = np.zeros(layout.decisions, dtype=np.int64)
        self.decision_decided = np.zeros(layout.decisions, dtype=np.int64)
        self.decision_exposed = np.zeros(layout.decisions, dtype=np.int64)
        self.decision_cost = np.zeros(layout.decisions)
        self.route_levels = np.zeros((layout.routes, levels), dtype=np.int64)
        self.level_values = np.zeros(levels)
        self.value = 0.0
        self.decided_value = 0.0
        self.exposed_value = 0.0
        self.moves = np.zeros(layout.depth, dtype=np.int64)
        self.histogram = np.zeros(len(EDGES) - 1, dtype=np.int64)
        self.opened = np.zeros(SAMPLES + 1, dtype=np.int64)
        self.ended = np.zeros(SAMPLES + 1, dtype=np.int64)
        self._trails: dict[int, tuple[int, float]] = {}

    def add(self, world: Counted) -> None:
        """Take in the cases that have ended since the last time, and free their places."""
        run = array_of(world.run)
        count = int(run["finished"][0])
        block = array_of(world.finished)[:count]
        spent = array_of(world.spent)[:count]
        self._digest.update(block.tobytes())
        self._digest.update(spent.tobytes())
        self._backlog(block)
        chosen = block["number"] >= self._warm_up
        if len(spent):
            self._add(block[chosen], spent["cost"][chosen], spent["trail"][chosen])
        else:
            self._add(block[chosen], None, None)
        run["finished"] = 0

    def digest(self, world: Counted) -> bytes:
        """Return a digest of every case and of what happened at every hop."""
        self._digest.update(array_of(world.hop_tally).tobytes())
        return self._digest.digest()

    def _add(self, cases: Cases, cost: Floats | None, trail: NDArray[np.uint32] | None) -> None:
        layout = self._layout
        self.cases += len(cases)
        route = layout.cell_route[cases["cell"]]
        decision = self._owner[route]
        outcome = cases["outcome"]
        self.outcomes += np.bincount(outcome, minlength=OUTCOMES + 1)[1:]
        self.decision_cases += np.bincount(decision, minlength=layout.decisions)
        self.decision_undecided += np.bincount(decision[outcome == UNDECIDED], minlength=layout.decisions)
        taken = outcome != UNDECIDED
        self._times(cases[taken], decision[taken])
        self._levels(cases, route, decision)
        if cost is not None:
            self.decision_cost += np.bincount(decision, weights=cost, minlength=layout.decisions)
        if trail is not None:
            self._paths(cases, trail)

    def _times(self, cases: Cases, decision: NDArray[np.intp]) -> None:
        cycle = cases["ended"] - cases["arrived"]
        self.cycle.add(decision, cycle)
        self.histogram += np.histogram(cycle, EDGES)[0]
        office = self._layout.office[0]
        if office != NONE:
            ends = open_hours(self._layout, office, cases["ended"])
            self.working.add(decision, ends - open_hours(self._layout, office, cases["arrived"]))

    def _levels(self, cases: Cases, route: NDArray[np.uint32], decision: NDArray[np.intp]) -> None:
        layout, outcome, level = self._layout, cases["outcome"], cases["level"]
        value = layout.cell_value[cases["cell"]]
        counted = np.where(np.isnan(value), 0.0, value)
        by_role = decided_by_role(cases)
        place = route[by_role].astype(np.intp) * layout.levels + level[by_role]
        self.route_levels += np.bincount(place, minlength=self.route_levels.size).reshape(self.route_levels.shape)
        self.level_values += np.bincount(level[by_role], weights=counted[by_role], minlength=layout.levels)
        self.value += float(counted.sum())
        self.moves += np.bincount(np.minimum(cases["moves"][by_role], layout.depth - 1), minlength=layout.depth)
        approved = by_role | (outcome == BY_SILENCE)
        exposed = too_low(cases, layout.route_required[route])
        self.decision_decided += np.bincount(decision[approved], minlength=layout.decisions)
        self.decision_exposed += np.bincount(decision[exposed], minlength=layout.decisions)
        self.decided_value += float(counted[approved].sum())
        self.exposed_value += float(counted[exposed].sum())

    def _backlog(self, cases: Cases) -> None:
        self.opened += self._by_sample(cases["arrived"])
        self.ended += self._by_sample(cases["ended"])

    def _by_sample(self, moments: Floats) -> NDArray[np.intp]:
        """How many of some moments come first to each moment of looking; the last place is for those after all."""
        places = np.minimum(np.ceil(moments / self._sample_every), SAMPLES).astype(np.intp)
        return np.bincount(places, minlength=SAMPLES + 1)

    def open_cases(self) -> Floats:
        """Return [SAMPLES] how many cases were open at each moment of looking."""
        found: Floats = np.cumsum(self.opened - self.ended)[:SAMPLES].astype(np.float64)
        return found

    def _paths(self, cases: Cases, trail: NDArray[np.uint32]) -> None:
        key = trail.astype(np.int64) * (OUTCOMES + 1) + cases["outcome"]
        known, place = np.unique(key, return_inverse=True)
        counts = np.bincount(place)
        sums = np.bincount(place, weights=cases["ended"] - cases["arrived"])
        for name, count, total in zip(known.tolist(), counts.tolist(), sums.tolist(), strict=True):
            before = self._trails.get(name, (0, 0.0))
            self._trails[name] = (before[0] + count, before[1] + total)

    def ways(self, world: Counted) -> Iterator[tuple[Way, int, float]]:
        """Yield each path that cases took: how often, and their hours all together."""
        trails, routes = array_of(world.trails)[: int(array_of(world.run)["trails"][0])], self._layout.routes
        parents, hops, causes = trails["parent"].tolist(), trails["hop"].tolist(), trails["cause"].tolist()
        for name, (count, total) in self._trails.items():
            at, outcome = divmod(name, OUTCOMES + 1)
            made: list[tuple[int, str]] = []
            while at >= routes:
                made.append((hops[at], SENT_BACK if causes[at] == BACK_MOVE else CAUSES[causes[at]]))
                at = parents[at]
            yield Way(at, tuple(reversed(made)), ENDINGS[outcome - 1]), count, total
