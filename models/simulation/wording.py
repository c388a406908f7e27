"""Figures in words: working time, shares and counts with their units and intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from models.simulation.hours import HOURS_A_DAY

if TYPE_CHECKING:
    from models.simulation.estimates import Estimate

_DAYS_FROM = 3 * HOURS_A_DAY


def digits(value: float) -> str:
    """Return a number with about three digits that count, thousands grouped."""
    if math.isnan(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def working_time(hours: float) -> str:
    """Return working time in the unit that reads best: "25 min", "6.5 h", "4.2 days" (of 8 hours)."""
    if hours >= _DAYS_FROM:
        return f"{digits(hours / HOURS_A_DAY)} days"
    return f"{digits(hours)} h" if hours >= 1.0 else f"{hours * 60:.0f} min"


def time_with_interval(estimate: Estimate | None) -> str:
    """Return a time with its interval in one unit: "6.5 h (6.1 to 6.9)"; a dash where there is none."""
    if estimate is None:
        return "–"
    text = working_time(estimate.mean)
    unit = text.rpartition(" ")[2]
    scale = {"days": 1 / HOURS_A_DAY, "h": 1.0, "min": 60.0}[unit]
    low, high = (max(0.0, end) * scale for end in (estimate.low, estimate.high))
    return f"{text} ({_end(low, unit)} to {_end(high, unit)})"


def _end(value: float, unit: str) -> str:
    return f"{value:.0f}" if unit == "min" else digits(value)


def percent(share: float) -> str:
    """Return a share in percent: "42 %", "4.2 %", "0.03 %", "less than 0.01 %"."""
    value = share * 100
    if 0 < value < 0.01:
        return "less than 0.01 %"
    if value >= 10 or value == 0:
        return f"{value:.0f} %"
    return f"{value:.1f} %" if value >= 1 else f"{value:.2f} %"


def share_with_interval(estimate: Estimate | None) -> str:
    """Return a share with its interval: "42 % (41 to 43)"; a dash where there is none."""
    if estimate is None:
        return "–"
    text = percent(estimate.mean)
    low, high = (min(1.0, max(0.0, end)) for end in (estimate.low, estimate.high))
    if percent(low) == percent(high):
        return text
    return f"{text} ({percent(low).removesuffix(' %')} to {percent(high).removesuffix(' %')})"
