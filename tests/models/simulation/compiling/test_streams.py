"""When cases come: in office hours, by a profile, on a schedule, or as they were recorded."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from models.decisions import Decision
from models.entity import Entity
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compile import CompiledModel, compile_model
from models.simulation.hours import HOURS_A_QUARTER
from models.simulation.model.layout import NONE
from tests.models.authority.small import ON, matrix, row

moment = datetime.fromisoformat
WEEK = tuple(float(hour % 24 == 7) for hour in range(168))


def volume(decision: str = "buy", **said: object) -> Volume:
    return Volume.model_validate({"id": f"v-{decision}", "decision": decision, "cases_a_quarter": 26, **said})


def compiled(*rows: Entity, on: date = ON) -> CompiledModel:
    more = [Decision(id=name, name=name.capitalize(), position=at) for at, name in enumerate(("sell", "rent"), start=1)]
    return compile_model(matrix(*more, row("any"), *rows), Assumptions(), on=on)


def arrivals(model: CompiledModel) -> list[tuple[float, str]]:
    layout = model.layout
    return [
        (time, model.decisions[decision])
        for time, decision in zip(layout.listed_time.tolist(), layout.listed_decision.tolist(), strict=True)
    ]


def test_cases_come_in_office_hours_where_nothing_else_is_said() -> None:
    model = compiled()
    week = model.layout.profile_weight.reshape(7, 24)
    assert week[:5, 9:17].all()
    assert week.sum() == 40
    assert any(note.startswith("Cases come at random moments of office hours") for note in model.notes)


def test_decisions_with_the_same_profile_share_a_stream() -> None:
    model = compiled(volume("buy", profile=WEEK), volume("rent", profile=WEEK))
    assert model.decisions == ("buy", "rent", "sell")
    assert model.layout.decision_stream.tolist() == [0, 0, 1]
    assert model.layout.profile_weight.reshape(-1, 168)[0].tolist() == list(WEEK)


def test_what_comes_on_a_schedule_comes_every_so_many_days() -> None:
    model = compiled(volume("sell", arrivals="scheduled", every_days=14, first_on=ON + timedelta(days=3)))
    assert model.decisions == ("buy", "rent", "sell")
    listed = arrivals(model)
    assert listed[:8] == [(24.0 * (3 + 14 * (at // 4)) + 9, "sell") for at in range(8)]
    assert len(listed) == 26 * 4
    assert model.layout.stream_period.tolist() == [math.inf, 364 * 24]
    assert model.layout.decision_rate[2] == pytest.approx(26 / HOURS_A_QUARTER)
    assert not any("Sell" in note for note in model.notes)


def test_without_a_first_day_it_starts_after_one_round() -> None:
    model = compiled(volume("sell", arrivals="scheduled", every_days=91, cases_a_quarter=1), on=ON + timedelta(days=2))
    assert [time for time, _ in arrivals(model)] == [24.0 * (2 + 91 * at) + 9 for at in range(4)]


def test_a_schedule_that_does_not_fit_is_said() -> None:
    model = compiled(volume("sell", arrivals="scheduled", every_days=30, cases_a_quarter=1))
    assert len(arrivals(model)) == 13
    assert any("“Sell” comes every 30 days, which do not divide 52 weeks" in note for note in model.notes)
    assert "“Sell” comes every 30 days, 1 case each time; 1 a quarter would be 0.33 each time." in model.notes
    later = compiled(volume("sell", arrivals="scheduled", every_days=7, first_on=ON + timedelta(days=40)))
    assert any("comes on its schedule from the start" in note for note in later.notes)


@pytest.mark.parametrize("every", [1, 5, 364, 366])
@pytest.mark.parametrize("first", [-400, -1, 0, 500])
def test_any_schedule_lies_within_the_year(every: int, first: int) -> None:
    day = ON + timedelta(days=first)
    model = compiled(volume("sell", arrivals="scheduled", every_days=every, first_on=day))
    times = np.array([time for time, _ in arrivals(model)])
    assert len(times) > 0
    assert (times < 364 * 24).all()
    assert set(times % 24) == {9.0}


def test_recorded_cases_come_when_they_came() -> None:
    first = moment("2026-05-06T14:30")
    moments = [first + timedelta(hours=hours) for hours in (30, 0, 200)]
    model = compiled(volume("sell", arrivals="recorded", recorded=moments))
    assert model.starts == moment("2026-05-04T00:00")
    assert arrivals(model) == [(62.5, "sell"), (92.5, "sell"), (262.5, "sell")]
    assert model.layout.stream_period.tolist()[-1] == math.inf
    assert model.layout.decision_rate[2] == pytest.approx(3 / 200)
    assert model.layout.stream_profile.tolist() == [0, NONE]


def test_a_list_from_the_past_takes_the_model_there() -> None:
    moments = [moment("2025-01-01T08:00"), moment("2025-03-01T08:00+00:00")]
    model = compiled(volume("sell", arrivals="recorded", recorded=moments))
    assert model.starts == moment("2024-12-30T00:00")
    assert arrivals(model)[0] == (56.0, "sell")


def test_what_has_no_schedule_or_list_comes_at_random_and_that_is_said() -> None:
    model = compiled(volume("sell", arrivals="scheduled"), volume("rent", arrivals="recorded"))
    assert arrivals(model) == []
    assert any("“Sell” comes on a schedule that nobody has entered" in note for note in model.notes)
    assert any("“Rent” comes by a list that is empty" in note for note in model.notes)


def test_schedules_and_lists_are_streams_of_their_own() -> None:
    model = compiled(
        volume("buy", arrivals="recorded", recorded=[moment("2026-05-06T00:00")]),
        volume("sell", arrivals="scheduled", every_days=7, cases_a_quarter=13),
    )
    assert model.decisions == ("rent", "sell", "buy")
    assert model.layout.decision_stream.tolist() == [0, 1, 2]
