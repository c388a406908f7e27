"""Real matrices of real organisations: what was imported is exactly what the sheets say."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from models.authority.expressions import roles_in
from models.authority.rules import BandCondition, FlagCondition
from models.changes import ChangeSet, apply
from models.document import Document
from workbench.importers import ImportOptions, MatrixReading, plan_import, read_matrix

WIDE = ("gitlab_2018_wide.xlsx", "gitlab_2018_wide.csv")
# A fact: section, decision, in plan, annual revenue, lower edge, upper edge, both with what owns them, role, right.
Fact = tuple[str, str, bool | None, bool, tuple[Decimal, bool] | None, tuple[Decimal, bool] | None, str, str]


def imported(path: Path, options: ImportOptions | None = None) -> tuple[MatrixReading, ChangeSet, Document]:
    reading = read_matrix(path, options=options)
    changes = plan_import(Document(), reading)
    return reading, changes, apply(Document(), changes)


def facts_of(document: Document) -> list[Fact]:
    found: list[Fact] = []
    for rule in document.rules:
        decision = document.decisions[rule.decision]
        section = document.sections[decision.section or ""].name
        plan, revenue, lower, upper = None, False, None, None
        for condition in rule.box:
            dimension = document.dimensions[condition.dimension]
            if isinstance(condition, FlagCondition):
                assert dimension.key == "in_plan"
                plan = condition.value
            elif isinstance(condition, BandCondition):
                assert (dimension.unit, dimension.step, dimension.lower) == ("USD", Decimal("0.01"), 0)
                revenue = dimension.key == "annual_revenue"
                assert condition.band.lower is not None
                lower = edge(condition.band.lower)
                upper = edge(condition.band.upper) if isinstance(condition.band.upper, int) else None
                assert upper is not None or condition.band.upper == "unlimited"
        for step in rule.procedure:
            for role in roles_in(step.who):
                name = document.roles[role].name
                found.append((section, decision.name, plan, revenue, lower, upper, name, step.right))
    return sorted(found, key=repr)


def edge(steps: int) -> tuple[Decimal, bool]:
    """Return the round amount of a half-open edge, and whether the edge lies one cent behind it."""
    behind = steps % 100 == 1
    return Decimal(steps - behind) / 100, behind


def tidy_facts(path: Path) -> list[Fact]:
    found: list[Fact] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["area"] == "Rules":
                continue  # the fourth footnote: a note on the matrix, who decides is not its matter
            section, decision, condition = row["area"], row["decision"], row["condition"]
            if decision == "> $0.5M annual revenue":
                decision = section
            if condition == "Non Billable Expenses":
                decision = condition
            decision = decision.removesuffix(" > $50,000")
            plan = {"included in Company Plan": True, "not included in Company Plan": False}.get(condition)
            lower = upper = None
            if row["lower"]:
                lower = (Decimal(row["lower"]), row["bounds"].startswith("("))
                upper = (Decimal(row["upper"]), "hi]" in row["bounds"]) if row["upper"] else None
            right = "notify" if row["right"] == "inform" else row["right"]
            revenue = condition == "threshold measured on annual revenue"
            found.append((section, decision, plan, revenue, lower, upper, row["role"], right))
    return sorted(found, key=repr)


@pytest.mark.parametrize("name", WIDE)
def test_the_import_holds_exactly_the_facts_of_the_source(shared_data: Path, name: str) -> None:
    _, _, document = imported(shared_data / "authority" / "wide" / name)
    expected = tidy_facts(shared_data / "authority" / "gitlab_2018.csv")
    assert len(expected) == 89
    # In the source a row that holds in plan and outside it is listed once; split in two it stands in both.
    both = {fact for fact in facts_of(document) if fact[2] is not None}
    actual = []
    for fact in facts_of(document):
        other = (*fact[:2], not fact[2], *fact[3:])
        if fact[2] is None or other not in both:
            actual.append(fact)
        elif fact[2]:
            actual.append((*fact[:2], None, *fact[3:]))
    assert sorted(actual, key=repr) == expected


@pytest.mark.parametrize("name", WIDE)
def test_every_cell_of_the_real_matrix_is_read(shared_data: Path, name: str) -> None:
    reading, changes, document = imported(shared_data / "authority" / "wide" / name)
    assert reading.report.unread == ()
    assert reading.report.counts == {
        "decisions": 35,
        "rows": 55,
        "bands": 22,
        "roles": 6,
        "notes": 5,
        "conditions": 1,
    }
    assert changes.label == f"Import {name}"
    groups = {role.name: role.column_group for role in document.roles}
    assert groups == {
        "Team Member": "Functional Approval",
        "Exec Team": "Functional Approval",
        "CEO": "Functional Approval",
        "Board": "Functional Approval",
        "Controller": "Financial Approval",
        "CFO": "Financial Approval",
    }
    notes = {(note.mark, document.roles[note.role].name if note.role else "") for note in document.notes}
    assert notes == {("3", "Board"), *(("4", role) for role, group in groups.items() if "Functional" in group)}


def test_strands_run_side_by_side_and_rights_in_their_order(shared_data: Path) -> None:
    _, _, document = imported(shared_data / "authority" / "wide" / WIDE[0])
    by_name = {document.decisions[rule.decision].name: rule for rule in document.rules}
    steps = by_name["Commission scales"].procedure
    assert [(s.right, s.strand, s.stage, len(list(roles_in(s.who)))) for s in steps] == [
        ("approve", "functional", 1, 2),
        ("approve", "financial", 1, 1),
    ]
    contract = by_name["Legal Contracts"].procedure
    assert [(s.right, s.strand, s.stage) for s in contract] == [
        ("approve", "functional", 1),
        ("sign", "financial", 2),
        ("notify", "functional", 3),
    ]
    assert [s.right for s in by_name["Options"].procedure] == ["recommend", "approve"]
    assert by_name["Benefit changes"].label == ""


def test_labels_and_order_stay_as_written(shared_data: Path) -> None:
    _, _, document = imported(shared_data / "authority" / "wide" / WIDE[0])
    with (shared_data / "authority" / "wide" / WIDE[1]).open(encoding="utf-8", newline="") as file:
        written = [row[0] for row in csv.reader(file) if any(row[1:])][2:]
    labels = [rule.label for rule in document.rules]
    once = [label for place, label in enumerate(labels) if place == 0 or labels[place - 1] != label]
    assert once == written


def test_without_conditions_footnotes_stay_notes(shared_data: Path) -> None:
    path = shared_data / "authority" / "wide" / WIDE[0]
    reading, _, document = imported(path, ImportOptions(footnotes_as_conditions=False))
    assert reading.report.conditions == ()
    assert reading.report.unread == ()
    assert not [d for d in document.dimensions if d.kind == "flag"]
    assert len([note for note in document.notes if note.mark in ("1", "2")]) == 12
    assert len(document.rules) == 49


def test_the_other_half_of_a_workbook_with_one_role(shared_data: Path) -> None:
    reading, _, document = imported(shared_data / "workbooks" / "packt-tpm-handbook-role.xlsx")
    assert reading.report.unread == ()
    assert [role.name for role in document.roles] == ["TPM"]
    assert [section.name for section in document.sections] == ["Planning", "Stakeholder Management", "Risk Management"]
    assert len(document.decisions) == 11
    assert any("Role" in remark.text for remark in reading.report.remarks)
    (edition,) = document.editions
    assert edition.scheme is not None
    assert document.schemes[edition.scheme].name == "RACI"
    assert document.schemes[edition.scheme].family == "raci"
    assert "Letters: RACI, with R = Responsible: performs; A = Accountable: approves;" in reading.report.to_text()
    assert reading.report.to_json()["letters"]["family"] == "raci"


def test_a_raci_chart_is_read_in_its_own_letters(shared_data: Path) -> None:
    reading, _, document = imported(shared_data / "workbooks" / "packt-tpm-handbook-raci.xlsx")
    assert reading.report.unread == ()
    assert [decision.clause for decision in document.decisions] == [str(n) for n in range(1, 9)]
    first = next(iter(document.rules))
    assert [(s.right, [document.roles[r].name for r in roles_in(s.who)]) for s in first.procedure] == [
        ("consult", ["SDM", "PM-T", "Lead SDE", "SDE"]),
        ("approve", ["TPM"]),
        ("perform", ["Business"]),
    ]


def test_a_chart_of_sentences_gives_its_bands_and_deciders(shared_data: Path) -> None:
    reading, _, document = imported(shared_data / "authority" / "wide" / "somerton_az_wide.csv")
    rules = list(document.rules)
    who = [[document.roles[r].name for step in rule.procedure for r in roles_in(step.who)] for rule in rules]
    assert who == [
        ["Purchasing agent", "Department directors"],
        ["Administrative Services Director"],
        ["City Manager"],
        ["City Council"],
    ]
    bands = [condition.band for rule in rules for condition in rule.box if isinstance(condition, BandCondition)]
    assert [(band.lower, band.upper) for band in bands] == [
        (0, 300_001),
        (300_001, 1_000_001),
        (1_000_001, 3_000_000),
        (3_000_000, "unlimited"),
    ]
    assert all(rule.note for rule in rules)
    remarks = [remark.text for remark in reading.report.remarks]
    assert any("less than $3,000" in text for text in remarks)


@pytest.mark.parametrize(
    "name", [*(f"authority/wide/{name}" for name in WIDE), "workbooks/packt-tpm-handbook-raci.xlsx"]
)
def test_importing_twice_changes_nothing_the_second_time(shared_data: Path, name: str) -> None:
    reading, _, document = imported(shared_data / name)
    assert not plan_import(document, reading)
