"""From a document to a model: its decisions, the routes that the matrix gives their cases, and who does the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.authority.answers import Answer
from models.authority.words import listed, role_words
from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.beyond import BEYOND, NothingToSimulate
from models.simulation.compiling.decisions import compiled_decisions, volume_of
from models.simulation.compiling.desks import Desk, desk_of, level_names, levels_of
from models.simulation.compiling.known import CompiledParts
from models.simulation.compiling.oversight import Oversight
from models.simulation.compiling.people import People
from models.simulation.compiling.pools import PoolInfo, Pools
from models.simulation.compiling.routes import Way, Ways
from models.simulation.compiling.said import Said
from models.simulation.compiling.spread import common_currency
from models.simulation.compiling.stated import Compiled, stated
from models.simulation.compiling.streams import Arrivals, first_recorded
from models.simulation.compiling.year import Year
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.sound import UnsoundLayout

__all__ = ["Branch", "CompiledModel", "NothingToSimulate", "compile_model", "volumes_of"]


@dataclass(frozen=True)
class Branch:
    """Some of a decision's cases that get the same answer and go the same way: when, with which share, and the answer.

    `tier` is the number of their tier in the model's `tiers`.
    """

    decision: str
    words: str
    share: float
    answer: Answer
    tier: int = 0


@dataclass(frozen=True)
class CompiledModel:
    """A layout with the names of its parts, and what was assumed to make it."""

    layout: Layout
    on: date
    assumptions: Assumptions
    decisions: tuple[str, ...]
    """Ids, in the order of the layout."""
    roles: tuple[str, ...]
    """Ids, in the order of the layout."""
    branches: tuple[Branch, ...]
    """In the order of the layout's routes."""
    desks: tuple[Desk, ...]
    """In the order of the roles."""
    levels: tuple[str, ...]
    """What each level is called; 0 is nearest to the work."""
    currency: str
    """In which values are counted."""
    notes: tuple[str, ...]
    """What is assumed or simplified, in sentences."""
    starts: datetime
    """The moment that is hour 0 of the layout: midnight on a Monday."""
    pools: tuple[PoolInfo, ...]
    """Who is in each of the layout's pools."""
    tiers: tuple[str, ...]
    """Names of the tiers of oversight, lowest first, after "" for cases of none."""
    ways: tuple[Ways, ...]
    """In the order of the decisions: which cases take which of a decision's routes."""


def compile_model(
    document: Document, assumptions: Assumptions, *, on: date, known: CompiledParts | None = None
) -> CompiledModel:
    """Return the model of a document on a day.

    Each decision's domain is cut exactly where its answer changes, where a case belongs to another tier, and where it
    is above what a role on its way may commit. Absences are left out of the answers, since the model lives through
    them day by day. With `known`, decisions are taken from a model before, as far as nothing that they read has
    changed; the model is the same. Raises NothingToSimulate where there are no decisions, or numbers beyond measure.
    """
    if not len(document.decisions):
        raise NothingToSimulate("There is nothing to simulate: the file has no decisions yet.")
    volumes = volumes_of(document)
    first = first_recorded(volumes.values())
    year = Year.around(on if first is None else min(on, first))
    arrivals = Arrivals(document, assumptions, year, on)
    order = arrivals.ordered(volumes)
    oversight = Oversight(document, on)
    found = compiled_decisions(document, [name for name, _ in order], assumptions, on, oversight, known)
    said, numbers = Said(), dict[str, int]()
    for parts in found:
        said.add(parts.said)
        for role in parts.roles:
            numbers.setdefault(role, len(numbers))
    roles = tuple(numbers)
    desks = tuple(desk_of(document, role, assumptions, on) for role in roles)
    people = People(document, year)
    pools = Pools(document, people, assumptions, on)
    pools.make(roles, desks, said.decides, said.quorums)
    further = [role for role in oversight.decided_by() if role not in numbers]
    levels, own_levels = levels_of(document, [*roles, *further], said.moves)
    required = oversight.levels(levels)
    oversight.unknown(levels, numbers)
    builder = LayoutBuilder()
    builder.office = builder.calendar(year.calendar(None))
    for number, role in enumerate(roles):
        away = pools.absent.get(number)
        builder.role(
            level=levels[role],
            cost=_cost(document, role),
            absent=None if away is None else builder.mask(away.tolist()),
            own_pool=False,
        )
    who = pools.add_to(builder, roles)
    arrivals.add_to(builder, order, volumes)
    vacant = frozenset(number for number, away in pools.absent.items() if away.all())
    nobody = tuple(role_words(document, roles[number]) for number in sorted(vacant))
    ways: list[tuple[str, Way, Answer]] = []
    for (decision, stream), parts in zip(order, found, strict=True):
        own = [numbers[role] for role in parts.roles]
        routes = parts.ways.routes(required, own, vacant)
        ways += [
            (decision, way, way.answer if made.stages or not way.stages else _stopped(way.answer, nobody))
            for way, made in zip(parts.ways.ways, routes, strict=True)
        ]
        builder.decision(arrivals.rates[decision], routes, parts.ways.parts, stream=stream)
    layout = _built(builder)
    notes = (said.notes, oversight.notes, arrivals.notes, people.notes, pools.notes)
    about = Compiled(document, assumptions, tuple(volumes.values()), roles, desks, said, pools, own_levels)
    return CompiledModel(
        layout=layout,
        on=on,
        assumptions=assumptions,
        decisions=tuple(decision for decision, _ in order),
        roles=roles,
        branches=tuple(
            Branch(decision, way.words, share, answer, way.tier)
            for (decision, way, answer), share in zip(ways, layout.route_weight.tolist(), strict=True)
        ),
        desks=desks,
        levels=level_names(document, {role: levels[role] for role in roles}, set(said.decides)),
        currency=common_currency(document),
        notes=(*stated(about), *dict.fromkeys(note for some in notes for note in some)),
        starts=year.starts,
        pools=who,
        tiers=("", *(tier.name for tier in oversight.tiers)),
        ways=tuple(parts.ways for parts in found),
    )


def _built(builder: LayoutBuilder) -> Layout:
    """Return the layout. Raises NothingToSimulate where the file's numbers are beyond what can be simulated."""
    try:
        return builder.build()
    except UnsoundLayout as unsound:
        if unsound.array not in BEYOND:
            raise
        raise NothingToSimulate(BEYOND[unsound.array]) from None


def _stopped(answer: Answer, nobody: Sequence[str]) -> Answer:
    """Return the answer to cases that cannot be decided because of roles in which nobody acts all year."""
    sentence = f"Nobody can decide: no one acts as {listed(nobody, 'or')} all year."
    return replace(answer, kind="nobody", sentence=sentence)


def _cost(document: Document, role: str) -> float:
    capacity = next(iter(document.capacities.by("role", role)), None)
    return (capacity.cost_an_hour if capacity else None) or 0.0


def volumes_of(document: Document) -> Mapping[str, Volume | None]:
    """Return the volume of each decision, None where nobody entered one."""
    return {decision.id: volume_of(document, decision.id) for decision in document.decisions}
