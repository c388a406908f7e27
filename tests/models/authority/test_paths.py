"""Where a case goes when a role cannot decide it."""

from __future__ import annotations

import pytest

from models.authority.paths import Paths, next_hop, path_from
from models.authority.rules import Edition
from models.decisions import Decision, Section
from models.escalation import EscalationLink
from models.teams import Role
from tests.models.authority.small import ON, approve, band, matrix, row

ROWS = (
    row("small", band(None, 100), by=(approve("Lead"), approve("CFO"))),
    row("middle", band(100, 1000), by=(approve("Head"), approve("CFO"))),
    row("large", band(1000, "unlimited"), by=(approve("CEO"), approve("CFO"))),
)


def link(name: str, start: str, end: str, **fields: object) -> EscalationLink:
    return EscalationLink.model_validate({"id": name, "from_role": start, "to_role": end, **fields})


def test_without_links_the_matrix_says_who_decides_the_next_band() -> None:
    document = matrix(*ROWS)
    path = path_from(document, "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "head", "ceo"), "decides")
    assert {hop.source for hop in path.hops} == {"matrix"}
    assert path.hops[0].sentence == "Head decides the next larger cases, says the matrix."


def test_the_column_group_is_kept() -> None:
    group = {"head": "financial", "cfo": "financial", "lead": "functional", "ceo": "functional"}
    roles = [Role(id=name, name=name.upper(), column_group=of) for name, of in group.items()]
    rows = (
        row("small", band(None, 100), by=(approve("Lead"), approve("Head"))),
        row("large", band(100, "unlimited"), by=(approve("CEO"), approve("CFO"))),
    )
    document = matrix(*roles, *rows)
    hops = [next_hop(document, "buy", role, ON) for role in ("lead", "head")]
    assert [hop.to_role for hop in hops if hop] == ["ceo", "cfo"]


def test_the_link_for_the_decision_beats_the_section_and_the_general_one() -> None:
    section = Section(id="purchases", name="Purchases")
    inner = Section(id="inner", name="Inner", parent="purchases")
    decision = Decision(id="buy", name="Buy", section="inner")
    links = (
        link("general", "lead", "head"),
        link("sectional", "lead", "cfo", section="purchases", hours=8),
        link("special", "lead", "ceo", decision="buy"),
    )
    for count, to in ((1, "head"), (2, "cfo"), (3, "ceo")):
        document = matrix(section, inner, decision, *ROWS, *links[:count])
        hop = next_hop(document, "buy", "lead", ON)
        assert hop is not None
        assert (hop.to_role, hop.source) == (to, "link")
    hop = next_hop(matrix(section, inner, decision, *links[:2]), "buy", "lead", ON)
    assert hop is not None
    assert hop.sentence == "Lead passes it to CFO within 8 hours (a case above the limit)."


def test_links_count_for_their_trigger_alone() -> None:
    document = matrix(*ROWS, link("quarrel", "lead", "board", triggers=("disagreement",)))
    assert path_from(document, "buy", "lead", ON).roles[1] == "head"
    hop = next_hop(document, "buy", "lead", ON, "disagreement")
    assert hop is not None
    assert hop.to_role == "board"


def test_the_reporting_line_comes_last() -> None:
    document = matrix(Role(id="clerk", name="Clerk", reports_to="head"), *ROWS)
    hop = next_hop(document, "buy", "clerk", ON)
    assert hop is not None
    assert (hop.to_role, hop.source) == ("head", "reporting_line")
    assert path_from(document, "buy", "clerk", ON).roles == ("clerk", "head", "ceo")


@pytest.mark.parametrize(
    ("links", "roles", "end"),
    [
        ((link("a", "lead", "board"),), ("lead", "board"), "dead_end"),
        ((link("a", "lead", "head"), link("b", "head", "lead")), ("lead", "head", "lead"), "cycle"),
        ((link("a", "lead", "cfo"),), ("lead", "cfo"), "decides"),
    ],
)
def test_a_path_decides_ends_dead_or_goes_round(
    links: tuple[EscalationLink, ...], roles: tuple[str, ...], end: str
) -> None:
    path = path_from(matrix(*ROWS, *links), "buy", "lead", ON)
    assert (path.roles, path.end) == (roles, end)


def test_who_stands_above_the_decider_can_decide() -> None:
    """A delegation adds a holder; it does not take the power from those above."""
    roles = (
        Role(id="ceo", name="CEO", reports_to="chair"),
        Role(id="chair", name="Chair"),
        Role(id="lead", name="Lead", reports_to="head"),
    )
    document = matrix(*roles, *ROWS, link("up", "lead", "chair"))
    path = path_from(document, "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "chair"), "decides")


@pytest.mark.parametrize(
    ("board", "ceo", "cfo", "end"),
    [(5, 4, 4, "decides"), (4, 4, 4, "decides"), (3, 4, 4, "dead_end"), (5, 4, None, "dead_end")],
)
def test_a_level_as_high_as_the_highest_decider_is_enough_where_all_are_known(
    board: int, ceo: int, cfo: int | None, end: str
) -> None:
    levels = {"board": board, "ceo": ceo, "cfo": cfo}
    roles = [Role(id=name, name=name.upper(), level=level) for name, level in levels.items()]
    path = path_from(matrix(*roles, *ROWS, link("a", "lead", "board")), "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "board"), end)


def test_a_path_ends_with_the_first_that_ranks_high_enough() -> None:
    roles = [Role(id=name, name=name.upper(), level=level) for name, level in (("ceo", 4), ("cfo", 4), ("board", 5))]
    links = (link("a", "lead", "clerk"), link("b", "clerk", "board"), link("c", "board", "chair"))
    document = matrix(*roles, Role(id="clerk", name="Clerk"), Role(id="chair", name="Chair"), *ROWS, *links)
    path = path_from(document, "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "clerk", "board"), "decides")


def test_the_role_of_the_residual_rule_is_enough() -> None:
    edition = Edition(id="matrix", name="Matrix", residual="board")
    path = path_from(matrix(edition, *ROWS, link("a", "lead", "board")), "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "board"), "decides")


def test_a_member_of_the_group_that_decides_and_their_manager_are_enough() -> None:
    group = Role(id="leads", name="Leads", kind="group", members=("lead",))
    lead = Role(id="lead", name="Lead", reports_to="head")
    for to in ("lead", "head"):
        document = matrix(group, lead, row("all", by="Leads"), link("a", "cfo", to))
        assert path_from(document, "buy", "cfo", ON).end == "decides"


def test_on_a_time_out_the_role_itself_does_not_decide() -> None:
    document = matrix(row("all", by="Head"), link("late", "head", "ceo", triggers=("time_out",)))
    assert path_from(document, "buy", "head", ON, "limit").hops == ()
    assert path_from(document, "buy", "head", ON, "time_out").roles == ("head", "ceo")
    assert path_from(document, "buy", "head", ON, "time_out").end == "dead_end"


def test_a_path_that_is_drawn_for_the_decision_does_not_go_on_by_the_reporting_line() -> None:
    cfo = Role(id="cfo", name="CFO", reports_to="ceo")
    rows = (row("small", band(None, 100)), row("large", band(100, "unlimited"), by="CEO"))
    drawn = matrix(cfo, *rows, link("a", "lead", "cfo", decision="buy"))
    assert path_from(drawn, "buy", "lead", ON).end == "dead_end"
    general = matrix(cfo, *rows, link("a", "lead", "cfo"))
    path = path_from(general, "buy", "lead", ON)
    assert (path.roles, path.end) == (("lead", "cfo", "ceo"), "decides")


def test_each_circle_is_found_once() -> None:
    links = (link("a", "lead", "head"), link("b", "head", "lead"), link("c", "board", "lead"))
    (path,) = Paths(matrix(*ROWS, *links), ON).circles("buy", ["board", "lead", "head", "ceo"], "limit")
    assert path.roles == ("board", "lead", "head", "lead")
