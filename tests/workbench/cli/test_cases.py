"""The case library and mandates from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands.cases import delete_cases
from models.commands.rows import set_fields
from tests.workbench.cli.running import refused, remit
from workbench.session import Session

SHEET = """Decision,Amount,Team lead,Head of Finance,Managing Director
Goods or services,Up to €5K,Approves,,
Goods or services,>€5K up to €50K,Recommends,Approves,
Goods or services,Over €50K,,Recommends,Approves
"""


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A small matrix with two cases in its library."""
    (tmp_path / "limits.csv").write_text(SHEET, encoding="utf-8")
    file = tmp_path / "acme.remit"
    assert remit("import", tmp_path / "limits.csv", "--to", file, "--name", "Acme").code == 0
    for name, amount in (("Pens", "200"), ("Printers", "12000")):
        assert remit("decide", file, "Goods or services", f"amount={amount}EUR", "--keep", name).code == 0
    return file


def test_cases_pass_until_a_row_changes_and_then_name_it(acme: Path) -> None:
    before = remit("cases", acme)
    assert (before.code, before.out.splitlines()) == (
        0,
        [
            "pass  Pens: Team lead approves.",
            "pass  Printers: Team lead recommends, then Head of Finance approves.",
            "2 of 2 cases pass.",
        ],
    )
    with Session.open(acme) as session:
        rule = tuple(session.document.rules)[1]
        session.execute(set_fields, "rule", rule.id, procedure=rule.procedure[1:])
    after = remit("cases", acme)
    assert after.code == 1
    name = "“Amount above 5,000 up to and including 50,000 EUR”"
    assert after.out.splitlines()[1:] == [
        "FAIL  Printers: Head of Finance approves.",
        f"      The row {name} wins as expected, but what it gives has changed.",
        "      Expected: Team lead recommends, then Head of Finance approves.",
        "1 of 2 cases passes, 1 fails.",
    ]
    data = remit("cases", acme, "--json").json()
    assert (data["schema"], data["failed"]) == ("remit.cases/1", True)
    assert data["counts"] == {"passed": 1, "failed": 1, "not stated": 0}
    assert [case["changed"] for case in data["cases"]] == [[], [rule.id]]
    accepted = remit("cases", acme, "--accept", "PRINTERS")
    assert (accepted.code, accepted.out.splitlines()[0]) == (0, "Accepted the answer to “Printers”.")
    assert "Took back “Accept the answer to “Printers””." in remit("undo", acme).out
    assert remit("cases", acme).code == 1


def test_a_case_whose_fact_is_no_more_fails_without_a_traceback(acme: Path) -> None:
    with Session.open(acme) as session:
        dimension = next(iter(session.document.dimensions))
        session.execute(set_fields, "dimension", dimension.id, upper=1_000_000)
    ran = remit("cases", acme)
    assert ran.code == 1
    assert "FAIL  Printers: The case can no longer be read: “Amount” cannot be 12,000 EUR" in ran.out
    assert ran.err == ""
    assert "“Printers” can no longer be read" in refused(remit("cases", acme, "--accept", "Printers"))


def test_names_of_cases_are_unique_and_known(acme: Path) -> None:
    kept = remit("decide", acme, "Goods or services", "amount=7EUR", "--keep", "pens")
    assert refused(kept) == "There is already a case called “pens”; choose another name."
    assert refused(remit("cases", acme, "--accept", "Chairs")) == (
        "There is no case “Chairs”; there are “Pens”, “Printers”."
    )


def test_an_empty_library_is_no_failure(acme: Path) -> None:
    with Session.open(acme) as session:
        session.execute(delete_cases, [case.id for case in session.document.library_cases])
    assert (remit("cases", acme).code, remit("cases", acme).out) == (0, "The library has no cases yet.\n")


def test_the_cases_of_the_sample_pass(northlight_file: Path) -> None:
    assert remit("cases", northlight_file, "--on", "2026-05-04").code == 0


def test_a_case_says_what_would_change_it(acme: Path) -> None:
    ran = remit("decide", acme, "Goods or services", "amount=12000EUR", "--what-changes")
    assert ran.out.splitlines()[-3:] == [
        "What would change it:",
        "  Amount of 5,000 EUR or less: Team lead approves.",
        "  Amount of 50,000.01 EUR or more: Head of Finance recommends, then Managing Director approves.",
    ]
    data = remit("decide", acme, "Goods or services", "amount=12000EUR", "--what-changes", "--json").json()
    assert [(turn["side"], turn["value"]) for turn in data["what_changes"]] == [
        ("below", 500_000),
        ("above", 5_000_001),
    ]


def test_a_role_and_a_person_may_decide_what_the_matrix_gives_them(acme: Path, northlight_file: Path) -> None:
    ran = remit("may", acme, "Head of Finance", "--on", "2026-05-04")
    assert ran.out.splitlines() == [
        "Head of Finance on 4 May 2026",
        "Decides alone:",
        "  Goods or services: Amount above 5,000 up to and including 50,000 EUR (Team lead recommends).",
        "Recommends:",
        "  Goods or services: Amount above 50,000 EUR (Managing Director approves).",
    ]
    data = remit("may", acme, "Team lead", "--json").json()
    assert (data["schema"], data["name"], len(data["entries"])) == ("remit.mandate/1", "Team lead", 2)
    assert refused(remit("may", acme, "Nobody")) == "There is no person and no role “Nobody”."
    with Session.open(northlight_file, read_only=True) as session:
        document = session.document
        person = document.people[next(iter(document.holdings)).person]
    assert remit("may", northlight_file, person.name).out.startswith(person.name)
