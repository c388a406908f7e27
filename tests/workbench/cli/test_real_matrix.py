"""A company's real matrix, all the way through on the command line."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbench.cli.running import refused, remit

IN_PLAN = {"in plan": "in_plan=yes", "not in plan": "in_plan=no"}
DECISIONS = {
    "Operating expense": "Operating Expenses",
    "Bad debt write-off": "Bad debt write-off",
    "Travel, non billable": "Non Billable Expenses",
    "Option grant": "Options",
    "Contract over 0.5M annual revenue": "Legal Contracts / Legal Contracts",
}


def probes(folder: Path) -> list[dict[str, str]]:
    with (folder / "authority" / "probes.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["file"] == "gitlab_2018"]


def test_every_filled_cell_is_reported_with_its_address(gitlab_sheet: Path) -> None:
    answer = remit("import", gitlab_sheet, "--json").json()
    cells = {cell["address"]: cell for cell in answer["report"]["cells"]}
    (sheet,) = openpyxl.load_workbook(gitlab_sheet).worksheets
    filled = {cell.coordinate for row in sheet.iter_rows() for cell in row if str(cell.value or "").strip()}
    assert set(cells) == filled
    assert all(cell["read"] or cell["why"] for cell in cells.values())
    assert answer["file"] is None


def test_the_report_for_people_names_every_filled_cell_too(gitlab_sheet: Path) -> None:
    answer = remit("import", gitlab_sheet)
    told = set(answer.out.replace(",", " ").split())
    (sheet,) = openpyxl.load_workbook(gitlab_sheet).worksheets
    filled = {cell.coordinate for row in sheet.iter_rows() for cell in row if str(cell.value or "").strip()}
    assert filled - told == set()
    assert "Nothing was written" in answer.out


def test_all_probes_come_out_as_the_source_says(imported: Path, shared_data: Path) -> None:
    asked = probes(shared_data)
    assert len(asked) == 9
    for probe in asked:
        facts = [f"amount={probe['amount']}{probe['currency']}"] if probe["amount"] else []
        facts += [IN_PLAN[probe["facts"]]] if probe["facts"] else []
        ran = remit("decide", imported, DECISIONS[probe["request"]], *facts, "--json")
        answer = ran.json()
        if probe["kind"] == "conflict":
            assert (ran.code, answer["kind"]) == (1, "conflict"), probe
            assert len(answer["rules"]) == 2
        else:
            assert (ran.code, answer["kind"]) == (0, "decided"), (probe, answer)
            assert in_words(answer["steps"]) == expected(probe["expected"]), probe


def in_words(steps: list[dict[str, object]]) -> set[str]:
    """Who has which right in an answer, "Team Member approve"."""
    return {f"{name} {step['right']}" for step in steps for name in str(step["who"]).split(" and ")}


def expected(text: str) -> set[str]:
    """The same of what the source says."""
    return {
        part.removeprefix("then ").replace("inform", "notify").strip()
        for part in text.replace("; then", ";").split(";")
    }


def test_the_answer_for_people_is_one_sentence_with_reasons(imported: Path) -> None:
    ran = remit("decide", imported, "Operating Expenses", "amount=5000USD")
    first, *others = ran.out.splitlines()
    assert ran.code == 0
    assert first == (
        "It depends on “In plan”: if yes, Team Member and Controller approve; if no, Team Member and CFO approve."
    )
    assert "Why:" in others
    assert len([line for line in others if line.startswith(("  +", "  -", "  ?"))]) == 6


def test_the_real_defects_are_found(imported: Path) -> None:
    ran = remit("check", imported, "--json")
    answer = ran.json()
    assert (ran.code, answer["failed"]) == (1, True)
    overlaps = [finding for finding in answer["findings"] if finding["id"] == "F03"]
    told = " ".join(finding["sentence"] for finding in overlaps)
    assert "“Up to $10K” and “$10K to $100K” of “Bad debt write-off” both cover Amount exactly 10,000 USD" in told
    assert "“>$5K” and “>$10K” of “Non Billable Expenses”" in told
    assert all(finding["case"] for finding in overlaps)
    assert remit("check", imported, "--fail-on", "never").code == 0


def test_an_exported_workbook_that_comes_back_says_the_same(gitlab: Path, tmp_path: Path) -> None:
    book = tmp_path / "matrix.xlsx"
    assert remit("export", gitlab, "--xlsx", book).code == 0
    same = remit("diff", gitlab, book, "--json")
    assert (same.code, same.json()["differences"]) == (0, [])
    before = gitlab.read_bytes()
    assert remit("import", book, "--into", gitlab).code == 0
    assert remit("diff", gitlab, book).code == 0
    assert len(remit("info", gitlab, "--json").json()["latest"]) == 2
    assert len(before) == gitlab.stat().st_size


def test_a_cell_that_people_changed_is_told_and_taken_over_as_one_step(gitlab: Path, tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    remit("export", gitlab, "--xlsx", path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book["Matrix"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Use of Search Firm")
    ceo = next(cell.column_letter for cell in sheet[5] if cell.value == "CEO")
    sheet[f"{ceo}{row[0].row}"].value = "R"
    book.save(path)

    told = remit("diff", gitlab, path, "--json")
    (difference,) = [found for found in told.json()["differences"] if found["can_apply"]]
    assert told.code == 1
    assert (difference["before"], difference["after"]) == ("A", "R")
    assert remit("import", path, "--into", gitlab).code == 0
    assert remit("decide", gitlab, "Use of Search Firm", "--json").json()["kind"] == "nobody"
    assert remit("undo", gitlab).code == 0
    assert remit("decide", gitlab, "Use of Search Firm", "--json").json()["kind"] == "decided"


def test_importing_into_a_file_is_one_step_and_twice_changes_nothing(gitlab_sheet: Path, tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    remit("new", file, "--name", "Acme", "--currency", "USD")
    assert remit("import", gitlab_sheet, "--into", file, "--json").json()["changes"]["rule"] == 55
    assert remit("import", gitlab_sheet, "--into", file, "--json").json()["changes"] == {}
    assert "Import gitlab_2018_wide.xlsx" in remit("undo", file).out
    assert set(remit("info", file, "--json").json()["rows"]) == {"workspace"}


def test_footnotes_can_stay_notes(gitlab_sheet: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.remit"
    remit("import", gitlab_sheet, "--to", file, "--footnotes-as-notes")
    answer = remit("decide", file, "Operating Expenses", "amount=5000USD", "--json").json()
    assert answer["kind"] == "decided"
    assert "in_plan" in refused(remit("decide", file, "Operating Expenses", "amount=5000USD", "in_plan=yes"))


@pytest.mark.slow
def test_a_simulation_repeats_itself_and_prints_what_it_took_for_granted(imported: Path) -> None:
    ask = (
        "simulate",
        imported,
        "--seed",
        "42",
        "--replications",
        "4",
        "--cases",
        "500",
        "--on",
        "2026-05-04",
        "--json",
    )
    first, second = remit(*ask).json(), remit(*ask).json()
    assert first == second
    assert first["settings"]["seed"] == 42
    assert first["assumptions"]["cases_a_quarter"] == 13
    assert {role["name"] for role in first["roles"]} == {
        "Team Member",
        "Exec Team",
        "CEO",
        "Board",
        "Controller",
        "CFO",
    }
    for role in first["roles"]:
        assert role["utilisation"]["low"] <= role["utilisation"]["mean"] <= role["utilisation"]["high"]
    other = remit(*ask[:3], "43", *ask[4:]).json()
    assert other["digest"] != first["digest"]


def test_an_assumption_that_there_is_not_is_named(imported: Path) -> None:
    assert "hours_a_week" in refused(remit("simulate", imported, "--assume", "coffee=2"))
    assert "replications" in refused(remit("simulate", imported, "--replications", "1"))
    assert "grow without end" in refused(remit("simulate", imported, "--cases-a-quarter", "5000"))
