"""Rows of the file and rows of a document: one column a field, values with parts as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from types import GenericAlias, NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from models.document import TYPES
from models.entity import Entity, reference_fields

SqlValue = str | int | float | None


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the column names of a table, in order."""
    return tuple(TYPES[table].model_fields)


@cache
def column_type(table: str, column: str) -> str:
    """Return TEXT, INTEGER, REAL or JSON: what the file keeps in a column."""
    if column in reference_fields(TYPES[table]):
        return "TEXT"
    return _sql_type(TYPES[table].model_fields[column].annotation)


def _sql_type(annotation: Any) -> str:
    if get_origin(annotation) is Annotated:
        return _sql_type(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return "TEXT"
    if get_origin(annotation) is None:
        known = {str: "TEXT", int: "INTEGER", bool: "INTEGER", float: "REAL", date: "TEXT", Decimal: "TEXT"}
        return known.get(annotation, "JSON")
    if get_origin(annotation) is tuple:
        return "JSON"
    parts = {_sql_type(part) for part in get_args(annotation) if part is not NoneType}
    return parts.pop() if len(parts) == 1 else "JSON"


@cache
def _json_columns(table: str) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(columns(table)) if column_type(table, column) == "JSON")


def to_row(row: Entity, only: tuple[str, ...] | None = None) -> tuple[SqlValue, ...]:
    """Return the values of a row in the order of its columns, or of some of them."""
    names = columns(row.table) if only is None else only
    return tuple(_value(row.table, name, getattr(row, name)) for name in names)


def _value(table: str, column: str, value: Any) -> SqlValue:
    if value is None:
        return None
    if column_type(table, column) == "JSON":
        return _field(table, column).dump_json(value).decode()
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, str | int | float) else str(value)


@cache
def _field(table: str, column: str) -> TypeAdapter[Any]:
    kind: Any = TYPES[table].model_fields[column].annotation
    return TypeAdapter(kind)


@cache
def _reader(table: str) -> TypeAdapter[list[Any]]:
    rows: Any = GenericAlias(list, (TYPES[table],))  # the type is only known when running
    return TypeAdapter(rows)


def from_rows(table: str, found: Sequence[tuple[SqlValue, ...]]) -> list[Any]:
    """Return the rows of a document that rows of the file hold, validated.

    Raises ValueError (json.JSONDecodeError among others), naming the row, where one is not what it should be.
    """
    if not found:
        return []
    by_column: list[Sequence[Any]] = list(zip(*found, strict=True))
    for index in _json_columns(table):
        # One parse for a whole column is several times faster than one for each cell.
        by_column[index] = json.loads("[" + ",".join(_text(value) for value in by_column[index]) + "]")
        if len(by_column[index]) != len(found):
            raise ValueError(f"the column {columns(table)[index]} of {table} holds broken JSON")
    names = columns(table)
    held = [dict(zip(names, values, strict=True)) for values in zip(*by_column, strict=True)]
    try:
        return _reader(table).validate_python(held)
    except ValidationError as error:
        raise ValueError(_misfit(error, held)) from None


def _misfit(error: ValidationError, held: Sequence[Mapping[str, Any]]) -> str:
    """Return which field of which row does not fit, and why."""
    first = error.errors(include_url=False, include_input=False)[0]
    number, field, *_ = first["loc"]
    row = held[int(number)]
    message = f"{first['msg'][:1].lower()}{first['msg'][1:]}"
    return f"the {str(field).replace('_', ' ')} of “{row.get('name') or row['id']}” does not fit: {message}"


def _text(value: SqlValue) -> str:
    return "null" if value is None else str(value)


def to_json(row: Entity | None) -> str | None:
    """Return a row as the journal keeps it."""
    return None if row is None else row.model_dump_json()


def from_json(table: str, text: str | None) -> Entity | None:
    """Return a row that the journal kept. Raises pydantic.ValidationError."""
    return None if text is None else TYPES[table].model_validate_json(text)
