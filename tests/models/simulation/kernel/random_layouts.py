"""Small models at random that have everything a layout can have, in every combination."""

from __future__ import annotations

import math
from random import Random

from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import (
    APPROVE,
    ESCALATE,
    FIXED,
    GAP,
    RANDOM,
    REJECT,
    UNTIL_DONE,
    UNTIL_TAKEN_UP,
    Layout,
)
from models.simulation.model.pieces import (
    FOLLOWING,
    Axis,
    Calendar,
    Hop,
    Join,
    Part,
    Route,
    Stages,
    Step,
    Work,
    constant,
    exponential,
    lognormal,
)

_DAYS = 364


def random_layout(chance: Random) -> Layout:
    """Return a sound layout; every feature is in some of them."""
    return _Maker(chance).layout()


class _Maker:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.builder = LayoutBuilder()
        self.roles = chance.randint(1, 5)
        self.circles = self.often(0.2)
        self.timed = self.often(0.7)
        self.mean = chance.choice([0.25, 1.0, 2.0])

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def quarters(self, low: int, high: int) -> float:
        return self.chance.randint(low, high) / 4.0

    def layout(self) -> Layout:
        builder, chance = self.builder, self.chance
        calendars = [builder.calendar(self.calendar()) for _ in range(chance.choice([0, 0, 1, 2, 3]))]
        masks = [builder.mask(self.mask()) for _ in range(chance.choice([0, 0, 1, 2, 3]))]
        builder.office = chance.choice([None, *calendars])
        self.hire(calendars, masks)
        profiles = [builder.profile([chance.choice([0.0, 0.5, 1.0, 3.0]) for _ in range(167)] + [1.0]) for _ in "ab"]
        plans = [
            chance.choice(["random", "random", "profile", "list", "repeated"]) for _ in range(chance.randint(1, 3))
        ]
        owners = [number for number in range(len(plans)) for _ in range(chance.randint(1, 2))]
        for number, plan in enumerate(plans):
            own = [decision for decision, stream in enumerate(owners) if stream == number]
            if plan in ("list", "repeated"):
                moments = [(self.quarters(0, 600), chance.choice(own)) for _ in range(chance.randint(1, 40))]
                moments += moments[: chance.randint(0, 3)]
                builder.stream(listed=moments, period=170.25 if plan == "repeated" else math.inf)
            else:
                builder.stream(profile=chance.choice(profiles) if plan == "profile" else None)
        for stream in owners:
            routes = [self.route() for _ in range(chance.randint(1, 3))]
            builder.decision(chance.uniform(0.02, 0.8), routes, self.parts(len(routes)), stream=stream)
        return builder.build()

    def calendar(self) -> Calendar:
        week = [self.chance.choice([0.0, 1.5, 4.0, 8.0]) for _ in range(6)] + [2.0]
        opens = self.chance.choice([8.0, 9.25, 9.1, 25.0 / 3.0, 0.0])
        hours = [0.0 if self.often(0.1) else week[day % 7] for day in range(_DAYS)]
        hours[6] = 2.0
        if opens == 0.0:
            hours = [24.0 if hour == 8.0 else hour for hour in hours]
        return Calendar((opens,) * _DAYS, tuple(hours))

    def mask(self) -> list[bool]:
        share = self.chance.choice([0.0, 0.2, 0.7])
        return [self.often(share) for _ in range(_DAYS)]

    def hire(self, calendars: list[int], masks: list[int]) -> None:
        chance, builder = self.chance, self.builder
        shared = []
        for role in range(self.roles):
            own = self.often(0.7)
            if not own:
                shared.append(role)
            builder.role(
                chance.choice([1, 1, 2, 5]),
                chance.choice([1.0, 1.0, 0.5, 0.3]),
                level=chance.randint(0, 3),
                calendar=chance.choice([None, *calendars]),
                cost=chance.choice([0.0, 10.0, 75.5]),
                absent=chance.choice([None, *masks]),
                own_pool=own,
            )
        groups = [shared] if self.often(0.7) else [[role] for role in shared]
        groups += [[chance.randrange(self.roles) for _ in range(2)] for _ in range(chance.choice([0, 0, 1]))]
        for group in groups:
            if group:
                pairs = [(role, chance.choice([None, None, *masks])) for role in dict.fromkeys(group)]
                builder.pool(
                    pairs, chance.choice([1, 2]), chance.choice([1.0, 0.5]), calendar=chance.choice([None, *calendars])
                )

    def route(self) -> Route:
        if self.often(0.1):
            return Route(1.0, (), answer=GAP, lane=self.chance.randint(0, 2))
        stages: Stages = tuple(self.join(0) for _ in range(self.chance.choice([1, 1, 2, 3])))
        start = self.chance.randrange(len(stages)) if self.often(0.3) else 0
        return Route(self.chance.uniform(0.2, 1.0), stages, lane=self.chance.choice([0, 0, 1, 2]), start=start)

    def join(self, depth: int) -> Join:
        parts = tuple(
            self.join(depth + 1) if depth < 2 and self.often(0.25) else self.step()
            for _ in range(self.chance.choice([1, 1, 2, 3]))
        )
        return Join(parts, self.chance.choice([None, self.chance.randint(1, len(parts))]))

    def step(self) -> Step:
        count = self.chance.choice([1, 1, 2, 3, 4])
        return Step(tuple(self.hop(at, count) for at in range(count)), decides=self.often(0.8))

    def work(self) -> Work:
        mean = self.mean
        return self.chance.choice(
            [constant(mean), constant(0.0), exponential(mean), lognormal(mean, 1.5), lognormal(mean / 2, 0.3)]
        )

    def hop(self, at: int, count: int) -> Hop:
        chance = self.chance

        def target() -> int | None:
            others = range(count) if self.circles else range(at + 1, count)
            choices: list[int | None] = [None, FOLLOWING, *others]
            return chance.choice(choices)

        refusal = chance.choice([0.0, 0.0, 0.05, 0.2])
        deadline = math.inf
        if self.timed and self.often(0.5):
            deadline = chance.choice([self.mean, self.mean * 2.0137, 9.0411, 40.0, 0.25])
        return Hop(
            chance.randrange(self.roles),
            self.work(),
            exception=chance.choice([0.0, 0.0, 0.2, 0.6, 1.0]),
            deadline=deadline,
            outcome=chance.choice([ESCALATE, ESCALATE, APPROVE, REJECT]),
            binds=chance.choice([UNTIL_DONE, UNTIL_TAKEN_UP]),
            disagreement=chance.choice([0.0, 0.0, 0.3]),
            rework=chance.choice([0.0, 0.0, 0.2, 0.5]),
            refusal=refusal,
            limit=self.often(0.1),
            patience=chance.choice([FIXED, RANDOM]),
            above=target(),
            settles=target(),
            late=target(),
            stands_in=chance.choice([None, target()]),
        )

    def parts(self, routes: int) -> tuple[Part, ...]:
        made = []
        for _ in range(self.chance.choice([0, 1, 2])):
            axes = tuple(
                Axis(self.chance.choice([0, 1, 2, 5, 63]), tuple(sorted(self.chance.random() for _ in range(cuts))))
                for cuts in [self.chance.randint(0, 3) for _ in range(self.chance.randint(0, 2))]
            )
            count = math.prod(len(axis.cuts) + 1 for axis in axes)
            made.append(
                Part(self.chance.uniform(0.1, 1.0), axes, tuple(self.chance.randrange(routes) for _ in range(count)))
            )
        return tuple(made)
