"""Routing, coverage and findings agree with each other and with looking at every case of random schemes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.facts import Case
from models.authority.geometry import Piece, TooIntricate, settle, uncovered
from models.authority.places import elsewhere, is_place_axis, kind_of_axis
from models.authority.proof import Coverage, coverage_of
from models.authority.remits import remit_of
from models.authority.routing import route
from models.authority.rules import Edition
from models.authority.spaces import Box, Space
from models.document import Document
from models.findings import check
from models.teams import Team
from tests.models.authority.schemes_at_random import (
    ALL_CASES,
    DEPARTMENTS,
    ENTITIES,
    document_of,
    holds,
    in_force,
    outcome,
    schemes,
    winners,
)
from tests.models.authority.small import NAMES, ON, SIZE, band, matrix, risk, row, urgent

randoms = st.randoms(use_true_random=False)


def coverage(document: Document) -> Coverage:
    rules = [rule for rule in document.rules if in_force(rule)]
    return coverage_of(document, document.decisions["buy"], rules, ON)


def in_region(space: Space, region: tuple[int, ...], case: Case) -> bool:
    mine = space.region_of(case)
    assert mine is not None
    nowhere = [
        is_place_axis(axis.dimension) and kind_of_axis(axis.dimension) not in kinds_of(case) for axis in space.axes
    ]
    return all(mask & (1 if no else own) for mask, own, no in zip(region, mine, nowhere, strict=True))


def kinds_of(case: Case) -> set[str]:
    return {"entity" if place in ENTITIES else "department" for place in case.places}


def asked(document: Document) -> set[str]:
    """The kinds of places that rows in force look at."""
    wanted = [place for rule in document.rules if in_force(rule) for place in rule.places]
    return {"entity" if place in ENTITIES else "department" for place in wanted}


def lies_in(box: Box, case: Case) -> bool:
    for kind, tree in (("entity", ENTITIES), ("department", DEPARTMENTS)):
        nowhere = elsewhere("entity" if kind == "entity" else "department")
        allowed = [place for place in box.places if place in tree or place == nowhere]
        if allowed and next((place for place in case.places if place in tree), nowhere) not in allowed:
            return False
    return all(holds(condition, case) for condition in box.conditions)


@given(schemes, randoms)
@settings(max_examples=80)
def test_a_known_case_goes_to_the_rows_that_win_it(specs: list[dict[str, object]], random: Random) -> None:
    document = document_of(specs)
    for case in random.sample(ALL_CASES, 25):
        if asked(document) - kinds_of(case):
            continue
        won = winners(document, case)
        answer = route(document, case, ON)
        assert answer.kind == outcome(document, won)[0]
        assert set(answer.rules) == won
        assert {reason.rule for reason in answer.reasons if reason.verdict == "won"} == won
        assert all(reason.verdict != "open" for reason in answer.reasons)


@given(schemes, randoms)
@settings(max_examples=100)
def test_gaps_overlaps_and_rows_that_are_never_used_are_those_of_the_cases(
    specs: list[dict[str, object]], random: Random
) -> None:
    document = document_of(specs)
    found = coverage(document)
    exact = found.gap_space is found.space and found.all_gaps is not None and found.all_gaps == len(found.gaps)
    pairs = {frozenset((shared.one.id, shared.other.id)): shared.regions for shared in found.overlaps}
    together = set()
    used = set()
    for case in ALL_CASES:
        won = winners(document, case)
        used |= won
        together |= {frozenset((one, other)) for one in won for other in won if one < other}
    for case in random.sample(ALL_CASES, 60):
        won = winners(document, case)
        if exact:
            assert sum(in_region(found.space, gap, case) for gap in found.gaps) == (not won)
        for pair, regions in pairs.items():
            assert sum(in_region(found.space, region, case) for region in regions) == (pair <= won)
    assert pairs.keys() == together
    never = {rule.id for rule in found.never_used}
    assert never == {piece.row for piece in found.space.pieces} - used
    for shared in found.overlaps:
        alone = any(
            shared.one.id in won and shared.other.id not in won for won in (winners(document, c) for c in ALL_CASES)
        )
        assert found.inside(shared.one, shared.other) == (not alone)


@given(schemes, st.sets(st.sampled_from(["size", "length", "risk", "urgent"])), st.booleans(), st.integers(0, 10**6))
@settings(max_examples=100)
def test_the_branches_cover_every_case_once_and_each_gives_its_answer(
    specs: list[dict[str, object]], missing: set[str], somewhere: bool, at: int
) -> None:
    document = document_of(specs)
    whole = ALL_CASES[at % len(ALL_CASES)]
    known = Case("buy", {d: v for d, v in whole.facts.items() if d not in missing}, whole.place if somewhere else None)
    if somewhere and at % 3:
        known = replace(known, more_places=whole.more_places)
    agreeing = [
        case
        for case in ALL_CASES
        if all(case.facts[d] == v for d, v in known.facts.items()) and set(known.places) <= set(case.places)
    ]
    outcomes = {outcome(document, winners(document, case)) for case in agreeing}
    answer = route(document, known, ON)
    if len(outcomes) == 1:
        assert answer.kind == next(iter(outcomes))[0]
        return
    assert answer.kind == "depends"
    assert len(answer.branches) == len(outcomes)
    assert answer.ask in missing | {"place.entity", "place.department"}
    for case in agreeing:
        boxes = [(branch, box) for branch in answer.branches for box in branch.boxes if lies_in(box, case)]
        ((branch, _),) = boxes
        won = winners(document, case)
        assert branch.answer.kind == outcome(document, won)[0]
        if won:
            assert won <= set(branch.answer.rules)


@given(schemes)
@settings(max_examples=40)
def test_the_case_of_a_finding_is_answered_as_the_finding_says(specs: list[dict[str, object]]) -> None:
    document = document_of(specs)
    for finding in check(document, ON):
        if finding.example is not None and finding.id in ("F01", "F02", "F03", "F04", "F06", "F08"):
            answer = route(document, finding.example, ON)
            places = {place.row for place in finding.places if place.table == "rule"}
            if finding.id in ("F01", "F02", "F08"):
                assert answer.kind in ("gap", "depends")
            elif answer.kind == "depends":
                assert any(places <= set(branch.answer.rules) for branch in answer.branches)
            else:
                assert places <= set(answer.rules)
                assert (finding.id == "F03") == (answer.kind == "conflict") or len(answer.rules) > 2


@given(schemes)
@settings(max_examples=40)
def test_with_a_residual_rule_every_case_has_an_answer(specs: list[dict[str, object]]) -> None:
    document = document_of(specs, Edition(id="matrix", name="Matrix", residual="ceo"))
    for case in ALL_CASES[::97]:
        assert route(document, case, ON).kind != "gap"


def wild(count: int, width: int = 10**6) -> Document:
    """Rows with two random numbers, a class and a flag, which cut each other in every way."""
    random = Random(count)
    found = []
    for at in range(count):
        (a, b), (c, d) = (sorted(random.sample(range(10**6), 2)) for _ in range(2))
        box = (
            band(a, min(b, a + width)),
            band(c, min(d, c + width), "size"),
            risk(*random.sample(["low", "medium", "high"], 2)),
            urgent(random.random() < 0.5),
        )
        found.append(row(f"w{at}", *box, by=random.choice(NAMES)))
    return matrix(SIZE.changed(upper=10**6), *found)


def test_two_hundred_rows_on_four_dimensions_are_proved_in_full() -> None:
    document = wild(200)
    found = coverage(document)
    assert found.all_gaps is not None
    space = found.gap_space
    for region in found.gaps[:20]:
        assert route(document, space.example(region), ON).kind == "gap"
    assert [one.id for one in check(document, ON) if one.id == "F00"] == ["F00", "F00"]


def test_thousands_of_rows_that_cut_each_other_end_and_say_so() -> None:
    document = wild(2000)
    said = [finding.sentence for finding in check(document, ON) if finding.id == "F00"]
    assert said == [
        "The 2,000 rows of “Buy” cut its cases into more pieces than can be searched for gaps.",
        "More than 50 pairs of the 2,000 rows of “Buy” overlap; the first are listed.",
    ]
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "unknown"
    assert answer.ask in ("amount", "size")
    assert answer.sentence == (
        "Unknown: the 2,000 rows of “Buy” give more different answers than can be listed. "
        "Say “Amount”, “Size”, “Risk” and “Urgent”."
    )
    full = Case("buy", {"amount": 5 * 10**7, "size": 5 * 10**5, "risk": "low", "urgent": True})
    assert route(document, full, ON).kind == "conflict"


def test_two_thousand_rows_that_fit_together_are_proved() -> None:
    """Twenty bands of one number by a hundred of another, without a gap."""
    cells = [
        row(
            f"c{a}-{b}",
            band(a * 100 or None, (a + 1) * 100 if a < 19 else "unlimited"),
            band(b or None, b + 1 if b < 99 else "unlimited", "size"),
            by=NAMES[(a + b) % 5],
        )
        for a in range(20)
        for b in range(100)
    ]
    found = coverage(matrix(SIZE.changed(upper=None), *cells))
    assert (found.all_gaps, found.all_overlaps) == (0, 0)
    missing = coverage(matrix(SIZE.changed(upper=None), *cells[:777], *cells[778:]))
    (gap,) = missing.gaps
    assert missing.space.example(gap).facts == {"amount": 70_000, "size": 77}


def test_a_lattice_of_gaps_is_counted_without_being_listed() -> None:
    """Bars one way and the other leave a million holes between them."""
    bars = [row(f"a{at}", band(2 * at, 2 * at + 1)) for at in range(1000)]
    crossing = [row(f"s{at}", band(2 * at, 2 * at + 1, "size"), kind="carve_out") for at in range(1000)]
    document = matrix(SIZE.changed(upper=2000), *bars, *crossing)
    found = coverage(document)
    assert (found.all_gaps, len(found.gaps)) == (1_000_000, 50)
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "unknown"
    team = Team(id="ops", name="Ops")
    lead = document.roles["lead"].changed(team="ops")
    ours = document.with_rows({"team": {"ops": team}, "role": {"lead": lead}})
    assert len(remit_of(ours, "ops", ON).alone) == 2000


def test_a_charter_is_written_whatever_the_rows_are() -> None:
    document = wild(300)
    above = row("above", band(10**6, "unlimited"), by="CEO", position=999)
    lead = document.roles["lead"].changed(team="ops")
    ours = document.with_rows(
        {"team": {"ops": Team(id="ops", name="Ops")}, "role": {"lead": lead}, "rule": {"above": above}}
    )
    assert any(line.text.startswith("Buy goes to") for line in remit_of(ours, "ops", ON).escalated)


def test_what_is_too_intricate_is_refused_rather_than_begun() -> None:
    found = coverage(wild(60))
    regions = [piece.region for piece in found.space.pieces]
    with pytest.raises(TooIntricate):
        uncovered(found.space.everything, regions, most=100)
    with pytest.raises(TooIntricate):
        settle(found.space.everything, [Piece(str(at), region) for at, region in enumerate(regions)], most=100)
