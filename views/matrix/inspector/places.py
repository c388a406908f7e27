"""Where a row or a delegation applies: entities, locations and departments, each a field of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.commands.boxes import limit_to
from models.decisions import PlaceKind
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.shell.buttons import Button
from views.shell.fields import Choice, TagsField

KINDS: tuple[PlaceKind, ...] = ("entity", "location", "department")


class Places(QWidget):
    """Edits the places of a row of a table. A name that is not known yet becomes a place of that kind.

    Only kinds that are used are there; the others can be added.
    """

    def __init__(self, bridge: Bridge, table: str = "rule", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._table, self._id = bridge, table, ""
        self._asked: set[PlaceKind] = set()
        names = {
            "entity": self.tr("Only in these entities"),
            "location": self.tr("Only at these locations"),
            "department": self.tr("Only in these departments"),
        }
        whole = column(self, tokens.SPACE_M)
        self.fields = {kind: TagsField(names[kind], free=True, placeholder=self.tr("Add …")) for kind in KINDS}
        for kind, field in self.fields.items():
            field.committed.connect(lambda value, kind=kind: self._limit(kind, value))
            whole.addWidget(field)
        self._add = Button(self.tr("Limit to places"), kind="quiet", icon="add", on_click=self._offer)
        self._menu = QMenu(self._add)
        offers = {
            "entity": self.tr("Entities"),
            "location": self.tr("Locations"),
            "department": self.tr("Departments"),
        }
        self.actions_by_kind = {kind: self._menu.addAction(offers[kind]) for kind in KINDS}
        for kind, action in self.actions_by_kind.items():
            action.triggered.connect(lambda _checked=False, kind=kind: self._ask(kind))
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        whole.addLayout(row)

    def show_places(self, row_id: str, places: tuple[str, ...]) -> None:
        """Show where a row applies."""
        if row_id != self._id:
            self._id = row_id
            self._asked.clear()
        document, read_only = self._bridge.document, self._bridge.read_only
        for kind, field in self.fields.items():
            own = document.places.by("kind", kind)
            mine = tuple(place.id for place in own if place.id in places)
            field.set_choices([Choice(place.id, place.name) for place in own])
            field.set_value(mine)
            field.set_read_only(read_only)
            shown = bool(mine) or kind in self._asked
            field.setVisible(shown)
            self.actions_by_kind[kind].setVisible(not shown)
        self._add.setVisible(not read_only and any(action.isVisible() for action in self._menu.actions()))

    def _offer(self) -> None:
        self._menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _ask(self, kind: PlaceKind) -> None:
        self._asked.add(kind)
        self.fields[kind].setVisible(True)
        self.actions_by_kind[kind].setVisible(False)
        self.fields[kind].setFocus()

    def _limit(self, kind: PlaceKind, value: object) -> None:
        assert isinstance(value, tuple)
        field = self.fields[kind]
        before = tuple(item for item in value if item in self._bridge.document.places)
        refused = self._bridge.attempt(limit_to, self._table, self._id, kind, tuple(str(item) for item in value))
        if refused:
            field.refuse(before, refused)
            return
        row = self._bridge.document.table(self._table).get(self._id)
        if row is not None:
            # What was typed as a name is a place now.
            own = self._bridge.document.places.by("kind", kind)
            field.set_choices([Choice(place.id, place.name) for place in own])
            field.reset(tuple(place.id for place in own if place.id in row.places))
