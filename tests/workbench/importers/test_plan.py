"""A reading becomes rows of a document: into an empty one, into one that has some of it, and back."""

from decimal import Decimal

import pytest

from models.authority.expressions import AllOf, AnyOf, OneRole
from models.authority.rules import BandCondition, Edition, Rule
from models.changes import apply, difference
from models.decisions import Dimension
from models.document import Document
from models.entity import references
from models.teams import Role
from models.workspace import Workspace
from tests.workbench.importers.tables import reading
from workbench.importers import ImportRefused, plan_import

ROWS = (("", "CEO", "CFO"), ("Spend",), ("up to $5k", "A", ""), ("over $5k", "A", "A"))


def with_rows(*rows: Role | Dimension | Edition | Workspace) -> Document:
    return (
        Document()
        .with_rows({row.table: {} for row in rows})
        .with_rows(
            {table: {row.id: row for row in rows if row.table == table} for table in {row.table for row in rows}}
        )
    )


def test_an_import_is_one_step_that_can_be_taken_back() -> None:
    changes = plan_import(Document(), reading(*ROWS))
    document = apply(Document(), changes)
    assert changes.label == "Import matrix.csv"
    assert all(change.before is None for change in changes.changes)
    assert not difference(Document(), apply(document, changes.inverted()), "")


def test_every_reference_leads_to_a_row() -> None:
    document = apply(Document(), plan_import(Document(), reading(*ROWS)))
    for rule in document.rules:
        for reference in references(rule):
            assert reference.id in document.table(reference.table)


def test_an_edition_begins_where_there_is_none() -> None:
    document = apply(Document(), plan_import(Document(), reading(*ROWS)))
    (edition,) = document.editions
    assert (edition.status, edition.effective, edition.name) == ("in_force", None, "Matrix")
    assert len(document.people) == 0
    assert {role.level for role in document.roles} == {None}


def test_rows_join_the_edition_in_force() -> None:
    there = with_rows(
        Edition(id="edition-draft", name="Next", status="draft"), Edition(id="edition-now", name="Now", position=1)
    )
    document = apply(there, plan_import(there, reading(*ROWS)))
    assert {rule.edition for rule in document.rules} == {"edition-now"}
    assert len(document.editions) == 2


def test_roles_and_dimensions_are_found_by_name_and_left_as_they_are() -> None:
    role = Role(id="role-ceo", name="ceo", purpose="Leads", column_group="Top")
    amount = Dimension(
        id="dimension-amount", name="Value", key="amount", kind="money", unit="USD", step=Decimal("0.01"), upper=10**9
    )
    there = with_rows(role, amount)
    document = apply(there, plan_import(there, reading(*ROWS)))
    assert document.roles["role-ceo"] == role
    assert document.dimensions["dimension-amount"] == amount
    assert [row.name for row in document.roles] == ["ceo", "CFO"]
    assert len(document.dimensions) == 1
    assert {decision.dimensions for decision in document.decisions} == {("dimension-amount",)}


def test_a_limit_in_another_currency_says_so() -> None:
    there = with_rows(Dimension(id="dimension-amount", name="Amount", key="amount", kind="money", unit="EUR"))
    document = apply(there, plan_import(there, reading(*ROWS)))
    conditions = [condition for rule in document.rules for condition in rule.box]
    assert [c.currency for c in conditions if isinstance(c, BandCondition)] == ["USD", "USD"]


def test_amounts_without_a_sign_are_in_the_organisations_currency() -> None:
    there = with_rows(Workspace(name="Acme", currency="CHF"))
    found = reading(("", "CEO", "CFO"), ("Spend",), ("up to 5k", "A", ""), ("over 5k", "A", "A"))
    document = apply(there, plan_import(there, found))
    assert [dimension.unit for dimension in document.dimensions] == ["CHF"]


def test_an_edge_finer_than_the_dimension_is_refused_with_its_place() -> None:
    there = with_rows(Dimension(id="dimension-amount", name="Amount", key="amount", kind="money", unit="USD"))
    found = reading(("", "CEO", "CFO"), ("Spend",), ("up to $5.50", "A", ""), ("over $9", "A", "A"))
    with pytest.raises(ImportRefused, match=r"A3 .*smaller step\.$"):
        plan_import(there, found)


def test_other_dimensions_than_money() -> None:
    found = reading(
        ("", "CEO", "CFO"),
        ("Lease",),
        ("≤ 3 years", "", "A"),
        ("> 3 years", "A", ""),
        ("Price rise",),
        ("up to 2.5 %", "", "A"),
        ("over 2.5 %", "A", ""),
    )
    document = apply(Document(), plan_import(Document(), found))
    assert [(d.name, d.key, d.kind, d.unit, d.step) for d in document.dimensions] == [
        ("Years", "years", "number", "years", Decimal(1)),
        ("Percentage", "percentage", "percent", "", Decimal("0.1")),
    ]


def test_joint_and_alternative_deciders() -> None:
    found = reading(("Decision", "Approver"), ("Lease", "CFO & GC"), ("Loan", "CEO or (CFO and GC)"))
    document = apply(Document(), plan_import(Document(), found))
    by_name = {role.name: role.id for role in document.roles}
    ceo, cfo, gc = (OneRole(role=by_name[name]) for name in ("CEO", "CFO", "GC"))
    assert [step.who for rule in document.rules for step in rule.procedure] == [
        AllOf(parts=(cfo, gc)),
        AnyOf(parts=(ceo, AllOf(parts=(cfo, gc)))),
    ]


def test_equal_rows_of_one_sheet_both_stay() -> None:
    rows = (("", "CEO", "CFO"), ("Spend",), ("up to $5k", "A", ""), ("up to $5k", "A", ""))
    found = reading(*rows)
    document = apply(Document(), plan_import(Document(), found))
    assert len(document.rules) == 2
    assert not plan_import(document, found)


def test_a_decision_repeated_beside_each_band_is_no_label() -> None:
    rows = (("Decision", "Amount", "CEO", "CFO"), ("Lease", "up to $5k", "", "A"), ("Lease", "over $5k", "A", ""))
    document = apply(Document(), plan_import(Document(), reading(*rows)))
    assert [decision.name for decision in document.decisions] == ["Lease"]
    assert [rule.label for rule in document.rules] == ["", ""]


def test_a_changed_row_is_added_beside_the_old_one() -> None:
    document = apply(Document(), plan_import(Document(), reading(*ROWS)))
    changed = reading(*ROWS[:3], ("over $5k", "", "A"))
    (change,) = plan_import(document, changed).changes
    assert isinstance(change.after, Rule)
    assert change.after.label == "over $5k"


def test_a_very_long_name_is_cut_and_stays_whole_in_the_label() -> None:
    name = "Decisions about " + "very " * 120 + "long things"
    document = apply(Document(), plan_import(Document(), reading(("", "CEO", "CFO"), (name, "A", "C"))))
    (decision,), (rule,) = document.decisions, document.rules
    assert decision.name.endswith("…")
    assert rule.label == name
