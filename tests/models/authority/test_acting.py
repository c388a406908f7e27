"""Who acts in a role in a case: those whom only the case tells, delegates, and others for those who are away."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.expressions import OneRole
from models.authority.grants import Delegation
from models.authority.rules import Step
from models.decisions import Decision
from models.teams import Absence, Holding, Membership, Person, Resolver, Role, Team
from tests.models.authority.asking import BY_CFO, ask, held, names
from tests.models.authority.small import ON, band, matrix, role, row, urgent

# ---- roles that only a case tells

LINE = (
    role("Lead").changed(reports_to="head"),
    role("Head").changed(reports_to="cfo"),
    role("CFO").changed(reports_to="ceo", heads_function=True),
)


def runtime(resolver: Resolver, name: str) -> Role:
    return Role(id="who", name=name, kind="runtime", resolver=resolver)


WHO = row("one", by=(Step(right="approve", who=OneRole(role="who")),))


@pytest.mark.parametrize(
    ("resolver", "name", "sentence"),
    [
        ("requester_manager", "Requester’s manager", "Requester’s manager (Hal) approves."),
        ("requester_head", "Function head", "Function head (Fay) approves."),
        ("subject_head", "Head of the leaver", "Head of the leaver (Fay) approves."),
        ("requester", "Requester", "Requester (Ann) approves."),
    ],
)
def test_a_runtime_role_is_who_the_case_tells(resolver: Resolver, name: str, sentence: str) -> None:
    people = held("lead Ann", "head Hal", "cfo Fay", "head Sue")[:6]
    document = matrix(*LINE, runtime(resolver, name), *people, WHO)
    told = ask(document, requester="ann", subject="hal")
    assert (told.kind, told.sentence, told.ask) == ("decided", sentence, None)
    open_ = ask(document)
    assert (open_.kind, open_.sentence) == ("decided", f"{name} approves.")
    asks = "subject" if resolver == "subject_head" else "requester"
    assert open_.ask == asks
    says = "whom it is about" if asks == "subject" else "who asks"
    assert open_.remarks == (f"Who is meant by “{name}” can be told once the case says {says}.",)


def test_without_people_a_runtime_role_is_a_role() -> None:
    document = matrix(*LINE, runtime("requester_head", "Function head"), WHO)
    assert ask(document, requesting_role="lead").sentence == "Function head (CFO) approves."
    assert ask(document, requesting_role="cfo").sentence == "Function head (CFO) approves."
    nobody = ask(document, requesting_role="ceo")
    assert nobody.kind == "nobody"
    assert nobody.sentence == (
        "Nobody can decide: Function head approves, but nothing says who that is: nobody in the line above CEO heads a "
        "function."
    )


def test_a_manager_who_is_away_is_stood_in_for() -> None:
    away = Absence(id="away", person="hal", starts=ON, ends=ON, substitute="sue")
    people = [*held("lead Ann", "head Hal"), Person(id="sue", name="Sue"), away]
    document = matrix(*LINE, runtime("requester_manager", "Manager"), *people, WHO)
    assert ask(document, requester="ann").sentence == "Manager (Sue) approves."
    assert ask(document, ON + timedelta(1), requester="ann").sentence == "Manager (Hal) approves."


def test_on_call_is_who_is_on_the_roster_that_day() -> None:
    roster = [
        Person(id="ann", name="Ann"),
        Person(id="bob", name="Bob"),
        Holding(id="w1", role="who", person="ann", starts=ON, ends=ON + timedelta(6)),
        Holding(id="w2", role="who", person="bob", starts=ON + timedelta(7), ends=ON + timedelta(13)),
    ]
    document = matrix(runtime("on_call", "On call"), *roster, WHO)
    assert ask(document).sentence == "On call (Ann) approves."
    assert ask(document, ON + timedelta(7)).sentence == "On call (Bob) approves."
    after = ask(document, ON + timedelta(14))
    assert after.sentence == (
        "Nobody can decide: On call approves, but nothing says who that is: nobody is on its roster on 18 May 2026."
    )


def test_a_reviewer_comes_from_another_team() -> None:
    teams = [Team(id="red", name="Red"), Team(id="blue", name="Blue")]
    people = [Person(id=name, name=name.title()) for name in ("ann", "bob", "cleo")]
    members = [
        Membership(id="m1", team="red", person="ann"),
        Membership(id="m2", team="red", person="bob"),
        Membership(id="m3", team="blue", person="bob"),
        Membership(id="m4", team="blue", person="cleo"),
    ]
    document = matrix(runtime("other_team", "Reviewer"), *teams, *people, *members, *held("ceo Zed"), WHO)
    assert ask(document, requester="ann").sentence == "Reviewer (Cleo) approves."
    assert ask(document, requester="cleo").sentence == "Reviewer (Ann) approves."
    assert ask(document, requester="bob").kind == "nobody"
    assert ask(document, requester="zed").kind == "nobody"


# ---- delegations


def grant(name: str, giver: str, to: str, **fields: object) -> Delegation:
    return Delegation.model_validate({"id": name, "from_role": giver, "to_role": to, **fields})


PEOPLE = held("cfo Fay", "head Hal", "lead Ann")


def test_a_delegation_adds_somebody_and_takes_nothing_away() -> None:
    document = matrix(*PEOPLE, grant("g", "cfo", "head", ends=date(2026, 6, 30)), BY_CFO)
    answer = ask(document)
    assert [(h.name, h.capacity) for h in answer.steps[0].holders] == [("Fay", ""), ("Hal", "by delegation from CFO")]
    assert answer.steps[0].delegates == ("head",)
    assert answer.remarks == ("Head may decide too, by delegation from CFO until 30 June 2026; CFO keeps the power.",)


def test_power_is_passed_on_no_further_and_no_wider_than_it_was_given() -> None:
    first = grant("g1", "cfo", "head", limits=(band(None, 1000),), may_sub_delegate=True, depth=1)
    second = grant("g2", "head", "lead", limits=(band(500, "unlimited"),), parent="g1", may_sub_delegate=True)
    third = grant("g3", "lead", "ceo", parent="g2")
    document = matrix(*PEOPLE, *held("ceo Cy"), first, second, third, BY_CFO)
    for amount, who in ((400, {"Fay", "Hal"}), (700, {"Fay", "Hal", "Ann"}), (2000, {"Fay"})):
        assert names(ask(document, facts={"amount": amount * 100})) == who
    through = ask(document, facts={"amount": 70_000}).steps[0].holders[-1]
    assert through.capacity == "by delegation from CFO through Head"
    deeper = document.with_rows({"delegation": {"g1": first.changed(depth=0)}})
    assert "Cy" in names(ask(deeper, facts={"amount": 70_000}))


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_on": ON},
        {"ends": ON - timedelta(1)},
        {"starts": ON + timedelta(1)},
        {"may_sub_delegate": False},
        {"consent_of": "board"},
        {"consent_of": "board", "consented_on": ON + timedelta(1)},
        {"decisions": ("other",)},
        {"rights": ("sign",)},
        {"to_role": "ceo"},
    ],
)
def test_what_ends_takes_with_it_all_that_hangs_on_it(change: dict[str, object]) -> None:
    first = grant("g1", "cfo", "head", may_sub_delegate=True)
    second = grant("g2", "head", "lead", parent="g1")
    document = matrix(*PEOPLE, Decision(id="other", name="Other"), first, second, BY_CFO)
    assert names(ask(document)) == {"Fay", "Hal", "Ann"}
    over = document.with_rows({"delegation": {"g1": first.changed(**change)}})
    assert names(ask(over)) == ({"Fay", "Hal"} if change == {"may_sub_delegate": False} else {"Fay"})


def test_consent_counts_from_its_day() -> None:
    consented = grant("g", "cfo", "head", consent_of="board", consented_on=ON)
    document = matrix(*PEOPLE, consented, BY_CFO)
    assert names(ask(document, ON - timedelta(1))) == {"Fay"}
    assert names(ask(document)) == {"Fay", "Hal"}


days = st.one_of(st.none(), st.integers(-1, 1).map(lambda days: ON + timedelta(days)))
grants = st.lists(
    st.fixed_dictionaries(
        {
            "from_role": st.sampled_from(["cfo", "head", "lead"]),
            "to_role": st.sampled_from(["head", "lead", "ceo"]),
            "parent": st.one_of(st.none(), st.integers(0, 3)),
            "ends": days,
            "revoked_on": days,
            "may_sub_delegate": st.booleans(),
            "depth": st.integers(0, 2),
            "only_when_absent": st.booleans(),
            "limits": st.sampled_from([(), (band(None, 10),), (band(5, "unlimited"),)]),
        }
    ),
    max_size=4,
)


@given(grants, st.integers(0, 12), st.sets(st.sampled_from(["cfo", "head"])))
def test_delegates_are_those_of_trying_every_chain(
    specs: list[dict[str, object]], amount: int, absent: set[str]
) -> None:
    rows = []
    for at, spec in enumerate(specs):
        up = spec["parent"]
        parent = f"g{up}" if isinstance(up, int) and up < at else None
        rows.append(Delegation.model_validate({**spec, "id": f"g{at}", "parent": parent}))
    everybody = held("cfo Fay", "head Hal", "lead Ann", "ceo Cy")
    document = matrix(*everybody, *rows, BY_CFO)
    who = {"cfo": "Fay", "head": "Hal", "lead": "Ann", "ceo": "Cy"}
    wanted = {"Fay"} - {who[role] for role in absent}
    for size in range(1, len(rows) + 1):
        for chain in product(rows, repeat=size):
            linked = chain[0].parent is None and chain[0].from_role == "cfo"
            for above, below in pairwise(chain):
                linked &= below.parent == above.id and below.from_role == above.to_role
            counts = all(
                (g.ends is None or g.ends >= ON)
                and (g.revoked_on is None or g.revoked_on > ON)
                and (not g.only_when_absent or g.from_role in absent)
                and all(c.band.holds(amount * 100) for c in g.limits if c.kind == "band")
                for g in chain
            )
            passed = all(
                g.may_sub_delegate and (g.depth == 0 or size - 1 - at <= g.depth) for at, g in enumerate(chain[:-1])
            )
            if linked and counts and passed and chain[-1].to_role not in absent:
                wanted.add(who[chain[-1].to_role])
    answer = ask(document, facts={"amount": amount * 100}, absent=frozenset(absent))
    assert names(answer) == wanted
    assert answer.kind == ("decided" if wanted else "nobody")


# ---- who is away


def test_where_no_people_are_named_another_role_stands_in_if_it_was_written_so_before() -> None:
    deputy = grant("g", "cfo", "head", limits=(urgent(True),), only_when_absent=True)
    document = matrix(deputy, BY_CFO)
    assert ask(document, facts={"urgent": True}).sentence == "CFO approves."
    stands_in = ask(document, facts={"urgent": True}, absent=frozenset({"cfo"}))
    assert stands_in.sentence == "Head (for CFO, who is away) approves."
    assert stands_in.steps[0].delegates == ("head",)
    for absent, facts in (({"cfo"}, {"urgent": False}), ({"cfo", "head"}, {"urgent": True})):
        answer = ask(document, facts=facts, absent=frozenset(absent))
        assert answer.kind == "nobody"
        assert answer.sentence == ("Nobody can decide: CFO approves, but CFO is away and nobody is named to stand in.")


def test_whether_somebody_stands_in_can_hang_on_a_fact() -> None:
    deputy = grant("g", "cfo", "head", limits=(urgent(True), band(None, 100)), only_when_absent=True)
    document = matrix(deputy, BY_CFO)
    away = frozenset({"cfo"})
    answer = ask(document, facts={"amount": 5000}, absent=away)
    assert (answer.kind, answer.ask) == ("depends", "urgent")
    assert answer.sentence == (
        "It depends on “Urgent”: if yes, Head (for CFO, who is away) approves; if no, nobody can decide."
    )
    assert ask(document, facts={"amount": 50_000}, absent=away).kind == "nobody"
    both = ask(document, absent=away)
    kinds = {branch.words: branch.answer.kind for branch in both.branches}
    assert kinds == {
        "Amount below 100 EUR, Urgent: yes": "decided",
        "Amount below 100 EUR, Urgent: no or Amount from 100 EUR": "nobody",
    }
    assert ask(document).kind == "decided"


def test_a_body_is_away_only_when_all_of_it_is() -> None:
    board = role("Board").changed(kind="body", members=("cfo", "ceo"))
    document = matrix(board, row("one", by="Board"))
    assert ask(document, absent=frozenset({"cfo"})).kind == "decided"
    assert ask(document, absent=frozenset({"cfo", "ceo"})).kind == "nobody"
