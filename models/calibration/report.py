"""A calibration for programs: JSON with a version of its shape."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from models.calibration.backtest import Prediction
from models.calibration.desks import Answers, Desk
from models.calibration.log import moment
from models.calibration.parameters import Fit, Stretch
from models.calibration.sentences import why
from models.calibration.study import Calibrated, Calibration

SCHEMA = "remit.calibration/1"


def to_json(found: Calibrated) -> dict[str, Any]:
    """Return a calibration for programs. Times are hours by the clock, unless they are called open hours."""
    whole = {
        "schema": SCHEMA,
        "log": {
            "cases": len(found.log.cases),
            "events": len(found.log),
            "activities": len(found.log.activities),
            "from": moment(int(found.log.time.min())).isoformat(),
            "to": moment(int(found.log.time.max())).isoformat(),
        },
        "mapping": {"guessed": found.guessed, **found.mapping.to_json()},
        "decisions": [_decision(part) for part in found.parts],
        "notes": list(found.notes),
    }
    plain: dict[str, Any] = _plain(whole)
    return plain


def _decision(found: Calibration) -> dict[str, Any]:
    return {
        "decision": found.mapping.decision,
        "changes": [
            {
                "on": change.on.isoformat(),
                "moved": change.moved,
                "medians": list(change.medians),
                "paths": [asdict(share) for share in change.paths],
                "sentence": change.sentence,
            }
            for change in found.changes
        ],
        "regimes": [{**_days(one), **asdict(seen)} for one, seen in found.regimes],
        "fit": _fit(found.fitted),
        "predictions": [_prediction(one) for one in found.predictions],
        "notes": list(found.notes),
    }


def _plain(value: Any) -> Any:
    """The value without what JSON has no word for: a figure that is not known is null."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _days(stretch: Stretch) -> dict[str, str]:
    return {"from": stretch.first.isoformat(), "to": stretch.last.isoformat()}


def _fit(fitted: Fit) -> dict[str, Any]:
    return {
        **_days(fitted.stretch),
        "observed": asdict(fitted.observed),
        "simulated": asdict(fitted.simulated),
        "errors": {
            "p50": fitted.simulated.p50 / fitted.observed.p50 - 1,
            "p90": fitted.simulated.p90 / fitted.observed.p90 - 1,
            "largest_path": max((abs(seen - had) for _, had, seen in fitted.paths), default=0.0),
        },
        "before_matching": {"p50": fitted.unmatched[0], "p90": fitted.unmatched[1]},
        "factors": {"waits": fitted.factors[0], "spread": fitted.factors[1]},
        "cases_a_week": fitted.cases_a_week,
        "profile": list(fitted.profile),
        "days_without_work": [day.isoformat() for day in fitted.holidays],
        "paths": [{"path": name, "observed": had, "simulated": seen} for name, had, seen in fitted.paths],
        "ways": [{"roles": [fitted.desks[k].name for k in way.desks], "share": way.weight} for way in fitted.ways],
        "roles": [
            {**_desk(desk), "simulated": {"median": waits[0], "p90": waits[1]}}
            for desk, waits in zip(fitted.desks, fitted.waits, strict=True)
        ],
        "revision": None
        if fitted.revision is None
        else {"cases": fitted.revision.cases, "median": fitted.revision.wait.median, "mean": fitted.revision.wait.mean},
        "response": None
        if fitted.response is None
        else {
            "elasticity": fitted.response.elasticity,
            "error": fitted.response.error,
            "used": fitted.response.used,
            "weeks": fitted.response.weeks,
        },
    }


def _desk(desk: Desk) -> dict[str, Any]:
    return {
        "role": desk.name,
        "answers": desk.answers,
        "median": desk.clock[0],
        "p90": desk.clock[1],
        "mean": desk.clock[2],
        "opens_at": desk.hours.opens,
        "hours": list(desk.hours.hours),
        "quick": _answers(desk.quick),
        "slow": None if desk.slow is None else _answers(desk.slow),
        "time_out": None if desk.time_out is None else asdict(desk.time_out),
        "holders": desk.holders,
    }


def _answers(answers: Answers) -> dict[str, float]:
    return {
        "share": answers.share,
        "median_open_hours": answers.wait.median,
        "variation": answers.wait.variation,
        "sent_back": answers.rework,
        "refused": answers.refusal,
    }


def _prediction(one: Prediction) -> dict[str, Any]:
    return {
        **_days(one.stretch),
        "arrivals": one.arrivals,
        "pace": one.pace,
        "p50": asdict(one.p50),
        "p90": asdict(one.p90),
        "observed": asdict(one.observed),
        "carried_forward": asdict(one.carried),
        "error": {"p50": one.error[0], "p90": one.error[1], "mean": sum(one.error) / 2},
        "carried_forward_error": {
            "p50": one.carried_error[0],
            "p90": one.carried_error[1],
            "mean": sum(one.carried_error) / 2,
        },
        "better": one.better,
        "inside": {"p50": one.p50.holds(one.observed.p50), "p90": one.p90.holds(one.observed.p90)},
        "sent_back": {"fitted": one.sent_back[0], "observed": one.sent_back[1]},
        "clearings": [asdict(clearing) for clearing in one.clearings],
        "why": list(why(one)),
    }
