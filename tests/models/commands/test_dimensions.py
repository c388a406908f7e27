"""Edits of dimensions: domains, steps, classes; what rows say stays what it was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.grants import Delegation
from models.authority.rules import BandCondition, ClassCondition, Condition
from models.authority.words import band_words
from models.cases import Fact, LibraryCase
from models.changes import EditRefused, apply
from models.commands import classes, dimensions, matrix, rows, teams
from models.commands.boxes import put_condition
from models.commands.granularity import set_step
from models.commands.uses import uses_of
from models.constraints import check
from models.decisions import Dimension, Tier
from models.document import Document
from models.escalation import MixPart, MixShare, Scenario, ScenarioChange, Volume
from models.quantities import UNLIMITED, Band

AMOUNT = Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR", step=Decimal("0.01"))
RISK = Dimension(id="risk", name="Risk", key="risk", kind="classes", classes=("low", "medium", "high"), ordered=True)


def document_with(*conditions: Condition) -> Document:
    """A decision “Spend” with one row for each of these conditions."""
    document = apply(Document(), rows.add_row(Document(), AMOUNT))
    document = apply(document, rows.add_row(document, RISK))
    document = apply(document, matrix.add_decision(document, "Spend"))
    decision = next(iter(document.decisions)).id
    for condition in conditions:
        changes = matrix.add_rule(document, decision)
        document = apply(document, changes)
        (rule,) = changes.ids("rule")
        document = apply(document, put_condition(document, "rule", rule, condition))
    return document


def band(lower: int | None, upper: object) -> BandCondition:
    return BandCondition(dimension="amount", band=Band(lower=lower, upper=upper))  # type: ignore[arg-type]


def bands(document: Document) -> list[Band]:
    return [c.band for rule in document.rules for c in rule.box if isinstance(c, BandCondition)]


def test_cents_become_whole_units_and_every_limit_reads_as_before() -> None:
    document = document_with(band(0, 500_001), band(500_001, 1_000_000), band(1_000_000, UNLIMITED), band(500, 501))
    before = [band_words(AMOUNT, each) for each in bands(document)]
    changes = set_step(document, "amount", Decimal(1))
    after = apply(document, changes)
    check(after, changes)
    assert bands(after) == [
        Band(lower=0, upper=5_001),
        Band(lower=5_001, upper=10_000),
        Band(lower=10_000, upper=UNLIMITED),
        Band(lower=5, upper=6),
    ]
    assert [band_words(after.dimensions["amount"], each) for each in bands(after)] == before
    back = apply(after, set_step(after, "amount", Decimal("0.01")))
    assert bands(back)[:3] == bands(document)[:3]


def test_a_limit_between_two_steps_is_refused_by_its_row() -> None:
    document = document_with(band(0, 500_051))
    with pytest.raises(EditRefused) as refused:
        set_step(document, "amount", Decimal(1))
    assert str(refused.value) == (
        "“Amount” cannot be measured in steps of 1: the row “Amount up to and including 5,000.50 EUR” of “Spend” has "
        "a limit of 5,000.50 EUR."
    )
    with pytest.raises(EditRefused, match="more than nothing"):
        set_step(document, "amount", Decimal(0))


EDGES = st.integers(0, 4_000)


@given(EDGES, st.integers(1, 4_000), st.sampled_from(["0.01", "0.1", "0.5", "1", "5", "10"]), st.data())
def test_every_value_that_both_scales_have_stays_in_its_band(
    lower: int, width: int, new: str, data: st.DataObject
) -> None:
    old = Decimal(data.draw(st.sampled_from(["0.1", "1", "10"])))
    dimension = Dimension(id="amount", name="Amount", key="amount", kind="number", step=old)
    document = apply(Document(), rows.add_row(Document(), dimension))
    document = apply(document, matrix.add_decision(document, "Spend"))
    document = apply(document, matrix.add_rule(document, next(iter(document.decisions)).id))
    rule = next(iter(document.rules)).id
    given_band = Band(lower=lower, upper=lower + width)
    document = apply(document, put_condition(document, "rule", rule, band(lower, lower + width)))
    step = Decimal(new)
    try:
        document = apply(document, set_step(document, "amount", step))
    except EditRefused:
        assert step > old
        return
    (after,) = bands(document)
    near = [*range(max(0, lower - 12), lower + 12), *range(max(0, lower + width - 12), lower + width + 12)]
    for steps in near:
        other = steps * old / step
        if other == other.to_integral_value():
            assert after.holds(int(other)) == given_band.holds(steps)


def test_the_domain_mixes_tiers_and_delegations_go_along() -> None:
    document = document_with(band(0, 500_001))
    document = apply(document, dimensions.set_domain(document, "amount", Decimal(0), Decimal(1_000_000)))
    decision = next(iter(document.decisions)).id
    for name in ("CEO", "CFO"):
        document = apply(document, teams.add_role(document, name))
    ceo, cfo = (role.id for role in document.roles)
    share = MixShare(dimension="amount", band=Band(lower=0, upper=100_000_001))
    for row in (
        Volume(id="v", decision=decision, cases_a_quarter=3, mix=(MixPart(weight=1, shares=(share,)),)),
        Tier(id="t", name="Local", rank=1, conditions=(band(None, 100_001),)),
        Delegation(id="d", from_role=ceo, to_role=cfo, limits=(band(None, 200_000),)),
    ):
        document = apply(document, rows.add_row(document, row))
    after = apply(document, set_step(document, "amount", Decimal(1)))
    assert (after.dimensions["amount"].lower, after.dimensions["amount"].upper) == (0, 1_000_001)
    assert after.volumes["v"].mix[0].shares[0].band == Band(lower=0, upper=1_000_001)
    assert after.tiers["t"].conditions == (band(None, 1_001),)
    assert after.delegations["d"].limits == (band(None, 2_000),)


def test_a_domain_or_a_scenario_in_the_way_is_named() -> None:
    document = document_with()
    document = apply(document, dimensions.set_domain(document, "amount", Decimal("0.50"), None))
    with pytest.raises(EditRefused, match=r"its values begin with 0\.5"):
        set_step(document, "amount", Decimal(1))
    document = document_with(band(0, 500_001))
    change = ScenarioChange(table="rule", row="r", field="box", value='[{"dimension": "amount"}]')
    document = apply(document, rows.add_row(document, Scenario(id="s", name="Raised limits", changes=(change,))))
    with pytest.raises(EditRefused, match="“Raised limits”"):
        set_step(document, "amount", Decimal(1))


def test_contradictory_domains_and_unknown_currencies_are_refused() -> None:
    document = document_with()
    with pytest.raises(EditRefused, match="would end before it begins"):
        dimensions.set_domain(document, "amount", Decimal(10), Decimal(5))
    with pytest.raises(EditRefused, match="finer than the smallest step"):
        dimensions.set_domain(document, "amount", Decimal("0.001"), None)
    with pytest.raises(EditRefused, match="“XYZ” is not a currency"):
        dimensions.set_unit(document, "amount", "xyz")
    assert apply(document, dimensions.set_unit(document, "amount", "usd")).dimensions["amount"].unit == "USD"


def test_a_class_keeps_its_rows_and_cases_under_another_name() -> None:
    document = document_with(ClassCondition(dimension="risk", among=("low", "high")))
    decision = next(iter(document.decisions)).id
    case = LibraryCase(id="c", name="A case", decision=decision, facts=(Fact(dimension="risk", value="High"),))
    document = apply(document, rows.add_row(document, case))
    changes = classes.rename_class(document, "risk", "high", "severe")
    after = apply(document, changes)
    check(after, changes)
    assert after.dimensions["risk"].classes == ("low", "medium", "severe")
    assert next(iter(after.rules)).box == (ClassCondition(dimension="risk", among=("low", "severe")),)
    assert after.library_cases["c"].facts == (Fact(dimension="risk", value="severe"),)
    for name, reason in (("Medium", "already"), ("  ", "needs a name")):
        with pytest.raises(EditRefused, match=reason):
            classes.rename_class(document, "risk", "high", name)


def test_classes_are_added_moved_and_deleted_only_while_unused() -> None:
    document = document_with(ClassCondition(dimension="risk", among=("high",)))
    document = apply(document, classes.add_class(document, "risk", "extreme"))
    document = apply(document, classes.move_class(document, "risk", "extreme", 0))
    assert document.dimensions["risk"].classes == ("extreme", "low", "medium", "high")
    with pytest.raises(EditRefused) as refused:
        classes.delete_class(document, "risk", "high")
    assert str(refused.value) == ("“high” is still used by the row “Risk: high” of “Spend”; take it out there first.")
    document = apply(document, classes.delete_class(document, "risk", "extreme"))
    assert document.dimensions["risk"].classes == ("low", "medium", "high")


def test_the_last_class_stays() -> None:
    document = apply(Document(), rows.add_row(Document(), RISK.changed(classes=("only",))))
    with pytest.raises(EditRefused, match="at least one class"):
        classes.delete_class(document, "risk", "only")


def test_a_dimension_is_deleted_once_nothing_uses_it() -> None:
    document = document_with(*(band(0, edge) for edge in (101, 201, 301, 401)))
    with pytest.raises(EditRefused) as refused:
        dimensions.delete_dimension(document, "amount")
    assert str(refused.value).count("the row") == 3
    assert str(refused.value).endswith("and 1 more; take it out there first.")
    assert len(uses_of(document, AMOUNT)) == 4
    for rule in document.rules:
        document = apply(document, matrix.drop_condition(document, rule.id, "amount"))
    changes = dimensions.delete_dimension(document, "amount")
    document = apply(document, changes)
    check(document, changes)
    assert "amount" not in document.dimensions
    assert next(iter(document.decisions)).dimensions == ()


@pytest.mark.parametrize("kind", ["money", "number", "percent", "classes", "flag"])
def test_a_new_dimension_of_each_kind_is_sound_and_its_kind_can_change_while_unused(kind: str) -> None:
    document = Document()
    for name in ("Contract value", "Contract value", "100 % new?"):
        changes = dimensions.add_dimension(document, name, kind)  # type: ignore[arg-type]
        document = apply(document, changes)
        check(document, changes)
    assert [row.key for row in document.dimensions] == ["contract_value", "contract_value_2", "fact_100_new"]
    first = next(iter(document.dimensions)).id
    for other in ("flag", "classes", "money", "percent", "number"):
        changes = dimensions.set_kind(document, first, other)
        document = apply(document, changes)
        check(document, changes)
        assert document.dimensions[first].kind == other
    used = document_with(band(0, 101))
    with pytest.raises(EditRefused, match="what it measures cannot change"):
        dimensions.set_kind(used, "amount", "flag")
