"""What a case brings along beside its facts, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.authority.grants import Delegation, UrgentRoute
from models.authority.rules import Edition
from models.commands.rows import add_row
from models.decisions import Decision, Place
from models.document import Document
from models.teams import Holding, Person
from tests.models.authority.small import EUROPE, GERMANY, band, matrix, role, row
from tests.workbench.cli.running import refused, remit
from workbench.session import Session


def document() -> Document:
    return matrix(
        *(EUROPE, GERMANY, Place(id="finance", name="Finance", kind="department", position=3)),
        Edition(id="matrix", name="Matrix", bars_requester=True),
        role("CFO"),
        *(Person(id="ann", name="Ann Lee"), Person(id="bob", name="Bob")),
        Holding(id="h1", role="cfo", person="ann"),
        Holding(id="h2", role="cfo", person="bob"),
        Holding(id="h3", role="head", person="bob"),
        Holding(id="h4", role="ceo", person="ann"),
        Decision(id="buy", name="Buy", aggregation_days=60, dimensions=("amount",), clause="§ 4"),
        Delegation(id="g", from_role="cfo", to_role="head", only_when_absent=True),
        UrgentRoute(id="quick", name="Out of hours", decision="buy", decided_by="ceo"),
        row("small", band(None, 1000), by="CFO"),
        row("large", band(1000, "unlimited"), by="CEO"),
        row("local", band(None, 1000), by="Head", places=("germany", "finance")),
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("house") / "house.remit"
    found = document()
    with Session.create(file) as session:
        for table in found.__dict__.values():
            for entity in table:
                if entity.table != "workspace":
                    session.execute(add_row, entity)
    return file


def asked(house: Path, *options: str) -> str:
    ran = remit("decide", house, "Buy", "--on", "2026-05-04", *options)
    assert ran.err == ""
    return ran.out


def test_all_that_a_case_brings_along_counts(house: Path) -> None:
    plain = asked(house, "amount=500EUR", "--place", "Europe", "--place", "finance")
    assert plain.splitlines()[:3] == ["CFO approves.", "  CFO: Ann Lee, Bob", "  Written in § 4."]
    assert asked(house, "amount=500EUR", "--place", "Germany", "--place", "Finance").startswith("Head approves.")
    barred = asked(house, "amount=500EUR", "--place", "Europe", "--by", "ann lee")
    assert "  CFO: Bob\n" in barred
    assert "Ann Lee asked for it, and so does not approve it." in barred
    assert "Bob is who it is about" in asked(house, "amount=500EUR", "--place", "Europe", "--about", "Bob")
    away = asked(house, "amount=500EUR", "--place", "Europe", "--absent", "CFO")
    assert "  CFO: Bob (by delegation from CFO)" in away
    summed = asked(
        house, "amount=500EUR", "--earlier", "400EUR@2026-04-01", "--earlier", "200EUR", "--earlier", "9EUR@2026-01-01"
    )
    assert summed.startswith("CEO approves.")
    assert "600 EUR of the last 60 days count with it: 1,100 EUR." in summed
    assert "by the urgent route “Out of hours”" in asked(house, "amount=1EUR", "--urgent", "--place", "Europe")
    assert asked(house, "amount=1EUR", "--place", "Europe", "--waited", "500").startswith("CFO approves.")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--place", "Europe", "--place", "Germany"), "“Europe” and “Germany” are each an entity"),
        (("--by", "Zoe"), "There is no person and no role “Zoe”."),
        (("--about", "CFO"), "There is no person “CFO”"),
        (("--absent", "Ann Lee"), "There is no role “Ann Lee”"),
        (("--earlier", "much"), "is not an amount"),
        (("--earlier", "5EUR@yesterday"), "is not a day"),
        (("--waited", "-1"), "A case has waited a number of hours"),
        (("--waited", "long"), "--waited"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(house: Path, options: tuple[str, ...], said: str) -> None:
    assert said in refused(remit("decide", house, "Buy", *options))


def test_the_day_of_the_case_counts(house: Path) -> None:
    day = date(2026, 6, 2).isoformat()
    ran = remit("decide", house, "Buy", "amount=500EUR", "--earlier", "700EUR@2026-04-02", "--on", day)
    assert "1,200 EUR" not in ran.out
