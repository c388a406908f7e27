"""A simulated run, written as an event log and calibrated again: what was simulated is found in it."""

from pathlib import Path

import pytest

from exporters.event_log import LogRow, write_log
from models.calibration.study import calibrate
from models.calibration.workspace import Called, plan_workspace
from models.changes import apply
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compile import compile_model
from models.simulation.eventlog import events
from tests.models.calibration.logs import BEGAN, told, two_steps
from workbench.importers.logs import read_log

CASES = 800


@pytest.fixture(scope="module")
def document() -> Document:
    found = calibrate(told(two_steps(30)))
    return apply(Document(), plan_workspace(Document(), found.fitted, found.passes, Called("A log", "Request")))


@pytest.mark.parametrize("name", ["run.xes.gz", "run.csv"])
def test_calibration_finds_in_a_log_what_was_simulated(document: Document, tmp_path: Path, name: str) -> None:
    model = compile_model(document, Assumptions(), on=BEGAN.date())
    rows = (LogRow(*event) for event in events(document, model, seed=1, cases=CASES))
    found = calibrate(read_log(write_log(rows, tmp_path / name)))
    meanings = {one.activity: (one.means, one.right, one.role) for one in found.mapping.activities}
    assert meanings["Submitted"] == ("submitted", None, "")
    assert meanings["Contribution by Clerk"] == ("passed", "recommend", "Clerk")
    assert meanings["Sent back by Clerk"] == ("sent back", "recommend", "Clerk")
    assert meanings["Contribution by Clerk's client"] == ("taken back", None, "Clerk's client")
    assert meanings["Approved by Manager"] == ("passed", "approve", "Manager")
    assert meanings["Closed: decided"][0] in {"ignored", "after"}
    (volume,) = document.volumes
    for desk in found.fitted.desks:
        assert desk.works
        right = "approve" if desk.name == "Manager" else "recommend"
        (role,) = (role for role in document.roles if role.name == desk.name)
        (effort,) = (one for one in volume.efforts if (one.role, one.right) == (role.id, right))
        (capacity,) = document.capacities.by("role", role.id)
        assert capacity.calendar is not None
        assert capacity.hours_a_week is not None
        assert effort.rework_probability is not None
        share = capacity.hours_a_week / sum(document.calendars[capacity.calendar].hours)
        # What is logged is from taking up to done, at the share of the open hours that decisions get.
        assert desk.quick.wait.mean == pytest.approx(effort.minutes / 60 / share, rel=0.2)
        assert desk.quick.rework == pytest.approx(effort.rework_probability, abs=0.04)
    assert found.passes.requester == "Clerk's client"
    assert found.fitted.simulated.p50 == pytest.approx(found.fitted.observed.p50, rel=0.1)
