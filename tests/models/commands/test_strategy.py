"""Edits of quarters, themes and outcome targets as the board makes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import ChangeSet, EditRefused, apply
from models.commands import rows, strategy
from models.document import Document
from models.targets import latest


def after(document: Document, changes: ChangeSet) -> Document:
    """Return the document after an edit, having made sure that it can be taken back."""
    edited = apply(document, changes)
    assert apply(edited, changes.inverted()) == document
    return edited


@pytest.fixture
def board() -> Document:
    """A quarter with two themes, and three outcome targets in the first."""
    document = after(Document(), strategy.add_quarter(Document(), date(2026, 8, 14)))
    quarter = next(iter(document.quarters)).id
    for name in ("First", "Second"):
        document = after(document, strategy.add_theme(document, quarter, name))
    theme = next(iter(document.themes)).id
    for name in ("a", "b", "c"):
        document = after(document, strategy.add_outcome(document, quarter, name, theme))
    return document


def names(document: Document, theme: str | None) -> str:
    return "".join(row.name for row in document.outcomes.by("theme", theme))


def test_an_outcome_moves_within_its_theme_to_another_and_out(board: Document) -> None:
    first, second = (theme.id for theme in board.themes)
    ids = {row.name: row.id for row in board.outcomes}
    board = after(board, strategy.move_outcome(board, ids["c"], first, ids["a"]))
    assert names(board, first) == "cab"
    changes = strategy.move_outcome(board, ids["a"], second, None)
    assert changes.label == "Move the outcome target “a” to “Second”"
    board = after(board, changes)
    assert (names(board, first), names(board, second)) == ("cb", "a")
    board = after(board, strategy.move_outcome(board, ids["b"], second, ids["a"]))
    assert names(board, second) == "ba"
    board = after(board, strategy.move_outcome(board, ids["b"], None, None))
    assert (names(board, second), names(board, None)) == ("a", "b")


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=80))
def test_any_sequence_of_moves_keeps_the_order_that_a_list_would_have(moves: list[tuple[int, int]]) -> None:
    document = apply(Document(), strategy.add_quarter(Document(), date(2026, 8, 14)))
    quarter = next(iter(document.quarters)).id
    for name in "abcde":
        document = apply(document, strategy.add_outcome(document, quarter, name))
    order = [row.id for row in document.outcomes]
    for taken, place in moves:
        one = order[taken]
        rest = [other for other in order if other != one]
        before = rest[place] if place < len(rest) else None
        document = apply(document, strategy.move_outcome(document, one, None, before))
        rest.insert(rest.index(before) if before else len(rest), one)
        order = rest
        assert [row.id for row in document.outcomes] == order


def test_beginning_a_quarter_ends_the_one_before(board: Document) -> None:
    board = after(board, strategy.add_quarter(board, date(2026, 10, 2), "draft"))
    draft = board.quarters.by("status", "draft")[0]
    board = after(board, strategy.begin_quarter(board, draft.id))
    assert {row.name: row.status for row in board.quarters} == {"Q3 2026": "past", "Q4 2026": "current"}


def test_a_day_has_one_reading(board: Document) -> None:
    outcome = next(iter(board.outcomes)).id
    board = after(board, strategy.check_in(board, outcome, date(2026, 8, 1), 3.0, 0.5, "first"))
    changes = strategy.check_in(board, outcome, date(2026, 8, 1), 4.0)
    assert changes.label == "Correct the check-in on “a”"
    board = after(board, changes)
    board = after(board, strategy.check_in(board, outcome, date(2026, 7, 1), 9.0))
    readings = board.check_ins.by("outcome", outcome)
    assert sorted((row.on.month, row.value) for row in readings) == [(7, 9.0), (8, 4.0)]
    last = latest(readings)
    assert last is not None
    assert (last.value, last.confidence, last.note) == (4.0, None, "")
    assert latest(()) is None


def test_a_confidence_above_one_is_refused(board: Document) -> None:
    outcome = next(iter(board.outcomes)).id
    board = after(board, strategy.check_in(board, outcome, date(2026, 8, 1), 3.0))
    with pytest.raises(EditRefused, match="confidence"):
        strategy.check_in(board, outcome, date(2026, 8, 1), 3.0, 1.5)


def test_deleting_a_theme_leaves_its_outcomes(board: Document) -> None:
    first = next(iter(board.themes)).id
    board = after(board, rows.delete_row(board, "theme", first))
    assert names(board, None) == "abc"
