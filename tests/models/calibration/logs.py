"""Logs whose ways and waits are known, because they are made here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import nan

import numpy as np

from models.calibration.log import EventLog, event_log, micros

Told = tuple[str, str, str, datetime]
"""Case, activity, role, moment."""

BEGAN = datetime.fromisoformat("2024-01-01T00:00")
"""A Monday."""


def told(events: Iterable[Told], amounts: dict[str, float] | None = None) -> EventLog:
    """Return the log of these events."""
    rows = list(events)
    cases = list(dict.fromkeys(row[0] for row in rows))
    activities = list(dict.fromkeys(row[1] for row in rows))
    roles = list(dict.fromkeys(row[2] for row in rows))
    return event_log(
        cases,
        activities,
        roles,
        case=_codes([row[0] for row in rows], cases),
        activity=_codes([row[1] for row in rows], activities),
        role=_codes([row[2] for row in rows], roles),
        time=[micros(row[3]) for row in rows],
        starts=[False] * len(rows),
        amount=[(amounts or {}).get(case, nan) for case in cases],
    )


def _codes(names: list[str], known: list[str]) -> list[int]:
    number = {name: k for k, name in enumerate(known)}
    return [number[name] for name in names]


def two_steps(
    weeks: int,
    *,
    seed: int = 1,
    a_week: float = 60.0,
    check: tuple[float, float] = (5.0, 0.8),
    decide: tuple[float, float] = (20.0, 0.6),
    sent_back: float = 0.1,
    begin: datetime = BEGAN,
    prefix: str = "",
    steps: tuple[str, ...] = ("Clerk", "Manager"),
) -> list[Told]:
    """Return cases that come at any hour and go through these steps.

    Each role takes lognormal hours with that median and spread by the clock; the first sends a share back, which
    comes again after ten hours.
    """
    random = np.random.default_rng(seed)
    events: list[Told] = []
    number, now = 0, 0.0
    while (now := now + random.exponential(168 / a_week)) < weeks * 168:
        number += 1
        case, at = f"{prefix}{number}", now
        while True:
            events.append((case, "Request submitted", "Clerk's client", begin + timedelta(hours=at)))
            back = False
            for k, role in enumerate(steps):
                median, spread = check if k < len(steps) - 1 else decide
                at += median * np.exp(spread * random.standard_normal())
                back = k == 0 and len(steps) > 1 and random.random() < sent_back
                what = "rejected" if back else "approved"
                events.append((case, f"Request {what} by {role}", role, begin + timedelta(hours=at)))
                if back:
                    break
            if not back:
                break
            at += 10.0
    return events
