"""A fit as a workspace, run by the simulation itself: it behaves as the log did, with and without queues."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from models.calibration.capacity import queued
from models.calibration.matching import simulated
from models.calibration.parameters import Fit, figures
from models.calibration.queueing import kernel_figures
from models.calibration.resampling import resampled
from models.calibration.study import Calibration, calibrate, calibrate_each
from models.calibration.workspace import Fitted, plan_workspaces
from models.changes import apply
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compile import compile_model
from models.simulation.oracles import mmc_wait
from models.simulation.results.summary import Result
from models.simulation.run import simulate
from models.simulation.settings import Settings
from tests.models.calibration.logs import BEGAN, Told, told, two_steps
from tests.models.calibration.test_fitting import two_decisions
from workbench.importers.logs import read_log

WEEKS = 30


def document_of(found: Calibration) -> Document:
    part = Fitted(found.mapping.decision, found.fitted, found.passes)
    return apply(Document(), plan_workspaces(Document(), [part], "A log", "EUR"))


def run(document: Document, on: date) -> Result:
    model = compile_model(document, Assumptions(), on=on)
    return simulate(model.layout, Settings(replications=6, cases=4_000))


def assert_as_observed(result: Result, fitted: Fit) -> None:
    assert result.cycle is not None
    assert result.cycle.p50.mean == pytest.approx(fitted.observed.p50, rel=0.1)
    assert result.cycle.p90.mean == pytest.approx(fitted.observed.p90, rel=0.1)


def queue_log(weeks: int, holders: int, hours: float, a_week: float) -> list[Told]:
    """Cases that come at any hour, more in some weeks than in others, and wait for a clerk who works day and night."""
    random = np.random.default_rng(4)
    busy = np.exp(0.25 * random.standard_normal(weeks))
    came = np.sort(np.concatenate([168 * (w + random.random(random.poisson(a_week * busy[w]))) for w in range(weeks)]))
    took = queued(came, random.lognormal(np.log(hours), 0.5, len(came)), holders)
    return [
        event
        for number, (at, lasts) in enumerate(zip(came.tolist(), took.tolist(), strict=True))
        for event in (
            (str(number), "Claim submitted", "Client", BEGAN + timedelta(hours=at)),
            (str(number), "Claim approved", "Clerk", BEGAN + timedelta(hours=at + lasts)),
        )
    ]


def test_a_workspace_behaves_as_the_log_that_it_was_fitted_to() -> None:
    found = calibrate(told(two_steps(WEEKS)))
    document = document_of(found)
    assert_as_observed(run(document, BEGAN.date()), found.fitted)
    assert [calendar.name for calendar in document.calendars]
    assert len(document.capacities) == 3


def test_the_real_half_year_comes_back_from_the_workspace(shared_data: Path) -> None:
    log = read_log(shared_data / "logs" / "domestic_declarations.csv.gz")
    found = calibrate(log, fit_days=(date(2018, 1, 1), date(2018, 6, 30)))
    document = document_of(found)
    result = run(document, date(2018, 1, 1))
    assert_as_observed(result, found.fitted)
    assert {rule.label for rule in document.rules} == {
        "Administration, Supervisor",
        "Administration, Supervisor, held up at Administration",
        "Administration, Budget owner, Supervisor",
        "Administration, Budget owner, Supervisor, held up at Administration",
    }
    assert [step.on_timeout for rule in document.rules for step in rule.procedure if step.hours] == ["approve"] * 2


def test_cases_walked_without_queues_are_those_of_the_event_kernel() -> None:
    fitted = calibrate(told(two_steps(WEEKS, sent_back=0.0))).fitted
    came = fitted.stretch.begin + np.sort(np.random.default_rng(1).random(20_000)) * 168 * WEEKS
    walked = figures(simulated(fitted, came, np.random.default_rng(2)).cycle)
    kernel = kernel_figures(fitted, seed=2)
    assert kernel is not None
    assert walked.p50 == pytest.approx(kernel.p50, rel=0.04)
    assert walked.p90 == pytest.approx(kernel.p90, rel=0.04)


@pytest.mark.parametrize("holders", [1, 2])
def test_a_queue_is_found_by_how_waits_grow_with_the_cases(holders: int) -> None:
    events = queue_log(45, holders, hours=1.0, a_week=125.0 * holders)
    found = calibrate(told(events), fit_days=(BEGAN.date(), BEGAN.date() + timedelta(7 * 44)))
    (desk,) = found.fitted.desks
    assert desk.holders is not None
    assert holders / 2 <= desk.holders <= 2 * holders
    assert any("as behind a queue" in note for note in found.notes)
    assert found.fitted.simulated.p50 == pytest.approx(found.fitted.observed.p50, rel=0.15)
    came = found.passes.came[found.passes.between(found.fitted.stretch.begin, found.fitted.stretch.end)]
    for number in range(3):
        drawn = kernel_figures(resampled(found.passes, found.fitted, np.random.default_rng(number)), came)
        assert drawn is not None
        assert drawn.p50 == pytest.approx(found.fitted.simulated.p50, rel=0.15)


def test_no_queue_is_found_where_there_is_none() -> None:
    assert not calibrate(told(two_steps(60))).fitted.queues


def test_a_queue_of_known_law_waits_as_long_as_erlang_says() -> None:
    random = np.random.default_rng(1)
    came = np.cumsum(random.exponential(1.0, 200_000))
    took = queued(came, random.exponential(2.4, len(came)), 3)
    assert took.mean() == pytest.approx(2.4 + mmc_wait(1.0, 1 / 2.4, 3), rel=0.05)


def test_decisions_of_one_log_share_their_roles_in_the_workspace() -> None:
    found = calibrate_each(told(two_decisions()))
    parts = [Fitted(part.mapping.decision, part.fitted, part.passes) for part in found.parts]
    document = apply(Document(), plan_workspaces(Document(), parts, "A log", "EUR"))
    assert [decision.name for decision in document.decisions] == ["Lease", "Hire"]
    assert sorted(role.name for role in document.roles) == [
        "Clerk",
        "Clerk's client",
        "Manager",
        "Recruiter",
        "Recruiter's client",
    ]
    assert len(document.editions) == 1
    assert len(document.capacities) == len({capacity.role for capacity in document.capacities})
    model = compile_model(document, Assumptions(), on=BEGAN.date())
    result = simulate(model.layout, Settings(replications=6, cases=4_000))
    by_name = {document.decisions[d].name: one for d, one in zip(model.decisions, result.decisions, strict=True)}
    for part in found.parts:
        one = by_name[part.mapping.decision]
        assert one.cycle is not None
        assert one.cycle.p50.mean == pytest.approx(part.fitted.observed.p50, rel=0.12)
