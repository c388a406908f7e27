"""One place, one instrument, one exchange rate in fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.places import KINDS, kind_of, line_of
from models.authority.words import capital
from models.changes import ChangeSet
from models.commands.grounds import places_in_trees, set_instrument, set_place, set_rate
from models.decisions import Place, Rate
from models.document import Document
from models.entity import Entity
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import INSET, InPlaceText
from views.matrix.grounds.currency import CurrencyField
from views.matrix.grounds.words import path_words, rate_words
from views.matrix.inspector.pieces import column
from views.shell.buttons import IconButton
from views.shell.fields import Choice, ChoiceField, DateField, Field, LineField, NumberField, TextField
from views.shell.labels import Text
from views.shell.section import Columns


class GroundForm(QWidget):
    """Edits one row of a table: its head with the way to delete it, why that was refused, and its fields.

    `delete_asked` comes with its id.
    """

    delete_asked = Signal(str)
    table = ""

    def __init__(self, bridge: Bridge, delete: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._form = Form(bridge, self._change, self)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.delete = IconButton("delete", delete, on_click=lambda: self.delete_asked.emit(self._id))
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_S)
        self._head = self._make_head()
        head.addWidget(self._head, 1)
        head.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(self, tokens.SPACE_L)
        lines.addLayout(head)
        lines.addWidget(self.refusal)
        for part in self._make_fields():
            lines.addWidget(part)
        lines.addStretch(1)

    def _make_head(self) -> QWidget:
        self.name = InPlaceText(self.tr("Name"), type_role="title", breaks=False, required=True)
        self._form.bind("name", self.name)
        return self.name

    def _make_fields(self) -> tuple[QWidget, ...]:
        """Bind the fields, and return what stands beneath the head."""
        raise NotImplementedError

    def field(self, name: str) -> Field:
        """Return the field of that name; the first one where there is none."""
        found = self._form.field(name) or self._form.field("name") or self._form.field("source")
        assert found is not None
        return found

    def show_row(self, row: Entity) -> None:
        """Show a row; what is being typed about another one is handed over first."""
        same = row.id == self._id
        if not same:
            if self._id:
                self._form.commit()
            self._id = row.id
            row = self._bridge.document.table(self.table).get(row.id) or row
        self.refuse("")
        self._before(row)
        (self._form.show if same else self._form.reset)(row)
        self._form.set_read_only(self._bridge.read_only)
        self.delete.setVisible(not self._bridge.read_only)
        self._after(row)

    def _before(self, row: Any) -> None:
        """Offer what can be chosen."""

    def _after(self, row: Any) -> None:
        """Say what follows from the row."""

    def refuse(self, reason: str) -> None:
        """Show why the row could not be deleted, or nothing."""
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        raise NotImplementedError


class PlaceForm(GroundForm):
    """Edits a place: its name, its kind, and the place that it lies in."""

    table = "place"

    def _make_fields(self) -> tuple[QWidget, ...]:
        self.kind = ChoiceField(self.tr("Kind"), [Choice(kind, capital(kind)) for kind in KINDS])
        self.parent_place = ChoiceField(self.tr("Inside"), optional=True)
        self._form.bind("kind", self.kind, lambda row: kind_of(self._bridge.document.places, row.id))
        self._form.bind("parent", self.parent_place)
        return (Columns(self.kind, self.parent_place),)

    def _before(self, row: Place) -> None:
        document = self._bridge.document
        self.parent_place.set_choices(
            [
                Choice(place.id, path_words(document, place))
                for place, _ in places_in_trees(document)
                if row.id not in line_of(document.places, place.id)
            ]
        )

    def _after(self, row: Place) -> None:
        root = self._bridge.document.places[line_of(self._bridge.document.places, row.id)[-1]]
        inside = root.id != row.id
        self.kind.set_read_only(inside or self._bridge.read_only)
        self.kind.set_hint(self.tr("That of {place}, which it lies in.").format(place=root.name) if inside else "")

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        return set_place(document, self._id, **fields)


class InstrumentForm(GroundForm):
    """Edits an instrument: its name, its rank, where it is found, and a note."""

    table = "instrument"

    def _make_fields(self) -> tuple[QWidget, ...]:
        self.rank = NumberField(
            self.tr("Rank"), minimum=1, required=True, hint=self.tr("1 takes precedence over all others.")
        )
        self.reference = LineField(self.tr("Reference"), placeholder=self.tr("Where it is found: a paragraph, a file"))
        self.note = TextField(self.tr("Note"))
        for name in ("rank", "reference", "note"):
            self._form.bind(name, getattr(self, name))
        return Columns(self.rank, self.reference), self.note

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        return set_instrument(document, self._id, **fields)


class RateForm(GroundForm):
    """Edits an exchange rate, read back above its fields."""

    table = "rate"

    def _make_head(self) -> QWidget:
        self.read_back = Text("", "title", wrap=True)
        self.read_back.setContentsMargins(INSET, 0, 0, 0)
        return self.read_back

    def _make_fields(self) -> tuple[QWidget, ...]:
        self.source = CurrencyField(self.tr("From"))
        self.target = CurrencyField(self.tr("To"))
        self.on = DateField(self.tr("Day"), required=True)
        self.rate = NumberField(self.tr("Rate"), decimals=12, required=True)
        for name in ("source", "target", "on", "rate"):
            self._form.bind(name, getattr(self, name))
        return (Columns(self.source, self.target, self.on, self.rate),)

    def _after(self, row: Rate) -> None:
        self.read_back.setText(rate_words(row))
        self.rate.set_hint(
            self.tr("What one {source} is worth in {target}.").format(source=row.source, target=row.target)
        )

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        return set_rate(document, self._id, **fields)
