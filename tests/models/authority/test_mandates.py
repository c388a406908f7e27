"""What a role or a person may decide: against the answer to case after case, and as people read it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.authority.covers import few_boxes
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.facts import Case
from models.authority.geometry import Axis, meet, uncovered
from models.authority.grants import Delegation, UrgentRoute
from models.authority.holders import holders_of
from models.authority.mandates import Mandate, mandate_of_person, mandate_of_role
from models.authority.places import by_kind
from models.authority.procedures import deciding_steps
from models.authority.routing import route
from models.authority.rules import BandCondition, Edition, Step
from models.authority.setting import Setting
from models.authority.spaces import Box
from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from models.quantities import UNLIMITED, Band, Money
from models.teams import Absence, Holding, Role
from tests.models.authority.lives import ANN, BOB, PEOPLE, lives, living, sizes
from tests.models.authority.schemes_at_random import ALL_CASES, document_of, holds, schemes
from tests.models.authority.small import AMOUNT, EUROPE, GERMANY, INDIA, ON, approve, band, matrix, risk, row

PLACED = [case for case in ALL_CASES if len(case.places) == 2]


def inside(document: Document, box: Box, case: Case) -> bool:
    wanted, given_ = by_kind(document.places, box.places), by_kind(document.places, case.places)
    return all(holds(condition, case) for condition in box.conditions) and all(
        set(given_.get(kind, ())) & set(allowed) for kind, allowed in wanted.items()
    )


def deciding(document: Document, mandate: Mandate, case: Case, *, granted: bool) -> bool:
    entries = [e for e in mandate.entries if e.way != "part" and (granted or not e.capacity.startswith("by "))]
    return any(inside(document, box, case) for entry in entries for box in entry.boxes)


def deciding_roles(document: Document, case: Case) -> tuple[Step, ...]:
    answer = route(document, case, ON)
    return deciding_steps(s.step for s in answer.steps) if answer.kind in ("decided", "nobody") else ()


quick_routes: st.SearchStrategy[dict[str, UrgentRoute]] = st.one_of(
    st.just({}),
    st.builds(
        lambda limit, who: {"u": UrgentRoute(id="u", name="Night", decision="buy", decided_by=who, limits=(limit,))},
        sizes,
        st.sampled_from(["ceo", "lead"]),
    ),
)
few_cases = st.lists(st.sampled_from(PLACED), min_size=15, max_size=15)


@given(schemes, few_cases, st.sampled_from([None, "ceo"]), quick_routes)
def test_a_role_decides_exactly_the_cases_of_its_boxes(
    specs: list[dict[str, object]], cases: list[Case], residual: str | None, quick: dict[str, UrgentRoute]
) -> None:
    document = document_of(specs, Edition(id="matrix", name="Matrix", residual=residual))
    document = document.with_rows({"urgent_route": quick})
    answered = [(case, deciding_roles(document, case)) for case in cases]
    for role in ("lead", "head", "ceo"):
        mandate = mandate_of_role(document, role, ON)
        for case, steps in answered:
            expected = any(role in step.who.model_dump_json() for step in steps)
            assert deciding(document, mandate, case, granted=True) == expected, (role, case)


@given(schemes, lives(), few_cases, quick_routes)
def test_a_person_decides_exactly_the_cases_of_their_boxes(
    specs: list[dict[str, object]], more: list[Entity], cases: list[Case], quick: dict[str, UrgentRoute]
) -> None:
    document = living(specs, more).with_rows({"urgent_route": quick})
    answered = [(case, deciding_roles(document, case)) for case in cases]
    for person in PEOPLE:
        mandate = mandate_of_person(document, person, ON)
        for case, steps in answered:
            expected = any(
                holder.person == person
                for step in steps
                if isinstance(step.who, OneRole)
                for holder in holders_of(document, step.who.role, ON, step.right, Setting(document, case, ON).applies)
            )
            assert deciding(document, mandate, case, granted=True) == expected, (person, case)


several = st.lists(
    st.recursive(
        st.sampled_from(["lead", "head", "cfo"]).map(lambda role: OneRole(role=role)),
        lambda parts: st.one_of(
            st.builds(AllOf, parts=st.lists(parts, min_size=1, max_size=3).map(tuple), distinct=st.booleans()),
            st.builds(AnyOf, parts=st.lists(parts, min_size=2, max_size=3).map(tuple)),
            st.builds(KOf, count=st.integers(1, 2), parts=st.lists(parts, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=5,
    ),
    min_size=1,
    max_size=2,
)


@given(several, st.sets(st.sampled_from(["lead", "head", "cfo"])))
def test_a_person_decides_alone_exactly_what_is_decided_where_they_are_the_only_one(
    approvals: list[Expression], held: set[str]
) -> None:
    steps = tuple(Step(right="approve", who=who) for who in approvals)
    mine = [Holding(id=f"a-{role}", role=role, person="ann") for role in held]
    theirs = [Holding(id=f"b-{role}", role=role, person="bob") for role in ("lead", "head", "cfo")]
    document = matrix(row("one", by=steps), ANN, BOB, *mine, *theirs)
    only = matrix(row("one", by=steps), ANN, BOB, *mine, Holding(id="b-board", role="board", person="bob"))
    ways = {entry.way for entry in mandate_of_person(document, "ann", ON).entries}
    assert ("alone" in ways) == (route(only, Case("buy"), ON).kind == "decided")


masks = st.tuples(st.integers(1, 31), st.integers(1, 7), st.integers(1, 3))


@given(st.lists(masks, min_size=1, max_size=6))
def test_few_boxes_hold_just_what_the_regions_do_and_none_is_idle(regions: list[tuple[int, ...]]) -> None:
    axes = (Axis("size", 0, 5, (1, 2, 3, 4)), Axis("risk", 0, 3, (1, 2)), Axis("flag", 0, 2, (1,)))
    runs = (True, False, False)
    boxes = few_boxes(_apart(regions), axes, runs)
    assert not [left for region in regions for left in uncovered(region, boxes)]
    assert not [left for box in boxes for left in uncovered(box, regions)]
    for box in boxes:
        assert len(list(axes[0].intervals(box[0]))) == 1
        assert uncovered(box, [other for other in boxes if other is not box])


def _apart(regions: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for region in regions:
        found += uncovered(region, found)
    return found


def test_a_shape_of_two_arms_is_told_by_its_arms() -> None:
    axes = (Axis("size", 0, None, (5,)), Axis("flag", 0, 2, (1,)))
    boxes = few_boxes([(1, 3), (2, 2)], axes, (True, False))
    assert set(boxes) == {(1, 3), (3, 2)}
    assert meet(*boxes) is not None


@given(st.integers(0, 15), st.lists(st.tuples(st.integers(0, 16), st.integers(0, 16)), max_size=3))
def test_above_a_cap_the_residual_rule_decides(cap: int, bands: list[tuple[int, int]]) -> None:
    decision = Decision(id="buy", name="Buy", dimensions=("amount",), aggregation_cap=Money(minor=cap, currency="EUR"))
    rows = [
        row(f"r{at}", BandCondition(dimension="amount", band=Band(lower=lower, upper=upper)), by="Lead")
        for at, (lower, upper) in enumerate(bands)
    ]
    edition = Edition(id="matrix", name="Matrix", residual="ceo")
    document = matrix(edition, AMOUNT.changed(upper=16), decision, *rows)
    for who in ("lead", "ceo"):
        mandate = mandate_of_role(document, who, ON)
        for steps in range(16):
            case = Case("buy", {"amount": steps})
            expected = any(who in step.who.model_dump_json() for step in deciding_roles(document, case))
            assert deciding(document, mandate, case, granted=True) == expected, (who, steps)


# ---- in words


def texts(mandate: Mandate) -> dict[str, list[str]]:
    return {heading: [entry.text for entry in entries] for heading, entries in mandate.by_heading().items()}


def spending() -> Document:
    with_board = (
        approve("Head", right="recommend"),
        approve("Board", stage=2),
        approve("CFO", right="notify", stage=3),
    )
    return matrix(
        EUROPE,
        GERMANY,
        INDIA,
        row("small", band(None, 5_000), by="Lead"),
        row("middle", band(5_000, 25_000), by="Head"),
        row("shadow", band(10_000, 25_000), by="Lead", priority=-1),
        row("large", band(25_000, UNLIMITED), by=with_board),
        row("indian", band(5_000, 25_000), by=(approve("Head", "CFO"),), places=("india",)),
        ANN,
        BOB,
    )


def test_only_rows_that_win_are_told_in_the_fewest_boxes() -> None:
    assert texts(mandate_of_role(spending(), "lead", ON)) == {
        "Decides alone": ["Buy: Amount below 5,000 EUR."],
    }
    assert texts(mandate_of_role(spending(), "head", ON)) == {
        "Decides alone": ["Buy: Amount from 5,000 and below 25,000 EUR, elsewhere, in Europe or in Germany."],
        "Decides with others": ["Buy: Amount from 5,000 and below 25,000 EUR, in India (Head and CFO approve)."],
        "Recommends": ["Buy: Amount from 25,000 EUR (Board approves)."],
    }
    assert list(texts(mandate_of_role(spending(), "cfo", ON))) == ["Decides with others", "Is informed"]
    two = matrix(row("a", band(None, 5, "size")), row("b", band(5, UNLIMITED, "size")))
    assert texts(mandate_of_role(two, "lead", ON)) == {"Decides alone": ["Buy."]}


def test_either_and_two_of_three_and_a_vote() -> None:
    either = AnyOf(parts=(OneRole(role="lead"), OneRole(role="head")))
    two = KOf(count=2, parts=tuple(OneRole(role=r) for r in ("lead", "head", "cfo")))
    council = Role(id="council", name="Council", kind="body", members=("lead",))
    document = matrix(
        council,
        row("one", band(None, 3, "size"), by=(Step(right="approve", who=either),)),
        row("two", band(3, 6, "size"), by=(Step(right="approve", who=two),)),
        row("three", band(6, UNLIMITED, "size"), by=(Step(right="approve", who=Vote(body="council")),)),
    )
    assert texts(mandate_of_role(document, "lead", ON)) == {
        "Decides alone": ["Buy: Size up to and including 2."],
        "Decides with others": ["Buy: Size from 3 up to and including 5 (two of Lead, Head and CFO approve)."],
        "Votes": ["Buy: Size from 6 (with a seat in Council; a majority of the Council approves)."],
    }
    assert list(texts(mandate_of_role(document, "council", ON))) == ["Decides alone"]


def test_the_residual_rule_and_what_is_delegated_belong_to_a_mandate() -> None:
    edition = Edition(id="matrix", name="Matrix", residual="ceo")
    grant = Delegation(id="d", from_role="ceo", to_role="head", limits=(band(None, 8_000),), decisions=("buy",))
    document = matrix(edition, row("small", band(None, 5_000), by="Lead"), grant)
    mandate = mandate_of_role(document, "ceo", ON)
    assert texts(mandate) == {"Decides alone": ["Buy: Amount from 5,000 EUR (by the residual rule)."]}
    assert mandate.remarks == ("What “Matrix” does not deal with at all is decided here, by its residual rule.",)
    assert texts(mandate_of_role(document, "head", ON)) == {
        "Decides alone": ["Buy: Amount from 5,000 and below 8,000 EUR (by delegation from CEO; by the residual rule)."]
    }


def test_a_person_acts_through_roles_absences_and_grants() -> None:
    away = Absence(id="x", person="bob", starts=ON, ends=ON, substitute="ann")
    grant = Delegation(id="d", from_role="board", to_role="cfo", to_person="ann", limits=(band(None, 50_000),))
    document = spending().with_rows(
        {
            "holding": {
                "h1": Holding(id="h1", role="lead", person="ann", acting=True),
                "h2": Holding(id="h2", role="head", person="bob"),
            },
            "absence": {"x": away},
            "delegation": {"d": grant},
        }
    )
    found = texts(mandate_of_person(document, "ann", ON))
    assert found["Decides alone"] == [
        "Buy: Amount below 5,000 EUR (acting as Lead).",
        (
            "Buy: Amount from 5,000 and below 25,000 EUR, elsewhere, in Europe or in Germany "
            "(as Head for Bob, who is away)."
        ),
        "Buy: Amount from 25,000 and below 50,000 EUR (by delegation from Board).",
    ]
    absent = mandate_of_person(document, "bob", ON)
    assert absent.entries == ()
    assert absent.remarks == ("Bob is away until 4 May 2026.",)


def test_cases_that_contradict_or_cannot_be_read_are_nobodys() -> None:
    document = matrix(
        row("dollars", band(100, 200, currency="USD"), risk("high"), by="Head"), row("all", by="Lead"),
        row("clash", risk("medium"), by="Head"),
    )  # fmt: skip
    assert texts(mandate_of_role(document, "lead", ON)) == {"Decides alone": ["Buy: Risk: low."]}
    assert mandate_of_role(document, "head", ON).entries == ()


def test_json_names_rows_and_boxes() -> None:
    data = mandate_of_role(spending(), "lead", ON).to_json()
    assert data["schema"] == "remit.mandate/1"
    entry = data["entries"][0]
    assert (entry["way"], entry["rules"], entry["heading"]) == ("alone", ["small"], "Decides alone")
    assert entry["boxes"][0]["conditions"][0]["band"] == {"lower": None, "upper": 500_000}
