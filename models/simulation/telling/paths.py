"""Paths of cases in words: "Team Lead, cannot decide → Head of Finance decides"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.authority.words import role_words, some_of
from models.document import Document

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.summary import PathResult

CAUSE_NAMES = {
    "exception": "Cannot decide",
    "disagreement": "Those who take part disagree",
    "limit": "Above the role’s limit",
    "time_out": "The deadline passes",
    "absence": "Nobody of the role is there",
}
_LEFT = {
    "exception": "cannot decide",
    "disagreement": "no agreement",
    "limit": "above its limit",
    "time_out": "deadline passes",
    "absence": "away",
    "sent_back": "sends it back",
}
_ENDINGS = {
    "by_role": ("decides", "decide"),
    "by_silence": ("says nothing: approved by silence", "say nothing: approved by silence"),
    "rejected": ("lets the deadline pass: rejected", "let the deadline pass: rejected"),
    "refused": ("refuses", "refuse"),
}
_UNDECIDED = {
    "gap": "no row of the matrix covers it",
    "conflict": "two rows of the matrix contradict each other",
    "unknown": "the matrix does not say who decides",
    "nobody": "nobody can decide it",
}


def path_words(document: Document, model: CompiledModel, path: PathResult) -> str:
    """Return who had the case, why each passed it on, and how it ended, in one line."""
    if path.ending == "undecided":
        return f"Undecided: {_UNDECIDED.get(model.branches[path.route].answer.kind, 'nobody can decide it')}"
    parts = [f"{role_words(document, model.roles[role])}, {_LEFT[cause]}" for role, cause in path.moves]
    last = [role_words(document, model.roles[role]) for role in last_roles(model, path)]
    one, several = _ENDINGS[path.ending]
    words = some_of(last) if last else "the role that the matrix names"
    return " → ".join((*parts, f"{words} {several if len(last) > 1 else one}"))


def last_roles(model: CompiledModel, path: PathResult) -> list[int]:
    """Return the numbers of the roles that have a path's cases in the end: those that decide, after all its moves."""
    steps = list(_steps(model, path.route))
    places = {step: 0 for step, _ in steps}
    layout = model.layout
    for role, cause in path.moves:
        if cause == "sent_back":
            places = dict.fromkeys(places, 0)
            continue
        column = {
            "disagreement": layout.hop_settles,
            "time_out": layout.hop_late,
            "absence": layout.hop_stands_in,
        }.get(cause, layout.hop_above)
        for step in places:
            first, end = int(layout.step_hops[step]), int(layout.step_hops[step + 1])
            hop = first + places[step]
            following = int(column[hop])
            if int(layout.hop_role[hop]) == role and following < end - first:
                places[step] = following
                break
    deciding = [(step, stage) for step, stage in steps if layout.step_decides[step]] or steps
    final = max((stage for _, stage in deciding), default=0)
    found = [int(layout.hop_role[int(layout.step_hops[s]) + places[s]]) for s, stage in deciding if stage == final]
    return list(dict.fromkeys(found))


def _steps(model: CompiledModel, route: int) -> Iterator[tuple[int, int]]:
    """The steps of a route's procedure with their stages, in order."""
    layout = model.layout
    procedure = int(layout.route_procedure[route])
    if procedure >= len(layout.procedure_stages) - 1:
        return
    for stage in range(int(layout.procedure_stages[procedure]), int(layout.procedure_stages[procedure + 1])):
        for step in range(int(layout.stage_steps[stage]), int(layout.stage_steps[stage + 1])):
            yield step, stage
