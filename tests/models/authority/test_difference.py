"""The difference of two versions agrees with asking every case in both, and says it in the words of the business."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.difference import Difference, Report, Version, compared, reported
from models.authority.difference.answering import Changed
from models.authority.facts import Case
from models.authority.geometry import Region
from models.authority.grants import Delegation
from models.authority.places import by_kind, is_place_axis, kind_of_axis
from models.authority.routing import route
from models.authority.rules import BandCondition
from models.authority.spaces import Space
from models.document import Document
from models.entity import Entity
from models.quantities import Band, Limit
from models.teams import Holding, Person
from tests.models.authority.schemes_at_random import ALL_CASES, document_of, outcome, schemes, winners
from tests.models.authority.small import (
    ON,
    SIZE,
    band,
    matrix,
    row,
)

BEFORE, AFTER = "version 3", "version 4"


def difference(before: Document, after: Document, on: date = ON, later: date = ON) -> Difference:
    return compared(Version(before, on, BEFORE), Version(after, later, AFTER))


def report(before: Document, after: Document) -> Report:
    return reported(difference(before, after))


def told(before: Document, after: Document) -> tuple[str, ...]:
    return report(before, after).sentences


def inside(document: Document, space: Space, region: Region, case: Case) -> bool:
    """Whether a case that says everything, and is elsewhere where it names no place, lies in a region."""
    mine = space.region_of(case)
    assert mine is not None
    kinds = by_kind(document.places, case.places)
    elsewhere = [is_place_axis(axis.dimension) and kind_of_axis(axis.dimension) not in kinds for axis in space.axes]
    return all(mask & (1 if no else own) for mask, own, no in zip(region, mine, elsewhere, strict=True))


def where(found: Difference, case: Case) -> list[Changed]:
    """The changes that a case lies in, once for each of their regions that it does."""
    document = found.pair.after.document
    return [
        change
        for change in found.changes
        if change.decision == case.decision
        for region in change.regions
        if inside(document, change.space, region, case)
    ]


# ---- against asking every case


@given(schemes, schemes)
@settings(max_examples=60)
def test_the_cases_that_differ_are_those_that_are_answered_otherwise(
    one: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    before, after = document_of(one), document_of(other)
    found = difference(before, after)
    assert found.proved
    for case in ALL_CASES[::3]:
        sides = [outcome_in(before, case), outcome_in(after, case)]
        changes = where(found, case)
        assert len(changes) == (sides[0] != sides[1]), case
        for change in changes:
            assert change.before is not None
            assert change.after is not None
            assert (change.before.kind, change.after.kind) == (sides[0][0], sides[1][0])


def outcome_in(document: Document, case: Case) -> tuple[object, ...]:
    """What a case gets, whatever the rows are called."""
    won = winners(document, case)
    kind = outcome(document, won)
    if kind[0] != "conflict":
        return kind
    return ("conflict", frozenset(outcome(document, {rule}) for rule in won))


@given(schemes, st.integers(0, 6), st.data())
@settings(max_examples=40)
def test_rows_that_are_renamed_divided_or_reordered_are_no_difference(
    specs: list[dict[str, object]], at: int, data: st.DataObject
) -> None:
    before = document_of(specs)
    rules = list(before.rules)
    rows: dict[str, Entity | None] = {
        rule.id: rule.changed(label=f"No {number}", note="moved", position=-rule.position)
        for number, rule in enumerate(rules)
    }
    if rules:
        chosen = rules[at % len(rules)]
        edge = data.draw(st.integers(0, 12))
        if not any(condition.dimension == "size" for condition in chosen.box):
            halves: list[tuple[int | None, Limit]] = [(None, edge), (edge, "unlimited")]
            low, high = (
                BandCondition(dimension="size", band=Band(lower=lower, upper=upper)) for lower, upper in halves
            )
            lower_half = chosen.changed(box=(*chosen.box, low), label="low")
            rows[chosen.id] = lower_half
            rows["half"] = chosen.changed(id="half", box=(*chosen.box, high), label="high")
    after = before.with_rows({"rule": rows})
    # An urgent row without conditions is for urgent cases only; with one it is a row like others.
    if all(rule.kind != "urgent" or rule.box for rule in rules):
        found = reported(difference(before, after))
        assert found.same
        assert found.sentences == ("Both answer every case the same.",)


@given(st.integers(0, 12), st.integers(0, 12), st.booleans())
def test_a_delegation_with_limits_counts_case_by_case(held: int, granted: int, later: bool) -> None:
    """The lead's role is vacant: only a grant up to some size lets somebody decide."""
    ground = matrix(
        row("all", band(0, held, "size")),
        row("rest", band(held, "unlimited", "size"), by="CEO"),
        Person(id="ann", name="Ann"),
        Holding(id="h1", role="ceo", person="ann"),
        Holding(id="h2", role="head", person="ann"),
    )
    grant = Delegation(id="g", from_role="lead", to_role="head", limits=(band(0, granted, "size"),))
    before, after = ground, ground.with_rows({"delegation": {"g": grant}})
    if later:
        before, after = after, before
    found = difference(before, after)
    for size in range(12):
        case = Case("buy", {"size": size})
        kinds = route(before, case, ON).kind, route(after, case, ON).kind
        assert len(where(found, case)) == (kinds[0] != kinds[1]) == (size < min(held, granted))


@given(st.integers(1, 5), st.integers(6, 11), st.integers(1, 11), st.integers(1, 11))
def test_domains_that_differ_are_compared_as_far_as_both_know_the_cases(
    low: int, high: int, one: int, other: int
) -> None:
    def document(upper: int, edge: int) -> Document:
        return matrix(
            SIZE.changed(upper=upper),
            row("small", band(None, edge, "size")),
            row("large", band(edge, "unlimited", "size"), by="CEO"),
        )

    before, after = document(low, one), document(high, other)
    found = difference(before, after)
    for size in range(high):
        case = Case("buy", {"size": size})
        (change,) = where(found, case) or (None,)
        if size >= low:
            assert change is not None
            assert change.before is None
        else:
            by = [route(side, case, ON).sentence for side in (before, after)]
            assert (change is not None) == (by[0] != by[1])
    sentences = reported(found).sentences
    assert (
        f"The domain of “Size” was 0 to {low - 1}, in steps of 1 and is now 0 to {high - 1}, in steps of 1."
        in sentences
    )
    assert sentences[-1] == "No case that both know became undecided."
