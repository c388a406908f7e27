"""The figures of a simulation as plain tables (csv): one figure a column, its interval in two more."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporters.folders import write_into
from exporters.tables import write_numbers

if TYPE_CHECKING:
    from models.simulation.telling.report import Report

_LISTS = ("roles", "decisions", "levels", "tiers", "moves", "hops", "paths", "undecided")
_COLUMNS = ("distribution", "backlog")
_ONE = ("cycle", "working", "outcomes", "causes", "exposure")
_ALONE = ("escalations", "unended", "unsettled", "sent_back", "cost", "cost_a_quarter", "rest_of_paths")
NAMES = tuple(f"{key}.csv" for key in ("summary", *_LISTS, *_COLUMNS))
"""Every file that may be written."""


def write_tables(report: "Report", folder: Path, *, force: bool = False) -> list[Path]:
    """Write every figure of a report into tables in a folder and return where. Raises ExportRefused.

    Times are in hours, shares from 0 to 1, as in the JSON data of the report, whose names the headings have. A table
    without rows is left out.
    """
    data = report.to_json()
    names = {row["role"]: row["name"] for row in data["roles"]}
    tables = {"summary": [*_summary(data)]}
    tables |= {key: [_flat(row) for row in data[key]] for key in _LISTS}
    tables |= {key: [*_across(data[key], names)] for key in _COLUMNS}
    files = {f"{key}.csv": partial(_write, rows=rows, force=force) for key, rows in tables.items() if rows}
    return write_into(folder, files, force=force)


def _write(target: Path, *, rows: Sequence[Mapping[str, Any]], force: bool) -> None:
    """Write rows under all the headings that any of them has."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    write_numbers(target, headings, ([row.get(heading) for heading in headings] for row in rows), force=force)


def _summary(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures that there is one of."""
    for key in _ONE:
        for name, found in (data[key] or {}).items():
            if found is not None:
                yield {"figure": f"{key}.{name}", **found}
    for key in _ALONE:
        if data[key] is not None:
            yield {"figure": key, **data[key]}


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """A row with one level of names: {"wait": {"mean": 1}} becomes {"wait.mean": 1}; moves are told in `words`."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{before}{key}.")
        elif key == "levels":
            # Of a tier: a figure for each level, nearest to the work first.
            for number, found in enumerate(value, start=1):
                flat |= _flat(found or {}, f"level {number}.")
        elif not isinstance(value, list):
            flat[f"{before}{key}"] = value
    return flat


def _across(columns: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Rows of columns of numbers; edges have one number more than what lies between them. Roles go by their names."""
    plain = {name: values for name, values in columns.items() if isinstance(values, list)}
    nested = {
        f"{name}.{names.get(key, key)}": values
        for name, inner in columns.items()
        if isinstance(inner, Mapping)
        for key, values in inner.items()
    }
    edges = plain.pop("edges", None)
    if edges is not None:
        plain = {"from_hours": edges[:-1], "to_hours": edges[1:], **plain}
    columns = {**plain, **nested}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))
