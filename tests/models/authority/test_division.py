"""Whether rows divide all cases between them, against the engine and against counting who covers each case."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.authority.division import divides
from models.authority.proof import Coverage, coverage_of
from models.authority.rules import Condition, Rule
from models.document import Document
from tests.models.authority.schemes_at_random import ALL_CASES, document_of, holds, in_force, schemes
from tests.models.authority.small import ON, SIZE, band, matrix, risk, row, urgent

RISKS = ("low", "medium", "high")
Cut = tuple[int, int]


@given(schemes)
@settings(max_examples=150)
def test_what_divides_covers_every_case_just_once(specs: list[dict[str, object]]) -> None:
    document = document_of([spec | {"places": ()} for spec in specs])
    rules = [rule for rule in document.rules if in_force(rule)]
    seen = {(tuple(case.facts.items())): case for case in ALL_CASES}.values()
    once = all(sum(all(holds(c, case) for c in rule.box) for rule in rules) == 1 for case in seen)
    found = divides(document, rules)
    assert once or not found
    simple = all(
        len({c.dimension for c in rule.box}) == len(rule.box) and all(_some(document, c) for c in rule.box)
        for rule in rules
    )
    if simple:
        assert found == once


def _some(document: Document, condition: Condition) -> bool:
    return any(holds(condition, case) for case in ALL_CASES)


def boxes(document: Document, cuts: list[Cut]) -> list[Rule]:
    """Rows that divide all cases: one that is cut in two again and again, along one dimension or the other."""
    parts: list[dict[str, Condition]] = [{}]
    for which, at in cuts:
        part = parts.pop(at % len(parts))
        parts += _halves(part, which, at)
    return [row(f"r{at}", *part.values()) for at, part in enumerate(parts)]


def _halves(part: dict[str, Condition], which: int, at: int) -> list[dict[str, Condition]]:
    if which == 0 and "urgent" not in part:
        return [part | {"urgent": urgent(value)} for value in (True, False)]
    if which == 1 and "risk" not in part:
        kept = RISKS[at % 3 :] + RISKS[: at % 3]
        return [part | {"risk": risk(kept[1])}, part | {"risk": risk(kept[0], kept[2])}]
    lower, upper = 0, 12
    if "size" in part:
        known = part["size"]
        assert known.kind == "band"
        lower, upper = known.band.lower or 0, known.band.upper if isinstance(known.band.upper, int) else 12
    cut = lower + 1 + at % max(upper - lower - 1, 1)
    if cut >= upper:
        return [part]
    return [
        part | {"size": band(lower or None, cut, "size")},
        part | {"size": band(cut, upper if upper < 12 else "unlimited", "size")},
    ]


cutting = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 50)), max_size=12)


@given(cutting)
def test_what_was_cut_in_parts_divides(cuts: list[Cut]) -> None:
    document = matrix()
    rules = boxes(document, cuts)
    assert divides(document, rules)
    engine = as_the_engine_sees_it(document, rules)
    assert (engine.all_gaps, engine.all_overlaps, engine.never_used) == (0, 0, ())


@given(cutting, st.integers(0, 50), st.booleans())
def test_a_part_less_or_more_does_not(cuts: list[Cut], at: int, less: bool) -> None:
    document = matrix()
    rules = boxes(document, cuts)
    assume(len(rules) > 1)
    one = rules[at % len(rules)]
    changed = [rule for rule in rules if rule is not one] if less else [*rules, one.changed(id="again")]
    assert not divides(document, changed)
    engine = as_the_engine_sees_it(document, changed)
    assert bool(engine.gaps) == less
    assert bool(engine.overlaps) == (not less)


def as_the_engine_sees_it(document: Document, rules: list[Rule]) -> Coverage:
    return replace(coverage_of(document, document.decisions["buy"], rules, ON), whole=False)


def test_the_end_of_a_domain_is_the_end_whoever_writes_it() -> None:
    document = matrix(SIZE.changed(lower=None, upper=None))
    assert divides(document, [row("a", band(None, 5, "size")), row("b", band(5, "unlimited", "size"))])
    closed = matrix()
    assert divides(closed, [row("a", band(-3, 5, "size")), row("b", band(5, 99, "size"))])
    assert not divides(closed, [row("a", band(None, 5, "size")), row("b", band(5, 11, "size"))])
    assert not divides(closed, [row("a"), row("nothing", band(12, 20, "size"))])


def test_one_that_outweighs_a_gap_is_an_overlap() -> None:
    """As many cases twice as there are in none: sizes alone would not tell."""
    document = matrix()
    rules = [row("a", band(None, 6, "size")), row("b", band(4, 10, "size"))]
    assert not divides(document, rules)
