"""Fields and whole rows as the JSON of a scenario's change, and back."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from models.changes import EditRefused, sentence_of
from models.document import TYPES
from models.entity import Entity
from models.escalation import ScenarioChange

GONE = "null"
"""What a change of a whole row says where the row is not there."""


def json_text(value: object) -> str:
    """Return a value as the JSON that changes are kept in; equal values, equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def setting(row: Entity, field: str, value: object) -> ScenarioChange:
    """Return the change by which a field of a row has another value. Raises EditRefused when it does not fit."""
    try:
        changed = row.changed(**{field: value})
    except ValidationError as error:
        raise EditRefused(sentence_of(error)) from None
    text = json_text(changed.model_dump(mode="json", include={field})[field])
    return ScenarioChange(table=row.table, row=row.id, field=field, value=text)


def adding(row: Entity) -> ScenarioChange:
    """Return the change by which a row is there, just as it is."""
    return ScenarioChange(table=row.table, row=row.id, value=json_text(row.model_dump(mode="json")))


def removing(row: Entity) -> ScenarioChange:
    """Return the change by which a row is not there."""
    return ScenarioChange(table=row.table, row=row.id, value=GONE)


def read(change: ScenarioChange) -> Any:
    """Return the value that a change gives. Raises ValueError where that is no JSON."""
    try:
        return json.loads(change.value)
    except RecursionError:
        raise ValueError("its value is nested too deeply") from None


def row_of(change: ScenarioChange) -> Entity | None:
    """Return the row that a change of a whole row puts there, or None. Raises ValueError where it is no such row."""
    found = read(change)
    if found is None:
        return None
    row_type = TYPES[change.table]
    if not isinstance(found, dict) or found.get("id") != change.row:
        raise ValueError(f"its value is not a {row_type.what()} with the identifier {change.row}")
    return row_type.model_validate_json(change.value)


def exchanged(row: Entity, change: ScenarioChange) -> Entity:
    """Return a row with the field as a change says. Raises ValueError where the value does not fit."""
    kept = {**row.model_dump(mode="json"), change.field: read(change)}
    try:
        return type(row).model_validate_json(json_text(kept))
    except RecursionError:
        raise ValueError("its value is nested too deeply") from None
