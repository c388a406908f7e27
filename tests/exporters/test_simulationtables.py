"""The figures of a simulation as tables: the numbers of the report, none lost, nothing that runs."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from exporters.base import ExportRefused
from exporters.simulationtables import NAMES, write_tables
from tests.simulated import sample_report


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "figures"
    write_tables(sample_report(), target)
    return target


def test_every_table_is_there(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(NAMES)


def test_figures_are_those_of_the_report(folder: Path) -> None:
    result = sample_report().result
    summary = {row["figure"]: row for row in _rows(folder / "summary.csv")}
    assert result.cycle is not None
    assert float(summary["cycle.mean"]["mean"]) == result.cycle.mean.mean
    assert float(summary["escalations"]["high"]) == result.escalations.high
    roles = {row["name"]: row for row in _rows(folder / "roles.csv")}
    used = {float(row["utilisation.mean"]) for row in roles.values()}
    assert used == {role.utilisation.mean for role in result.roles}
    assert len(_rows(folder / "decisions.csv")) == len(result.decisions)
    shares = _rows(folder / "distribution.csv")
    assert [float(row["from_hours"]) for row in shares[1:]] == [float(row["to_hours"]) for row in shares[:-1]]
    backlog = _rows(folder / "backlog.csv")
    assert len(backlog) == len(result.backlog.hours)
    assert "waiting.Risk Lead" in backlog[0]


def test_names_that_a_spreadsheet_would_run_stay_text(tmp_path: Path) -> None:
    report = sample_report()
    data = {**report.data, "decisions": [{**row, "name": "=HYPERLINK(1)"} for row in report.data["decisions"]]}
    write_tables(replace(report, data=data), tmp_path / "hostile")
    assert {row["name"] for row in _rows(tmp_path / "hostile" / "decisions.csv")} == {"'=HYPERLINK(1)"}


def test_what_is_there_is_kept(folder: Path) -> None:
    before = (folder / "roles.csv").read_bytes()
    with pytest.raises(ExportRefused, match="is there already"):
        write_tables(sample_report(), folder)
    assert (folder / "roles.csv").read_bytes() == before
