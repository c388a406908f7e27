"""The rounds of a search: which candidates are looked at, given up, and simulated further.

What is looked at next follows from what has been found and from nothing else, so a search that was stopped is resumed
by going the same way again: what was tried before is looked up instead of simulated, and the end is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from models.effort import Halt, Progress, Stopped
from models.whatif.exploring import Index, around, halved, spread, strides_for
from models.whatif.levers import Choice, Lever, candidates, choice_words
from models.whatif.search import Against, Frontier, Objective, Point, SearchRefused
from models.whatif.state import State, Tries
from models.whatif.trial import COLUMNS, Piece, Question, Tried, has_prices

if TYPE_CHECKING:
    from models.simulation.arrays import Floats
    from models.whatif.running import Runner, Watch

FIRST = 4
"""Replications that every candidate gets."""
EXPLORING = 0.7
"""The share of the budget for looking at candidates; the rest is for knowing the best of them well."""
MOST_IN_A_PIECE = 16

KEEP_EVERY = 20.0
"""Seconds after which what has been tried is handed over in the middle of a round, too."""

Trier = Callable[[Question, Sequence[Piece], "Watch"], tuple[Tried, ...]]
USUAL_BUDGET = 4_000


@dataclass(frozen=True)
class Ask:
    """What a search is asked: which levers, which two figures, and how many replications it may take."""

    levers: tuple[Lever, ...]
    objective: Objective = "mean"
    against: Against = "exposure"
    budget: int = USUAL_BUDGET
    """Replications, all candidates together."""


@dataclass
class Rounds:
    """One search on its way."""

    ask: Ask
    question: Question
    tries: Tries
    runner: Runner
    trier: Trier
    keeper: Callable[[State], None] | None
    progress: Progress | None
    halt: Halt | None
    base: Choice = ()

    def __post_init__(self) -> None:
        self.sizes = [len(lever.values) for lever in self.ask.levers]
        self.most = max(2, self.question.settings.replications)
        self.spent = 0
        self.counted: dict[Choice, int] = {}
        self.lost: dict[Choice, None] = {}
        self._known: dict[Choice, Floats] = {}
        self._kept_at = monotonic()

    def go(self) -> None:
        """Look at candidates as long as the budget lasts. Raises Stopped."""
        self.raise_to(self.most, [self.base])
        exploring = self.spent + int(EXPLORING * (self.ask.budget - self.spent))
        few = (exploring - self.spent) // FIRST
        strides = strides_for(self.sizes, few if candidates(self.ask.levers) <= few else max(2, few // 2))
        fresh = [self.choice(index) for index in spread(self.sizes, strides)]
        while fresh:
            room = max(0, exploring - self.spent) // FIRST
            if not room:
                break
            self.raise_to(min(FIRST, self.most), fresh[:room])
            self.give_up()
            # What cannot be simulated costs nothing, so that there may be room for more.
            fresh = fresh[room:] or self.neighbours(strides)
            while not fresh and max(strides) > 1:
                strides = halved(strides)
                fresh = self.neighbours(strides)
        self.race()

    def neighbours(self, strides: Sequence[int]) -> list[Choice]:
        """Return what lies beside the best and has not been looked at."""
        best = [self.index(choice) for choice in self.best()]
        near = (self.choice(index) for index in around(best, self.sizes, strides))
        return [choice for choice in near if choice not in self.counted]

    def race(self) -> None:
        """Give those that are not beaten more replications, as far as the budget goes."""
        count = FIRST
        while count < self.most:
            count = min(2 * count, self.most)
            alive = [choice for choice in self.alive() if self.counted[choice] < count]
            best = set(self.best())
            alive.sort(key=lambda choice: choice not in best)
            affordable = []
            left = self.ask.budget - self.spent
            for choice in alive:
                left -= count - self.counted[choice]
                if left < 0:
                    break
                affordable.append(choice)
            if not affordable:
                return
            self.raise_to(count, affordable)
            self.give_up()

    def raise_to(self, count: int, wanted: Sequence[Choice]) -> None:
        """Have candidates simulated so many times in all. Raises Stopped; what was done by then is kept."""
        pieces = []
        for choice in wanted:
            known = len(self.tries.rows(choice))
            if known < count and not self.tries.problem(choice):
                pieces.append(Piece(choice, known, count - known))
        if pieces:
            self._carry_out(pieces)
        for choice in wanted:
            had = self.counted.get(choice, 0)
            self.counted[choice] = 0 if self.tries.problem(choice) else max(had, count)
            self.spent += self.counted[choice] - had
        self._tell(0)
        self.keep()
        if self.halt is not None and self.halt():
            raise Stopped

    def _carry_out(self, pieces: Sequence[Piece]) -> None:
        size = min(MOST_IN_A_PIECE, max(1, len(pieces) // (8 * self.runner.workers)))
        tasks = [tuple(pieces[at : at + size]) for at in range(0, len(pieces), size)]
        replications = sum(piece.number for piece in pieces)

        def took(number: int, found: tuple[Tried, ...]) -> None:
            for piece, one in zip(tasks[number], found, strict=True):
                self.tries.add(piece.choice, piece.first, one)
            if monotonic() - self._kept_at > KEEP_EVERY:
                self.keep()

        def tell(done: int, total: int) -> None:
            self._tell(replications * done // total if total else 0)

        self.runner(self.trier, self.question, tasks, took=took, progress=tell, halt=self.halt)

    def _tell(self, more: int) -> None:
        if self.progress is not None:
            total = max(self.ask.budget, self.spent + more)
            self.progress(self.spent + more, total)

    def keep(self) -> None:
        """Hand over what has been tried."""
        if self.keeper is not None:
            self.keeper(self.tries.as_state())
        self._kept_at = monotonic()

    def give_up(self) -> None:
        """Give up the candidates that others clearly beat."""
        from models.whatif.racing import beaten

        alive = self.alive()
        if alive:
            flags = beaten([self.changes(choice) for choice in alive])
            self.lost |= {choice: None for choice, flag in zip(alive, flags, strict=True) if flag}

    def alive(self) -> list[Choice]:
        """Return the candidates that can be simulated and have not been given up, in a fixed order."""
        return sorted(
            choice
            for choice in self.counted
            if choice != self.base and choice not in self.lost and self.comparable(choice)
        )

    def comparable(self, choice: Choice) -> bool:
        """Whether both figures of a candidate are known in every replication."""
        import numpy as np

        rows = self.rows(choice)
        return not self.tries.problem(choice) and len(rows) > 0 and not np.isnan(rows).any()

    def best(self) -> list[Choice]:
        """Return the candidates that no other beats, going by their means."""
        import numpy as np

        from models.whatif.racing import frontier

        alive = self.alive()
        if not alive:
            return []
        means = np.array([self.changes(choice).mean(axis=0) for choice in alive])
        return [choice for choice, best in zip(alive, frontier(means), strict=True) if best]

    def rows(self, choice: Choice) -> Floats:
        """Return [replications, 2] the two figures of a candidate."""
        import numpy as np

        count = self.counted.get(choice, 0)
        known = self._known.get(choice)
        if known is None or len(known) != count:
            columns = COLUMNS.index(self.ask.objective), COLUMNS.index(self.ask.against)
            rows = self.tries.rows(choice)[:count]
            found = [[np.nan if row[at] is None else row[at] for at in columns] for row in rows]
            known = self._known[choice] = np.array(found, dtype=float).reshape(-1, 2)
        return known

    def changes(self, choice: Choice) -> Floats:
        """Return [replications, 2] how far the figures of a candidate lie from those of the file as it is.

        So candidates with few and with many replications can be held against each other: luck that all share is out.
        Where the file as it is cannot be simulated, the figures themselves.
        """
        rows = self.rows(choice)
        return rows - self.rows(self.base)[: len(rows)] if self.comparable(self.base) else rows

    def choice(self, index: Index) -> Choice:
        """Return a candidate by the numbers of its values."""
        return tuple(lever.values[at] for lever, at in zip(self.ask.levers, index, strict=True))

    def index(self, choice: Choice) -> Index:
        """Return the numbers of a candidate's values."""
        return tuple(lever.values.index(value) for lever, value in zip(self.ask.levers, choice, strict=True))

    def frontier(self, done: bool) -> Frontier:
        """Return what has been found. Raises SearchRefused where a figure is not there at all."""
        best = set(self.best())
        points = [
            replace(self.point(choice), on_frontier=choice in best, beaten=choice in self.lost)
            for choice in self.counted
            if choice != self.base
        ]
        if done and points and not best:
            raise SearchRefused(self._why_nothing(points))
        points.sort(key=_place)
        return Frontier(
            levers=self.ask.levers,
            goal=self.ask.objective,
            against=self.ask.against,
            currency=self._currency(),
            base=self.point(self.base) if self.base in self.counted else Point((), 0, None, None),
            points=tuple(points),
            candidates=candidates(self.ask.levers),
            spent=self.spent,
            done=done,
            digest=self._digest(),
        )

    def point(self, choice: Choice) -> Point:
        """Return a candidate with its figures."""
        from models.simulation.results.estimates import estimate

        rows = self.rows(choice)
        problem = self.tries.problem(choice)
        words = choice_words(self.question.document, self.ask.levers, choice) if choice else ()
        objective, against = (estimate(rows[:, at]) if len(rows) else None for at in range(2))
        point = Point(choice, self.counted[choice], objective, against, problem=problem, words=words)
        if not choice or not len(rows) or not self.comparable(self.base):
            return point
        changes = self.changes(choice)
        return replace(point, objective_change=estimate(changes[:, 0]), against_change=estimate(changes[:, 1]))

    def _currency(self) -> str:
        from models.simulation.compiling.spread import common_currency

        if self.ask.against == "time" and not has_prices(self.question.document):
            return ""
        return common_currency(self.question.document)

    def _why_nothing(self, points: Sequence[Point]) -> str:
        problems = [point.problem for point in points if point.problem]
        if len(problems) == len(points):
            return f"None of the candidates can be simulated; of the first: {problems[0]}"
        if self.ask.against in ("exposure", "value"):
            return (
                "Nothing says at which level cases ought to be decided, so there is no exposure: give decisions a tier "
                "with a role that decides, or search against cost."
            )
        return "None of the candidates decides a case, so there is nothing to compare."

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for choice in sorted(self.counted):
            rows = self.tries.rows(choice)[: self.counted[choice]]
            digest.update(repr((tuple(map(float, choice)), rows, self.tries.problem(choice))).encode())
        return digest.hexdigest()[:16]


def _place(point: Point) -> tuple[bool, float, float, Choice]:
    first, second = point.objective_change or point.objective, point.against_change or point.against
    if first is None or second is None:
        return True, 0.0, 0.0, point.choice
    return False, first.mean, second.mean, point.choice
