"""An event log of a run: it comes back as it was written, and no spreadsheet runs what is in it."""

import csv
import gzip
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from exporters.base import ExportRefused
from exporters.event_log import LogRow, write_log
from models.calibration.log import moment
from workbench.importers.logs import read_log

BEGAN = datetime.fromisoformat("2026-03-02T09:00")


def rows() -> list[LogRow]:
    after = timedelta(hours=1)
    return [
        LogRow(0, "Lease", "Lease: comes in", "", BEGAN, "complete", 1200.5),
        LogRow(1, "=cmd()", "=1+1", "<Team & lead>", BEGAN + after, "start", None),
        LogRow(0, "Lease", "Lease: approve", "Head of Finance", BEGAN + 2 * after, "start", 1200.5),
        LogRow(1, "=cmd()", "=1+1", "<Team & lead>", BEGAN + 3 * after, "complete", None),
        LogRow(0, "Lease", "Lease: approve", "Head of Finance", BEGAN + 4 * after, "complete", 1200.5),
    ]


@pytest.mark.parametrize("name", ["run.xes", "run.csv", "run.xes.gz", "run.csv.gz"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    log = read_log(write_log(rows(), tmp_path / name))
    assert log.cases == ("0", "1")
    assert [moment(time) for time in log.time.tolist()] == [BEGAN + timedelta(hours=h) for h in (0, 2, 4, 1, 3)]
    assert log.starts.tolist() == [False, True, False, True, False]
    assert log.amount[0] == 1200.5
    assert "Head of Finance" in log.roles
    assert any("Team & lead" in role for role in log.roles)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    text = write_log(rows(), tmp_path / "run.csv").read_text(encoding="utf-8")
    assert not [cell for line in csv.reader(text.splitlines()) for cell in line if cell.startswith(("=", "+", "@"))]


def test_the_same_run_makes_the_same_file(tmp_path: Path) -> None:
    one, two = (write_log(rows(), tmp_path / name).read_bytes() for name in ("a.csv.gz", "b.csv.gz"))
    assert one == two
    assert gzip.decompress(one).startswith(b"case,decision,activity,role,time,lifecycle,amount\r\n")


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    write_log(rows(), tmp_path / "run.csv")
    with pytest.raises(ExportRefused, match="is there already"):
        write_log(rows(), tmp_path / "run.csv")
    with pytest.raises(ExportRefused, match=r"name it \.xes or \.csv"):
        write_log(rows(), tmp_path / "run.txt")

    def breaking() -> "list[LogRow]":
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_log((row for _ in range(1) for row in breaking()), tmp_path / "other.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["run.csv"]
