"""Fields and rows kept alike: what the document holds is shown, what is typed becomes one edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from models.changes import ChangeSet
from models.entity import Entity
from views.bridge import Bridge
from views.shell.fields import Field, LineField, TextField

Show = Callable[[Any], object]
Take = Callable[[Any], dict[str, object]]
Change = Callable[..., ChangeSet]


@dataclass(frozen=True, slots=True)
class _Bound:
    field: Field
    show: Show
    take: Take


class Form(QObject):
    """Binds fields to a row. `change(document, **fields)` is the command that sets fields of that row."""

    def __init__(self, bridge: Bridge, change: Change, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._change = change
        self._row: Entity | None = None
        self._bound: dict[str, _Bound] = {}
        self._closed = False

    def bind(self, name: str, field: Field, show: Show | None = None, take: Take | None = None) -> None:
        """Bind a field to the row's field `name`.

        `show(row)` is the value that the field shows and `take(value)` the fields of the row that a value sets, where
        they are not simply the one of that name.
        """
        bound = _Bound(field, show or (lambda row: getattr(row, name)), take or (lambda value: {name: value}))
        self._bound[name] = bound
        if isinstance(field, LineField | TextField):
            field.keep_while_typing()
        if self._row is not None:
            field.reset(bound.show(self._row))
        field.committed.connect(lambda value: self._hand_over(bound, value))

    def field(self, name: str) -> Field | None:
        """Return the field bound to that name, or None."""
        bound = self._bound.get(name)
        return bound.field if bound else None

    def show(self, row: Entity) -> None:
        """Show the same row as it is now; what is being typed stays."""
        if self._row is None:
            self.reset(row)
            return
        self._row = row
        for bound in self._bound.values():
            bound.field.set_value(bound.show(row))

    def reset(self, row: Entity) -> None:
        """Show another row."""
        self._row = row
        for bound in self._bound.values():
            bound.field.reset(bound.show(row))

    def set_read_only(self, read_only: bool) -> None:
        """Let everything be read and nothing changed."""
        for bound in self._bound.values():
            bound.field.set_read_only(read_only)

    def commit(self) -> bool:
        """Hand over what is being typed; return whether every field could be read and was taken."""
        for bound in self._bound.values():
            if bound.field.dirty():
                bound.field.commit()
        return not any(bound.field.dirty() for bound in self._bound.values())

    def close(self) -> None:
        """Stop handing over: the row is gone."""
        self._closed = True

    def _hand_over(self, bound: _Bound, value: object) -> None:
        if self._closed or self._row is None:
            return
        before = bound.show(self._row)
        reason = self._bridge.attempt(self._change, **bound.take(value))
        if reason:
            bound.field.refuse(before, reason)
