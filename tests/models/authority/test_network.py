"""The ways between roles: drawn, implied by the matrix, and reporting lines."""

from __future__ import annotations

import pytest

from models.authority.network import network_of, paths_of
from models.decisions import Decision
from models.effort import Stopped
from models.teams import Role
from tests.models.authority.small import ON, approve, band, matrix, row
from tests.models.findings.example import link

ROWS = (
    row("small", band(None, 100)),
    row("middle", band(100, 1000), by="Head"),
    row("large", band(1000, "unlimited"), by="CEO"),
)
LINE = (Role(id="lead", name="Lead", reports_to="cfo"), Role(id="head", name="Head", reports_to="ceo"))


def test_each_way_says_where_it_comes_from() -> None:
    document = matrix(*LINE, *ROWS, link("up", "lead", "ceo", triggers=("absence",)))
    network = network_of(document, ON)
    found = {(way.from_role, way.to_role): way for way in network.ways}
    assert {pair: way.source for pair, way in found.items()} == {
        ("lead", "ceo"): "link",
        ("lead", "head"): "matrix",
        ("head", "ceo"): "matrix",
        ("lead", "cfo"): "reporting_line",
    }
    assert found["lead", "ceo"].triggers == ("absence",)
    assert found["lead", "head"].decisions == ("buy",)
    assert network.deciding == {"lead", "head", "ceo"}
    assert len({way.key for way in network.ways}) == len(network.ways)


def test_a_link_for_the_limit_takes_the_place_of_what_the_matrix_implies() -> None:
    document = matrix(*ROWS, link("up", "lead", "cfo"))
    ways = {(way.from_role, way.to_role) for way in network_of(document, ON).ways}
    assert ("lead", "cfo") in ways
    assert ("lead", "head") not in ways


def test_the_paths_of_a_decision_leave_out_what_is_of_others() -> None:
    document = matrix(
        Decision(id="sell", name="Sell"),
        *ROWS,
        row("sale", by=(approve("CFO"),), decision="sell"),
        link("a", "lead", "board", triggers=("limit",), decision="buy"),
        link("b", "cfo", "board", triggers=("limit", "disagreement")),
    )
    buy, sell = paths_of(document, "buy", ON), paths_of(document, "sell", ON)
    assert set(buy.roles) == {"lead", "head", "ceo", "board"}
    assert {way.key for way in buy.ways if way.source == "link"} == {"a"}
    assert set(sell.roles) == {"cfo", "board"}
    assert [way.triggers for way in sell.ways] == [("limit", "disagreement")]


def test_it_stops_when_asked_to() -> None:
    with pytest.raises(Stopped):
        network_of(matrix(*ROWS), ON, lambda: True)
