"""Routes: the different ways that the cases of one decision can go, and the mix that sends them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.authority.answers import Answer, AnswerKind
from models.authority.facts import Case, currency_of
from models.authority.lookup import dimensions_of
from models.authority.rates import exchange_rate
from models.authority.routing import route
from models.authority.spaces import Box
from models.decisions import Decision, Dimension
from models.document import Document
from models.escalation import MixPart, Volume
from models.simulation.compiling.axes import AxisMaker, above, layer_of
from models.simulation.compiling.causes import first_above_limit
from models.simulation.compiling.graphs import roles_of
from models.simulation.compiling.mixes import Grid, Money, Named, TooManyCells, grid_of, plain, with_routes
from models.simulation.compiling.oversight import Oversight
from models.simulation.compiling.procedures import Procedures, renumbered
from models.simulation.compiling.spread import Spread, spread_of
from models.simulation.compiling.vacancies import without_vacant
from models.simulation.model.layout import CONFLICT, DECIDED, GAP, NOBODY, UNKNOWN
from models.simulation.model.pieces import Part, Route, Stages

_ANSWERS: dict[AnswerKind, int] = {
    "decided": DECIDED,
    "gap": GAP,
    "conflict": CONFLICT,
    "unknown": UNKNOWN,
    "nobody": NOBODY,
}
_ELSE = Answer("unknown", "Unknown: no answer of the decision says what becomes of these cases.", Case(""), date.min)


MOST_NUMBERINGS = 8
"""For so many ways of numbering its roles a decision's routes are kept."""


@dataclass(frozen=True)
class Way:
    """A route before levels are known: the answer that its cases get, their tier, and what is to be done."""

    branch: int
    words: str
    answer: Answer
    tier: int
    stages: Stages
    start: int
    lane: int

    def route(self, required: Sequence[int], stages: Stages) -> Route:
        """Return the route; `required` is the level that each tier asks for, `stages` are those of the whole model."""
        answer = _ANSWERS[self.answer.kind] if stages or self.answer.kind != "decided" else NOBODY
        return Route(
            weight=0.0,
            stages=stages,
            answer=answer,
            lane=self.lane,
            required=required[self.tier] if stages else 0,
            start=self.start if stages else 0,
        )


@dataclass(frozen=True)
class Ways:
    """The routes of a decision, and for each part of its mix which cases take which."""

    decision: str
    ways: tuple[Way, ...]
    grids: tuple[Grid, ...]
    spread: Spread
    _numbered: dict[tuple[int, ...], tuple[Stages, ...]] = field(default_factory=dict, compare=False, repr=False)

    def routes(
        self, required: Sequence[int], numbers: Sequence[int], vacant: frozenset[int] = frozenset()
    ) -> list[Route]:
        """Return the routes; `numbers` are those that the decision's roles have in the whole model.

        To `vacant` roles nobody ever comes: what cannot be done without them nobody decides.
        """
        key = tuple(numbers)
        stages = self._numbered.get(key)
        if stages is None:
            if len(self._numbered) >= MOST_NUMBERINGS:
                self._numbered.clear()
            stages = self._numbered[key] = tuple(renumbered(way.stages, key) for way in self.ways)
        if not vacant.isdisjoint(key):
            stages = tuple(without_vacant(found, vacant) for found in stages)
        return [way.route(required, found) for way, found in zip(self.ways, stages, strict=True)]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The grids as the layout has them."""
        return tuple(grid.as_part() for grid in self.grids)


Answers = tuple[tuple[str, tuple[Box, ...], Answer], ...]


def answers_of(document: Document, decision: Decision, on: date) -> Answers:
    """Return every answer that a decision's cases can get: when, in words and as disjoint boxes."""
    answer = route(document, Case(decision.id), on)
    if answer.kind != "depends":
        return (("every case", (Box(),), answer),)
    return tuple((branch.words, branch.boxes, branch.answer) for branch in answer.branches)


