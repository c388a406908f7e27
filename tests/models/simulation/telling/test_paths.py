"""Paths in words: who had the case, why it moved, who ended it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.simulation.model.layout import NO_HOP
from models.simulation.results.estimates import Estimate
from models.simulation.results.summary import PathResult
from models.simulation.telling.paths import last_roles, path_words
from models.simulation.telling.report import Report
from tests.simulated import sample, sample_report


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


def _path(route: int, *moves: tuple[int, str], ending: str = "by_role") -> PathResult:
    return PathResult(route, moves, ending, Estimate(0.1, 0.1, 0.1), None)


def _routed(report: Report, decision: str, words: str) -> int:
    ids = {row.name: row.id for row in sample().decisions}
    found = [k for k, b in enumerate(report.model.branches) if b.decision == ids[decision] and words in b.words]
    return found[0]


def test_who_decides_at_once_is_who_the_matrix_names(report: Report) -> None:
    route = _routed(report, "Travel and events", "below 1,000 EUR")
    assert path_words(sample(), report.model, _path(route)) == "Team Lead decides"
    assert path_words(sample(), report.model, _path(route, ending="refused")) == "Team Lead refuses"
    silent = path_words(sample(), report.model, _path(route, ending="by_silence"))
    assert silent == "Team Lead says nothing: approved by silence"


def test_a_case_that_is_passed_on_is_decided_by_whom_the_hop_says(report: Report) -> None:
    layout = report.model.layout
    route = _routed(report, "Travel and events", "below 1,000 EUR")
    (first,) = last_roles(report.model, _path(route))
    (second,) = last_roles(report.model, _path(route, (first, "exception")))
    hops = [
        hop for hop in range(layout.hops) if int(layout.hop_role[hop]) == first and int(layout.hop_above[hop]) != NO_HOP
    ]
    assert hops
    names = [row.name for row in sample().roles if row.id in (report.model.roles[first], report.model.roles[second])]
    words = path_words(sample(), report.model, _path(route, (first, "exception")))
    assert words.startswith("Team Lead, cannot decide → ")
    assert words.endswith(" decides")
    assert all(name in words for name in names)
    assert first != second


def test_one_that_is_sent_back_starts_again(report: Report) -> None:
    route = _routed(report, "Travel and events", "below 1,000 EUR")
    (first,) = last_roles(report.model, _path(route))
    again = _path(route, (first, "exception"), (first, "sent_back"))
    assert last_roles(report.model, again) == [first]
    assert path_words(sample(), report.model, again).endswith("Team Lead, sends it back → Team Lead decides")


def test_every_path_of_a_run_is_told(report: Report) -> None:
    for path in report.result.paths:
        words = path_words(sample(), report.model, path)
        assert words.count("→") == len(path.moves)
        assert "the role that the matrix names" not in words


def test_undecided_cases_say_why(report: Report) -> None:
    route = next(k for k, b in enumerate(report.model.branches) if b.answer.kind == "conflict")
    words = path_words(sample(), report.model, replace(_path(route), ending="undecided"))
    assert words == "Undecided: two rows of the matrix contradict each other"
