"""Requests to two real policies and five city codes get the answers that the sources give.

Each is held against the row that wins, the expression of every step and the reason for which another row loses.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.authority.answers import Answer
from models.authority.expressions import AllOf, AnyOf, Expression, OneRole, Vote
from models.authority.facts import Case, Earlier, read_case
from models.authority.procedures import meaning
from models.authority.routing import route
from models.authority.rules import Right, Step
from models.changes import difference
from models.document import Document
from models.findings import check
from tests.models.authority.real.cities import cities
from tests.models.authority.real.owasp import owasp
from tests.models.authority.real.tidy import ON, both, cents, either
from workbench.session import Session

Part = tuple[Right, Expression]


def one(key: str) -> OneRole:
    """A role, by its id."""
    return OneRole(role=key)


@dataclass(frozen=True)
class Wanted:
    """What a source answers to a request: the request as facts, the rows that win, and who has which part."""

    file: str
    decision: str
    facts: dict[str, str]
    kind: str
    rules: tuple[str, ...]
    sentence: str
    stages: tuple[tuple[Part, ...], ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)


DIRECTOR, TREASURER, CHAIR = one("executive-director"), one("treasurer"), one("chair")
JOINT = both(DIRECTOR, either(TREASURER, CHAIR))
AT_EASE = {"over_plan": "0%"}

WANTED: dict[str, Wanted] = {
    "10": Wanted(
        "owasp",
        "spend",
        {"amount": "25000USD", **AT_EASE},
        "decided",
        ("spend-small",),
        "Executive Director approves and signs.",
        ((("approve", DIRECTOR),), (("sign", DIRECTOR),)),
        {"spend-joint": "It does not apply: it is for Amount from 25,001 up to and including 250,000 USD."},
    ),
    "11": Wanted(
        "owasp",
        "spend",
        {"amount": "25000.5USD", **AT_EASE},
        "gap",
        (),
        "Gap: no row of “Budgeted or discretionary spend, grant, award, contract, asset” covers this case "
        "(Amount 25,000.50 USD, Over the quarterly plan 0 %).",
        (),
        {
            "spend-small": "It does not apply: it is for Amount up to and including 25,000 USD.",
            "spend-joint": "It does not apply: it is for Amount from 25,001 up to and including 250,000 USD.",
        },
    ),
    "12": Wanted(
        "owasp",
        "spend",
        {"amount": "250000USD", **AT_EASE},
        "decided",
        ("spend-joint",),
        "Executive Director and (Treasurer or Chair) approve.",
        ((("approve", JOINT),),),
        {"spend-large": "It does not apply: it is for Amount from 250,001 USD."},
    ),
    "13": Wanted(
        "owasp",
        "spend",
        {"amount": "20000USD", **AT_EASE},
        "decided",
        ("spend-joint",),
        "Executive Director and (Treasurer or Chair) approve.",
        ((("approve", JOINT),),),
        {"spend-small": "It does not apply: it is for Amount up to and including 25,000 USD."},
        {"earlier": (Earlier(cents("20000")),)},
    ),
    "14": Wanted(
        "owasp",
        "spend",
        {"amount": "5000USD", "over_plan": "12%"},
        "decided",
        ("spend-over-plan",),
        "A majority of the Board approves.",
        ((("approve", Vote(body="board")),),),
        {
            "spend-small": "It could cover the case, but the carve-out “Over the quarterly plan above 10 %” goes "
            "before it."
        },
    ),
    "15": Wanted(
        "owasp",
        "transfer",
        {"amount": "250000USD", "account": "investment"},
        "decided",
        ("transfer-investment-above",),
        "Treasurer or Chair approves.",
        ((("approve", either(TREASURER, CHAIR)),),),
        {
            "transfer-investment": "It does not apply: it is for Amount up to and including 200,000 USD.",
            "transfer-payment processor": "It does not apply: it is for Account payment processor.",
        },
    ),
    "16": Wanted(
        "owasp",
        "payment",
        {},
        "decided",
        ("payment",),
        "Deemed approved: neither Chair nor Treasurer has objected within 72 hours.",
        ((("veto", either(CHAIR, TREASURER)),),),
        {},
        {"waited": 72.0},
    ),
    "17": Wanted(
        "owasp",
        "expense",
        {"amount": "250USD"},
        "gap",
        (),
        "Gap: no row of “Chapter/project expense” covers this case (Amount 250 USD).",
        (),
        {
            "expense-small": "It does not apply: it is for Amount below 250 USD.",
            "expense-middle": "It does not apply: it is for Amount above 250 up to and including 2,500 USD.",
        },
    ),
    "18": Wanted(
        "Beverly Hills",
        "purchase",
        {"amount": "150000USD", "urgent": "yes", "budgeted": "yes"},
        "decided",
        ("urgent",),
        "City manager approves, then City council is informed.",
        ((("approve", one("city-manager")),), (("notify", one("city-council")),)),
        {"level-4": "It could cover the case, but the urgent row “Urgent and budgeted” goes before it."},
    ),
    "19": Wanted(
        "Beverly Hills",
        "purchase",
        {"amount": "150000USD", "urgent": "yes", "budgeted": "no"},
        "decided",
        ("level-4",),
        "City council approves.",
        ((("approve", one("city-council")),),),
        {"urgent": "It does not apply: it is for “Budgeted expense”: yes."},
    ),
    "20": Wanted(
        "San Bernardino",
        "purchase",
        {"amount": "75000USD", "authorised": "no"},
        "nobody",
        ("middle",),
        "Nobody can decide: City Manager approves, but City Manager is away and nobody is named to stand in.",
        ((("approve", one("city-manager")),),),
        {"large": "It does not apply: it is for Amount above 100,000 USD."},
        {"absent": frozenset({"city-manager"})},
    ),
    "21": Wanted(
        "South Weber",
        "purchase",
        {"amount": "10000USD"},
        "gap",
        (),
        "Gap: no row of “Supplies, services, construction” covers this case (Amount 10,000 USD).",
        (),
        {
            "middle": "It does not apply: it is for Amount from 5,000 up to and including 9,999 USD.",
            "large": "It does not apply: it is for Amount above 10,000 USD.",
        },
    ),
    "22": Wanted(
        "South Weber",
        "purchase",
        {"amount": "12000USD"},
        "decided",
        ("large",),
        "Department head approves, then Chief Procurement Officer approves, then City Council approves.",
        (
            (("approve", one("department-head")),),
            (("approve", one("chief-procurement-officer")),),
            (("approve", one("city-council")),),
        ),
        {"middle": "It does not apply: it is for Amount from 5,000 up to and including 9,999 USD."},
    ),
    "23": Wanted(
        "Somerton",
        "purchase",
        {"amount": "3000USD"},
        "conflict",
        ("small-chart", "middle-text"),
        "Conflict: two rows cover this case; by “Amount up to and including 3,000 USD” Purchasing agent or Department "
        "director approves, but by “Amount from 3,000 and below 10,000 USD” Administrative Services Director approves.",
        (),
        {
            "small-text": "It does not apply: it is for Amount below 3,000 USD.",
            "middle-chart": "It does not apply: it is for Amount above 3,000 up to and including 10,000 USD.",
        },
    ),
    "24": Wanted(
        "Pullman",
        "purchase",
        {"amount": "20000USD"},
        "conflict",
        ("middle-and", "middle-or"),
        "Conflict: two rows cover this case; by “Read as “and”” Mayor and Finance Director approve, but by "
        "“Read as “or”” Mayor or Finance Director approves.",
        (),
        {"small": "It does not apply: it is for Amount below 3,000 USD."},
    ),
}


@pytest.fixture(scope="module")
def documents(shared_data: Path) -> dict[str, Document]:
    folder = shared_data / "authority"
    return {"owasp": owasp(folder / "owasp_v2.csv"), **cities(folder / "us_city_purchasing.csv")}


def answer_to(documents: dict[str, Document], wanted: Wanted) -> Answer:
    document = documents[wanted.file]
    read = read_case(document, wanted.decision, wanted.facts, on=ON)
    case = Case(**{**read.__dict__, **wanted.more})
    return route(document, case, ON)


def test_each_request_of_the_sources_is_asked(shared_data: Path) -> None:
    with (shared_data / "authority" / "probes.csv").open(encoding="utf-8", newline="") as file:
        asked = [row["id"] for row in csv.DictReader(file)]
    assert asked == [*(str(number) for number in range(1, 10)), *WANTED]


@pytest.mark.parametrize("number", WANTED)
def test_the_rows_that_win_are_those_of_the_source(documents: dict[str, Document], number: str) -> None:
    wanted = WANTED[number]
    answer = answer_to(documents, wanted)
    assert (answer.kind, answer.rules) == (wanted.kind, wanted.rules)
    assert answer.sentence == wanted.sentence


@pytest.mark.parametrize("number", WANTED)
def test_who_has_which_part_is_as_in_the_source(documents: dict[str, Document], number: str) -> None:
    wanted = WANTED[number]
    steps = answer_to(documents, wanted).steps
    parts = [
        Step(right=right, who=who, stage=stage) for stage, side in enumerate(wanted.stages, 1) for right, who in side
    ]
    plain = [Step(right=step.right, who=step.step.who, stage=step.step.stage) for step in steps]
    assert meaning(plain) == meaning(parts)


@pytest.mark.parametrize("number", WANTED)
def test_why_another_row_loses_is_said(documents: dict[str, Document], number: str) -> None:
    wanted = WANTED[number]
    answer = answer_to(documents, wanted)
    rows = documents[wanted.file].rules.by("decision", answer.case.decision)
    assert {reason.rule for reason in answer.reasons} == {rule.id for rule in rows}
    assert {reason.rule for reason in answer.reasons if reason.verdict == "won"} == set(wanted.rules)
    said = {reason.rule: reason.sentence for reason in answer.reasons}
    assert {rule: said[rule] for rule in wanted.reasons} == wanted.reasons


def test_what_counts_together_is_said(documents: dict[str, Document]) -> None:
    remarks = answer_to(documents, WANTED["13"]).remarks
    assert any("40,000 USD" in remark for remark in remarks), remarks
    alone = answer_to(documents, Wanted("owasp", "spend", {"amount": "20000USD", **AT_EASE}, "", (), ""))
    assert alone.rules == ("spend-small",)


def test_silence_approves_only_once_the_time_is_over(documents: dict[str, Document]) -> None:
    early = answer_to(documents, Wanted("owasp", "payment", {}, "", (), "", more={"waited": 71.5}))
    assert early.kind == "decided"
    assert not early.sentence.startswith("Deemed approved")
    assert "72 hours" in early.sentence + " ".join(early.remarks)


def test_whoever_wrote_so_before_is_stood_in_for(documents: dict[str, Document]) -> None:
    absent = {"absent": frozenset({"city-manager"})}
    facts = {"amount": "75000USD", "authorised": "yes"}
    answer = answer_to(documents, Wanted("San Bernardino", "purchase", facts, "", (), "", more=absent))
    assert answer.kind == "decided"
    assert "Assistant City Manager" in answer.sentence + " ".join(answer.remarks)
    small = answer_to(documents, Wanted("San Bernardino", "purchase", {"amount": "5000USD"}, "", (), "", more=absent))
    assert (small.kind, small.rules) == ("decided", ("small",))


def test_what_the_sources_leave_open_is_found(documents: dict[str, Document]) -> None:
    """The sources' own holes: a dollar between bands, a threshold in no band, an edge that two readings share."""
    places = {
        name: {(finding.id, place.row) for finding in check(document, ON) for place in finding.places}
        for name, document in documents.items()
    }
    assert {("F02", "spend-small"), ("F02", "expense-small"), ("F08", "operating")} <= places["owasp"]
    assert ("F02", "middle") in places["South Weber"]
    assert ("F03", "middle-text") in places["Somerton"]
    assert ("F03", "middle-and") in places["Pullman"]
    assert not {id_ for id_, _ in places["Beverly Hills"]} & {"F01", "F02", "F03"}


def test_a_workspace_is_kept_in_a_file_as_it_is(documents: dict[str, Document], tmp_path: Path) -> None:
    for name, document in documents.items():
        file = tmp_path / f"{name}.remit"
        with Session.create(file) as session:
            session.execute(difference, document, "Take over the facts")
        with Session.open(file) as session:
            assert session.document == document
            session.undo()
            assert not len(session.document.rules)
            session.redo()
            assert session.document == document


def test_expressions_nest_as_the_policy_says(documents: dict[str, Document]) -> None:
    who = documents["owasp"].rules["spend-joint"].procedure[0].who
    assert isinstance(who, AllOf)
    assert isinstance(who.parts[1], AnyOf)