@dataclass
class Compiler:
    """Compiles one decision of a document."""

    document: Document
    decision: Decision
    volume: Volume | None
    procedures: Procedures
    oversight: Oversight
    currency: str
    on: date
    urgent: bool
    """Whether the file knows urgent rows or routes, so that urgent cases go first."""

    def ways(self, answers: Answers) -> Ways:
        """Return the routes of the decision and the mix that sends its cases there."""
        decision, volume = self.decision, self.volume
        self._usual = [self._stages(answer, frozenset()) for _, _, answer in answers]
        boxes = [box for _, found, _ in answers for box in found]
        parts: tuple[MixPart | None, ...] = (volume.mix if volume else ()) or (None,)
        tiers, edges = self.oversight.layer(decision, self.procedures.said), []
        money = self._money()
        if money is not None:
            roles = {role for branch in range(len(answers)) for role in self._roles_in(self._usual[branch])}
            edges = self._edges(roles, money)
        limits = [(above(money.id, edge), at) for at, (edge, _) in enumerate(edges, start=1)] if money else []
        more = [box for box, _ in (*tiers, *limits)]
        spread = spread_of(self.document, boxes, [part for part in parts if part is not None], more)
        layers = [layer_of((found, at) for at, (_, found, _) in enumerate(answers, start=1)), tiers, limits]
        maker = AxisMaker(self.document, decision, spread, layers, self.on)
        worth = self._worth(spread)
        total = sum(part.weight for part in parts if part is not None) or 1.0
        weights = [part.weight / total if part is not None else 1.0 for part in parts]
        known: dict[tuple[object, ...], int] = {}
        numbers: dict[Named, int] = {}
        ways: list[Way] = []

        def number_of(kind: Named) -> int:
            if kind not in numbers:
                branch, tier, passed = kind
                over = frozenset(role for _, found in edges[:passed] for role in found)
                way = self._way(answers, branch - 1, tier or self.oversight.own(decision), over)
                numbers[kind] = known.setdefault((way.branch, way.tier, way.stages), len(ways))
                if numbers[kind] == len(ways):
                    ways.append(way)
            return numbers[kind]

        try:
            grids = [grid_of(maker, part, weight, worth) for part, weight in zip(parts, weights, strict=True)]
        except TooManyCells:
            grids = []
        for kind in sorted({kind for grid in grids for kind in grid.kinds}):
            number_of(kind)
        reached = {way.branch for way in ways}
        for branch in range(len(answers)):
            if branch not in reached:
                number_of((branch + 1, 0, 0))
        order = sorted(range(len(ways)), key=lambda at: (ways[at].branch < 0, ways[at].branch, at))
        place = {old: new for new, old in enumerate(order)}
        if grids:
            made = [with_routes(grid, lambda kind: place[number_of(kind)]) for grid in grids]
        else:
            made = [self._uncut(spread, answers, part, weight) for part, weight in zip(parts, weights, strict=True)]
            self._note_crowded()
        return Ways(decision.id, tuple(ways[at] for at in order), tuple(made), spread)

    def _way(self, answers: Answers, branch: int, tier: int, over: frozenset[str]) -> Way:
        if branch < 0:
            return Way(branch, "other cases", _ELSE, 0, (), 0, 0)
        words, _, answer = answers[branch]
        stages = self._usual[branch] if not over else self._stages(answer, over)
        start = self.procedures.starts_at(stages, self.volume)
        return Way(branch, words, answer, tier if stages else 0, stages, start, self._lane(answer))

    def _stages(self, answer: Answer, over: frozenset[str]) -> Stages:
        if answer.kind != "decided":
            return ()
        return self.procedures.stages(self.decision.id, [step.step for step in answer.steps], self.volume, over)

    def _lane(self, answer: Answer) -> int:
        """Urgent cases go first where the file knows urgent rows or routes; otherwise all are alike."""
        if not self.urgent or answer.urgent_route is not None:
            return 0
        found = (self.document.rules.get(rule) for rule in answer.rules)
        return 0 if any(rule is not None and rule.kind == "urgent" for rule in found) else 1

    def _uncut(self, spread: Spread, answers: Answers, part: MixPart | None, weight: float) -> Grid:
        shares = [spread.weight(boxes, part) for _, boxes, _ in answers]
        values = [spread.value(boxes, part, self.currency, self.on) for _, boxes, _ in answers]
        return plain(part, weight, shares, values)

    def _note_crowded(self) -> None:
        self.procedures.said.note(
            f"“{self.decision.name}” is cut by so many attributes at once that its cases are drawn by their answer "
            "alone; limits and tiers of single amounts are not looked at."
        )

    def _roles_in(self, stages: Stages) -> set[str]:
        names = tuple(self.procedures.roles)
        return {names[number] for stage in stages for number in roles_of(stage)}

    def _edges(self, roles: set[str], money: Dimension) -> list[tuple[int, tuple[str, ...]]]:
        """The amounts from which on a case is above the own limit of some roles, ascending."""
        found: dict[int, list[str]] = {}
        for role in sorted(roles):
            edge = first_above_limit(self.document, role, money, self.on)
            if edge is not None:
                found.setdefault(edge, []).append(role)
        return [(edge, tuple(found[edge])) for edge in sorted(found)]

    def _money(self) -> Dimension | None:
        """The amount that own limits are held against: the first of the decision."""
        own = dimensions_of(self.document, self.decision)
        return next((dimension for dimension in own if dimension.kind == "money"), None)

    def _worth(self, spread: Spread) -> Money | None:
        """By what cases are worth something: the first amount that anything is said about."""
        for name, line in spread.lines.items():
            dimension = self.document.dimensions[name]
            if dimension.kind != "money":
                continue
            rate = exchange_rate(self.document, currency_of(self.document, dimension), self.currency, self.on)
            return None if rate is None else Money(name, line, float(dimension.step) * float(rate))
        return None
