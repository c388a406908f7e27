"""Which circumstances can change an answer: against changing each of them in random matrices."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.authority.facts import Case, Earlier
from models.authority.grants import Delegation, UrgentRoute
from models.authority.mattering import circumstances_that_matter, place_kinds_that_matter
from models.authority.routing import route
from models.authority.rules import Edition, Rule
from models.authority.turning import sense
from models.decisions import Decision, Place, Reservation
from models.document import Document
from models.entity import Entity
from models.quantities import UNLIMITED, Money
from models.teams import Holding, Resolver, Role
from tests.models.authority.lives import ANN, BOB, EVE
from tests.models.authority.small import AMOUNT, GERMANY, ON, approve, band, matrix, row

RESOLVERS: tuple[Resolver, ...] = ("requester", "requester_manager", "requester_head", "subject_head", "other_team")
RUNTIME = {name.replace("_", ""): name for name in RESOLVERS}
ACTORS = ("Lead", "Head", "Group", *RUNTIME)

LEAD = Role(id="lead", name="Lead", reports_to="head")
HEAD = Role(id="head", name="Head", heads_function=True)

CHANGES: dict[str, tuple[object, ...]] = {
    "requester": (None, "ann", "bob"),
    "requesting_role": (None, "lead", "head"),
    "subject": (None, "ann", "bob"),
    "absent": (frozenset(), frozenset({"lead"}), frozenset({"head", "cfo"})),
    "earlier": ((), (Earlier(100),), (Earlier(5_000, ON),)),
    "waited": (None, 1.0, 100.0),
    "urgent": (False, True),
}


@st.composite
def rules(draw: st.DrawFn) -> list[Entity]:
    """One or two rows of all kinds, by roles of all kinds."""
    found: list[Entity] = []
    for at in range(draw(st.integers(0, 2))):
        step = approve(draw(st.sampled_from(ACTORS))).changed(
            hours=draw(st.sampled_from([None, 24.0])),
            on_timeout=draw(st.sampled_from([None, "approve", "reject", "escalate"])),
        )
        box = draw(st.sampled_from([(), (band(None, 40),), (band(40, UNLIMITED),)]))
        kind = draw(st.sampled_from(["ordinary", "ordinary", "urgent"]))
        found.append(row(f"r{at}", *box, by=(step,), kind=kind))
    return found


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A matrix with holders, perhaps with bars, routes, delegations, a residual rule and an aggregation."""
    rows: list[Entity] = [ANN, BOB, EVE, LEAD, HEAD, AMOUNT, *draw(rules())]
    rows += [Role(id=key, name=key, kind="runtime", resolver=name) for key, name in RUNTIME.items()]
    members = draw(st.sampled_from([("lead", "head"), ("lead", "requester")]))
    rows.append(Role(id="group", name="Group", kind="group", members=members))
    residual = draw(st.sampled_from([None, None, "head", "requestermanager"]))
    rows.append(Edition(id="matrix", name="Matrix", bars_requester=draw(st.booleans()), residual=residual))
    if draw(st.booleans()):
        rows += [Holding(id="h1", role="lead", person="ann"), Holding(id="h2", role="head", person="bob")]
    if draw(st.booleans()):
        rows.append(
            UrgentRoute(id="u", name="Night", decision="buy", decided_by=draw(st.sampled_from(["head", "cfo"])))
        )
    if draw(st.booleans()):
        taker = draw(st.sampled_from(["head", "requesterhead"]))
        rows.append(Delegation(id="d", from_role="lead", to_role=taker, only_when_absent=draw(st.booleans())))
    cap = Money(minor=5_000, currency="EUR") if draw(st.booleans()) else None
    reserved: Reservation | None = draw(st.sampled_from([None, None, "by_law"]))
    rows.append(Decision(id="buy", name="Buy", dimensions=("amount",), aggregation_cap=cap, reserved=reserved))
    return matrix(*rows)


@given(documents(), st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHANGES.items()}))
def test_what_does_not_matter_changes_no_answer(document: Document, around: dict[str, object]) -> None:
    decision = document.decisions["buy"]
    matter = circumstances_that_matter(document, decision, ON)
    if "earlier" not in matter:
        around["earlier"] = ()
    case = replace(Case("buy", {"amount": 2_000}), **around)  # type: ignore[arg-type]
    now = sense(route(document, case, ON))
    for name in CHANGES.keys() - matter - {"earlier"}:
        for value in CHANGES[name]:
            other = replace(case, **{name: value})  # type: ignore[arg-type]
            assert sense(route(document, other, ON)) == now, (name, value)


def matter(*more: Entity) -> set[str]:
    document = matrix(*more)
    return set(circumstances_that_matter(document, document.decisions["buy"], ON))


def plain(**fields: object) -> Rule:
    return row("r", **fields)  # type: ignore[arg-type]


def test_each_is_found_where_it_is_written() -> None:
    assert matter(plain()) == {"absent"}
    assert matter() == set()
    requester = Role(id="requester", name="Requester", kind="runtime", resolver="requester_manager")
    assert matter(plain(by="Requester"), requester) == {"requester", "requesting_role", "absent"}
    head = Role(id="requester", name="Requester", kind="runtime", resolver="subject_head")
    assert matter(plain(by="Requester"), head) == {"subject", "absent"}
    barring = Edition(id="matrix", name="Matrix", bars_requester=True)
    assert matter(plain(), barring) == {"requester", "requesting_role", "subject", "absent"}
    assert matter(plain(by=(approve("Lead").changed(hours=24, on_timeout="approve"),))) == {"absent", "waited"}
    assert matter(plain(by=(approve("Lead").changed(hours=24),))) == {"absent"}
    assert matter(plain(), plain().changed(id="u", kind="urgent")) == {"absent", "urgent"}
    summed = Decision(id="buy", name="Buy", dimensions=("amount",), aggregation_days=365)
    assert matter(plain(), AMOUNT, summed) == {"absent", "earlier"}
    assert matter(plain(), summed.changed(dimensions=())) == {"absent"}


def test_places_matter_by_kind_through_rows_and_delegations() -> None:
    finance = Place(id="finance", name="Finance", kind="department")
    document = matrix(plain(), GERMANY.changed(parent=None), finance)
    assert place_kinds_that_matter(document, document.decisions["buy"], ON) == set()
    grant = Delegation(id="d", from_role="lead", to_role="head", places=("finance",))
    document = matrix(plain(places=("germany",)), GERMANY.changed(parent=None), finance, grant)
    assert place_kinds_that_matter(document, document.decisions["buy"], ON) == {"entity", "department"}
