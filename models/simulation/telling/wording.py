"""Figures in words: time by the clock and at work, shares, counts and money, with their units and intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from models.simulation.hours import HOURS_A_DAY

if TYPE_CHECKING:
    from models.simulation.results.estimates import Estimate

CLOCK_DAY = 24.0
_FROM_DAYS = 3


def digits(value: float) -> str:
    """Return a number with about three digits that count, thousands grouped."""
    if math.isnan(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def signed(text: str, value: float) -> str:
    """Return a text of a size with the sign of its value: "+3.1 h", "−3.1 h"."""
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text


def working_time(hours: float) -> str:
    """Return working time in the unit that reads best: "25 min", "6.5 h", "4.2 working days" (of 8 hours)."""
    return _time(hours, HOURS_A_DAY, "working days")


def clock_time(hours: float) -> str:
    """Return time by the clock in the unit that reads best: "25 min", "6.5 h", "4.2 days" (of 24 hours)."""
    return _time(hours, CLOCK_DAY, "days")


def _time(hours: float, day: float, days: str) -> str:
    if math.isnan(hours):
        return "–"
    if hours >= _FROM_DAYS * day:
        return f"{digits(hours / day)} {days}"
    return f"{digits(hours)} h" if hours >= 1.0 else f"{_minutes(hours * 60)} min"


def _minutes(minutes: float) -> str:
    return f"{minutes:.0f}" if minutes >= 1 or minutes == 0 else f"{minutes:.1f}"


def time_with_interval(estimate: Estimate | None, *, working: bool = False) -> str:
    """Return a time with its interval in one unit: "6.5 h (6.1 to 6.9)"; a dash where there is none."""
    if estimate is None:
        return "–"
    text = working_time(estimate.mean) if working else clock_time(estimate.mean)
    unit = text.partition(" ")[2]
    scale = {"working days": 1 / HOURS_A_DAY, "days": 1 / CLOCK_DAY, "h": 1.0, "min": 60.0}[unit]
    low, high = (max(0.0, end) * scale for end in (estimate.low, estimate.high))
    return f"{text} ({_end(low, unit)} to {_end(high, unit)})"


def _end(value: float, unit: str) -> str:
    return _minutes(value) if unit == "min" else digits(value)


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


def number_with_interval(estimate: Estimate | None, scale: float = 1.0) -> str:
    """Return a number with its interval: "12.3 (11.8 to 12.8)"; a dash where there is none."""
    if estimate is None:
        return "–"
    mean, low, high = (digits(end * scale) for end in (estimate.mean, max(0.0, estimate.low), estimate.high))
    return mean if low == high else f"{mean} ({low} to {high})"


def money(value: float, currency: str) -> str:
    """Return an amount of money: "1,250 EUR"; "14.30 EUR" where it is small."""
    if math.isnan(value):
        return "–"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}"
    return f"{text} {currency}".rstrip()


def money_with_interval(estimate: Estimate | None, currency: str) -> str:
    """Return money with its interval: "1,250 (1,200 to 1,300) EUR"; a dash where there is none."""
    if estimate is None:
        return "–"
    mean, low, high = (money(end, "") for end in (estimate.mean, max(0.0, estimate.low), estimate.high))
    text = mean if low == high else f"{mean} ({low} to {high})"
    return f"{text} {currency}".rstrip()
