"""A study of the real matrix, in words, rows and JSON; and its refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.results.estimates import Estimate
from models.simulation.settings import Settings
from models.simulation.study import StudyCancelled, StudyOverloaded, study
from models.simulation.telling.report import Report
from models.simulation.telling.reportdata import SCHEMA
from models.simulation.telling.wording import clock_time, percent, share_with_interval, time_with_interval, working_time
from tests.models.authority.gitlab import ON, gitlab

SETTINGS = Settings(cases=4_000, replications=8)


@pytest.fixture(scope="module")
def document(shared_data: Path) -> Document:
    return gitlab(shared_data / "authority" / "gitlab_2018.csv")


@pytest.fixture(scope="module")
def report(document: Document) -> Report:
    return study(document, Assumptions(), SETTINGS, on=ON)


def test_the_real_matrix_gives_waits_loads_levels_and_escalations(report: Report) -> None:
    result = report.result
    assert result.cycle is not None
    assert result.cycle.p50.mean < result.cycle.mean.mean < result.cycle.p90.mean < result.cycle.p95.mean
    for role, load in zip(result.roles, result.loads, strict=True):
        assert role.utilisation.mean == pytest.approx(load.ratio, rel=0.1)
        assert role.wait is not None
    assert 0 < result.escalations.mean < 0.2
    shares = sum(share.mean for share in result.levels)
    assert shares + result.outcomes.undecided.mean == pytest.approx(1.0)
    assert [table.key for table in report.tables] == [
        *("cycle", "decisions", "roles", "levels", "paths", "causes", "moves", "hops", "undecided", "assumptions"),
    ]


def test_undecided_cases_are_the_share_that_the_partition_says(report: Report) -> None:
    model = report.model
    rates = dict(zip(model.decisions, model.layout.decision_rate.tolist(), strict=True))
    lost = sum(rates[b.decision] * b.share for b in model.branches if b.answer.kind != "decided")
    assert report.result.outcomes.undecided.contains(lost / model.layout.rate)


def test_the_real_defects_are_listed_however_rare_they_are(report: Report) -> None:
    undecided = next(table for table in report.tables if table.key == "undecided")
    shown = {(row[0], row[1]): row[2:] for row in undecided.rows}
    share, why = shown["Bad debt write-off", "exactly 10,000 USD"]
    assert share == "less than 0.01 %"
    assert why.startswith("Conflict: two rows cover this case")
    travel = [key for key in shown if key[0] == "Employee Travel & Entertainment"]
    assert len(travel) == 1


def test_every_assumption_and_setting_is_printed(report: Report) -> None:
    printed = next(table for table in report.tables if table.key == "assumptions")
    assert len(printed.rows) == len(Assumptions.model_fields) + 5
    assert report.notes[0] == "35 of 35 decisions have no volume; each is taken to come up 13 times a quarter."


def test_rows_fit_their_headings_and_name_their_objects(document: Document, report: Report) -> None:
    for table in report.tables:
        assert {len(row) for row in table.rows} == {len(table.headings)}
        assert not table.keys or len(table.keys) == len(table.rows)
    roles = next(table for table in report.tables if table.key == "roles")
    assert [document.roles[key].name for key in roles.keys] == [row[0] for row in roles.rows]


def test_json_is_stable_and_the_same_for_the_same_seed(document: Document, report: Report) -> None:
    data = report.to_json()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["schema"] == SCHEMA
    again = study(document, Assumptions(), SETTINGS.model_copy(update={"workers": 1}), on=ON)
    assert again.to_json() == data
    assert again.sentences == report.sentences
    other = study(document, Assumptions(), SETTINGS.model_copy(update={"seed": 2}), on=ON)
    assert other.to_json()["digest"] != data["digest"]


def test_a_role_that_cannot_keep_up_is_named_with_its_arithmetic(document: Document) -> None:
    with pytest.raises(StudyOverloaded) as refused:
        study(document, Assumptions(cases_a_quarter=80), SETTINGS, on=ON)
    assert str(refused.value).startswith("The queue would grow without end. ")
    assert all(" is asked for " in role for role in refused.value.roles)
    assert "(1 holder with 10.0 hours each)." in str(refused.value)
    allowed = study(document, Assumptions(cases_a_quarter=80), Settings(cases=500, allow_overload=True), on=ON)
    assert any(sentence.startswith("This queue grows without end: ") for sentence in allowed.sentences)


def test_more_hours_shorten_the_waits(document: Document, report: Report) -> None:
    eased = study(document, Assumptions(hours_a_week=20), SETTINGS, on=ON)
    assert eased.result.cycle is not None
    assert report.result.cycle is not None
    assert eased.result.cycle.mean.high < report.result.cycle.mean.low


def test_a_study_can_be_stopped(document: Document) -> None:
    with pytest.raises(StudyCancelled):
        study(document, Assumptions(), Settings(cases=2_000_000), on=ON, cancelled=lambda: True)


def test_the_way_in_loads_nothing_heavy() -> None:
    code = (
        "import sys, models.simulation.study, models.simulation.telling.report; "
        "print('numpy' in sys.modules or 'numba' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "False"


@pytest.mark.parametrize(
    ("hours", "clock", "working"),
    [
        (0.005, "0.3 min", "0.3 min"),
        (0.05, "3 min", "3 min"),
        (1.0, "1.00 h", "1.00 h"),
        (12.34, "12.3 h", "12.3 h"),
        (24.0, "24.0 h", "3.00 working days"),
        (72.0, "3.00 days", "9.00 working days"),
        (24_000, "1,000 days", "3,000 working days"),
    ],
)
def test_time_in_words(hours: float, clock: str, working: str) -> None:
    assert (clock_time(hours), working_time(hours)) == (clock, working)


def test_intervals_in_words() -> None:
    assert time_with_interval(Estimate(2.0, 1.5, 2.5)) == "2.00 h (1.50 to 2.50)"
    assert time_with_interval(Estimate(96.0, 48.0, 144.0)) == "4.00 days (2.00 to 6.00)"
    assert time_with_interval(Estimate(32.0, 16.0, 48.0), working=True) == "4.00 working days (2.00 to 6.00)"
    assert time_with_interval(None) == "–"
    assert share_with_interval(Estimate(0.5, 0.4, 0.6)) == "50 % (40 to 60)"
    assert share_with_interval(Estimate(1.0, 1.0, 1.0)) == "100 %"
    assert [percent(share) for share in (0.0, 0.00001, 0.0004, 0.042, 0.42)] == [
        "0 %",
        "less than 0.01 %",
        "0.04 %",
        "4.2 %",
        "42 %",
    ]
