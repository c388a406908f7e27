"""Limits of findings on the command line: listed, tried once, set and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.cli.running import refused, remit

MATRIX = """Decision,Amount,Team lead,Chief,CFO,CEO,Board
Travel,Up to €1K,Approves,,,,
Travel,>€1K,,Approves,Approves,Approves,Approves
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    sheet, file = tmp_path / "travel.csv", tmp_path / "travel.remit"
    sheet.write_text(MATRIX, encoding="utf-8")
    assert remit("import", sheet, "--to", file).code == 0
    return file


def value(file: Path, name: str, *options: object) -> float:
    limits = remit("check", file, "--list-limits", "--json", *options).json()["limits"]
    return float(next(limit["value"] for limit in limits if limit["name"] == name))


def test_limits_are_listed_with_what_they_are_for(file: Path) -> None:
    listed = remit("check", file, "--list-limits")
    assert listed.code == 0
    assert "largest_team = 7 people\n    Largest team (F62)\n" in listed.out
    limits = {each["name"]: each for each in remit("check", file, "--list-limits", "--json").json()["limits"]}
    assert limits["largest_team"] == {
        "name": "largest_team",
        "label": "Largest team",
        "unit": "people",
        "value": 7.0,
        "default": 7,
        "findings": ["F62"],
    }


def test_a_limit_for_once_is_not_kept(file: Path) -> None:
    assert value(file, "most_informed", "--limit", "most_informed=2") == 2
    assert value(file, "most_informed") == 8


def test_a_limit_that_is_set_is_kept_and_taken_back(file: Path) -> None:
    assert remit("check", file, "--set-limit", "top_share=60%").out.startswith("Done: Set ")
    assert value(file, "top_share") == 0.6
    assert remit("undo", file).code == 0
    assert value(file, "top_share") == 0.5
    remit("check", file, "--set-limit", "top_share=0.7")
    assert remit("check", file, "--set-limit", "top_share=default").code == 0
    assert value(file, "top_share") == 0.5
    assert remit("check", file, "--set-limit", "top_share=default").out == "It is so already.\n"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("largest_team", "“largest_team” is no limit; write it like largest_team=6."),
        ("largest_team=many", "“Largest team” is a number, not “many”."),
        ("largest_team=0", "“Largest team” is at least 1 person."),
        ("tallest_team=3", "There is no limit called “tallest_team”"),
    ],
)
def test_nonsense_is_refused(file: Path, limit: str, said: str) -> None:
    for option in ("--limit", "--set-limit"):
        assert said in refused(remit("check", file, option, limit))
