"""What a fit and a prediction say, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from models.calibration.backtest import Change, Estimate, Prediction
from models.calibration.log import count
from models.calibration.parameters import Fit
from models.calibration.shares import percent

WITHIN = 0.10
"""How far the simulated median and 90 % quantile of the fitted stretch may be from the observed."""


def fit_sentences(fitted: Fit) -> Iterator[str]:
    """Yield what was fitted and how near it comes, in sentences."""
    had, seen = fitted.observed, fitted.simulated
    yield (
        f"Fitted on {fitted.stretch.first} to {fitted.stretch.last}, {count(had.cases, 'case')}: from first submission "
        f"to approval the median is {seen.p50:,.1f} hours simulated and {had.p50:,.1f} observed "
        f"({_off(seen.p50, had.p50)}), the 90 % quantile {seen.p90:,.1f} and {had.p90:,.1f} "
        f"({_off(seen.p90, had.p90)})."
    )
    worst = max(fitted.paths, key=lambda row: abs(row[2] - row[1]), default=None)
    if worst is not None:
        yield (
            f"No path is further off than “{worst[0]}”, {percent(worst[2])} simulated and {percent(worst[1])} observed."
        )
    if abs(seen.p50 / had.p50 - 1) > WITHIN or abs(seen.p90 / had.p90 - 1) > WITHIN:
        yield (
            f"That is more than {percent(WITHIN, 0)} off: the roles' answers are not near enough to lognormal, or do "
            "not come independently of each other."
        )


def prediction_sentences(one: Prediction) -> Iterator[str]:
    """Yield what was predicted, what happened, and which of both guesses was nearer, in sentences."""
    mean, carried = sum(one.error) / 2, sum(one.carried_error) / 2
    yield (
        f"Predicted for {one.stretch.first} to {one.stretch.last} from {count(one.arrivals, 'arrival')}: median "
        f"{_estimate(one.p50)} hours, observed {one.observed.p50:,.1f}; 90 % quantile {_estimate(one.p90)}, observed "
        f"{one.observed.p90:,.1f}."
    )
    nearer = "nearer than" if one.better else "not nearer than"
    yield (
        f"That is {percent(mean)} off on average, {nearer} carrying the fitted figures forward "
        f"({one.carried.p50:,.1f} and {one.carried.p90:,.1f}), which is {percent(carried)} off."
    )


def why(one: Prediction) -> Iterator[str]:
    """Yield why a prediction is off, from what the log shows of the stretch afterwards; nothing where it is not."""
    missed = [
        f"the {name} lies {'above' if value > estimate.high else 'below'} its interval"
        for name, estimate, value in (
            ("median", one.p50, one.observed.p50),
            ("90 % quantile", one.p90, one.observed.p90),
        )
        if not estimate.holds(value)
    ]
    if one.better and not missed:
        return
    if missed:
        yield f"Of what was observed {' and '.join(missed)}."
    for change in one.changes:
        yield _changed(change)
    before, after = one.sent_back
    if abs(after - before) >= 0.02:
        yield f"{percent(after)} of the cases were sent back, {percent(before)} in the fitted stretch."
    for clearing in one.clearings:
        if not 0.75 <= clearing.observed / clearing.predicted <= 1.33:
            yield (
                f"Of the {clearing.cases} cases that came in the week before the days without work from "
                f"{clearing.closed} on, nine of ten were approved within {clearing.observed:,.0f} hours, "
                f"{clearing.predicted:,.0f} predicted."
            )
    if one.changes:
        yield (
            "Arrivals say nothing of that: how many cases come, and at which hours, does not tell that roles answer "
            "otherwise than before."
        )
    else:
        yield "No role answered otherwise than fitted beyond chance; the difference is one of many weeks alike."


def _off(seen: float, had: float) -> str:
    # Rounded first, and never less than nothing: “-0.0%” says no more than “+0.0%”.
    return f"{(round(seen / had - 1, 3) + 0.0) * 100:+.1f} %"


def _changed(change: Change) -> str:
    slower = f"{change.factor:.2f} times as long as" if change.factor >= 1 else f"{change.factor:.2f} of the time"
    return (
        f"{change.name} took {slower} fitted (geometric mean of open hours, z {change.z:+.1f}): within 4 hours "
        f"{percent(change.at_once[1], 0)} and not {percent(change.at_once[0], 0)}, beyond 100 hours "
        f"{percent(change.late[1])} and not {percent(change.late[0])}."
    )


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:,.1f} ({estimate.low:,.1f} to {estimate.high:,.1f})"
