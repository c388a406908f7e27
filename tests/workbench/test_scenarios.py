"""Random edits inside scenarios: what any command does there is kept, undone, redone, reopened and applied exactly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.changes import ChangeSet, EditRefused, apply
from models.commands import scenarios
from models.document import TYPES, Document
from models.scenarios.applying import DoesNotFit, applied
from models.scenarios.wording import told
from tests.workbench.edits import Editor
from workbench.session import Session


class Inside:
    """A session as an editor sees it, whose document is a scenario's and whose edits are changes of the scenario."""

    def __init__(self, session: Session, scenario: str) -> None:
        self.session, self.scenario = session, scenario

    @property
    def document(self) -> Document:
        return applied(self.session.document, self.scenario)

    def execute(self, command: Callable[..., ChangeSet], *args: Any, **kwargs: Any) -> ChangeSet:
        there = self.document
        try:
            made = command(there, *args, **kwargs)
        except ValidationError as error:
            raise EditRefused(str(error)) from None
        wanted = apply(there, made)
        # Identifiers are drawn at random, so the edit that was drawn is the one that is recorded.
        changes = self.session.execute(scenarios.try_in, self.scenario, lambda _: made)
        assert same(self.document, wanted)
        return changes


def same(one: Document, other: Document) -> bool:
    """Whether two documents hold the same but for their scenarios."""
    return all(one.table(name) == other.table(name) for name in TYPES if name != "scenario")


def trouble(document: Document, scenario: str) -> str:
    try:
        applied(document, scenario)
    except DoesNotFit as broken:
        return str(broken)
    return ""


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_what_is_edited_in_a_scenario_is_there_and_nowhere_else(seed: int, tmp_path: Path) -> None:
    path = tmp_path / f"{seed}.remit"
    path.unlink(missing_ok=True)
    with Session.create(path) as session:
        outside = Editor(session, seed)
        for _ in range(40):
            outside.step()
        session.execute(scenarios.add_scenario, "Lower")
        low = next(iter(session.document.scenarios)).id
        session.execute(scenarios.add_scenario, "Upper", low)
        high = session.document.scenarios.by("name", "Upper")[0].id
        start = session.document
        trail = [start]
        for scenario in (low, high):
            inside = Editor(Inside(session, scenario), seed + 1)  # type: ignore[arg-type]
            for _ in range(20):
                before = session.document
                inside.step()
                if session.document is not before:
                    trail.append(session.document)
        assert same(session.document, start)
        for row in session.document.scenarios:
            under = applied(session.document, row.base) if row.base else session.document
            keys = [key for one in told(under, row) for key in one.keys]
            assert sorted(keys) == sorted(change.key for change in row.changes)
        for expected in reversed(trail[:-1]):
            session.undo()
            assert session.document == expected
        for expected in trail[1:]:
            session.redo()
            assert session.document == expected
        for scenario in (low, high):
            wanted = applied(session.document, scenario)
            if same(wanted, session.document):
                continue
            before = session.document
            session.execute(scenarios.apply_scenario, scenario)
            kept = session.document
            assert same(kept, wanted)
            session.undo()
            assert session.document == before
            session.redo()
            assert session.document == kept
            if scenario == low:
                with pytest.raises(EditRefused, match="has it already"):
                    session.execute(scenarios.apply_scenario, low)
        kept = session.document
    with Session.open(path) as session:
        assert session.document == kept
    path.unlink()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_a_file_that_moved_on_takes_a_scenario_or_says_why_not(seed: int, tmp_path: Path) -> None:
    path = tmp_path / f"{seed}-on.remit"
    path.unlink(missing_ok=True)
    with Session.create(path) as session:
        outside = Editor(session, seed)
        for _ in range(40):
            outside.step()
        session.execute(scenarios.add_scenario, "Tried")
        scenario = next(iter(session.document.scenarios)).id
        inside = Editor(Inside(session, scenario), seed + 1)  # type: ignore[arg-type]
        for _ in range(20):
            inside.step()
        for _ in range(30):
            outside.step()
            told(session.document, session.document.scenarios[scenario])
            said = trouble(session.document, scenario)
            assert not said or said.startswith("The scenario “Tried” does not fit the file any more, in “")
            assert not said or (said.endswith(".") and "\n" not in said)
    path.unlink()
