"""Checking again after an edit: the same as a full check, whatever was edited, in a fraction of the work."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes import apply
from models.commands import matrix as commands
from models.document import Document
from models.effort import Stopped
from models.entity import Entity
from models.findings import CHECKS, Checker, check
from models.findings.survey import Reading, Survey
from models.quantities import Band
from models.teams import Holding
from tests.bench.organisations import ON, Scale, organisation

SMALL = organisation(Scale(decisions=12, rows=6, roles=12, dimensions=4, defects=3))
numbers = st.integers(0, 10**6)


def edited(document: Document, kind: int, number: int) -> Document:
    """The document after one of the edits that people make, or several at once."""
    random = Random(number)
    rules, roles = list(document.rules), list(document.roles)
    rule, role = random.choice(rules), random.choice(roles)
    rows: dict[str, dict[str, Entity | None]]
    match kind:
        case 0:
            return apply(document, commands.set_cell(document, rule.id, role.id, random.choice("ARC")))
        case 1:
            band = Band(lower=None, upper=random.randrange(5, 100))
            return apply(document, commands.set_band(document, rule.id, "months", band))
        case 2:
            rows = {"rule": {rule.id: None}}
        case 3:
            rows = {"rule": {rule.id: rule.changed(kind="carve_out", priority=random.randrange(3), position=-1)}}
        case 4:
            rows = {"role": {role.id: role.changed(reports_to=None, name="J. Weber")}}
        case 5:
            decision = random.choice(list(document.decisions))
            rows = {"decision": {decision.id: decision.changed(position=random.random() * 12, sensitive=True)}}
        case 6:
            rows = {"holding": {holding.id: None for holding in document.holdings if holding.role == role.id}}
        case 7:
            rows = {"holding": {"more": Holding(id="more", role=role.id, person="person 1")}}
        case 8:
            link = random.choice(list(document.escalation_links))
            rows = {"escalation_link": {link.id: link.changed(to_role=role.id)}}
        case 9:
            edition = document.editions["matrix"]
            rows = {"edition": {"matrix": edition.changed(residual=random.choice([None, role.id]))}}
        case 10:
            rows = {"rule": {other.id: other.changed(status="draft") for other in random.sample(rules, 3)}}
        case _:
            months = document.dimensions["months"]
            rows = {"dimension": {"months": months.changed(upper=random.randrange(100, 200))}}
    return document.with_rows(rows)


@given(st.lists(st.tuples(st.integers(0, 11), numbers), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_after_every_edit_it_says_what_a_full_check_says(edits: list[tuple[int, int]]) -> None:
    checker = Checker()
    document = SMALL
    assert checker.check(document, ON) == check(document, ON)
    for kind, number in edits:
        document = edited(document, kind, number)
        assert checker.check(document, ON) == check(document, ON), (kind, number)


@given(st.lists(st.tuples(st.integers(0, 11), numbers, st.integers(1, 120)), min_size=2, max_size=5))
@settings(max_examples=15, deadline=None)
def test_a_check_that_was_stopped_leaves_no_trace(edits: list[tuple[int, int, int]]) -> None:
    checker = Checker()
    document = SMALL
    for kind, number, asked in edits:
        document = edited(document, kind, number)
        left = iter(range(asked))
        try:
            found = checker.check(document, ON, halt=lambda left=left: next(left, None) is None)  # type: ignore[misc]
        except Stopped:
            continue
        assert found == check(document, ON)
    assert checker.check(document, ON) == check(document, ON)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a check of single decisions has looked at each decision."""
    counted: Counter[str] = Counter()
    run = type(CHECKS[0]).run_on

    def counting(one: object, survey: Survey, reading: Reading) -> object:
        counted[reading.decision.id] += 1
        return run(one, survey, reading)  # type: ignore[arg-type]

    monkeypatch.setattr(type(CHECKS[0]), "run_on", counting)
    return counted


def test_after_an_edit_of_a_row_only_its_decision_is_looked_at(looks: Counter[str]) -> None:
    checker = Checker()
    checker.check(SMALL, ON)
    assert set(looks) == {decision.id for decision in SMALL.decisions}
    looks.clear()
    checker.check(apply(SMALL, commands.set_cell(SMALL, "row 5-2", "role 7", "C")), ON)
    assert set(looks) == {"decision 5"}


def test_progress_goes_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    found = check(SMALL, ON, progress=lambda done, total: told.append((done, total)))
    assert found == check(SMALL, ON)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (len(SMALL.decisions) + len(CHECKS),) * 2
