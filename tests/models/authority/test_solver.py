"""The proof engine against a solver, which knows nothing of cells, sweeps and boxes: only what each row says.

Whatever the engine claims of random schemes over five dimensions, with and without ends, is put to z3 as a formula.
"""

from __future__ import annotations

from decimal import Decimal

import z3
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.authority.facts import Case, read_case
from models.authority.geometry import Region
from models.authority.proof import Coverage, coverage_of
from models.authority.routing import route
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.authority.spaces import Space
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Limit
from tests.models.authority.small import AMOUNT, ON, SIZE, band, matrix, risk, row, urgent
from views.band_text import read_band

BALANCE = SIZE.changed(id="balance", key="balance", name="Balance", lower=None, upper=None)
RISKS = ("low", "medium", "high")

steps = st.integers(-2, 14)
tops: st.SearchStrategy[Limit] = st.one_of(steps, st.sampled_from(["unlimited", "unlimited", "none", None]))
boxes = st.fixed_dictionaries(
    {},
    optional={
        "amount": st.builds(band, st.one_of(st.none(), steps), tops),
        "size": st.builds(lambda low, up: band(low, up, "size"), st.one_of(st.none(), steps), tops),
        "balance": st.builds(lambda low, up: band(low, up, "balance"), st.one_of(st.none(), steps), tops),
        "risk": st.lists(st.sampled_from(RISKS), unique=True, min_size=1).map(lambda among: risk(*among)),
        "urgent": st.booleans().map(urgent),
    },
)
rows = st.tuples(boxes, st.sampled_from(["ordinary", "ordinary", "carve_out"]), st.sampled_from([0, 0, 0, 1]))
schemes = st.lists(rows, min_size=1, max_size=7)


def document_of(specs: list[tuple[dict[str, Condition], str, int]]) -> Document:
    return matrix(
        BALANCE,
        *(
            row(f"r{at}", *box.values(), kind=kind, priority=priority, by="Lead" if at % 2 else "Head")
            for at, (box, kind, priority) in enumerate(specs)
        ),
    )


class Formulas:
    """What a document says, as formulas over one unknown for each dimension."""

    def __init__(self, document: Document) -> None:
        self.dimensions = document.dimensions
        self.unknown = {d.id: z3.Bool(d.id) if d.kind == "flag" else z3.Int(d.id) for d in document.dimensions}
        self.domain = z3.And([self._within(dimension) for dimension in document.dimensions])

    def _within(self, dimension: Dimension) -> z3.BoolRef:
        unknown = self.unknown[dimension.id]
        if dimension.kind == "flag":
            return z3.BoolVal(True)
        if dimension.kind == "classes":
            return z3.And(unknown >= 0, unknown < len(dimension.classes))
        lower = z3.BoolVal(True) if dimension.lower is None else unknown >= dimension.lower
        return z3.And(lower, z3.BoolVal(True) if dimension.upper is None else unknown < dimension.upper)

    def holds(self, condition: Condition) -> z3.BoolRef:
        unknown = self.unknown[condition.dimension]
        match condition:
            case FlagCondition():
                return unknown == condition.value
            case ClassCondition():
                known = self.dimensions[condition.dimension].classes
                return z3.Or([unknown == known.index(name) for name in condition.among])
            case BandCondition():
                lower, upper = condition.band.lower, condition.band.upper
                if upper is None or upper == "none":
                    return z3.BoolVal(False)
                above = z3.BoolVal(True) if lower is None else unknown >= lower
                return z3.And(above, z3.BoolVal(True) if upper == UNLIMITED else unknown < upper)

    def covers(self, rule: Rule) -> z3.BoolRef:
        return z3.And(self.domain, *(self.holds(condition) for condition in rule.box))

    def wins(self, rule: Rule, rules: list[Rule]) -> z3.BoolRef:
        """That a row covers a case and none that goes before it does."""
        higher = [other for other in rules if rank(other) > rank(rule)]
        return z3.And(self.covers(rule), *(z3.Not(self.covers(other)) for other in higher))

    def inside(self, space: Space, regions: tuple[Region, ...]) -> z3.BoolRef:
        """That a case lies in one of some regions, as they are told in words."""
        found = [z3.And(self.domain, *map(self.holds, space.box_of(region).conditions)) for region in regions]
        return z3.Or(found) if found else z3.BoolVal(False)

    def is_case(self, case: Case) -> z3.BoolRef:
        values = []
        for dimension in self.dimensions:
            value = case.facts.get(dimension.id)
            if value is not None:
                at = dimension.classes.index(value) if isinstance(value, str) else value
                values.append(self.unknown[dimension.id] == at)
        return z3.And(values) if values else z3.BoolVal(True)


def rank(rule: Rule) -> tuple[bool, int]:
    return rule.kind == "carve_out", rule.priority


