"""Writing a layout down: nested steps and hops in, arrays out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

import numpy as np

from models.simulation.arrays import Bytes, Floats, Words
from models.simulation.model.layout import NO_HOP, NONE, Layout
from models.simulation.model.pieces import FOLLOWING, Axis, Calendar, Hop, Join, Part, Route, Stages

Known = TypeVar("Known")


@dataclass
class _Streams:
    profile: list[int] = field(default_factory=list)
    period: list[float] = field(default_factory=list)
    listed: list[tuple[tuple[float, int], ...]] = field(default_factory=list)


@dataclass
class _Pool:
    holders: int
    share: float
    calendar: int
    roles: list[tuple[int, int]]


@dataclass
class LayoutBuilder:
    """Collects roles, pools and decisions in order; `build` returns the layout. Equal procedures are kept once."""

    office: int | None = None
    """The calendar in which working time is counted."""
    _roles: list[tuple[int, float, int]] = field(default_factory=list)
    _pools: list[_Pool] = field(default_factory=list)
    _calendars: list[Calendar] = field(default_factory=list)
    _masks: list[tuple[bool, ...]] = field(default_factory=list)
    _profiles: list[tuple[float, ...]] = field(default_factory=list)
    _streams: _Streams = field(default_factory=_Streams)
    _decisions: list[tuple[float, int]] = field(default_factory=list)
    _parts: list[tuple[Part, ...]] = field(default_factory=list)
    _routes: list[tuple[tuple[Route, int], ...]] = field(default_factory=list)
    _procedures: dict[tuple[Stages, int], int] = field(default_factory=dict)
    _procedure_stages: list[int] = field(default_factory=lambda: [0])
    _stage_steps: list[int] = field(default_factory=lambda: [0])
    _stage_joins: list[int] = field(default_factory=lambda: [0])
    _joins: list[tuple[int, int]] = field(default_factory=list)
    _steps: list[tuple[int, bool]] = field(default_factory=list)
    _step_hops: list[int] = field(default_factory=lambda: [0])
    _hops: list[tuple[Hop, tuple[int, int, int, int]]] = field(default_factory=list)

    def calendar(self, calendar: Calendar) -> int:
        """Add a calendar; returns its number. Equal ones are kept once."""
        return _numbered(self._calendars, calendar)

    def mask(self, days: Sequence[bool]) -> int:
        """Add a mask of the 364 days; returns its number. Equal ones are kept once."""
        return _numbered(self._masks, tuple(bool(day) for day in days))

    def role(
        self,
        holders: int = 1,
        share: float = 1.0,
        level: int = 0,
        *,
        calendar: int | None = None,
        cost: float = 0.0,
        absent: int | None = None,
        own_pool: bool = True,
    ) -> int:
        """Add a role, with a pool of holders of its own unless its work is done by others; returns its number."""
        self._roles.append((level, cost, int(NONE) if absent is None else absent))
        role = len(self._roles) - 1
        if own_pool:
            self.pool([role], holders, share, calendar=calendar)
        return role

    def pool(
        self,
        roles: Sequence[int | tuple[int, int | None]],
        holders: int = 1,
        share: float = 1.0,
        *,
        calendar: int | None = None,
    ) -> int:
        """Add holders who do the work of these roles (each with the mask of the days on which they do); returns its
        number."""
        pairs = [(role, None) if isinstance(role, int) else role for role in roles]
        known = [(role, int(NONE) if mask is None else mask) for role, mask in pairs]
        self._pools.append(_Pool(holders, share, int(NONE) if calendar is None else calendar, known))
        return len(self._pools) - 1

    def profile(self, weights: Sequence[float]) -> int:
        """Add a profile of the 168 hours of a week; returns its number. Equal ones are kept once."""
        return _numbered(self._profiles, tuple(float(weight) for weight in weights))

    def stream(
        self,
        *,
        profile: int | None = None,
        listed: Sequence[tuple[float, int]] = (),
        period: float = math.inf,
    ) -> int:
        """Add a stream of arrivals; returns its number.

        Its cases come at random moments, following a profile if there is one, or as listed: pairs of an hour and the
        number of a decision, repeated after so many hours. Decisions name it; they must be added in its order.
        """
        self._streams.profile.append(int(NONE) if profile is None else profile)
        self._streams.period.append(period)
        self._streams.listed.append(tuple(sorted(listed)))
        return len(self._streams.profile) - 1

    def decision(self, rate: float, routes: Sequence[Route], parts: Sequence[Part] = (), *, stream: int = 0) -> int:
        """Add a decision with `rate` cases an hour; returns its number. Weights need not add up to one.

        Without parts, the weights of the routes say which route a case takes.
        """
        chosen = tuple(parts) or (_plain_part(routes),)
        total = sum(part.weight for part in chosen)
        chosen = tuple(Part(part.weight / total, part.axes, part.cells, part.values) for part in chosen)
        weights = _route_weights(chosen, len(routes))
        made = []
        for route, share in zip(routes, weights, strict=True):
            procedure = self._procedure(route.stages, route.start) if route.stages else int(NONE)
            made.append(
                (
                    Route(
                        share,
                        route.stages,
                        route.answer,
                        route.lane,
                        route.value,
                        route.required,
                        route.start,
                    ),
                    procedure,
                )
            )
        self._decisions.append((rate, stream))
        self._parts.append(chosen)
        self._routes.append(tuple(made))
        return len(self._decisions) - 1

    def build(self) -> Layout:
        """Return the layout. Raises UnsoundLayout where the parts contradict each other."""
        if not self._streams.profile:
            self.stream()
        hops = [hop for hop, _ in self._hops]
        nexts = np.array([numbers for _, numbers in self._hops], dtype=np.uint8).reshape(-1, 4)
        routes = [route for made in self._routes for route, _ in made]
        parts = [part for made in self._parts for part in made]
        axes = [axis for part in parts for axis in part.axes]
        listed = [pair for pairs in self._streams.listed for pair in pairs]
        first_route = np.cumsum([0, *(len(made) for made in self._routes)])
        cells = [
            int(first) + cell
            for first, made in zip(first_route[:-1], self._parts, strict=True)
            for part in made
            for cell in part.cells
        ]
        pairs = [pair for pool in self._pools for pair in pool.roles]
        return Layout(
            stream_profile=_words(self._streams.profile),
            stream_times=_offsets(self._streams.listed),
            stream_period=_floats(self._streams.period),
            listed_time=_floats(time for time, _ in listed),
            listed_decision=_words(decision for _, decision in listed),
            profile_weight=_floats(weight for profile in self._profiles for weight in profile),
            decision_rate=_floats(rate for rate, _ in self._decisions),
            decision_stream=_words(stream for _, stream in self._decisions),
            decision_parts=_offsets(self._parts),
            part_weight=_floats(part.weight for part in parts),
            part_axes=_offsets([part.axes for part in parts]),
            part_cells=_offsets([part.cells for part in parts]),
            axis_word=_bytes(axis.word for axis in axes),
            axis_cuts=_offsets([axis.cuts for axis in axes]),
            cut=_floats(cut for axis in axes for cut in axis.cuts),
            cell_route=_words(cells),
            cell_value=_floats(value for part in parts for value in (part.values or (math.nan,) * len(part.cells))),
            decision_routes=first_route.astype(np.uint32),
            route_weight=_floats(route.weight for route in routes),
            route_procedure=_words(procedure for made in self._routes for _, procedure in made),
            route_answer=_bytes(route.answer for route in routes),
            route_lane=_bytes(route.lane for route in routes),
            route_required=_bytes(route.required for route in routes),
            procedure_stages=_words(self._procedure_stages),
            procedure_start=_bytes(start for _, start in self._procedures),
            stage_steps=_words(self._stage_steps),
            stage_joins=_words(self._stage_joins),
            join_parent=_bytes(parent for parent, _ in self._joins),
            join_needed=np.array([needed for _, needed in self._joins], dtype=np.uint16),
            step_join=_bytes(join for join, _ in self._steps),
            step_decides=_bytes(decides for _, decides in self._steps),
            step_hops=_words(self._step_hops),
            hop_role=_words(hop.role for hop in hops),
            hop_service=_bytes(hop.work.shape for hop in hops),
            hop_hours=_floats(hop.work.hours for hop in hops),
            hop_variation=_floats(hop.work.variation for hop in hops),
            hop_limit=_bytes(hop.limit for hop in hops),
            hop_exception=_floats(hop.exception for hop in hops),
            hop_disagreement=_floats(hop.disagreement for hop in hops),
            hop_rework=_floats(hop.rework for hop in hops),
            hop_refusal=_floats(hop.refusal for hop in hops),
            hop_deadline=_floats(hop.deadline for hop in hops),
            hop_patience=_bytes(hop.patience for hop in hops),
            hop_outcome=_bytes(hop.outcome for hop in hops),
            hop_binds=_bytes(hop.binds for hop in hops),
            hop_above=np.ascontiguousarray(nexts[:, 0]),
            hop_settles=np.ascontiguousarray(nexts[:, 1]),
            hop_late=np.ascontiguousarray(nexts[:, 2]),
            hop_stands_in=np.ascontiguousarray(nexts[:, 3]),
            role_level=_bytes(level for level, _, _ in self._roles),
            role_cost=_floats(cost for _, cost, _ in self._roles),
            role_absent=_words(absent for _, _, absent in self._roles),
            pool_holders=_words(pool.holders for pool in self._pools),
            pool_share=_floats(pool.share for pool in self._pools),
            pool_calendar=_words(pool.calendar for pool in self._pools),
            pool_roles=_offsets([pool.roles for pool in self._pools]),
            pair_role=_words(role for role, _ in pairs),
            pair_mask=_words(mask for _, mask in pairs),
            calendar_opens=_floats(hour for calendar in self._calendars for hour in calendar.opens),
            calendar_hours=_floats(hour for calendar in self._calendars for hour in calendar.hours),
            mask_days=_bytes(day for mask in self._masks for day in mask),
            office=_words([int(NONE) if self.office is None else self.office]),
        )

    def _procedure(self, stages: Stages, start: int) -> int:
        known = self._procedures.get((stages, start))
        if known is not None:
            return known
        for root in stages:
            first = len(self._joins)
            self._join(root, 0, first)
            self._stage_steps.append(len(self._steps))
            self._stage_joins.append(len(self._joins))
        self._procedure_stages.append(len(self._stage_steps) - 1)
        number = len(self._procedures)
        self._procedures[stages, start] = number
        return number

    def _join(self, join: Join, parent: int, first: int) -> None:
        own = len(self._joins) - first
        self._joins.append((parent, len(join.parts) if join.needed is None else join.needed))
        for part in join.parts:
            if isinstance(part, Join):
                self._join(part, own, first)
            else:
                self._steps.append((own, part.decides))
                self._hops.extend((hop, _nexts(hop, at, len(part.hops))) for at, hop in enumerate(part.hops))
                self._step_hops.append(len(self._hops))


def _nexts(hop: Hop, at: int, count: int) -> tuple[int, int, int, int]:
    def number(of: int | None) -> int:
        if of == FOLLOWING:
            return at + 1 if at + 1 < count else NO_HOP
        return NO_HOP if of is None else of

    return number(hop.above), number(hop.settles), number(hop.late), number(hop.stands_in)


def _plain_part(routes: Sequence[Route]) -> Part:
    """The part of a mix that gives each route its weight, on one axis."""
    total = sum(route.weight for route in routes)
    shares = [route.weight / total if total > 0 else 1.0 / len(routes) for route in routes]
    below = np.minimum(np.cumsum(shares)[:-1], 1.0)
    axes = (Axis(0, tuple(below.tolist())),) if len(routes) > 1 else ()
    return Part(1.0, axes, tuple(range(len(routes))), tuple(route.value for route in routes))


def _route_weights(parts: Sequence[Part], routes: int) -> list[float]:
    """The share of cases that takes each route, by the cells of the parts."""
    weights = np.zeros(routes)
    for part in parts:
        shares = np.ones(1)
        for axis in part.axes:
            stretches = [high - low for low, high in pairwise((0.0, *axis.cuts, 1.0))]
            shares = np.outer(shares, stretches).ravel()
        np.add.at(weights, list(part.cells), part.weight * shares)
    return [float(weight) for weight in weights]


def _numbered(known: list[Known], item: Known) -> int:
    if item not in known:
        known.append(item)
    return known.index(item)


def _words(numbers: Iterable[int]) -> Words:
    return np.fromiter(numbers, dtype=np.uint32)


def _bytes(numbers: Iterable[int | bool]) -> Bytes:
    return np.fromiter(numbers, dtype=np.uint8)


def _floats(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)


def _offsets(lists: Sequence[Sized]) -> Words:
    return np.cumsum([0, *(len(part) for part in lists)]).astype(np.uint32)
