"""The requests to the GitLab matrix come out as the source says, by row, by expression and by kind.

Both as its tidy table gives it and as the importer reads the sheets.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.authority.answers import Answer
from models.authority.expressions import OneRole
from models.authority.facts import read_case
from models.authority.procedures import meaning
from models.authority.routing import route
from models.authority.rules import Right
from models.changes import apply
from models.document import Document
from tests.models.authority.gitlab import ON, gitlab
from workbench.importers import plan_import, read_matrix

DECISIONS = {
    "Operating expense": "Operating Expenses",
    "Bad debt write-off": "Bad debt write-off",
    "Travel, non billable": "Employee Travel",
    "Option grant": "Options",
    "Contract over 0.5M annual revenue": "> $0.5M annual revenue",
}
PLAN = {"in plan": {"in_plan": "yes"}, "not in plan": {"in_plan": "no"}}
PROBES = [str(number) for number in range(1, 10)]
RIGHTS: dict[str, Right] = {
    "approve": "approve",
    "sign": "sign",
    "inform": "notify",
    "recommend": "recommend",
}


@pytest.fixture(scope="module", params=["gitlab_2018.csv", "wide/gitlab_2018_wide.csv", "wide/gitlab_2018_wide.xlsx"])
def document(shared_data: Path, request: pytest.FixtureRequest) -> Document:
    path = shared_data / "authority" / str(request.param)
    if path.parent.name == "authority":
        return gitlab(path)
    return apply(Document(), plan_import(Document(), read_matrix(path)))


@pytest.fixture(scope="module")
def probes(shared_data: Path) -> dict[str, dict[str, str]]:
    with (shared_data / "authority" / "probes.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def answer_to(document: Document, probe: dict[str, str]) -> Answer:
    facts = dict(PLAN.get(probe["facts"], {}))
    if probe["amount"]:
        facts["amount"] = probe["amount"] + probe["currency"]
    return route(document, read_case(document, DECISIONS[probe["request"]], facts, on=ON), ON)


def parts_of(document: Document, answer: Answer) -> list[tuple[str, Right]]:
    return [(document.roles[role].name, step.right) for step in answer.steps for role in step.roles]


@pytest.mark.parametrize("number", PROBES)
def test_a_probe_gets_the_answer_of_the_source(
    document: Document, probes: dict[str, dict[str, str]], number: str
) -> None:
    probe = probes[number]
    answer = answer_to(document, probe)
    if probe["kind"] == "conflict":
        assert answer.kind == "conflict"
        assert answer.steps == ()
        assert len(answer.rules) == 2
        return
    assert answer.kind == "decided"
    wanted = [part.strip().removeprefix("then ") for part in probe["expected"].split(";")]
    parties = [(part.rpartition(" ")[0], RIGHTS[part.rpartition(" ")[2]]) for part in wanted]
    assert sorted(parts_of(document, answer)) == sorted(parties)
    if probe["kind"] == "sequence":
        first, then = (step.step.stage for step in answer.steps)
        assert first < then
        assert parts_of(document, answer) == parties
    if probe["kind"] == "all-of":
        assert len({step.step.stage for step in answer.steps}) == 1
    (winner,) = answer.rules
    assert meaning(document.rules[winner].procedure) == meaning(step.step for step in answer.steps)


TO_FIVE, ABOVE_HUNDRED = "Amount up to and including 5,000 USD", "Amount above 100,000 USD"
FIVE_TO_TEN = "Amount above 5,000 up to and including 10,000 USD"
TEN_TO_HUNDRED = "Amount above 10,000 up to and including 100,000 USD"

SENTENCES = {
    "1": "Team Member and Controller approve.",
    "2": "Team Member and CFO approve.",
    "3": "CEO and CFO approve.",
    "4": "CEO and CFO approve.",
    "5": "Board and CFO approve.",
    "8": "CEO recommends, then Board approves.",
}
BANDS = {
    "1": [(0, 500001)],
    "2": [(0, 500001)],
    "3": [(1000001, 10000001)],
    "4": [(10000001, "unlimited")],
    "5": [(10000001, "unlimited")],
    "6": [(0, 1000001), (1000000, 10000001)],
    "7": [(500001, "unlimited"), (1000001, "unlimited")],
    "8": [],
    "9": [(50000001, "unlimited")],
}


@pytest.mark.parametrize("number", PROBES)
def test_the_rows_that_win_are_those_of_the_source(
    document: Document, probes: dict[str, dict[str, str]], number: str
) -> None:
    answer = answer_to(document, probes[number])
    bands = [
        (condition.band.lower, condition.band.upper)
        for rule in answer.rules
        for condition in document.rules[rule].box
        if condition.kind == "band"
    ]
    assert bands == BANDS[number]
    flags = [c.value for rule in answer.rules for c in document.rules[rule].box if c.kind == "flag"]
    assert flags == {"1": [True], "2": [False], "4": [True], "5": [False]}.get(number, [])


# For each row of the decision, in order: None where it wins, else for what it is and the case is not.
REASONS: dict[str, list[str | None]] = {
    "1": [None, "“In plan”: no", FIVE_TO_TEN, TEN_TO_HUNDRED, ABOVE_HUNDRED, ABOVE_HUNDRED],
    "2": ["“In plan”: yes", None, FIVE_TO_TEN, TEN_TO_HUNDRED, ABOVE_HUNDRED, ABOVE_HUNDRED],
    "3": [TO_FIVE, TO_FIVE, FIVE_TO_TEN, None, ABOVE_HUNDRED, ABOVE_HUNDRED],
    "4": [TO_FIVE, TO_FIVE, FIVE_TO_TEN, TEN_TO_HUNDRED, None, "“In plan”: no"],
    "5": [TO_FIVE, TO_FIVE, FIVE_TO_TEN, TEN_TO_HUNDRED, "“In plan”: yes", None],
    "6": [None, None, "Amount from 100,000 USD"],
    "7": [TO_FIVE, None, None],
    "8": [None],
    "9": [None],
}


@pytest.mark.parametrize("number", PROBES)
def test_why_each_row_wins_or_loses_is_said(document: Document, probes: dict[str, dict[str, str]], number: str) -> None:
    answer = answer_to(document, probes[number])
    assert [reason.verdict == "won" for reason in answer.reasons] == [why is None for why in REASONS[number]]
    for reason, why in zip(answer.reasons, REASONS[number], strict=True):
        if why is not None:
            assert reason.sentence == f"It does not apply: it is for {why}."
        else:
            assert reason.sentence.startswith("It covers the case")
            assert reason.rule in answer.rules


@pytest.mark.parametrize("number", PROBES)
def test_each_step_names_just_one_party(document: Document, probes: dict[str, dict[str, str]], number: str) -> None:
    """The sheet knows no groups within a cell, so each part is an expression of one role."""
    for step in answer_to(document, probes[number]).steps:
        assert step.step.who == OneRole(role=step.roles[0])


@pytest.mark.parametrize(("number", "sentence"), SENTENCES.items())
def test_the_answer_is_one_sentence(
    document: Document, probes: dict[str, dict[str, str]], number: str, sentence: str
) -> None:
    assert answer_to(document, probes[number]).sentence == sentence


def test_without_the_plan_it_depends_on_it(document: Document) -> None:
    answer = route(document, read_case(document, "Operating Expenses", {"amount": "5000USD"}, on=ON), ON)
    assert answer.kind == "depends"
    assert answer.ask is not None
    assert document.dimensions[answer.ask].name == "In plan"
    assert answer.sentence == (
        "It depends on “In plan”: if yes, Team Member and Controller approve; if no, Team Member and CFO approve."
    )
    assert [branch.answer.kind for branch in answer.branches] == ["decided", "decided"]


def test_every_row_of_the_decision_is_accounted_for(document: Document) -> None:
    case = read_case(document, "Operating Expenses", {"amount": "7500", "in_plan": "yes"}, on=ON)
    answer = route(document, case, ON)
    rows = document.rules.by("decision", case.decision)
    assert [reason.rule for reason in answer.reasons] == [rule.id for rule in rows]
    assert [reason.verdict for reason in answer.reasons].count("won") == 1
    lost = {reason.rule: reason.sentence for reason in answer.reasons if reason.verdict == "lost"}
    assert lost[rows[0].id] == "It does not apply: it is for Amount up to and including 5,000 USD."
