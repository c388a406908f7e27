"""Searches: they find the frontier, keep to their budget, go on where they stopped, and say what cannot be."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes import apply
from models.escalation import Capacity, Volume
from models.simulation.study import NOTHING_ENDS
from models.whatif.levers import HoldersLever, HoursLever, Lever, ThresholdLever, choices, choose
from models.whatif.report import frontier_json, frontier_numbers, frontier_sentences, frontier_table
from models.whatif.running import Threads, Watch
from models.whatif.search import Frontier, SearchRefused
from models.whatif.searching import Ask, search
from models.whatif.state import StateUnfit
from models.whatif.trial import Piece, Question, Tried
from tests.models.whatif.house import ASSUMED, DAY, FEW, SATURDAY, closed_house, house

HOURS = HoursLever("lead", tuple(float(value) for value in range(6, 26)))
PEOPLE = HoldersLever("head", (1, 2, 3, 4))
LIMIT = ThresholdLever("buy", "amount", 500_000, tuple(range(200_000, 1_100_000, 200_000)))


def surface(choice: Sequence[float]) -> tuple[float, float]:
    """Made-up figures: long for few hours and holders, dear for many; nobody needs more than 18 hours."""
    hours, holders, limit = choice
    return 400 / (min(hours, 18.0) * holders) + limit / 1e6, hours * holders * 3 + (limit - 600_000) ** 2 / 1e11


def pretend(question: Question, pieces: Sequence[Piece], watch: Watch) -> tuple[Tried, ...]:
    """Stands in for the simulation: the surface, with luck that all share and a little of their own."""
    found = []
    for piece in pieces:
        choice = piece.choice or (10.0, 1, 500_000)
        if choice[0] == 7:
            found.append(Tried((), "Lead cannot keep up."))
            continue
        rows = []
        for number in range(piece.first, piece.first + piece.number):
            luck = np.random.default_rng(number).normal() * 5
            own = np.random.default_rng([number, *(int(value) for value in choice)]).normal() * 0.01
            speed, cost = surface(choice)
            rows.append((speed + luck + own, 0.0, 0.0, 0.0, 0.1, 0.1, cost, 0.0))
        found.append(Tried(tuple(rows)))
    return tuple(found)


def run(ask: Ask, **more: Any) -> Frontier:
    return search(house(), ask, ASSUMED, FEW.model_copy(update={"replications": 16}), on=DAY, trier=pretend, **more)


def true_frontier(levers: Sequence[Lever]) -> list[tuple[float, float]]:
    figures = [surface(choice) for choice in choices(levers) if choice[0] != 7]
    return [(a, b) for a, b in figures if not any(x <= a and y <= b and (x, y) != (a, b) for x, y in figures)]


def test_a_whole_grid_gives_the_whole_frontier() -> None:
    ask = Ask((HOURS, PEOPLE, LIMIT), against="cost", budget=20_000)
    found = run(ask)
    assert found.done
    assert found.candidates == len(found.points) == 20 * 4 * 5
    assert found.spent < 400 * 16 * 0.6
    best = [surface(point.choice) for point in found.frontier]
    for speed, cost in true_frontier(ask.levers):
        assert any(other <= speed + 0.05 and dear <= cost + 1e-9 for other, dear in best)
    for speed, cost in best:
        assert not any(other < speed - 0.05 and dear <= cost for other, dear in true_frontier(ask.levers))
    for point in found.frontier:
        assert point.replications == 16
        assert point.objective_change is not None
        assert point.objective is not None
        assert point.objective.half_width > 2
        assert point.objective_change.half_width < 0.1
    refused = [point for point in found.points if point.problem]
    assert {point.choice[0] for point in refused} == {7.0}
    assert found.points[-len(refused) :] == tuple(refused)


def test_a_large_grid_is_explored_within_its_budget_and_comes_near_the_frontier() -> None:
    levers = (
        HoursLever("lead", tuple(value / 4 for value in range(24, 104))),
        HoldersLever("head", tuple(range(1, 9))),
        ThresholdLever("buy", "amount", 500_000, tuple(range(50_000, 1_050_000, 20_000))),
    )
    found = run(Ask(levers, against="cost", budget=2_000))
    assert found.candidates == 80 * 8 * 50
    assert found.spent <= 2_000
    assert len(found.points) < 2_000
    fastest = found.frontier[0]
    cheapest = found.frontier[-1]
    assert fastest.choice[1] == 8
    assert cheapest.choice[1] == 1
    assert 5.5 <= cheapest.choice[0] <= 6.5
    assert 500_000 < cheapest.choice[2] < 700_000


@settings(max_examples=6, deadline=None)
@given(stops=st.lists(st.integers(1, 40), min_size=1, max_size=3))
def test_a_search_that_was_stopped_and_resumed_ends_as_one_that_never_stopped(stops: list[int]) -> None:
    ask = Ask((HOURS, PEOPLE), against="cost", budget=400)
    whole = search_two(ask)
    kept: list[str] = []
    state: dict[str, Any] | None = None
    for stop in stops:
        calls = iter(range(1, 10_000))
        limit = stop
        part = search_two(
            ask,
            state=state,
            keep=lambda tried: kept.append(json.dumps(tried)),
            halt=lambda calls=calls, limit=limit: next(calls) > limit,
        )
        state = json.loads(kept[-1])
        if part.done:
            assert part.digest == whole.digest
    resumed = search_two(ask, state=state)
    assert resumed == whole


def search_two(ask: Ask, **more: Any) -> Frontier:
    def two(question: Question, pieces: Sequence[Piece], watch: Watch) -> tuple[Tried, ...]:
        wider = [piece._replace(choice=(*piece.choice, 500_000) if piece.choice else ()) for piece in pieces]
        return pretend(question, wider, watch)

    made = FEW.model_copy(update={"replications": 16})
    return search(house(), ask, ASSUMED, made, on=DAY, trier=two, runner=Threads(2), **more)


def test_what_was_kept_serves_other_figures_but_no_other_question() -> None:
    kept: list[dict[str, Any]] = []
    run(Ask((HOURS, PEOPLE, LIMIT), against="cost", budget=500), keep=kept.append)
    state = kept[-1]
    again = run(Ask((HOURS, PEOPLE, LIMIT), "p90", "time", budget=500), state=state)
    assert again.goal == "p90"
    with pytest.raises(StateUnfit, match="of another search"):
        run(Ask((PEOPLE, HOURS, LIMIT), against="cost", budget=500), state=state)
    with pytest.raises(StateUnfit, match="not a search of this version"):
        run(Ask((HOURS, PEOPLE, LIMIT), against="cost"), state={"schema": "other"})
    absurd = [[{"choice": [1], "rows": [[number] * 8]}] for number in (10**400, 1e308, math.nan, math.inf)]
    for damaged in ([{"choice": 3}], 7, *absurd, [{"choice": [1], "rows": [[1]]}]):
        with pytest.raises(StateUnfit, match="damaged"):
            run(Ask((HOURS, PEOPLE, LIMIT), against="cost"), state={**state, "tried": damaged})


def test_a_real_search_finds_that_a_higher_limit_is_faster_and_exposes_more() -> None:
    limits = ThresholdLever("buy", "amount", 500_000, (300_000, 500_000, 800_000, 1_200_000, 1_600_000))
    ask = Ask((limits, HoursLever("head", (8.0, 16.0))), budget=100)
    found = search(house(), ask, ASSUMED, FEW, on=DAY)
    by_choice = {point.choice: point for point in found.points}
    exposed = [by_choice[limit, 8.0].against_change for limit in limits.values]
    assert [change.mean > 0 if change else None for change in exposed] == [False, False, False, True, True]
    assert by_choice[500_000, 8.0].objective_change is not None
    assert by_choice[500_000, 8.0].objective_change.mean == 0
    document = house()
    assert frontier_table(document, found).rows[0][1] == "5,000"
    assert len(frontier_numbers(document, found)[1]) == len(found.points) == 10
    assert json.loads(json.dumps(frontier_json(document, found)))["digest"] == found.digest
    assert frontier_sentences(document, found)[0] == ("Turned: the limit of “Buy” at 5,000 EUR; hours a week of Head.")
    for workers in (1, 3):
        assert search(document, ask, ASSUMED, FEW, on=DAY, runner=Threads(workers)).digest == found.digest
    best = found.frontier[0]
    there = apply(document, choose(document, found.levers, best.choice, DAY))
    assert there.capacities["head-time"].hours_a_week == best.choice[1]


def test_candidates_that_cannot_be_are_there_with_the_reason() -> None:
    limits = ThresholdLever("buy", "amount", 500_000, (500_000,))
    ask = Ask((limits, HoursLever("lead", (0.2, 10.0))), against="time", budget=60)
    found = search(house(), ask, ASSUMED, FEW, on=DAY)
    [slow] = [point for point in found.points if point.problem]
    assert slow.problem.startswith("Lead is asked for")
    assert slow.words == ("Lead: 10 → 0.2 hours a week for decisions",)
    assert found.currency == "EUR"
    assert found.base.against is not None
    assert found.base.against.mean == pytest.approx(13 * (10 * 50 + 8 * 120))


def test_a_search_that_is_stopped_at_once_has_nothing_but_says_so() -> None:
    ask = Ask((HoursLever("lead", (10.0, 20.0)),), budget=40)
    long = FEW.model_copy(update={"warm_up": "mser-5", "cases": 5_000_000})
    found = search(house(), ask, ASSUMED, long, on=DAY, halt=lambda: True)
    assert (found.done, found.points, found.spent, found.base.objective) == (False, (), 0, None)


def test_cases_that_are_listed_once_are_simulated_as_long_as_there_are_any() -> None:
    start = datetime(2026, 5, 4, 9)
    listed = Volume(
        id="often",
        decision="buy",
        cases_a_quarter=200,
        arrivals="recorded",
        recorded=tuple(start + timedelta(hours=12 * number) for number in range(60)),
    )
    found = search(house(listed), Ask((HoursLever("lead", (10.0, 30.0)),), budget=20), ASSUMED, FEW, on=DAY)
    assert [point.problem for point in found.points] == ["", ""]
    assert found.frontier


def test_what_cannot_be_searched_is_said() -> None:
    with pytest.raises(SearchRefused, match="Say what may be turned"):
        search(house(), Ask(()), ASSUMED, FEW, on=DAY)
    with pytest.raises(SearchRefused, match="give at least 8, or fewer replications"):
        search(house(), Ask((HoursLever("lead", (10.0, 20.0)),), budget=7), ASSUMED, FEW, on=DAY)
    bare = house()
    bare = bare.with_rows({"tier": {"wide": None, "local": None}})
    ask = Ask((HoursLever("lead", (10.0, 20.0)),), budget=40)
    with pytest.raises(SearchRefused, match="there is no exposure"):
        search(bare, ask, ASSUMED, FEW, on=DAY)
    with pytest.raises(SearchRefused, match="None of the candidates can be simulated; of the first: Lead is asked"):
        search(house(), Ask((HoursLever("lead", (0.1, 0.2)),), budget=40), ASSUMED, FEW, on=DAY)
    slow = house(Capacity(id="lead-time", role="lead", hours_a_week=0.2, holders=1))
    found = search(slow, Ask((HoursLever("lead", (10.0, 20.0)),), budget=40), ASSUMED, FEW, on=DAY)
    assert found.base.problem.startswith("Lead is asked for")
    assert found.frontier
    assert found.frontier[0].objective_change is None


def test_a_search_among_candidates_of_which_no_case_ends_says_so() -> None:
    anyway = FEW.model_copy(update={"allow_overload": True, "warm_up": "mser-5"})
    with pytest.raises(SearchRefused, match=NOTHING_ENDS[:20]):
        search(closed_house(), Ask((HoursLever("lead", (6.0, 8.0)),)), ASSUMED, anyway, on=SATURDAY)
