"""Schemes without a screen: what each loses, showing, and converting only with the losses accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.cli.running import refused, remit

SHEET = """Decision,Amount,Team lead,Head of Finance,Board
Contracts,Up to €25K,Approves,,Notified
Contracts,>€25K up to €100K,Recommends,Approves,Signs
Contracts,>€100K,,Endorses,Approves
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    assert remit("import", tmp_path / "sheet.csv", "--to", tmp_path / "a.remit").code == 0
    return tmp_path / "a.remit"


def test_schemes_are_listed_with_what_they_lose(file: Path) -> None:
    found = remit("scheme", file, "--json").json()
    assert found["scheme"] == "house"
    lost = {each["key"]: each["when_shown"] for each in found["schemes"]}
    assert list(lost) == ["raci", "rasci", "rapid", "daci", "reear", "levels", "house"]
    assert lost["house"] == []
    assert lost["reear"] == [
        "Recommend, endorse, approve, ratify, notify has no letter for “signs”: 1 cell in 1 row would show as “·”."
    ]
    assert lost["reear"][0] in remit("scheme", file).out


def test_showing_changes_what_is_seen_and_nothing_else(file: Path) -> None:
    before = remit("decide", file, "Contracts", "amount=30000EUR").out
    ran = remit("scheme", file, "--to", "RACI")
    assert ran.code == 0
    assert "no right was changed" in ran.out
    assert remit("decide", file, "Contracts", "amount=30000EUR").out == before
    assert remit("scheme", file, "--json").json()["scheme"] == "raci"


def test_converting_needs_the_losses_accepted_and_is_one_step(file: Path) -> None:
    before = remit("decide", file, "Contracts", "amount=30000EUR").out
    ran = remit("scheme", file, "--to", "raci", "--convert")
    assert ran.code == 1
    assert "Board in “Contracts: > 25,000 – 100,000 EUR”: loses “signs”" in ran.out
    assert remit("scheme", file, "--json").json()["scheme"] == "house"
    again = remit("scheme", file, "--to", "raci", "--convert", "--json")
    assert (again.code, again.json()["done"], again.json()["converted"]) == (1, False, False)
    assert {cell["dropped"][0] for cell in again.json()["cells"]} == {"recommend", "endorse", "sign"}

    assert remit("scheme", file, "--to", "raci", "--convert", "--accept-losses").code == 0
    assert "Head of Finance approves." in remit("decide", file, "Contracts", "amount=30000EUR").out
    assert remit("scheme", file, "--to", "raci", "--convert", "--json").json()["cells"] == []
    assert remit("undo", file).code == 0
    assert remit("decide", file, "Contracts", "amount=30000EUR").out == before


def test_what_cannot_be_done_is_said_in_a_sentence(file: Path, tmp_path: Path) -> None:
    assert "no scheme “nonsense”" in refused(remit("scheme", file, "--to", "nonsense"))
    assert "--to" in refused(remit("scheme", file, "--convert"))
    assert remit("new", tmp_path / "empty.remit").code == 0
    assert "no matrix yet" in refused(remit("scheme", tmp_path / "empty.remit"))
