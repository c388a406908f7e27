"""Comparisons: the same luck on every side, differences that are paired, and scenarios that cannot be compared."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.changes import EditRefused, apply
from models.commands import capacity, rows, scenarios
from models.commands.thresholds import move_thresholds
from models.document import Document
from models.effort import Stopped
from models.escalation import Capacity, ScenarioChange
from models.simulation.results.estimates import Estimate
from models.simulation.study import NOTHING_ENDS, StudyRefused
from models.whatif.comparing import compare
from models.whatif.comparison import Comparison, Side
from models.whatif.report import comparison_json, comparison_numbers, comparison_sentences, comparison_table
from models.whatif.running import Threads
from tests.models.whatif.house import ASSUMED, DAY, FEW, SATURDAY, closed_house, house, scenario


@pytest.fixture(scope="module")
def document() -> Document:
    """Scenarios that change nothing, speed things up, cannot keep up, do not fit, and expose more."""
    lost = ScenarioChange(table="capacity", row="lost", field="holders", value="2")
    made = house(
        scenario("same"), scenario("more time"), scenario("too little"), scenario("unfit", lost), scenario("bolder")
    )
    steps: tuple[tuple[str, Any, tuple[object, ...], dict[str, object]], ...] = (
        ("more time", capacity.set_capacity, ("head",), {"hours_a_week": 30}),
        ("too little", capacity.set_capacity, ("lead",), {"hours_a_week": 0.3}),
        ("bolder", move_thresholds, ("buy", "amount", {500_000: 1_500_000}, DAY), {}),
        ("bolder", rows.delete_row, ("escalation_link", "up"), {}),
    )
    for name, command, given, fields in steps:
        made = apply(made, scenarios.try_in(made, name, command, *given, **fields))
    return made


@pytest.fixture(scope="module")
def found(document: Document) -> Comparison:
    names = [row.id for row in document.scenarios]
    told: list[tuple[int, int]] = []
    made = compare(document, names, ASSUMED, FEW, on=DAY, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    return made


def side(found: Comparison, name: str) -> Side:
    return next(one for one in found.sides if one.scenario == name)


def difference(found: Comparison, name: str, key: str) -> Estimate:
    known = side(found, name).measured[key].difference
    assert known is not None
    return known


def digest(found: Comparison, name: str) -> str:
    known = side(found, name).result
    assert known is not None
    return known.digest


def test_a_scenario_that_changes_nothing_differs_by_nothing(found: Comparison) -> None:
    same = side(found, "same")
    assert found.base.result is not None
    assert digest(found, "same") == found.base.result.digest
    for key, measured in same.measured.items():
        assert measured.value == found.base.measured[key].value
        if measured.difference is not None:
            assert (measured.difference.mean, measured.difference.low, measured.difference.high) == (0, 0, 0)
            assert not measured.sure
    assert (same.new, same.gone) == ((), ())


def test_differences_are_of_pairs_and_much_surer_than_the_figures(found: Comparison) -> None:
    faster = side(found, "more time")
    mean = faster.measured["cycle.mean"]
    assert mean.value is not None
    assert mean.difference is not None
    assert mean.difference.mean < 0
    for key, one in faster.measured.items():
        base = found.base.measured[key]
        if one.value is not None and one.difference is not None and base.value is not None:
            assert one.value.mean - base.value.mean == pytest.approx(one.difference.mean, abs=1e-9)
    assert difference(found, "more time", "utilisation:head").high < 0
    assert abs(difference(found, "more time", "utilisation:lead").mean) < 0.02
    assert difference(found, "bolder", "exposure.cases").low > 0
    assert difference(found, "bolder", "level:0").mean > 0.15


def test_what_is_newly_found_is_named(found: Comparison) -> None:
    slow = side(found, "too little")
    assert [finding.id for finding in slow.new] == ["F40"]
    assert slow.gone == ()
    assert "  New: F40 Lead is asked for" in "\n".join(comparison_sentences(found))


def test_what_cannot_be_compared_says_why_and_keeps_nobody_back(found: Comparison) -> None:
    slow = side(found, "too little")
    assert slow.problem.startswith("The queue would grow without end. Lead is asked for ")
    assert slow.measured == {}
    unfit = side(found, "unfit")
    assert unfit.problem.startswith("The scenario “unfit” does not fit the file any more")
    assert unfit.changes == ()
    assert side(found, "bolder").changes == (
        "Lead: limit of “Buy” 5,000 → 15,000 EUR",
        "Without cases from Lead to Head (limit)",
    )


def test_the_same_comes_of_it_on_any_number_of_threads(document: Document, found: Comparison) -> None:
    again = compare(document, ["more time"], ASSUMED, FEW, on=DAY, runner=Threads(1))
    assert digest(again, "more time") == digest(found, "more time")
    assert side(again, "more time").measured == side(found, "more time").measured


def test_a_file_that_cannot_keep_up_is_compared_without_differences() -> None:
    slow = house(Capacity(id="lead-time", role="lead", hours_a_week=0.3, holders=1), scenario("eased"))
    slow = apply(slow, scenarios.try_in(slow, "eased", capacity.set_capacity, "lead", hours_a_week=10))
    found = compare(slow, ["eased"], ASSUMED, FEW, on=DAY)
    assert found.base.problem.startswith("The queue would grow without end.")
    assert [finding.id for finding in side(found, "eased").gone] == ["F40"]
    mean = side(found, "eased").measured["cycle.mean"]
    assert mean.value is not None
    assert mean.difference is None
    assert comparison_sentences(found)[0].startswith("As it is: The queue")


def test_it_stops_when_asked_and_refuses_what_is_not_there(document: Document) -> None:
    with pytest.raises(Stopped):
        compare(document, ["same"], ASSUMED, FEW, on=DAY, halt=lambda: True)
    calls = iter(range(100))
    long = FEW.model_copy(update={"cases": 2_000_000})
    with pytest.raises(Stopped):
        compare(document, ["same"], ASSUMED, long, on=DAY, halt=lambda: next(calls) > 4)
    with pytest.raises(EditRefused, match="no longer in the file"):
        compare(document, ["gone"], ASSUMED, FEW, on=DAY)
    with pytest.raises(StudyRefused, match="nothing to simulate"):
        compare(Document(), [], ASSUMED, FEW, on=DAY)


def test_it_is_told_in_words_rows_and_json(found: Comparison) -> None:
    words = comparison_sentences(found)
    assert "more time: Head: 8 → 30 hours a week for decisions." in words
    assert any(sentence.startswith("  Better: ") for sentence in words)
    table = comparison_table(found)
    assert table.headings[:4] == ("Figure", "As it is", "bolder", "Difference")
    few = comparison_table(found, every=False)
    assert 0 < len(few.rows) < len(table.rows)
    assert set(few.rows) < set(table.rows)
    data = json.loads(json.dumps(comparison_json(found)))
    assert data["schema"] == "remit.comparison/1"
    assert [one["name"] for one in data["sides"]][:2] == ["As it is", "bolder"]
    headings, lines = comparison_numbers(found)
    assert {len(line) for line in lines} == {len(headings)}


def test_a_side_in_which_no_case_ends_is_there_with_its_problem() -> None:
    anyway = FEW.model_copy(update={"allow_overload": True})
    found = compare(closed_house(), (), ASSUMED, anyway, on=SATURDAY)
    assert [side.problem for side in found.sides] == [NOTHING_ENDS]
