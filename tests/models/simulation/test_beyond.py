"""Numbers that a file may hold and that no simulation can live with: each gets a sentence, and none a failure."""

from __future__ import annotations

import pytest

from models.authority.expressions import OneRole
from models.authority.rules import Step
from models.entity import Entity
from models.escalation import Capacity, Effort, EscalationLink, Volume, WorkCalendar
from models.simulation.assumptions import Assumptions
from models.simulation.compile import NothingToSimulate, compile_model
from models.simulation.kernel.prepared import prepare
from tests.models.authority.small import ON, approve, band, matrix, role, row


def volume(**fields: object) -> Volume:
    return Volume.model_validate({"id": "volume", "decision": "buy", "cases_a_quarter": 20.0, **fields})


def capacity(**fields: object) -> Capacity:
    return Capacity.model_validate({"id": "capacity", "role": "lead", **fields})


ALL = band(None, "unlimited")
MANY = [f"R{number}" for number in range(256)]
LATE = Step(right="approve", who=OneRole(role="lead"), hours=1e300)


@pytest.mark.parametrize(
    ("rows", "about"),
    [
        ((volume(cases_a_quarter=1e-12),), "Cases come too rarely"),
        ((volume(cases_a_quarter=1e300),), "Cases come too rarely or too often"),
        ((volume(efforts=(Effort(minutes=1e300),)),), "Some work takes too long"),
        ((volume(efforts=(Effort(minutes=1, variation=1e9),)),), "Some work varies too much"),
        ((volume(arrivals="scheduled", every_days=1, cases_a_quarter=1e9),), "More than 1,000,000 cases a year"),
        ((capacity(hours_a_week=1e-12),), "Somebody has too little time"),
        ((capacity(cost_an_hour=1e300),), "An hour of some role costs too much"),
        ((WorkCalendar(id="k", name="K", hours=(1e-9, 0)), capacity(calendar="k")), "A calendar is hardly ever open"),
        ((row("all", ALL, by=(LATE,)),), "A deadline is too far away"),
        ((EscalationLink(id="link", from_role="lead", to_role="head", hours=1e300),), "A deadline is too far away"),
        ((*map(role, MANY), row("all", ALL, by=(approve(*MANY),))), "More than 255 parts"),
        (
            (*map(role, MANY), row("all", ALL, by=tuple(approve(name, stage=at + 1) for at, name in enumerate(MANY)))),
            "A row has more than 255 stages",
        ),
    ],
)
def test_a_number_beyond_what_can_be_simulated_is_said(rows: tuple[Entity, ...], about: str) -> None:
    with pytest.raises(NothingToSimulate) as refused:
        compile_model(matrix(row("all", ALL), *rows), Assumptions(), on=ON)
    assert str(refused.value).startswith(about)
    assert str(refused.value).endswith(".")


def test_hours_of_a_week_may_weigh_as_much_as_they_like() -> None:
    layout = compile_model(matrix(row("all", ALL), volume(profile=(1e308,) * 168)), Assumptions(), on=ON).layout
    assert prepare(layout).profiles.tolist() == [float(hour) for hour in range(169)]
