"""What no edit may bring about, each said in one plain sentence."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from models import constraints
from models.authority.expressions import MOST_NESTED, Expression, KOf, OneRole, Quota
from models.authority.grants import Delegation
from models.authority.rules import BandCondition, ClassCondition, Edition, FlagCondition, Rule, Step
from models.changes import ChangeSet, Edit, EditRefused, apply
from models.commands import matrix, rows, teams
from models.decisions import Decision, Dimension, Rate, Section
from models.document import Document
from models.entity import Entity
from models.quantities import Band
from models.strategy import Quarter, Theme
from models.teams import Charter, Role


def _document() -> Document:
    edit = Edit(Document())
    edit.create(Dimension(id="dimension-a", name="Amount", key="amount", kind="money", unit="EUR"))
    edit.create(Dimension(id="dimension-b", name="Budgeted", key="budgeted", kind="flag"))
    edit.create(Dimension(id="dimension-r", name="Risk", key="risk", kind="classes", classes=("low", "high")))
    edit.create(Role(id="role-1", name="CEO"))
    edit.create(Role(id="role-2", name="CFO", reports_to="role-1"))
    edit.create(Edition(id="edition-1", name="Matrix"))
    edit.create(Section(id="section-1", name="Money"))
    edit.create(Section(id="section-2", name="Loans", parent="section-1"))
    edit.create(Decision(id="decision-1", name="Borrow", dimensions=("dimension-a", "dimension-b", "dimension-r")))
    band = BandCondition(dimension="dimension-a", band=Band(lower=0, upper=100))
    edit.create(Rule(id="rule-1", edition="edition-1", decision="decision-1", box=(band,)))
    return edit.document


def _try(document: Document, changes: ChangeSet) -> None:
    constraints.check(apply(document, changes), changes)


def _add(row: Entity) -> ChangeSet:
    return rows.add_row(_document(), row)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (Role(id="role-3", name="cfo"), "already a role called"),
        (Theme(id="theme-1", quarter="quarter-9", name="T"), "names a quarter under “quarter” that is not in the file"),
        (Dimension(id="dimension-2", name="A", key="amount", kind="flag"), "already a dimension"),
        (Dimension(id="dimension-2", name="A", key="a", kind="number", lower=5, upper=5), "ends before it begins"),
        (Dimension(id="dimension-2", name="A", key="a", kind="classes"), "at least one class"),
        (Quarter(id="quarter-1", name="Q", starts=date(2026, 2, 1), ends=date(2026, 1, 1)), "ends before it starts"),
        (Role(id="role-3", name="Group", kind="group", members=("role-3",)), "would contain itself"),
        (Delegation(id="grant-1", from_role="role-1", to_role="role-1"), "CEO cannot delegate to itself"),
        (
            Delegation(
                id="grant-1",
                from_role="role-1",
                to_role="role-2",
                starts=date(2026, 2, 1),
                ends=date(2026, 1, 1),
            ),
            "The delegation ends before it starts",
        ),
        (
            Delegation(
                id="grant-1",
                from_role="role-1",
                to_role="role-2",
                limits=(FlagCondition(dimension="dimension-a", value=True),),
            ),
            "A condition of “the delegation from CEO” does not fit the dimension “Amount”",
        ),
        (Dimension(id="dimension-2", name="A", key="a", kind="money", unit="Taler"), "“Taler” is not a currency"),
        (Rate(id="rate-1", source="EUR", target="QQQ", on=date(2026, 1, 1), rate=Decimal(2)), "“QQQ” is not a"),
        (
            Rule(
                id="rule-2",
                edition="edition-1",
                decision="decision-1",
                box=(BandCondition(dimension="dimension-a", band=Band(upper=1), currency="EUX"),),
            ),
            "“EUX” is not a currency; use a three-letter code",
        ),
        (
            Rule(
                id="rule-2",
                edition="edition-1",
                decision="decision-1",
                box=(FlagCondition(dimension="dimension-a", value=True),),
            ),
            "does not fit the dimension “Amount”",
        ),
        (
            Rule(
                id="rule-2",
                edition="edition-1",
                decision="decision-1",
                box=(ClassCondition(dimension="dimension-r", among=("medium",)),),
            ),
            "does not fit the dimension “Risk”",
        ),
        (
            Rule(
                id="rule-2",
                edition="edition-1",
                decision="decision-1",
                box=(
                    FlagCondition(dimension="dimension-b", value=True),
                    FlagCondition(dimension="dimension-b", value=False),
                ),
            ),
            "two conditions on “Budgeted”",
        ),
    ],
)
def test_a_row_that_may_not_be_is_refused(row: Entity, complaint: str) -> None:
    with pytest.raises(EditRefused, match=complaint) as refusal:
        _try(_document(), _add(row))
    assert str(refusal.value).endswith(".")


def test_groups_lie_inside_each_other_only_as_deep_as_a_file_can_hold() -> None:
    def nested(levels: int) -> Rule:
        who: Expression = OneRole(role="role-1")
        for _ in range(levels):
            who = KOf(count=1, parts=(OneRole(role="role-2"),), quotas=(Quota(count=1, among=who),))
        step = Step(right="approve", who=who)
        return Rule(id="rule-2", edition="edition-1", decision="decision-1", procedure=(step,))

    _try(_document(), _add(nested(MOST_NESTED)))
    with pytest.raises(EditRefused, match="row of “Borrow” groups lie inside groups more than 50 deep"):
        _try(_document(), _add(nested(MOST_NESTED + 1)))


@pytest.mark.parametrize("number", ["1E+99999999", "1E-99999999", "0", "-1"])
def test_a_step_and_a_rate_are_numbers_that_can_be_reckoned_with(number: str) -> None:
    with pytest.raises(ValidationError):
        Rate(id="rate-1", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal(number))
    with pytest.raises(ValidationError):
        Dimension(id="dimension-2", name="A", key="a", kind="number", step=Decimal(number))


@pytest.mark.parametrize(
    ("table", "row_id", "fields", "complaint"),
    [
        ("role", "role-1", {"reports_to": "role-2"}, "reports to itself in the end"),
        ("section", "section-1", {"parent": "section-2"}, "lies inside itself in the end"),
        ("decision", "decision-1", {"dimensions": ("dimension-b",)}, "have a condition on “Amount”"),
        ("dimension", "dimension-a", {"kind": "flag"}, "does not fit the dimension “Amount”"),
        ("rule", "rule-1", {"starts": "2026-02-01", "ends": "2026-01-01"}, "ends before it starts"),
        ("edition", "edition-1", {"replaces": "edition-1"}, "replaces itself in the end"),
    ],
)
def test_a_change_that_may_not_be_is_refused(
    table: str, row_id: str, fields: dict[str, object], complaint: str
) -> None:
    document = _document()
    with pytest.raises(EditRefused, match=complaint):
        _try(document, rows.set_fields(document, table, row_id, **fields))


def test_a_team_has_one_charter() -> None:
    document = apply(Document(), teams.add_team(Document(), "Harbour"))
    team = next(iter(document.teams)).id
    with pytest.raises(EditRefused, match="“Harbour” has a charter already"):
        _try(document, rows.add_row(document, Charter(id="charter-2", team=team)))


def test_a_reversed_band_is_kept_for_the_findings_to_show() -> None:
    document = _document()
    _try(document, matrix.set_band(document, "rule-1", "dimension-a", Band(lower=10, upper=5)))


def test_a_delegation_is_passed_on_only_as_often_as_somebody_could_follow() -> None:
    def passed_on(times: int) -> Document:
        edit = Edit(_document())
        for at in range(times + 1):
            one, other = ("role-1", "role-2") if at % 2 else ("role-2", "role-1")
            parent = f"grant-{at - 1}" if at else None
            edit.create(Delegation(id=f"grant-{at}", from_role=one, to_role=other, parent=parent))
        return edit.document

    last = passed_on(50)
    constraints.check_row(last, last.delegations["grant-50"])
    beyond = passed_on(51)
    with pytest.raises(EditRefused, match="passed on more than 50 times; delegate it directly"):
        constraints.check_row(beyond, beyond.delegations["grant-51"])
    circle = passed_on(1)
    round_ = circle.with_rows({"delegation": {"grant-0": circle.delegations["grant-0"].changed(parent="grant-1")}})
    constraints.check_row(round_, round_.delegations["grant-1"])
