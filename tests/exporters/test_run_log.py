"""A simulated run as an event log: every case in it, in order, and back again through calibration."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exporters.base import ExportRefused
from exporters.event_log import LogRow, write_log
from exporters.run_log import rows_of
from models.calibration.study import calibrate
from models.calibration.workspace import Fitted, plan_workspaces
from models.changes import apply
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compile import compile_model
from models.simulation.results.trace import traced
from tests.models.calibration.logs import BEGAN, told, two_steps
from workbench.importers.logs import read_log

CASES = 600


@pytest.fixture(scope="module")
def document() -> Document:
    found = calibrate(told(two_steps(30)))
    part = Fitted("Request", found.fitted, found.passes)
    return apply(Document(), plan_workspaces(Document(), [part], "A log", "EUR"))


@pytest.fixture(scope="module")
def rows(document: Document) -> list[LogRow]:
    model = compile_model(document, Assumptions(), on=BEGAN.date())
    return list(rows_of(document, model, traced(model.layout, seed=1, cases=CASES)))


def test_every_case_comes_and_ends_and_time_never_goes_back(rows: list[LogRow]) -> None:
    assert {row.case for row in rows} == set(range(1, CASES + 1))
    assert [row.when for row in rows] == sorted(row.when for row in rows)
    last = {row.case: row.activity for row in rows if row.lifecycle == "complete"}
    assert Counter(last.values()).most_common(1) == [("Request: approved by Manager", CASES)]
    assert rows[0].when.date() >= date(2024, 1, 1)


def test_a_run_that_outlasts_the_calendar_is_refused(document: Document) -> None:
    model = compile_model(document, Assumptions(), on=BEGAN.date())
    trace = traced(model.layout, seed=1, cases=10)
    with pytest.raises(ExportRefused, match="beyond the year 9999"):
        list(rows_of(document, model, replace(trace, time=trace.time + 1e8)))


def test_work_begins_before_it_ends_by_the_same_role(rows: list[LogRow]) -> None:
    begun: dict[tuple[int, str], LogRow] = {}
    ended = 0
    for row in rows:
        key = (row.case, row.activity)
        if row.lifecycle == "start":
            assert key not in begun
            begun[key] = row
        elif key in begun:
            began = begun.pop(key)
            assert began.role == row.role
            assert began.when <= row.when
            ended += 1
    assert begun == {}
    assert ended > 2 * CASES


def test_a_case_that_is_sent_back_is_submitted_again(rows: list[LogRow]) -> None:
    counts = Counter(row.activity for row in rows if row.lifecycle == "complete")
    assert counts["Request: rejected by Clerk"] == counts["Request: submitted"] - CASES
    assert counts["Request: rejected by Clerk"] == pytest.approx(0.11 * CASES, rel=0.3)
    assert counts["Request: checked by Clerk"] == CASES


@pytest.mark.parametrize("name", ["run.xes.gz", "run.csv"])
def test_calibration_finds_in_the_log_what_was_simulated(
    document: Document, rows: list[LogRow], tmp_path: Path, name: str
) -> None:
    log = read_log(write_log(rows, tmp_path / name))
    found = calibrate(log)
    (volume,) = document.volumes
    efforts = {
        (document.roles[effort.role].name, str(effort.right)): effort
        for effort in volume.efforts
        if effort.role is not None
    }
    assert sorted(one.right for one in found.mapping.activities if one.right) == ["approve", "recommend", "recommend"]
    for desk in found.fitted.desks:
        right = "approve" if desk.name == "Manager" else "recommend"
        effort = efforts[desk.name, right]
        share = effort.minutes / 60 / desk.quick.wait.mean
        (capacity,) = (one for one in document.capacities if document.roles[one.role].name == desk.name)
        assert capacity.calendar is not None
        week = sum(document.calendars[capacity.calendar].hours)
        assert share * week == pytest.approx(capacity.hours_a_week, rel=0.2)
        assert desk.quick.rework == pytest.approx(effort.rework_probability, abs=0.04)
    assert found.fitted.simulated.p50 == pytest.approx(found.fitted.observed.p50, rel=0.1)
