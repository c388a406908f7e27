"""Scenarios, comparisons and searches on the command line, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.simulated import drop_scenarios
from tests.workbench.cli.running import refused, remit
from workbench.session import Session

FEW = ("--cases", "300", "--replications", "4")
BUY = "Buy goods or services"


@pytest.fixture
def northlight(northlight: Path) -> Path:
    """The sample without scenarios of its own, for changing."""
    with Session.open(northlight) as session:
        drop_scenarios(session)
    return northlight


@pytest.fixture
def tried(northlight: Path) -> Path:
    """The sample with two scenarios, one over the other."""
    made = remit(
        "scenarios", northlight, "Bolder", "--add", "--set", f"threshold:{BUY}:2000=3000", "--set", "hours:Risk Lead=20"
    )
    assert made.code == 0, made
    made = remit("scenarios", northlight, "And away", "--add", "--over", "bolder", "--set", "holders:Controller=2")
    assert made.code == 0, made
    return northlight


def test_scenarios_are_built_listed_and_taken_apart(tried: Path) -> None:
    listed = remit("scenarios", tried)
    assert listed.out.splitlines() == [
        "Bolder",
        f"  1  Team Lead: limit of “{BUY}” 2,000 → 3,000 EUR",
        "  2  Risk Lead: 10 → 20 hours a week for decisions",
        "And away (over Bolder)",
        "  1  Controller: none → 2 holders",
    ]
    done = remit("scenarios", tried, "Bolder", "--drop", "2", "--rename", "Bold", "--note", "For May", "--json").json()
    assert done["schema"] == "remit.scenarios/1"
    assert done["scenarios"][0]["name"] == "Bold"
    assert done["scenarios"][0]["changes"] == [f"Team Lead: limit of “{BUY}” 2,000 → 3,000 EUR"]
    assert "Took back" in remit("undo", tried).out
    assert remit("scenarios", tried).out == listed.out
    assert remit("scenarios", tried, "Bolder", "--copy", "Bolder still").code == 0
    gone = remit("scenarios", tried, "Bolder", "--delete")
    assert gone.out == "Delete the scenario “Bolder” and 1 that stands on it.\n"
    assert remit("scenarios", tried).out.startswith("Bolder still\n")


def test_a_scenario_is_applied_in_one_step(tried: Path) -> None:
    before = remit("export", tried, "--json-text", tried.with_name("before.json"))
    assert before.code == 0
    assert remit("scenarios", tried, "And away", "--apply").out.startswith("Apply the scenario “And away”.\n")
    answer = remit("decide", tried, BUY, "amount=2500EUR", "budgeted=yes")
    assert answer.out.startswith("Team Lead ")
    assert remit("undo", tried).out == "Took back “Apply the scenario “And away””.\n"
    assert remit("export", tried, "--json-text", tried.with_name("after.json")).code == 0
    assert tried.with_name("after.json").read_bytes() == tried.with_name("before.json").read_bytes()


def test_a_change_that_cannot_be_leaves_nothing_behind(tried: Path) -> None:
    before = remit("scenarios", tried).out
    for arguments, says in (
        (("New", "--add", "--set", "hours:Nobody=3"), "There is no role “Nobody”"),
        (("New", "--add", "--set", "hours:Risk Lead=0"), "A week has 168 hours"),
        (("Bolder", "--add"), "There is already a scenario called “Bolder”."),
        (("Bolder", "--set", "hour:Risk Lead=3"), "“hour:Risk Lead=3” is no change; write one of hours:ROLE=20,"),
        (("Bolder", "--drop", "7"), "“Bolder” has numbers 1 to 2; 7 is none of them."),
        (("Bolder", "--over", "And away"), "stands on itself; let it stand"),
        (("Nothing",), "There is no scenario “Nothing”; there are “Bolder”, “And away”."),
        (("--add",), "Say which scenario"),
    ):
        assert says in refused(remit("scenarios", tried, *arguments))
    assert remit("scenarios", tried).out == before


def test_scenarios_are_compared(tried: Path) -> None:
    table = tried.with_name("compared.csv")
    said = remit("compare", tried, "bolder", "--csv", table, *FEW)
    assert said.code == 0, said
    assert said.out.startswith(
        f"Bolder: Team Lead: limit of “{BUY}” 2,000 → 3,000 EUR; Risk Lead: 10 → 20 hours a week"
    )
    assert "Mean time of a case" in said.out
    assert table.read_text("utf-8-sig").startswith("side,key,figure,unit,value,low,high,")
    assert "is there already" in refused(remit("compare", tried, "--csv", table, *FEW))
    found = remit("compare", tried, "--json", *FEW).json()
    assert found["schema"] == "remit.comparison/1"
    assert [side["name"] for side in found["sides"]] == ["As it is", "Bolder", "And away"]
    base = found["sides"][0]["figures"]["cycle.mean"]["value"]["mean"]
    bolder = found["sides"][1]["figures"]["cycle.mean"]
    assert bolder["value"]["mean"] - base == pytest.approx(bolder["difference"]["mean"])
    assert "There is no scenario “x”" in refused(remit("compare", tried, "x"))
    assert "cannot be 1" in refused(remit("compare", tried, "--replications", "1"))


def test_nothing_to_compare_is_said(northlight: Path) -> None:
    assert "has no scenarios; begin one with" in refused(remit("compare", northlight))


def test_a_search_is_kept_resumed_and_applied(northlight: Path) -> None:
    state, table = northlight.with_name("state.json"), northlight.with_name("found.csv")
    levers = ("--threshold", f"{BUY}:2000=1000..3000/1000", "--hours", "Risk Lead=10;20", *FEW, "--budget", "60")
    first = remit("search", northlight, *levers, "--against", "cost", "--state", state, "--json")
    assert first.code == 0, first
    found = first.json()
    assert found["schema"] == "remit.search/1"
    assert found["candidates"] == len(found["points"]) == 6
    kept = json.loads(state.read_text())
    kept["tried"] = kept["tried"][:3]
    state.write_text(json.dumps(kept))
    again = remit("search", northlight, *levers, "--against", "cost", "--state", state, "--resume", "--json").json()
    assert again["digest"] == found["digest"]
    done = remit("search", northlight, *levers, "--state", state, "--resume", "--apply", "1", "--csv", table)
    assert "Apply what a search has found.\n" in done.out
    assert table.read_text("utf-8-sig").startswith("candidate,")
    assert remit("undo", northlight).out == "Took back “Apply what a search has found”.\n"
    kept_one = remit("search", northlight, *levers, "--state", state, "--resume", "--apply", "1", "--keep", "Found")
    assert "Add the scenario “Found”.\n" in kept_one.out
    assert remit("scenarios", northlight, "Found").out.startswith("Found\n  1  ")
    other = ("--threshold", f"{BUY}:2000=1000..3000/1000", *FEW, "--state", state, "--resume")
    assert "of another search" in refused(remit("search", northlight, *other))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Say what may be turned: at least one threshold, hours or holders"),
        (("--hours", "Nobody=5..10"), "There is no role “Nobody”; the file has"),
        (("--hours", "Risk Lead=10..5"), "ends below its start"),
        (("--holders", "Risk Lead=0..2"), "no whole people"),
        (("--threshold", f"{BUY}:7=1..2"), "has no limit at 7; its limits are amount 2,000 EUR"),
        (("--hours", "Risk Lead=5..10", "--objective", "mood"), "There is no objective “mood”; there are mean, p50,"),
        (("--hours", "Risk Lead=5..10", "--against", "mood"), "there are exposure, value, cost, time"),
        (("--hours", "Risk Lead=5..10", "--resume"), "Say with --state which file"),
        (("--hours", "Risk Lead=5..10", "--keep", "X"), "Say with --apply which candidate"),
        (("--hours", "Risk Lead=5..10", "--resume", "--state", "gone.json"), "There is no file gone.json"),
        (("--hours", "Risk Lead=5..10", "--cluster", "tcp://127.0.0.1:x"), "is no address of a Dask scheduler"),
    ],
)
def test_a_search_that_cannot_be_is_refused(northlight_file: Path, arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(remit("search", northlight_file, *arguments, *FEW))


def test_a_state_that_is_none_is_said(northlight_file: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    for text in ("{", "[]", "[" * 100_000, '{"schema": "remit.search-state/1"}'):
        state.write_text(text)
        said = refused(remit("search", northlight_file, "--hours", "Risk Lead=5;9", "--state", state, "--resume", *FEW))
        assert "begin" in said
