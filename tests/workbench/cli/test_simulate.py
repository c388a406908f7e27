"""`remit simulate`: what it says, writes and refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.simulation.charts.charted import KEYS
from tests.workbench.cli.running import remit

BRIEF = ("--cases", 800, "--replications", 3, "--on", "2026-05-04", "--seed", 5)


@pytest.fixture(scope="module")
def written(northlight_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder with what a run wrote, and what it said."""
    folder = tmp_path_factory.mktemp("written")
    asked = ("--csv", "tables", "--figures", "charts", "--target", 0.25, "--target-figure", "p50")
    ran = remit("simulate", northlight_file, *BRIEF, *asked, folder=folder)
    assert ran.code == 0, ran.err
    return folder, ran.out


def test_people_get_sentences_and_every_table(written: tuple[Path, str]) -> None:
    _, said = written
    lines = said.splitlines()
    assert lines[0].startswith("A case takes ")
    assert "by the clock" in lines[0]
    for title in (
        "Cycle time (95 % interval)",
        "Who decides, by tier",
        "Paths",
        "Escalations by move",
        "Taken for granted",
    ):
        assert title in lines
    assert any(line.startswith("Oversight exposure: ") for line in lines)
    assert any(line.startswith("A case belongs to the highest tier that its decision") for line in lines)
    assert any(line.startswith("Stop when p50 is known to") and line.endswith("± 25 %") for line in lines)
    assert lines[-2:] == ["Wrote tables", "Wrote charts"]


def test_it_goes_on_until_the_figure_is_known_well_enough(written: tuple[Path, str]) -> None:
    with (written[0] / "tables" / "summary.csv").open(encoding="utf-8-sig", newline="") as opened:
        half = next(row for row in csv.DictReader(opened) if row["figure"] == "cycle.p50")
    assert (float(half["high"]) - float(half["low"])) / 2 <= 0.25 * float(half["mean"])


def test_charts_and_tables_are_written(written: tuple[Path, str]) -> None:
    folder, _ = written
    names = {path.name for path in (folder / "charts").iterdir()}
    assert names == {f"{key}.{kind}" for key in KEYS for kind in ("svg", "png")}
    with (folder / "tables" / "roles.csv").open(encoding="utf-8-sig", newline="") as opened:
        roles = list(csv.DictReader(opened))
    assert {"Risk Lead", "Board"} <= {row["name"] for row in roles}


def test_nothing_is_overwritten_or_simulated_when_a_file_is_in_the_way(
    northlight_file: Path, written: tuple[Path, str]
) -> None:
    folder, _ = written
    for option, name in (("--csv", "tables"), ("--figures", "charts")):
        ran = remit("simulate", northlight_file, *BRIEF, option, name, folder=folder)
        assert ran.code == 2
        assert ran.out == ""
        assert "is there already" in ran.err
    ran = remit("simulate", northlight_file, *BRIEF, "--csv", northlight_file)
    assert ran.code == 2
    assert "is a file; name a folder" in ran.err


def test_programs_get_everything_as_json(northlight_file: Path) -> None:
    found = remit("simulate", northlight_file, *BRIEF, "--json").json()
    assert found["schema"] == "remit.simulation/2"
    assert found["cycle"]["p50"]["mean"] < found["cycle"]["p90"]["mean"]
    assert found["working"]["mean"]["mean"] < found["cycle"]["mean"]["mean"]
    assert len(found["backlog"]["hours"]) == len(found["backlog"]["open"])
    assert all(path["words"] for path in found["paths"])
    assert set(found["causes"]) == {"exception", "disagreement", "limit", "time_out", "absence"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--target", 1.5), "target"),
        (("--target", 0.1, "--target-figure", "p42"), "target figure"),
        (("--seed", -1), "seed"),
    ],
)
def test_settings_that_do_not_fit_are_refused(options: tuple[object, ...], words: str, northlight_file: Path) -> None:
    ran = remit("simulate", northlight_file, *options)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
