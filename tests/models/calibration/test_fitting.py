"""Fitting: what a log was made with is found again, and nothing is found that is not in it."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

from models.calibration.guessing import guess
from models.calibration.log import CalibrationRefused
from models.calibration.mapping import LogMapping
from models.calibration.parameters import Stretch
from models.calibration.passes import passes_of
from models.calibration.rhythm import WorkingHours, hour_of, quiet_days, working_hours
from models.calibration.study import Calibration, calibrate, calibrate_each
from models.calibration.waits import lognormal_of, time_out_of, two_ways_of
from tests.models.calibration.logs import BEGAN, Told, told, two_steps

WEEKS = 40


@pytest.fixture(scope="module")
def found() -> Calibration:
    log = told(two_steps(WEEKS))
    return calibrate(log, seed=3)


def test_waits_and_ends_are_those_that_the_log_was_made_with(found: Calibration) -> None:
    clerk, manager = found.fitted.desks
    factor, spread = found.fitted.factors
    assert (clerk.name, manager.name) == ("Clerk", "Manager")
    assert clerk.quick.wait.median / factor == pytest.approx(5.0, rel=0.1)
    assert clerk.quick.wait.sigma / spread == pytest.approx(0.8, rel=0.1)
    assert manager.quick.wait.median / factor == pytest.approx(20.0, rel=0.1)
    assert clerk.quick.rework == pytest.approx(0.1, abs=0.02)
    assert clerk.quick.refusal < 0.01
    assert manager.quick.rework == 0
    assert found.fitted.revision is not None
    assert found.fitted.revision.wait.median / factor == pytest.approx(10.0, rel=0.05)
    assert clerk.hours.always or clerk.hours.week > 140


def test_moments_and_paths_match(found: Calibration) -> None:
    fitted = found.fitted
    assert fitted.simulated.p50 == pytest.approx(fitted.observed.p50, rel=0.02)
    assert fitted.simulated.p90 == pytest.approx(fitted.observed.p90, rel=0.05)
    assert max(abs(seen - had) for _, had, seen in fitted.paths) < 0.02
    # It was near before it was matched: the factors are not what makes it so.
    assert fitted.factors[0] == pytest.approx(1.0, abs=0.12)


def test_a_steady_log_has_one_regime_and_is_fitted_but_for_its_unfinished_end(found: Calibration) -> None:
    assert found.changes == ()
    assert len(found.regimes) == 1
    assert found.fitted.stretch.first == BEGAN.date()
    assert date(2024, 9, 20) < found.fitted.stretch.last < date(2024, 10, 7)


def test_the_same_seed_gives_the_same_fit() -> None:
    log = told(two_steps(12))
    one, two = (calibrate(log, seed=5).fitted for _ in range(2))
    assert (one.simulated, one.factors, one.paths) == (two.simulated, two.factors, two.paths)


def test_a_steady_log_is_predicted_within_the_interval() -> None:
    days = [(BEGAN.date(), date(2024, 5, 31)), (date(2024, 6, 3), date(2024, 8, 30))]
    found = calibrate(told(two_steps(WEEKS)), fit_days=days[0], predict_days=days[1:], replications=60)
    (one,) = found.predictions
    assert one.p50.holds(one.observed.p50)
    assert one.p90.holds(one.observed.p90)
    assert one.p50.high / one.p50.low < 1.4


def test_a_change_is_found_named_and_not_fitted_across() -> None:
    turn = BEGAN + timedelta(weeks=26)
    before = two_steps(26, sent_back=0.0, steps=("Manager",), prefix="old ")
    after = two_steps(26, seed=2, begin=turn, prefix="new ")
    log = told(before + after)
    found = calibrate(log)
    (change,) = found.changes
    assert change.of_way
    assert change.on == date(2024, 7, 1)
    assert change.sentence.startswith("From 2024-07 on cases take another way: “Manager” 100 % before and 0 % after")
    assert found.fitted.stretch.first == date(2024, 7, 1)
    with pytest.raises(CalibrationRefused, match="fit until 2024-06-30 or from 2024-07-01 on"):
        calibrate(log, fit_days=(date(2024, 5, 1), date(2024, 8, 31)))


def test_a_change_of_pace_alone_is_found() -> None:
    slower = two_steps(26, seed=2, begin=BEGAN + timedelta(weeks=26), prefix="new ", decide=(80.0, 0.6))
    (change,) = calibrate(told(two_steps(26) + slower)).changes
    assert not change.of_way
    assert change.sentence.startswith("From 2024-07 on cases take another time: the median from first submission")


@pytest.mark.parametrize(
    ("weeks", "sentence"), [(0.2, "The log has fewer than 30 cases"), (0, "No activity is known that approves a case")]
)
def test_a_log_with_too_few_cases_is_refused(weeks: float, sentence: str) -> None:
    events = two_steps(1)
    cut = [event for event in events if event[3] < BEGAN + timedelta(weeks=weeks)] or events[:1]
    with pytest.raises(CalibrationRefused, match=sentence):
        calibrate(told(cut))


def test_one_case_is_refused() -> None:
    events = [event for event in two_steps(1) if event[0] == "1"]
    with pytest.raises(CalibrationRefused, match="fewer than 30 cases"):
        calibrate(told(events))


def test_days_without_cases_are_refused() -> None:
    with pytest.raises(
        CalibrationRefused, match="From 2030-01-01 to 2030-03-31 0 cases came in; the log has cases from"
    ):
        calibrate(told(two_steps(10)), predict_days=[(date(2030, 1, 1), date(2030, 3, 31))])


def test_cases_that_take_no_time_are_refused() -> None:
    events = two_steps(10, sent_back=0.0)
    came = {event[0]: event[3] for event in reversed(events)}
    at_once = [(case, activity, role, came[case]) for case, activity, role, _ in events]
    with pytest.raises(CalibrationRefused, match="approved at the very moment at which they came"):
        calibrate(told(at_once))


def test_a_stretch_in_which_nothing_was_approved_is_not_predicted() -> None:
    late = BEGAN + timedelta(weeks=30)
    events = [event for event in two_steps(34) if event[1] != "Request approved by Manager" or event[3] < late]
    days = late.date() + timedelta(days=7), late.date() + timedelta(days=20)
    fit = BEGAN.date(), late.date() - timedelta(days=20)
    with pytest.raises(CalibrationRefused, match="none was approved; there is nothing to hold a prediction against"):
        calibrate(told(events), fit_days=fit, predict_days=[days])


def test_every_visit_of_the_log_is_there_once() -> None:
    events = two_steps(10)
    passes = passes_of(told(events), guess(told(events)))
    assert len(passes.visits.case) == sum("submitted" not in event[1] for event in events)
    assert (passes.visits.left >= passes.visits.came).all()
    assert np.isfinite(passes.visits.back).sum() == (~passes.visits.passed).sum()


def test_lognormal_through_quantiles_finds_its_own() -> None:
    hours = np.exp(2.0 + 0.7 * np.random.default_rng(1).standard_normal(20_000))
    found = lognormal_of(hours)
    assert found.mu == pytest.approx(2.0, abs=0.02)
    assert found.sigma == pytest.approx(0.7, abs=0.02)
    assert found.mean == pytest.approx(hours.mean(), rel=0.03)
    assert found.variation == pytest.approx(math.sqrt(math.exp(0.49) - 1), rel=0.05)


def test_a_time_out_is_found_where_answers_pile_up_and_nowhere_else() -> None:
    random = np.random.default_rng(1)
    hours = np.exp(3.0 + 1.2 * random.standard_normal(2_000))
    passed = np.ones(len(hours), dtype=bool)
    assert time_out_of(hours, passed) is None
    found = time_out_of(np.minimum(hours, 160 + random.random(len(hours)) * 8), passed)
    assert found is not None
    assert found.hours == pytest.approx(164, abs=3)
    assert found.share == pytest.approx((hours > 160).mean(), abs=0.02)


def test_two_ways_of_answering_are_told_apart_and_one_is_not() -> None:
    random = np.random.default_rng(1)
    quick = np.exp(-4.0 + random.standard_normal(1_900))
    assert two_ways_of(quick) is None
    found = two_ways_of(np.concatenate([quick, np.exp(4.0 + random.standard_normal(100))]))
    assert found is not None
    assert found.share == pytest.approx(0.05, abs=0.01)


def test_open_time_and_its_inverse() -> None:
    hours = WorkingHours(9.0, (8.0,) * 5 + (0.0, 0.0), (date(2024, 1, 3),))
    begin = hour_of(date(2024, 1, 1))
    time = hours.over(begin, begin + 24 * 14)
    clock = begin + np.array([0.0, 9.0, 13.0, 17.0, 24 + 17.0, 24 * 4 + 12.0, 24 * 6.0])
    worked = time.worked(clock) - time.worked(np.array([begin]))
    # Wednesday is a holiday.
    assert worked.tolist() == [0.0, 0.0, 4.0, 8.0, 16.0, 27.0, 32.0]
    after = time.after(np.array([begin]), np.array([1.0, 8.0, 8.5, 16.5, 32.0, 32.5]))
    assert (after - begin).tolist() == [10.0, 17.0, 33.5, 24 * 3 + 9.5, 24 * 4 + 17.0, 24 * 7 + 9.5]


def test_hours_and_days_without_work_are_read_off_moments() -> None:
    random = np.random.default_rng(1)
    begin = hour_of(date(2024, 1, 1))
    days = np.repeat([day for day in range(140) if day % 7 < 5 and day != 30], 20)
    moments = begin + days * 24 + 9 + 8 * random.random(len(days))
    hours = working_hours(moments)
    assert (hours.opens, hours.hours) == (9.0, (8.0,) * 5 + (0.0, 0.0))
    assert quiet_days(moments, begin, begin + 140 * 24) == (date(2024, 1, 31),)


def test_a_stretch_knows_its_days() -> None:
    one = Stretch(hour_of(date(2024, 1, 1)), hour_of(date(2024, 4, 1)))
    assert (one.first, one.last, one.weeks) == (date(2024, 1, 1), date(2024, 3, 31), 13.0)


def two_decisions() -> list[Told]:
    leases = [(f"L{case}", f"Lease: {what}", role, at) for case, what, role, at in two_steps(20, sent_back=0.0)]
    hires = [
        (f"H{case}", f"Hire: {what}", role.replace("Clerk", "Recruiter"), at)
        for case, what, role, at in two_steps(20, seed=2, decide=(60.0, 0.6), sent_back=0.0)
    ]
    return [*leases, *hires, ("X1", "Travel: Request submitted", "Clerk", BEGAN)]


def test_each_decision_of_a_log_is_fitted_by_itself_and_what_cannot_be_is_said() -> None:
    found = calibrate_each(told(two_decisions()))
    assert found.mapping.decisions == ("Lease", "Hire", "Travel")
    assert [part.mapping.decision for part in found.parts] == ["Lease", "Hire"]
    lease, hire = (part.fitted for part in found.parts)
    assert [desk.name for desk in lease.desks] == ["Clerk", "Manager"]
    assert [desk.name for desk in hire.desks] == ["Recruiter", "Manager"]
    assert hire.observed.p50 > 2 * lease.observed.p50
    assert lease.observed.cases + hire.observed.cases == pytest.approx(2 * 20 * 60, rel=0.1)
    assert [note for part in found.parts for note in part.passes.notes] == []
    (left_out,) = found.left_out
    assert left_out.startswith("“Travel” is left out: No activity is known that approves a case")


def test_a_decision_of_the_mapping_that_the_log_does_not_have_is_said() -> None:
    log = told(two_decisions()[:2000])
    mapping = guess(log)
    more = mapping.activities[0].model_copy(update={"activity": "Loan: submitted", "decision": "Loan"})
    found = calibrate_each(log, LogMapping(decision="D", activities=(*mapping.activities, more)))
    assert "“Loan” is left out: the log has no case of it." in found.left_out
