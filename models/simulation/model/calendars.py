"""Working time outside the kernel: open hours of many moments at once."""

from __future__ import annotations

import numpy as np

from models.simulation.arrays import Floats
from models.simulation.model.layout import DAYS, NONE, Layout


def open_hours(layout: Layout, calendar: int | np.integer, moments: Floats) -> Floats:
    """Return the open hours of a calendar from time 0 to each of some moments; all hours where there is no calendar."""
    if calendar == NONE:
        return moments
    opens = layout.calendar_opens.reshape(-1, DAYS)[calendar]
    hours = layout.calendar_hours.reshape(-1, DAYS)[calendar]
    before = np.concatenate([[0.0], np.cumsum(hours)])
    days = np.floor(moments / 24.0)
    years, day = np.divmod(days, DAYS)
    place = day.astype(np.intp)
    within = np.clip(moments - days * 24.0 - opens[place], 0.0, hours[place])
    found: Floats = years * before[-1] + before[place] + within
    return found
