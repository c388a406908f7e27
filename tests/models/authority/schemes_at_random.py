"""Random schemes, and what an evaluation of every row on every case says about them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from models.authority.facts import Case
from models.authority.procedures import meaning
from models.authority.rules import BandCondition, ClassCondition, Condition, Edition, FlagCondition, Rule
from models.decisions import Instrument, Place
from models.document import Document
from tests.models.authority.small import EUROPE, GERMANY, INDIA, ON, SIZE, band, matrix, risk, row, urgent

FINANCE = Place(id="finance", name="Finance", kind="department", position=3)
# In a tree of departments: what it calls itself makes no difference.
TREASURY = Place(id="treasury", name="Treasury", kind="entity", parent="finance", position=4)
ENTITIES = {"europe": ["europe"], "germany": ["germany", "europe"], "india": ["india"]}
DEPARTMENTS = {"finance": ["finance"], "treasury": ["treasury", "finance"]}
PLACES = (*ENTITIES, *DEPARTMENTS)
LENGTH, RISKS = SIZE.changed(id="length", key="length", name="Length", upper=3), ("low", "medium", "high")
LAW, SCHEME = Instrument(id="law", name="Act", rank=1), Instrument(id="scheme", name="Scheme", rank=2)

edges = st.one_of(st.none(), st.integers(0, 8))
tops = st.one_of(st.integers(0, 8), st.sampled_from(["unlimited", "unlimited", "none", None]))
conditions = st.one_of(
    st.builds(lambda lower, upper: band(lower, upper, "size"), edges, tops),
    st.builds(lambda lower, upper: band(lower, upper, "length"), edges, tops),
    st.lists(st.sampled_from(RISKS), unique=True).map(lambda among: risk(*among)),
    st.booleans().map(urgent),
)
days = st.one_of(st.none(), st.integers(-1, 1).map(lambda days: ON + timedelta(days)))
rows = st.fixed_dictionaries(
    {
        "box": st.lists(conditions, max_size=4).map(tuple),
        "by": st.sampled_from(["Lead", "Head", "CFO"]),
        "kind": st.sampled_from(["ordinary", "ordinary", "carve_out", "urgent", "refer"]),
        "priority": st.sampled_from([0, 0, 0, 1]),
        "places": st.lists(st.sampled_from(PLACES), max_size=3, unique=True).map(tuple),
        "instrument": st.sampled_from([None, None, None, "scheme", "law"]),
        "status": st.sampled_from(["published", "published", "published", "draft", "suspended"]),
        "starts": days,
        "ends": days,
        "edition": st.sampled_from(["matrix", "matrix", "matrix", "other", "old"]),
    }
)
schemes = st.lists(rows, max_size=7)


def document_of(specs: list[dict[str, object]], *more: Edition) -> Document:
    """A document of random rows over two numbers, a class, a flag and two kinds of places.

    They are in two matrices in force and one long over.
    """
    found = []
    for at, spec in enumerate(specs):
        box = spec["box"]
        assert isinstance(box, tuple)
        rest = {name: value for name, value in spec.items() if name not in ("box", "by")}
        found.append(row(f"r{at}", *box, by=str(spec["by"])).changed(**rest))
    editions = (Edition(id="other", name="Other"), Edition(id="old", name="Old", expires=ON - timedelta(1)), *more)
    size = SIZE.changed(upper=8)
    return matrix(size, LENGTH, EUROPE, GERMANY, INDIA, FINANCE, TREASURY, LAW, SCHEME, *editions, *found)


def in_force(rule: Rule, on: date = ON) -> bool:
    timely = (rule.starts is None or rule.starts <= on) and (rule.ends is None or on <= rule.ends)
    return timely and rule.status == "published" and rule.edition != "old" and (rule.kind != "urgent" or bool(rule.box))


def holds(condition: Condition, case: Case) -> bool:
    value = case.facts[condition.dimension]
    match condition:
        case BandCondition():
            return condition.band.holds(int(value))
        case ClassCondition():
            return value in condition.among
        case FlagCondition():
            return value is condition.value


def winners(document: Document, case: Case) -> set[str]:
    """The rows in force that fit, of the highest rank, kind and priority, for the most specific places."""
    fitting = {}
    for rule in document.rules:
        if in_force(rule) and all(holds(condition, case) for condition in rule.box):
            depths = [how_deep(rule, case, lines) for lines in (ENTITIES, DEPARTMENTS)]
            if None not in depths:
                rank = {"law": 3, "scheme": 2, None: 1}[rule.instrument]
                depth = sum(depth or 0 for depth in depths)
                fitting[rule.id] = (rank, rule.kind in ("carve_out", "urgent"), rule.priority, depth)
    best = max(fitting.values(), default=None)
    return {rule for rule, rank in fitting.items() if rank == best}


def how_deep(rule: Rule, case: Case, lines: dict[str, list[str]]) -> int | None:
    """How deep the row's place of one tree lies that the case is in; None where it is in none of them."""
    wanted = [place for place in rule.places if place in lines]
    if not wanted:
        return 0
    line = next((lines[place] for place in case.places if place in lines), [])
    return max((len(line) - at for at, place in enumerate(line) if place in wanted), default=None)


def outcome(document: Document, won: set[str]) -> tuple[object, ...]:
    """What kind of answer the winners give, with what tells it from others of its kind."""
    results = {
        ("unknown",) if document.rules[rule].kind == "refer" else ("decided", meaning(document.rules[rule].procedure))
        for rule in won
    }
    if len(results) > 1:
        return ("conflict", frozenset(won))
    return next(iter(results), ("gap",))


ALL_CASES = [
    Case("buy", {"size": size, "length": length, "risk": level, "urgent": flag}, *placed)
    for size, length, level, flag, placed in product(
        range(8),
        range(3),
        RISKS,
        (True, False),
        [
            (entity, () if department is None else (department,))
            for entity, department in product((None, *ENTITIES), (None, *DEPARTMENTS))
        ],
    )
]
