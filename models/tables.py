"""A table of a document: immutable, ordered, with indexes that are built when first asked for."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from models.entity import Entity

Row = TypeVar("Row", bound=Entity)


class Table(Generic[Row]):
    """Rows of one type by id. Iterating gives them in the order in which people see them."""

    __slots__ = ("_by_id", "_indexes", "_ordered", "row_type")

    def __init__(self, row_type: type[Row], rows: Iterable[Row] = ()) -> None:
        self.row_type = row_type
        self._by_id: dict[str, Row] = {row.id: row for row in rows}
        self._ordered: tuple[Row, ...] | None = None
        self._indexes: dict[str, dict[Any, tuple[Row, ...]]] = {}

    def __getitem__(self, row_id: str) -> Row:
        return self._by_id[row_id]

    def get(self, row_id: str | None) -> Row | None:
        """Return the row with this id, or None."""
        return self._by_id.get(row_id) if row_id is not None else None

    def __contains__(self, row_id: object) -> bool:
        return row_id in self._by_id

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Row]:
        if self._ordered is None:
            self._ordered = tuple(sorted(self._by_id.values(), key=_order))
        return iter(self._ordered)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]  # compared by content, so never a key

    def by(self, field: str, value: object) -> tuple[Row, ...]:
        """Return the rows whose field has this value, in order. The first call for a field builds its index."""
        index = self._indexes.get(field)
        if index is None:
            groups: dict[Any, list[Row]] = {}
            for row in self:
                groups.setdefault(getattr(row, field), []).append(row)
            index = {key: tuple(rows) for key, rows in groups.items()}
            self._indexes[field] = index
        return index.get(value, ())

    def replaced(self, changes: Mapping[str, Row | None]) -> "Table[Row]":
        """Return a table with rows put in, exchanged, or (None) taken out; this one stays as it is."""
        table = Table(self.row_type)
        rows = dict(self._by_id)
        pairs = [(rows.get(row_id), row) for row_id, row in changes.items()]
        for row_id, row in changes.items():
            if row is None:
                rows.pop(row_id, None)
            else:
                rows[row_id] = row
        table._by_id = rows
        # After a small edit the order and the indexes are carried over; after a large one they are made anew.
        if self._ordered is not None and len(pairs) <= _FEW:
            table._ordered = _exchanged(self._ordered, pairs)
            table._indexes = {field: _reindexed(index, field, pairs) for field, index in self._indexes.items()}
        return table


_FEW = 32


def _order(row: Entity) -> tuple[float, str]:
    return getattr(row, "position", 0.0), row.id


def _exchanged(ordered: tuple[Row, ...], pairs: list[tuple[Row | None, Row | None]]) -> tuple[Row, ...]:
    rows = list(ordered)
    for old, new in pairs:
        if old is not None:
            del rows[bisect_left(rows, _order(old), key=_order)]
        if new is not None:
            insort(rows, new, key=_order)
    return tuple(rows)


def _reindexed(
    index: dict[Any, tuple[Row, ...]], field: str, pairs: list[tuple[Row | None, Row | None]]
) -> dict[Any, tuple[Row, ...]]:
    groups = dict(index)
    for old, new in pairs:
        if old is not None:
            key = getattr(old, field)
            groups[key] = _exchanged(groups[key], [(old, None)])
        if new is not None:
            key = getattr(new, field)
            groups[key] = _exchanged(groups.get(key, ()), [(None, new)])
    return groups
