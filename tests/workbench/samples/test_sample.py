"""The sample is rich, right where it means to be, and wrong only where it says so."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.authority.facts import read_case
from models.authority.routing import route
from models.document import Document
from models.findings import check
from workbench.samples import build, sample_file
from workbench.session import Session

TODAY = date(2026, 5, 20)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("sample") / "sample.remit"
    build(path, TODAY)
    with Session.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def sample(session: Session) -> Document:
    return session.document


def test_it_is_rich_enough_to_be_worth_opening(sample: Document) -> None:
    current = next(quarter for quarter in sample.quarters if quarter.status == "current")
    assert current.starts <= TODAY <= current.ends
    assert len(sample.themes.by("quarter", current.id)) == 4
    outcomes = sample.outcomes.by("quarter", current.id)
    assert len(outcomes) == 9
    assert all(len(sample.check_ins.by("outcome", outcome.id)) >= 3 for outcome in outcomes)
    assert len(sample.teams) == 7
    assert {charter.team for charter in sample.charters} == {team.id for team in sample.teams}
    assert 20 <= len(sample.roles) <= 25
    assert len(sample.decisions) == 45
    assert len(sample.tiers) == 4
    assert {dimension.kind for dimension in sample.dimensions} == {"money", "number", "flag", "classes"}
    for table in (
        *("escalation_link", "volume", "capacity", "signal", "record", "guild", "component", "pool", "delegation"),
        *(
            "library_case",
            "principle",
            "knowledge",
            "guardrail",
            "review",
            "agreed_change",
            "separation",
            "rate",
            "scenario",
        ),
    ):
        assert len(sample.table(table)), table


def test_nothing_that_has_happened_lies_ahead(sample: Document) -> None:
    assert all(reading.on <= TODAY for reading in sample.check_ins)
    assert all(signal.noticed <= TODAY for signal in sample.signals)
    assert all(record.decided_on is None or record.decided_on <= TODAY for record in sample.records)
    assert all(charter.review_on and charter.review_on > TODAY for charter in sample.charters)


def test_every_decision_of_the_library_has_rows(sample: Document) -> None:
    assert all(sample.rules.by("decision", decision.id) for decision in sample.decisions)


@pytest.mark.parametrize("number", range(5))
def test_the_library_cases_are_answered_as_expected(sample: Document, number: int) -> None:
    case = tuple(sample.library_cases)[number]
    facts = {sample.dimensions[fact.dimension].key: fact.value for fact in case.facts}
    place = sample.places[case.place].name if case.place else None
    answer = route(sample, read_case(sample, case.decision, facts, place, on=TODAY), TODAY)
    assert answer.kind == "decided"
    assert answer.sentence == case.expected


def test_its_findings_are_those_that_it_means_to_show(sample: Document) -> None:
    found = check(sample, TODAY)
    errors = [(finding.id, finding.case) for finding in found if finding.severity == "error"]
    assert errors == [
        ("F03", "“Pay a bonus” with Amount 5,000 EUR"),
        ("F32", "“Give access to personal data” with Headcount 10 people"),
    ]
    (dead_end,) = (finding for finding in found if finding.id == "F32")
    assert "Data Protection Officer → Managing Director Netherlands and no further" in dead_end.sentence
    assert {finding.id for finding in found} >= {"F02", "F62", "F63", "F71"}


def test_it_is_the_same_each_time_and_can_be_taken_back(session: Session, tmp_path: Path) -> None:
    build(tmp_path / "again.remit", TODAY)
    with Session.open(tmp_path / "again.remit") as again:
        assert again.document == session.document
        while again.undo() is not None:
            pass
        assert again.document == Document()


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29)])
def test_it_can_be_made_on_any_day(tmp_path: Path, day: date) -> None:
    path = sample_file(tmp_path / "data", day)
    with Session.open(path) as opened:
        current = next(quarter for quarter in opened.document.quarters if quarter.status == "current")
        assert current.starts <= day <= current.ends
        assert max(reading.on for reading in opened.document.check_ins) <= day
    assert sample_file(tmp_path / "data", day + timedelta(days=90)) == path
