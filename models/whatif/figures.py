"""The figures that are compared: what each is called, counts, and says in every replication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from models.authority.words import role_words
from models.document import Document
from models.simulation.arrays import Floats

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.summary import Result

Unit = Literal["hours", "working_hours", "share", "money", "count"]
"""What a figure counts: clock hours, hours of working time, a share from 0 to 1, the file's currency, a number."""
Better = Literal["less", "more"]

_CYCLE = ("mean", "p50", "p90", "p95")
_TIMES = ("Mean time of a case", "Half of the cases within", "9 of 10 cases within", "19 of 20 cases within")
_OUTCOMES: tuple[tuple[str, str, Better | None], ...] = (
    ("by_role", "Decided by a role", None),
    ("by_silence", "Approved by silence", None),
    ("rejected", "Rejected because time ran out", "less"),
    ("refused", "Refused", None),
    ("undecided", "Left undecided", "less"),
)


@dataclass(frozen=True)
class Figure:
    """Something that is compared, such as `cycle.p90` or `utilisation:role-4k7mzt2xqd`."""

    key: str
    title: str
    unit: Unit
    better: Better | None = None
    """Which way is better; None where that is a matter of taste, such as who decides."""


def searched(goal: str, against: str, currency: str) -> tuple[Figure, Figure]:
    """Return the two figures of a search, by the names that `search.Ask` has for them."""
    title = _TIMES[_CYCLE.index(goal)]
    priced: Unit = "money" if currency else "count"
    others = {
        "exposure": Figure("exposure.cases", "Cases decided below the level asked for", "share", "less"),
        "value": Figure("exposure.value", "Value decided below the level asked for", "share", "less"),
        "cost": Figure("cost", "Cost of a case", "money", "less"),
        "time": Figure("time", f"{'Cost' if currency else 'Hours'} a quarter of time set aside", priced, "less"),
    }
    return Figure(f"cycle.{goal}", title, "hours", "less"), others[against]


def figures_of(document: Document, model: CompiledModel, result: Result) -> Mapping[Figure, Floats]:
    """Return what each figure was in every replication, in the order in which they are read: [N] each.

    What no replication saw (the exposure of a file without tiers) is left out.
    """
    found = dict(_figures(document, model, result))
    return {figure: values for figure, values in found.items() if not np.isnan(values).all()}


def _figures(document: Document, model: CompiledModel, result: Result) -> Iterator[tuple[Figure, Floats]]:
    rows = result.replicates
    for at, (name, title) in enumerate(zip(_CYCLE, _TIMES, strict=True)):
        yield Figure(f"cycle.{name}", title, "hours", "less"), rows.cycle[:, at]
    for at, (name, title) in enumerate(zip(_CYCLE, _TIMES, strict=True)):
        yield Figure(f"working.{name}", f"{title}, in working time", "working_hours", "less"), rows.working[:, at]
    if result.exposure is not None:  # without tiers none is asked to be decided higher
        yield Figure("exposure.cases", "Cases decided below the level asked for", "share", "less"), rows.exposed_cases
        yield Figure("exposure.value", "Value decided below the level asked for", "share", "less"), rows.exposed_value
    yield Figure("cost", "Cost of a case", "money", "less"), rows.cost
    yield Figure("escalations", "Escalations of a case", "count", "less"), rows.escalations
    yield Figure("open", "Cases open at a time", "count", "less"), rows.open
    for at, name in enumerate(model.levels):
        yield Figure(f"level:{at}", f"Decided at {name[:1].lower()}{name[1:]}", "share"), rows.levels[:, at]
    for at, (name, title, better) in enumerate(_OUTCOMES):
        yield Figure(f"outcome.{name}", title, "share", better), rows.outcomes[:, at]
    place = {role.id: at for at, role in enumerate(document.roles)}
    for number in sorted(range(len(model.roles)), key=lambda number: place[model.roles[number]]):
        role = model.roles[number]
        name = role_words(document, role)
        yield Figure(f"utilisation:{role}", f"{name}: time in use", "share"), rows.utilisation[:, number]
        yield Figure(f"wait:{role}", f"{name}: wait for it", "hours", "less"), rows.wait[:, number]
