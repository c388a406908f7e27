"""Streams: when the cases of each decision arrive, at random moments, on a schedule, or as they were recorded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.document import Document
from models.escalation import HOURS_OF_A_WEEK, Volume
from models.quantities import group
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.beyond import MOST_SCHEDULED, NothingToSimulate
from models.simulation.compiling.year import Year
from models.simulation.hours import DAYS_A_QUARTER, HOURS_A_QUARTER, OFFICE_PROFILE, OPENS_AT
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import DAYS


def first_recorded(volumes: Iterable[Volume | None]) -> date | None:
    """Return the day of the first arrival of all lists, or None where there is none."""
    moments = [moment for volume in volumes for moment in recorded(volume)]
    return min(moments).date() if moments else None


def recorded(volume: Volume | None) -> tuple[datetime, ...]:
    """Return the moments at which a decision's cases come by its list, by the clock on the wall; else nothing."""
    if volume is None or volume.arrivals != "recorded":
        return ()
    return tuple(moment.replace(tzinfo=None) for moment in volume.recorded)


@dataclass
class Arrivals:
    """Sorts the decisions of a document by stream."""

    document: Document
    assumptions: Assumptions
    year: Year
    on: date
    notes: dict[str, None] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    """Cases an hour of each decision, over the whole week."""

    def ordered(self, volumes: Mapping[str, Volume | None]) -> list[tuple[str, int]]:
        """Return the decisions in the order of their streams, each with the number of its stream.

        After the streams of random arrivals, one for each profile, come that of schedules and that of lists.
        """
        profiles: dict[tuple[float, ...], list[str]] = {}
        scheduled: list[str] = []
        listed: list[str] = []
        for decision, volume in volumes.items():
            kind = volume.arrivals if volume else "random"
            if kind == "scheduled" and volume is not None and volume.every_days is not None:
                scheduled.append(decision)
            elif kind == "recorded" and recorded(volume):
                listed.append(decision)
            else:
                self._silent(decision, kind)
                profiles.setdefault((volume.profile if volume else ()) or OFFICE_PROFILE, []).append(decision)
        self._profiles = tuple(profiles)
        self._scheduled, self._listed = scheduled, listed
        groups = [*profiles.values(), *(group for group in (scheduled, listed) if group)]
        return [(decision, stream) for stream, group in enumerate(groups) for decision in group]

    def add_to(
        self, builder: LayoutBuilder, order: list[tuple[str, int]], volumes: Mapping[str, Volume | None]
    ) -> None:
        """Add the streams to a model, and work out the rates; the decisions must be added in that order."""
        numbers = {decision: number for number, (decision, _) in enumerate(order)}
        for decision, volume in volumes.items():
            cases = volume.cases_a_quarter if volume else self.assumptions.cases_a_quarter
            self.rates[decision] = cases / HOURS_A_QUARTER
        for profile in self._profiles:
            builder.stream(profile=builder.profile(profile))
        if self._scheduled:
            pairs: list[tuple[float, int]] = []
            for decision in self._scheduled:
                volume = volumes[decision]
                assert volume is not None
                hours = list(self._schedule(decision, volume, MOST_SCHEDULED - len(pairs)))
                pairs += [(hour, numbers[decision]) for hour in hours]
                self.rates[decision] = len(hours) / (24.0 * DAYS)
            builder.stream(listed=pairs, period=24.0 * DAYS)
        if self._listed:
            pairs = []
            for decision in self._listed:
                hours = [self.year.hour(moment) for moment in recorded(volumes[decision])]
                pairs += [(hour, numbers[decision]) for hour in hours]
                span = max(max(hours) - min(hours), float(HOURS_OF_A_WEEK))
                self.rates[decision] = len(hours) / span
            builder.stream(listed=pairs)

    def _silent(self, decision: str, kind: str) -> None:
        name = self.document.decisions[decision].name
        if kind == "scheduled":
            self.notes[f"“{name}” comes on a schedule that nobody has entered; its cases come at random moments."] = (
                None
            )
        if kind == "recorded":
            self.notes[f"“{name}” comes by a list that is empty; its cases come at random moments."] = None

    def _schedule(self, decision: str, volume: Volume, most: int) -> Iterator[float]:
        """The hours of the year at which cases come: so many each time, at the opening of the office."""
        assert volume.every_days is not None
        name, every = self.document.decisions[decision].name, volume.every_days
        wanted = volume.cases_a_quarter * every / DAYS_A_QUARTER
        each = max(1, math.floor(wanted + 0.5))
        if each * (DAYS // every + 1) > most:
            raise NothingToSimulate(
                f"More than {group(MOST_SCHEDULED)} cases a year would come on a schedule, among them “{name}”. Let "
                "fewer come, or let them come at random moments."
            )
        if abs(each - wanted) > 0.01 * wanted:
            self.notes[
                f"“{name}” comes every {every} days, {each} case{'s' if each != 1 else ''} each time; "
                f"{volume.cases_a_quarter:g} a quarter would be {wanted:.3g} each time."
            ] = None
        if volume.first_on is not None:
            first = self.year.number(volume.first_on)
        else:
            first = min(self.year.number(self.on) + every, self.year.number(date.max))
        if first >= every and volume.first_on is not None:
            self.notes[f"“{name}” comes on its schedule from the start, and not from its first day on."] = None
        if DAYS % every:
            self.notes[
                f"“{name}” comes every {every} days, which do not divide 52 weeks; after these its schedule starts "
                "again."
            ] = None
        for day in range(first % every, DAYS, every) if every < DAYS else (first % DAYS,):
            for _ in range(each):
                yield 24.0 * day + OPENS_AT
