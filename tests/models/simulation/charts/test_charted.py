"""The charts of a result say what the result says, and can be read as numbers and heard as sentences."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from models.simulation.charts.charted import KEYS
from models.simulation.charts.description import BarChart, Chart, Histogram, LineChart
from models.simulation.results.estimates import Estimate
from models.simulation.telling.bytier import by_tier
from models.simulation.telling.report import Report
from models.simulation.telling.report import report as make_report
from tests.simulated import sample, sample_report


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


def _chart(report: Report, key: str) -> Chart:
    return next(chart for chart in report.charts if chart.key == key)


def test_every_chart_is_there(report: Report) -> None:
    assert [chart.key for chart in report.charts] == list(KEYS)


def test_numbers_are_a_table_and_the_sentence_names_what_is_shown(report: Report) -> None:
    for chart in report.charts:
        numbers = chart.numbers()
        assert {len(row) for row in numbers.rows} == {len(numbers.headings)}
        assert chart.spoken()
        assert chart.title
        assert chart.note.endswith(".")
        figures = [cell for row in numbers.rows for cell in row if isinstance(cell, float)]
        assert figures
        assert all(math.isfinite(figure) for figure in figures)


def test_the_distribution_holds_the_cases_and_its_quantiles(report: Report) -> None:
    chart = _chart(report, "distribution")
    assert isinstance(chart, Histogram)
    assert sum(share.value for share in chart.shares) == pytest.approx(1.0, abs=0.02)
    assert all(low < high for low, high in pairwise(chart.edges))
    assert [mark.at for mark in chart.marks] == sorted(mark.at for mark in chart.marks)
    assert report.result.cycle is not None
    assert chart.marks[0].at == report.result.cycle.p50.mean
    assert chart.x.low <= chart.edges[0]
    assert chart.marks[-1].at <= chart.x.high
    below = sum(
        share.value for share, high in zip(chart.shares, chart.edges[1:], strict=True) if high <= chart.marks[1].at
    )
    assert 0.75 < below <= 0.95


def test_loads_are_those_of_the_roles_with_the_busiest_on_top(report: Report) -> None:
    chart = _chart(report, "load")
    assert isinstance(chart, BarChart)
    values = [bar.range.value for bar in chart.bars]
    assert values == sorted(values, reverse=True)
    assert values[0] == max(role.utilisation.mean for role in report.result.roles)
    assert chart.limit == 1.0
    assert "all of them are in the table" in chart.note
    for bar in chart.bars:
        assert bar.emphasis == ("error" if bar.range.value >= 0.995 else "warning" if bar.range.value >= 0.85 else "")


def test_levels_and_other_endings_add_up_to_all_cases(report: Report) -> None:
    chart = _chart(report, "levels")
    assert isinstance(chart, BarChart)
    assert sum(bar.range.value for bar in chart.bars) == pytest.approx(1.0)
    assert chart.bars[0].name == "Level 1"
    assert "Team Lead" in chart.bars[0].detail


def test_tiers_are_those_of_the_cases_and_say_where_they_are_decided_too_low(report: Report) -> None:
    tiers = by_tier(report.model, report.result)
    assert [tier.name for tier in tiers if tier.name] == [
        tier.name for tier in sorted(sample().tiers, key=lambda t: t.rank)
    ]
    assert sum(tier.share.mean for tier in tiers) == pytest.approx(report.result.outcomes.by_role.mean)
    exposure = report.result.exposure
    assert exposure is not None
    below = sum(tier.share.mean * tier.below.mean for tier in tiers if tier.below is not None)
    # Approved by silence counts as approved, too, which the tiers leave out.
    assert below == pytest.approx(exposure.cases.mean, abs=0.02)
    for tier in tiers:
        assert sum(found.mean for found in tier.levels if found is not None) == pytest.approx(1.0)
    chart = _chart(report, "tiers")
    assert isinstance(chart, BarChart)
    assert {bar.emphasis for bar in chart.bars} == {"", "warning"}
    assert all(bool(bar.emphasis) == bool(bar.detail) for bar in chart.bars)
    assert chart.bars[0].name.endswith(": level 1")


def test_paths_that_move_are_shown_beside_those_that_do_not(report: Report) -> None:
    chart = _chart(report, "paths")
    assert isinstance(chart, BarChart)
    names = [bar.name for bar in chart.bars]
    assert any("→" in name for name in names)
    assert any("→" not in name for name in names)
    shares = [bar.range.value for bar in chart.bars]
    assert shares == sorted(shares, reverse=True)


def test_the_backlog_starts_empty_and_its_band_holds_its_line(report: Report) -> None:
    chart = _chart(report, "backlog")
    assert isinstance(chart, LineChart)
    (line,) = chart.lines
    assert line.values[0] == 0
    assert all(low <= value <= high for low, value, high in zip(line.low, line.values, line.high, strict=True))
    queues = _chart(report, "queues")
    assert isinstance(queues, LineChart)
    names = {role.name for role in sample().roles}
    assert {line.name for line in queues.lines} <= names


def test_key_figures_have_units_intervals_and_how_they_come_about(report: Report) -> None:
    assert [figure.key for figure in report.figures][:3] == ["mean", "p90", "first_level"]
    for figure in report.figures:
        assert figure.how.endswith(".")
        assert "(" not in figure.text
        assert not figure.interval or " to " in figure.interval
    assert report.figures[0].text.split()[-1] in ("h", "days")


def test_a_quarter_costs_its_cases(report: Report) -> None:
    data = report.to_json()
    cases = {volume.decision: volume.cases_a_quarter for volume in sample().volumes}
    for row in data["decisions"]:
        assert row["cases_a_quarter"] == pytest.approx(cases.get(row["decision"], 13))
        if row["cost"] is not None:
            assert row["cost_a_quarter"]["mean"] == pytest.approx(row["cost"]["mean"] * row["cases_a_quarter"])
    assert data["cost_a_quarter"]["high"] > data["cost_a_quarter"]["mean"] > data["cost"]["mean"]
    assert any("all of a quarter" in sentence for sentence in report.sentences)


def test_cases_that_wait_for_ever_are_told(report: Report) -> None:
    assert not any("wait for ever" in sentence for sentence in report.sentences)
    stuck = replace(report.result, unended=Estimate(0.12, 0.1, 0.14))
    told = make_report(sample(), report.model, stuck)
    assert "12 % of cases wait for ever, for somebody who never acts; no other figure counts them." in told.sentences
    assert told.to_json()["unended"]["mean"] == 0.12


def test_every_table_has_units_rows_and_says_how_it_comes_about(report: Report) -> None:
    for table in report.tables:
        assert {len(row) for row in table.rows} == {len(table.headings)}
        assert table.how or table.key == "assumptions"
    keys = [table.key for table in report.tables]
    assert {"cycle", "decisions", "roles", "levels", "tiers", "exposure", "paths", "causes", "moves", "hops"} <= set(
        keys
    )
    roles = report.table("roles")
    assert roles is not None
    assert all(" of " in row[2] and row[2].endswith(" h") for row in roles.rows)
