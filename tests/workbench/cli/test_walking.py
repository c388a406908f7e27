"""`remit walk` and `remit absences`, as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands.rows import add_row
from models.decisions import Decision
from models.teams import Role
from tests.models.authority.small import band, matrix, row
from tests.models.findings.example import link
from tests.workbench.cli.running import refused, remit
from workbench.session import Session


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("house") / "house.remit"
    found = matrix(
        Decision(id="buy", name="Buy", dimensions=("amount",)),
        Role(id="lead", name="Lead", level=1),
        Role(id="ceo", name="CEO", level=4),
        row("small", band(None, 1000)),
        row("large", band(1000, "unlimited"), by="CEO"),
        link("up", "lead", "cfo", carries="The offer", hours=24),
    )
    with Session.create(file) as session:
        for table in found.__dict__.values():
            for entity in table:
                if entity.table != "workspace":
                    session.execute(add_row, entity)
    return file


WALK = ("Buy", "amount=500EUR", "--at", "2026-05-04T16:50")


def test_a_case_is_told_hop_by_hop(house: Path) -> None:
    ran = remit("walk", house, *WALK, "--choose", 2)
    assert ran.code == 0, ran
    lines = ran.out.splitlines()
    assert lines[0] == "“Buy” with Amount 500 EUR."
    assert lines[1] == "Mon 4 May 2026, 16:50: It comes up, and goes to Lead"
    assert "Tue 5 May 2026, 9:10: Lead cannot decide it → CFO, after 20 min of working time" in lines
    assert "  Along with it: The offer" in lines
    assert "  or 1: Lead approves" in lines
    assert lines[-1] == "It is decided. It took 40 min of working time, 16.7 h by the clock."


def test_programs_get_the_same_as_json(house: Path) -> None:
    data = remit("walk", house, *WALK, "--json").json()
    assert (data["schema"], data["end"]) == ("remit.walk/1", "decided")
    assert [hop["kind"] for hop in data["hops"]] == ["routed", "acts"]
    assert data["hops"][1]["choices"][0]["likely"] is True
    assert data["ended"] == "2026-05-05T09:10:00"


def test_a_case_that_gets_stuck_is_a_no(house: Path) -> None:
    ran = remit("walk", house, "Buy", "amount=5000EUR", "--absent", "CEO")
    assert ran.code == 1
    assert "CEO is away and nobody is named to stand in" in ran.out
    assert remit("walk", house, "Buy").code == 1  # it depends on the amount


def test_what_cannot_be_read_is_said_in_a_sentence(house: Path) -> None:
    assert "--choose" not in refused(remit("walk", house, *WALK, "--choose", 77))
    assert "is not a moment" in refused(remit("walk", house, "Buy", "--at", "noon"))
    assert "names a time zone" in refused(remit("walk", house, "Buy", "--at", "2026-05-04T09:00+02:00"))
    assert "choose a year between 1900 and 2999" in refused(remit("walk", house, "Buy", "--at", "9999-12-31"))
    assert "is not a fact" in refused(remit("walk", house, "Buy", "amount"))


def test_each_is_away_in_turn(house: Path) -> None:
    ran = remit("absences", house)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "While CEO is away, one decision stops.",
        "  stops: Buy",
        "While Lead is away, one decision moves.",
        "  goes to CEO: Buy",
    ]
    lead = remit("absences", house, "--role", "Lead", "--json")
    assert lead.code == 0
    data = lead.json()
    assert data["schema"] == "remit.absences/1"
    assert data["away"][0]["moves"] == {"buy": "ceo"}
    assert remit("absences", house, "--role", "Head").out == "While Head is away, no decision stops.\n"
    assert "Nobody" in refused(remit("absences", house, "--role", "Nobody at all"))
