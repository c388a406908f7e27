"""A small organisation with a limit, two roles, tiers and costs: what scenarios and searches are tried on."""

from __future__ import annotations

from datetime import date, timedelta

from models.decisions import Decision, Tier
from models.document import Document
from models.entity import Entity
from models.escalation import Capacity, Effort, EscalationLink, MixPart, MixShare, Scenario, Volume
from models.quantities import Band
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.teams import Holding, Person
from tests.models.authority.small import ON, band, matrix, role, row

ASSUMED = Assumptions()
FEW = Settings(cases=400, replications=4, warm_up=0.1)
DAY: date = ON
SATURDAY = DAY + timedelta((5 - DAY.weekday()) % 7)


def house(*more: Entity) -> Document:
    """Lead decides up to 5,000, Head above; a tier asks for Head from 8,000 on."""
    spread = MixShare(dimension="amount", band=Band(lower=0, upper=2_000_000))
    return matrix(
        Decision(id="buy", name="Buy", dimensions=("amount",)),
        Tier(id="local", name="Local", rank=1, decided_by="lead"),
        Tier(id="wide", name="Wide", rank=2, decided_by="head", conditions=(band(8_000, "unlimited"),)),
        role("Lead").changed(level=0),
        role("Head").changed(level=1),
        row("low", band(None, 5_000), by="Lead"),
        row("high", band(5_000, "unlimited"), by="Head"),
        EscalationLink(id="up", from_role="lead", to_role="head"),
        Capacity(id="lead-time", role="lead", hours_a_week=10, holders=1, cost_an_hour=50),
        Capacity(id="head-time", role="head", hours_a_week=8, holders=1, cost_an_hour=120),
        Volume(
            id="often",
            decision="buy",
            cases_a_quarter=200,
            mix=(MixPart(weight=1, shares=(spread,)),),
            efforts=(Effort(minutes=20),),
        ),
        *more,
    )


def closed_house() -> Document:
    """The same, but the only one who holds both roles does so on a Saturday alone, when nobody works: no case ends."""
    held = (Holding(id=name, role=name, person="ann", starts=SATURDAY, ends=SATURDAY) for name in ("lead", "head"))
    return house(Person(id="ann", name="Ann"), *held)


def scenario(name: str, *changes: object, base: str | None = None) -> Scenario:
    """A scenario whose id is its name."""
    return Scenario.model_validate({"id": name, "name": name, "changes": changes, "base": base})
