"""The back-test: half a year of a real log fitted, the two quarters after it predicted from their arrivals.

The figures observed are those of SIMULATION.md. What the prediction misses is asserted, too: a change that makes it
better has to be found out here.
"""

from datetime import date
from pathlib import Path

import pytest

from models.calibration.markdown import to_markdown
from models.calibration.report import to_json
from models.calibration.sentences import why
from models.calibration.study import Calibrated, Calibration, calibrate_each
from workbench.importers.logs import read_log

HALF_YEAR = (date(2018, 1, 1), date(2018, 6, 30))
QUARTERS = ((date(2018, 7, 1), date(2018, 9, 30)), (date(2018, 10, 1), date(2018, 12, 31)))


@pytest.fixture(scope="module")
def whole(shared_data: Path) -> Calibrated:
    log = read_log(shared_data / "logs" / "domestic_declarations.csv.gz")
    return calibrate_each(log, fit_days=HALF_YEAR, predict_days=QUARTERS, replications=60)


@pytest.fixture(scope="module")
def found(whole: Calibrated) -> Calibration:
    (part,) = whole.parts
    return part


def test_the_turn_to_2018_is_found_and_nothing_else(found: Calibration) -> None:
    (change,) = found.changes
    assert change.on == date(2018, 1, 1)
    assert change.moved > 0.9
    assert change.medians[0] < 0.2
    assert change.medians[1] > 40
    assert "“Supervisor” 66 % before and 0 % after" in change.sentence


def test_the_fitted_half_year_is_as_observed(found: Calibration) -> None:
    fitted = found.fitted
    assert (fitted.observed.cases, round(fitted.observed.p50, 1), round(fitted.observed.p90)) == (4167, 48.4, 239)
    assert fitted.simulated.p50 == pytest.approx(fitted.observed.p50, rel=0.1)
    assert fitted.simulated.p90 == pytest.approx(fitted.observed.p90, rel=0.1)
    assert max(abs(seen - had) for _, had, seen in fitted.paths) < 0.03
    # They are known to their ends, some of which lie in the quarter that is predicted.
    passes, stretch = found.passes, fitted.stretch
    assert (passes.between(stretch.begin, stretch.end) & (passes.approved >= stretch.end)).sum() == 179
    # Also before the two factors, so that they make good, not make up.
    assert fitted.unmatched[0] == pytest.approx(fitted.observed.p50, rel=0.1)
    assert fitted.unmatched[1] == pytest.approx(fitted.observed.p90, rel=0.1)


def test_roles_are_fitted_as_they_answer(found: Calibration) -> None:
    administration, owner, supervisor, after_owner = found.fitted.desks
    assert administration.slow is not None
    assert 0.05 < administration.slow.share < 0.12
    assert after_owner.name == "Supervisor (after Budget owner)"
    assert after_owner.time_out is not None
    assert 155 < after_owner.time_out.hours < 168
    assert owner.time_out is None
    assert supervisor.time_out is None
    assert not supervisor.hours.hours[5]


def test_waits_by_role_are_as_observed(found: Calibration) -> None:
    for desk, (p50, p90) in zip(found.fitted.desks, found.fitted.waits, strict=True):
        assert p50 == pytest.approx(desk.clock[0], rel=0.15)
        assert p90 == pytest.approx(desk.clock[1], rel=0.15, abs=0.5)


def test_quarters_are_held_against_what_happened(found: Calibration) -> None:
    third, fourth = found.predictions
    assert (third.arrivals, fourth.arrivals) == (1599, 2253)
    assert [round(x, 1) for x in (third.observed.p50, third.observed.p90)] == [64.8, 258.8]
    assert [round(x, 1) for x in (fourth.observed.p50, fourth.observed.p90)] == [62.8, 198.7]
    assert third.better
    assert third.error[0] < third.carried_error[0]
    assert third.error[1] < third.carried_error[1]
    assert third.p90.holds(third.observed.p90)


def test_what_is_missed_is_said_with_the_reason(found: Calibration) -> None:
    _, fourth = found.predictions
    said = " ".join(why(fourth))
    if fourth.better and fourth.p50.holds(fourth.observed.p50):
        return
    assert "the median lies above its interval" in said
    assert "Supervisor took 1.3" in said
    assert "Budget owner took 1.4" in said
    assert "came in the week before the days without work from 2018-12-24 on" in said
    assert "Arrivals say nothing of that" in said


def test_the_prediction_of_a_quarter_hangs_on_its_arrivals_alone(found: Calibration, shared_data: Path) -> None:
    """Whatever roles did in the quarter, its prediction is the same; only what is said of it afterwards differs."""
    from dataclasses import replace

    from models.calibration.backtest import predict

    passes, stretch = found.passes, found.predictions[0].stretch
    late = passes.came >= stretch.begin
    other = replace(
        passes,
        approved=passes.approved + late * 500.0,
        visits=replace(passes.visits, left=passes.visits.left + late[passes.visits.case] * 500.0),
    )
    one, two = (predict(some, found.fitted, stretch, replications=20) for some in (passes, other))
    assert (one.p50, one.p90, one.pace) == (two.p50, two.p90, two.pace)
    assert two.observed.p50 > one.observed.p50 + 400


def test_the_report_says_all_of_it(whole: Calibrated, found: Calibration) -> None:
    text, fields = to_markdown(whole, "log.csv"), to_json(whole)
    assert fields["schema"] == "remit.calibration/1"
    (decision,) = fields["decisions"]
    assert decision["decision"] == "Declaration"
    assert decision["fit"]["errors"]["p50"] == pytest.approx(0.0, abs=0.1)
    assert [one["better"] for one in decision["predictions"]] == [one.better for one in found.predictions]
    for part in ("From 2018-01 on cases take another way", "consent by silence", "cannot be told apart", "135 cases"):
        assert part in text
