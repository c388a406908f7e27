"""From a log to a fit with its predictions: changes found, one stretch fitted, others predicted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from models.calibration.backtest import REPLICATIONS, Prediction, predict
from models.calibration.fitting import fit
from models.calibration.guessing import guess
from models.calibration.log import CalibrationRefused, EventLog, count
from models.calibration.mapping import LogMapping, checked
from models.calibration.parameters import Figures, Fit, Stretch, figures
from models.calibration.passes import Passes, passes_of
from models.calibration.regimes import Change, changes_of, crossed, regimes_of, usual_stretch
from models.calibration.rhythm import day_of, hour_of
from models.effort import Halt, Progress

Days = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True)
class Calibration:
    """What was found in a log, fitted and predicted."""

    log: EventLog
    mapping: LogMapping
    passes: Passes
    changes: tuple[Change, ...]
    regimes: tuple[tuple[Stretch, Figures], ...]
    fitted: Fit
    predictions: tuple[Prediction, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be decided or left out on the way, in sentences."""
        return (*self.passes.notes, *self.fitted.notes)


@dataclass(frozen=True)
class Calibrated:
    """What was found in a log, decision by decision, in the order of the mapping."""

    log: EventLog
    mapping: LogMapping
    guessed: bool
    parts: tuple[Calibration, ...]
    left_out: tuple[str, ...]
    """Sentences about decisions that could not be fitted beside others that could."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be decided to read the log, in sentences."""
        return (*self.log.notes, *self.left_out)


def calibrate(
    log: EventLog,
    mapping: LogMapping | None = None,
    *,
    name: str = "Case",
    fit_days: Days | None = None,
    predict_days: Sequence[Days] = (),
    seed: int = 1,
    replications: int = REPLICATIONS,
    progress: Callable[[str], Progress | None] | None = None,
    halt: Halt | None = None,
) -> Calibration:
    """Return what a log teaches. Without a mapping it is guessed, without days the last regime is fitted.

    Raises CalibrationRefused with one sentence, among others where the days to fit lie on both sides of a change,
    and Stopped.
    """
    known = mapping if mapping is not None else guess(log, name)
    passes = passes_of(log, checked(known), halt)
    changes = changes_of(passes)
    regimes = regimes_of(passes, changes)
    stretch = _stretch(fit_days, passes) if fit_days is not None else usual_stretch(passes, regimes)
    change = crossed(changes, stretch)
    if change is not None:
        raise CalibrationRefused(
            f"Between {stretch.first} and {stretch.last} cases changed: {change.sentence.removesuffix('.')}; fit until "
            f"{change.on - timedelta(1)} or from {change.on} on."
        )
    fitted = fit(passes, stretch, seed=seed, halt=halt)
    predictions = []
    for days in predict_days:
        there = _stretch(days, passes)
        told = progress(f"Predicting {days[0]} to {days[1]}") if progress is not None else None
        predictions.append(
            predict(passes, fitted, there, seed=seed, replications=replications, progress=told, halt=halt)
        )
    return Calibration(
        log=log,
        mapping=known,
        passes=passes,
        changes=changes,
        regimes=tuple((one, figures(passes.cycle[passes.between(one.begin, one.end)])) for one in regimes),
        fitted=fitted,
        predictions=tuple(predictions),
    )


def calibrate_each(
    log: EventLog,
    mapping: LogMapping | None = None,
    *,
    name: str = "Case",
    fit_days: Days | None = None,
    predict_days: Sequence[Days] = (),
    seed: int = 1,
    replications: int = REPLICATIONS,
    progress: Callable[[str], Progress | None] | None = None,
    halt: Halt | None = None,
) -> Calibrated:
    """Return what a log teaches of each of its decisions; see `calibrate`.

    A decision that cannot be fitted is left out and said. Raises CalibrationRefused where none can, and Stopped.
    """
    known = mapping if mapping is not None else guess(log, name)
    parts: list[Calibration] = []
    refused: list[str] = []
    for decision in known.decisions:
        try:
            own = known.of(decision) if len(known.decisions) > 1 else known
            found = calibrate(
                _of_decision(log, known, decision) if len(known.decisions) > 1 else log,
                own,
                fit_days=fit_days,
                predict_days=predict_days,
                seed=seed,
                replications=replications,
                progress=progress,
                halt=halt,
            )
        except CalibrationRefused as why:
            if len(known.decisions) == 1:
                raise
            refused.append(f"“{decision}” is left out: {why}")
        else:
            parts.append(found)
    if not parts:
        raise CalibrationRefused(" ".join(refused))
    return Calibrated(log, known, mapping is None, tuple(parts), tuple(refused))


def _of_decision(log: EventLog, mapping: LogMapping, decision: str) -> EventLog:
    """The log of the cases in which something of a decision happens."""
    own = {e.activity for e in mapping.of(decision).activities if e.means not in {"after", "ignored"}}
    numbers = [number for number, text in enumerate(log.activities) if text in own]
    cases = np.unique(log.case[np.isin(log.activity, numbers)])
    if not len(cases):
        raise CalibrationRefused("the log has no case of it.")
    return log.having(np.isin(log.case, cases))


def _stretch(days: Days, passes: Passes) -> Stretch:
    first, last = days
    begin, end = hour_of(first), hour_of(last + timedelta(1))
    number = int(passes.between(begin, end).sum())
    if number < 2:
        came = passes.came[np.isfinite(passes.came)]
        raise CalibrationRefused(
            f"From {first} to {last} {count(number, 'case')} came in; the log has cases from "
            f"{day_of(float(came.min()))} to {day_of(float(came.max()))}."
        )
    return Stretch(begin, end)
