"""What a search has tried, as plain data that can be kept as JSON and taken up again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from models.whatif.levers import Choice, Lever, ThresholdLever
from models.whatif.trial import COLUMNS, Question, Row, Tried

SCHEMA = "remit.search-state/1"
State = dict[str, Any]


class StateUnfit(ValueError):
    """What was kept is of another question, or no such state at all; the message is one plain sentence."""


_LARGEST = 1e30
"""No time, cost or share is larger; what is can neither be squared nor written."""


def question_key(question: Question, model: str) -> str:
    """Return sixteen hexadecimal digits that name what is asked: searches with the same can go on from each other.

    `model` is the digest of the file's model as it is. What is to be short or small, and how long the search may go on,
    is no part of it.
    """
    settings = question.settings
    parts = [
        model,
        question.on.isoformat(),
        question.assumptions.model_dump_json(),
        settings.model_dump_json(include={"seed", "cases", "allow_overload"}),
        [_lever(lever) for lever in question.levers],
        question.warm_up,
        COLUMNS,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _lever(lever: Lever) -> list[object]:
    if isinstance(lever, ThresholdLever):
        return ["threshold", lever.decision, lever.dimension, lever.edge]
    return [type(lever).__name__, lever.role]


class Tries:
    """Rows and problems by candidate, as far as they are known."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._rows: dict[Choice, list[Row]] = {}
        self._problems: dict[Choice, str] = {}

    def rows(self, choice: Choice) -> list[Row]:
        """Return what is known of a candidate, from its first replication on."""
        return self._rows.get(choice, [])

    def problem(self, choice: Choice) -> str:
        """Return why a candidate cannot be simulated, or nothing."""
        return self._problems.get(choice, "")

    def add(self, choice: Choice, first: int, found: Tried) -> None:
        """Take up what replications from a number on said."""
        if found.problem:
            self._problems[choice] = found.problem
            return
        rows = self._rows.setdefault(choice, [])
        rows[first:] = found.rows

    def as_state(self) -> State:
        """Return everything as data for JSON."""
        return {
            "schema": SCHEMA,
            "question": self.key,
            "columns": list(COLUMNS),
            "tried": [
                {"choice": list(choice), "rows": [list(row) for row in rows]} for choice, rows in self._rows.items()
            ],
            "refused": [{"choice": list(choice), "why": why} for choice, why in self._problems.items()],
        }


def tries_of(state: Mapping[str, Any], key: str) -> Tries:
    """Return what a state says has been tried. Raises StateUnfit."""
    if state.get("schema") != SCHEMA or state.get("columns") != list(COLUMNS):
        raise StateUnfit("What was kept is not a search of this version of Remit; begin it anew.")
    if state.get("question") != key:
        raise StateUnfit(
            "What was kept is of another search: the file, the levers, the day, the seed or the assumptions differ; "
            "ask the same again, or begin anew."
        )
    tries = Tries(key)
    try:
        for entry in state["tried"]:
            rows = tuple(_row(row) for row in entry["rows"])
            tries.add(_choice(entry["choice"]), 0, Tried(rows))
        for entry in state["refused"]:
            tries.add(_choice(entry["choice"]), 0, Tried((), str(entry["why"])))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise StateUnfit("What was kept of the search is damaged; begin it anew.") from None
    return tries


def _choice(values: Any) -> Choice:
    return tuple(value if isinstance(value, int) else float(value) for value in values)


def _row(values: Any) -> Row:
    if len(values) != len(COLUMNS):
        raise ValueError("a row of another length")
    row = tuple(None if value is None else float(value) for value in values)
    if not all(value is None or abs(value) <= _LARGEST for value in row):
        raise ValueError("a figure that no simulation has")
    return row