def satisfiable(*formulas: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(*formulas)
    answer = solver.check()
    assert answer != z3.unknown
    return bool(answer == z3.sat)


def proved(document: Document) -> Coverage:
    return coverage_of(document, document.decisions["buy"], document.rules, ON)


@given(schemes)
@settings(max_examples=60, deadline=None)
def test_the_gaps_are_just_the_cases_that_the_solver_finds_uncovered(
    specs: list[tuple[dict[str, Condition], str, int]],
) -> None:
    # What is blank counts as unlimited where gaps are looked for.
    document = document_of([({n: filled(c) for n, c in box.items()}, kind, first) for box, kind, first in specs])
    says, found = Formulas(document), proved(document)
    rules = list(document.rules)
    gap = z3.And(says.domain, *(z3.Not(says.covers(rule)) for rule in rules))
    assume(found.all_gaps == len(found.gaps))
    assert satisfiable(gap) == bool(found.gaps)
    assert not satisfiable(z3.Xor(gap, says.inside(found.gap_space, found.gaps)))
    for region in found.gaps:
        case = found.gap_space.example(region)
        assert not satisfiable(says.domain, says.is_case(case), z3.Not(gap))
        assert satisfiable(says.domain, says.is_case(case))
        assert route(document, case, ON).kind == "gap"
    for at, one in enumerate(found.gaps[:6]):
        for other in found.gaps[at + 1 : 6]:
            assert not satisfiable(says.inside(found.gap_space, (one,)), says.inside(found.gap_space, (other,)))


def filled(condition: Condition) -> Condition:
    if isinstance(condition, BandCondition) and condition.band.upper is None:
        return condition.changed(band=condition.band.changed(upper=UNLIMITED))
    return condition


@given(schemes)
@settings(max_examples=60, deadline=None)
def test_overlaps_and_rows_that_do_nothing_are_those_that_the_solver_finds(
    specs: list[tuple[dict[str, Condition], str, int]],
) -> None:
    document = document_of(specs)
    says, found = Formulas(document), proved(document)
    rules = list(document.rules)
    wins = {rule.id: says.wins(rule, rules) for rule in rules}
    pairs = {(shared.one.id, shared.other.id): shared for shared in found.overlaps}
    assert found.all_overlaps == len(pairs)
    for at, one in enumerate(rules):
        for other in rules[at + 1 :]:
            shared = pairs.get((one.id, other.id)) or pairs.get((other.id, one.id))
            both = z3.And(wins[one.id], wins[other.id])
            regions = shared.regions if shared else ()
            assert satisfiable(both) == bool(regions)
            assert not satisfiable(z3.Xor(both, says.inside(found.space, regions)))
            if shared:
                case = found.space.example(shared.regions[0])
                assert not satisfiable(says.domain, says.is_case(case), z3.Not(both))
                alone = satisfiable(wins[shared.one.id], z3.Not(wins[shared.other.id]))
                assert found.inside(shared.one, shared.other) == (not alone)
    idle = {rule.id for rule in rules if satisfiable(says.covers(rule)) and not satisfiable(wins[rule.id])}
    assert {rule.id for rule in found.never_used} == idle


def test_what_divides_the_cases_is_what_the_solver_says_covers_each_once() -> None:
    document = matrix(
        BALANCE,
        row("owed", band(None, 0, "balance")),
        row("small", band(0, "unlimited", "balance"), band(None, 100), risk("low", "high")),
        row("medium", band(0, "unlimited", "balance"), band(None, 100), risk("medium")),
        row("large", band(0, "unlimited", "balance"), band(100, "unlimited")),
    )
    says, rules = Formulas(document), list(document.rules)
    assert proved(document).whole
    assert not satisfiable(says.domain, z3.Not(z3.PbEq([(says.covers(rule), 1) for rule in rules], 1)))


def written(step: Decimal) -> Document:
    """The bands "up to 25,000" and "from 25,001", as a sheet says them, on amounts of that smallest step."""
    amount = AMOUNT.changed(step=step)
    found = []
    for at, text in enumerate(("up to 25,000 EUR", "from 25,001 EUR")):
        found.append(row(f"row {at}", BandCondition(dimension="amount", band=read_band(amount, text).band)))
    return matrix(amount, *found)


def test_25000_50_falls_between_two_bands_in_cents_and_not_in_whole_units() -> None:
    value = z3.Real("value")
    between = z3.And(value > 25_000, value < 25_001)
    assert satisfiable(between, z3.IsInt(value * 100))
    assert not satisfiable(between, z3.IsInt(value))

    cents = written(Decimal("0.01"))
    (gap,) = proved(cents).gaps
    (condition,) = proved(cents).gap_space.box_of(gap).conditions
    assert isinstance(condition, BandCondition)
    assert (condition.band.lower, condition.band.upper) == (2_500_001, 2_500_100)
    case = read_case(cents, "Buy", {"amount": "25000.50"}, on=ON)
    assert route(cents, case, ON).kind == "gap"
    assert satisfiable(*as_written(value, cents, gap), value == z3.RealVal("25000.50"))

    whole = written(Decimal(1))
    assert proved(whole).whole
    assert proved(whole).gaps == ()


def as_written(value: z3.ArithRef, document: Document, gap: Region) -> list[z3.BoolRef]:
    """A gap in the unit in which people write."""
    (condition,) = proved(document).gap_space.box_of(gap).conditions
    assert isinstance(condition, BandCondition)
    step = document.dimensions["amount"].step
    lower, upper = condition.band.lower, condition.band.upper
    assert lower is not None
    assert isinstance(upper, int)
    return [value >= z3.RealVal(str(lower * step)), value < z3.RealVal(str(upper * step))]
