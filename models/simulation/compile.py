"""From a document to a model: its decisions, the routes that the matrix gives their cases, and the roles as desks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.answers import Answer, AnswerKind
from models.authority.facts import Case
from models.authority.routing import route
from models.authority.spaces import Box
from models.decisions import Decision
from models.document import Document
from models.escalation import MixPart, Volume
from models.simulation.assumptions import Assumptions
from models.simulation.builder import LayoutBuilder, Route
from models.simulation.chains import Chains
from models.simulation.desks import Desk, desk_of, level_names, levels_of
from models.simulation.hours import HOURS_A_QUARTER
from models.simulation.layout import CONFLICT, DECIDED, GAP, NOBODY, UNKNOWN, Layout
from models.simulation.spread import common_currency, spread_of
from models.simulation.stated import stated

_ANSWERS: dict[AnswerKind, int] = {
    "decided": DECIDED,
    "gap": GAP,
    "conflict": CONFLICT,
    "unknown": UNKNOWN,
    "nobody": NOBODY,
}


class NothingToSimulate(ValueError):
    """The file has no decisions; the message is one plain sentence."""


@dataclass(frozen=True)
class Branch:
    """A part of a decision's cases that get the same answer: when, with which share, and the answer."""

    decision: str
    words: str
    share: float
    answer: Answer


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


def compile_model(document: Document, assumptions: Assumptions, *, on: date) -> CompiledModel:
    """Return the model of a document on a day.

    Each decision's domain is cut exactly where its answer changes; a branch's weight is the share of the mix (or of
    the spread over the domain) that falls into it. Raises NothingToSimulate where there are no decisions.
    """
    if not len(document.decisions):
        raise NothingToSimulate("There is nothing to simulate: the file has no decisions yet.")
    chains = Chains(document, assumptions, on)
    builder = LayoutBuilder()
    branches: list[Branch] = []
    volumes = {decision.id: _volume(document, decision) for decision in document.decisions}
    currency = common_currency(document)
    for decision in document.decisions:
        volume = volumes[decision.id]
        cases = volume.cases_a_quarter if volume else assumptions.cases_a_quarter
        found = list(_routes(document, decision, volume, chains, currency))
        builder.decision(cases / HOURS_A_QUARTER, [made for made, _ in found])
        branches.extend(branch for _, branch in found)
    roles = tuple(chains.desks)
    desks = tuple(desk_of(document, role, assumptions, on) for role in roles)
    levels, own_levels = levels_of(document, roles, chains.moves)
    builder.roles = [desk.capacity(levels[role]) for role, desk in zip(roles, desks, strict=True)]
    return CompiledModel(
        layout=builder.build(),
        on=on,
        assumptions=assumptions,
        decisions=tuple(decision.id for decision in document.decisions),
        roles=roles,
        branches=tuple(branches),
        desks=desks,
        levels=level_names(document, levels, chains.deciders),
        currency=currency,
        notes=(*stated(assumptions, volumes.values(), desks, chains, own_levels), *chains.notes),
    )


def _answers(document: Document, decision: Decision, on: date) -> tuple[tuple[str, tuple[Box, ...], Answer], ...]:
    """Every answer that the decision's cases can get: when, in words and as disjoint boxes."""
    answer = route(document, Case(decision.id), on)
    if answer.kind != "depends":
        return (("every case", (Box(),), answer),)
    return tuple((branch.words, branch.boxes, branch.answer) for branch in answer.branches)


def _volume(document: Document, decision: Decision) -> Volume | None:
    return next(iter(document.volumes.by("decision", decision.id)), None)


def _routes(
    document: Document, decision: Decision, volume: Volume | None, chains: Chains, currency: str
) -> Iterator[tuple[Route, Branch]]:
    answers = _answers(document, decision, chains.on)
    mix: tuple[MixPart | None, ...] = (volume.mix if volume else ()) or (None,)
    parts = [part for part in mix if part is not None]
    spread = spread_of(document, [box for _, boxes, _ in answers for box in boxes], parts)
    total = sum(part.weight for part in parts) or 1.0
    for words, boxes, answer in answers:
        shares = [(part.weight / total if part else 1.0, part) for part in mix]
        weights = [weight * spread.weight(boxes, part) for weight, part in shares]
        share = sum(weights)
        heaviest = max(range(len(mix)), key=weights.__getitem__)
        stages = chains.stages(decision.id, [s.step for s in answer.steps], volume) if answer.kind == "decided" else ()
        made = Route(
            weight=share,
            stages=stages,
            answer=_ANSWERS[answer.kind] if stages or answer.kind != "decided" else NOBODY,
            lane=_lane(document, answer),
            value=spread.value(boxes, mix[heaviest], currency, chains.on),
        )
        yield made, Branch(decision.id, words, share, answer)


def _lane(document: Document, answer: Answer) -> int:
    """Urgent cases go first where the file knows urgent rows; otherwise all are alike."""
    if not any(rule.kind == "urgent" for rule in document.rules):
        return 0
    return 0 if any(document.rules[rule].kind == "urgent" for rule in answer.rules) else 1
