"""Where a case goes when a role cannot decide it."""

from __future__ import annotations

import pytest

from models.authority.paths import next_hop, path_from
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
