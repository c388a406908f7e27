"""Waiving findings and carrying out fixes from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.cli.running import refused, remit

MATRIX = """Decision,Amount,Team lead,Head of Finance
Travel,Up to €1K,Approves,
Travel,>€2K,,Approves
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    sheet, file = tmp_path / "travel.csv", tmp_path / "travel.remit"
    sheet.write_text(MATRIX, encoding="utf-8")
    assert remit("import", sheet, "--to", file).code == 0
    return file


def keys(file: Path, *options: object) -> list[str]:
    return [finding["key"] for finding in remit("check", file, "--json", *options).json()["findings"]]


def key_of(file: Path, number: str) -> str:
    return next(key for key in keys(file) if key.startswith(number))


def test_a_finding_is_waived_with_a_reason_until_a_day(file: Path) -> None:
    key = key_of(file, "F12")
    done = remit("check", file, "--waive", key, "--reason", "The board decides in June", "--until", "2099-06-30")
    assert (done.code, done.out) == (0, f"Waived {key}: “The board decides in June”, until 30 June 2099.\n")
    assert key not in keys(file)
    assert key in keys(file, "--on", "2099-07-01")
    listed = remit("check", file, "--waived")
    assert listed.out == f"{key}\n    “The board decides in June”, until 30 June 2099.\n"
    (waiver,) = remit("check", file, "--waived", "--json", "--on", "2099-07-01").json()["waivers"]
    assert waiver == {
        "key": key,
        "reason": "The board decides in June",
        "until": "2099-06-30",
        "by": None,
        "expired": True,
    }
    assert remit("check", file, "--unwaive", key).out == f"{key} is no longer waived.\n"
    assert key in keys(file)
    assert remit("check", file, "--waived").out == "Nothing is waived.\n"


def test_the_beginning_of_a_key_will_do_where_only_one_begins_so(file: Path) -> None:
    assert remit("check", file, "--waive", "F12", "--reason", "Later", "--by", "team lead").code == 0
    assert "“Later”, by Team lead." in remit("check", file, "--waived").out
    assert "findings begin with “F”" in refused(remit("check", file, "--waive", "F", "--reason", "All"))


def test_what_a_waiver_needs(file: Path) -> None:
    key = key_of(file, "F12")
    assert refused(remit("check", file, "--waive", key)) == (
        "Say why this finding is accepted; a waiver needs a reason."
    )
    assert "would have ended on 1 January 2001" in refused(
        remit("check", file, "--waive", key, "--reason", "Old", "--until", "2001-01-01")
    )
    assert "There is no finding “F99” now" in refused(remit("check", file, "--waive", "F99", "--reason", "None"))
    assert "There is no role “Nobody”" in refused(
        remit("check", file, "--waive", key, "--reason", "Yes", "--by", "Nobody")
    )
    assert "goes with --waive" in refused(remit("check", file, "--reason", "Why"))
    assert "No finding “F12” is waived" in refused(remit("check", file, "--unwaive", "F12"))
    assert key in keys(file)


def test_fixes_are_listed_and_one_is_carried_out_and_taken_back(file: Path) -> None:
    key = key_of(file, "F01")
    shown = remit("fix", file, "F01")
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[1].startswith(
        "  1  Move the upper edge of the row “Amount up to and including 1,000 EUR” to 2,000 EUR"
    )
    assert remit("fix", file, key, "--json").json()["fixes"] == [line.split("  ", 2)[2] for line in lines[1:]]
    assert key in keys(file)

    done = remit("fix", file, key, "--choose", 1)
    assert (done.code, done.out) == (0, f"Done: {lines[1].split('  ', 2)[2]}\n")
    assert key not in keys(file)
    assert remit("undo", file).code == 0
    assert key in keys(file)


def test_what_cannot_be_fixed_says_so(file: Path) -> None:
    none = remit("fix", file, "F80")
    assert none.code == 1
    assert "No single edit is sure to end this and nothing else. Enter the body that approved it" in none.out
    assert "There is no fix 99 of F01:" in refused(remit("fix", file, "F01", "--choose", 99))
    assert "There is no finding “F77” now" in refused(remit("fix", file, "F77"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--waive", "", "--reason", "Later"), "--waive is empty"),
        (("--unwaive", ""), "--unwaive is empty"),
        (("--waive", "F12", "--reason", "Later", "--by", ""), "--by is empty"),
        (("--waive", "F12", "--reason", "Later", "--unwaive", "F12"), "Either --waive or --unwaive"),
        (("--until", "2099-01-01"), "--until goes with --waive"),
        (("--by", "Team lead"), "--by goes with --waive"),
        (("--reason", "Later"), "--reason goes with --waive"),
    ],
)
def test_what_does_not_go_together_is_refused(file: Path, options: tuple[str, ...], said: str) -> None:
    before = file.read_bytes()
    assert said in refused(remit("check", file, *options))
    assert file.read_bytes() == before
