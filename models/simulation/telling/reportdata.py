"""A result as JSON data with the ids and names of the document."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from models.authority.words import role_words
from models.document import Document
from models.simulation.telling.bytier import by_tier
from models.simulation.telling.paths import path_words
from models.simulation.telling.reporttables import cases_a_quarter, in_document_order, scaled

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from models.simulation.arrays import Floats
    from models.simulation.compile import CompiledModel
    from models.simulation.results.summary import Result

SCHEMA = "remit.simulation/2"


def data(document: Document, model: CompiledModel, result: Result) -> dict[str, Any]:
    """Return a result as stable JSON data: times in hours, shares from 0 to 1, ids as in the file.

    `cycle` and `wait` are by the clock, `working` and `wait_working` in working time; what is "a case" is of all
    cases; money is in `currency`.
    """
    return {
        "schema": SCHEMA,
        "on": model.on.isoformat(),
        "settings": result.settings.model_dump(mode="json", exclude={"workers"}),
        "assumptions": model.assumptions.model_dump(mode="json"),
        "notes": list(model.notes),
        "model": result.model,
        "digest": result.digest,
        "warm_up": result.warm_up,
        "replications": result.replications,
        "currency": model.currency,
        "cycle": _plain(result.cycle),
        "working": _plain(result.working),
        "distribution": {
            "edges": _numbers(result.distribution.edges),
            "share": _numbers(result.distribution.share),
            "low": _numbers(result.distribution.low),
            "high": _numbers(result.distribution.high),
        },
        "outcomes": _plain(result.outcomes),
        "levels": [
            {"name": name, "cases": _plain(share), "value": _plain(value)}
            for name, share, value in zip(model.levels, result.levels, result.level_values, strict=True)
        ],
        "tiers": [
            {
                "name": tier.name,
                "asked_level": tier.asked + 1,
                "share": _plain(tier.share),
                "levels": [_plain(found) for found in tier.levels],
                "below": _plain(tier.below),
            }
            for tier in by_tier(model, result)
        ],
        "escalations": _plain(result.escalations),
        "causes": {cause: _plain(cases) for cause, cases in result.causes.items()},
        "unended": _plain(result.unended),
        "unsettled": _plain(result.unsettled),
        "sent_back": _plain(result.sent_back),
        "hops": [_plain(hop) for hop in result.hops],
        "moves": [
            {
                "from": model.roles[move.from_role],
                "to": model.roles[move.to_role],
                "cause": move.cause,
                "cases": _plain(move.cases),
            }
            for move in result.moves
        ],
        "exposure": _plain(result.exposure),
        "cost": _plain(result.cost),
        "cost_a_quarter": _plain(scaled(result.cost, sum(cases_a_quarter(model)))),
        "backlog": {
            "hours": _numbers(result.backlog.hours),
            "open": _numbers(result.backlog.open),
            "low": _numbers(result.backlog.low),
            "high": _numbers(result.backlog.high),
            "waiting": {
                model.roles[k]: _numbers(result.backlog.waiting[:, k]) for k in in_document_order(document, model)
            },
        },
        "paths": _paths(document, model, result),
        "rest_of_paths": _plain(result.rest_of_paths),
        "roles": [
            {
                "role": model.roles[k],
                "name": role_words(document, model.roles[k]),
                **asdict(model.desks[k]),
                **asdict(result.roles[k]),
                "hours_asked": result.loads[k].hours_asked,
                "hours_available": result.loads[k].hours_available,
            }
            for k in in_document_order(document, model)
        ],
        "decisions": [
            {
                "decision": name,
                "name": document.decisions[name].name,
                "cases_a_quarter": cases,
                **asdict(found),
                "cost_a_quarter": _plain(scaled(found.cost, cases)),
            }
            for name, found, cases in zip(model.decisions, result.decisions, cases_a_quarter(model), strict=True)
        ],
        "undecided": [
            {"decision": b.decision, "if": b.words, "share": b.share, "kind": b.answer.kind, "why": b.answer.sentence}
            for b in model.branches
            if b.answer.kind != "decided"
        ],
    }


def _paths(document: Document, model: CompiledModel, result: Result) -> list[dict[str, Any]]:
    return [
        {
            "decision": model.branches[path.route].decision,
            "if": model.branches[path.route].words,
            "moves": [{"from": model.roles[role], "cause": cause} for role, cause in path.moves],
            "ending": path.ending,
            "words": path_words(document, model, path),
            "share": _plain(path.share),
            "cycle": _plain(path.cycle),
        }
        for path in result.paths
    ]


def _plain(found: DataclassInstance | None) -> Any:
    return None if found is None else asdict(found)


def _numbers(values: Floats) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values.tolist()]
