"""A box of conditions: each with an editor of its own kind, and the way to add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.authority.lookup import dimensions_of
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.commands.boxes import BOXES, drop_condition, put_condition
from models.commands.rows import set_fields
from models.decisions import Dimension, DimensionKind
from models.document import Document
from models.quantities import UNLIMITED, Band
from views import tokens
from views.bridge import Bridge
from views.inplace import InPlaceText
from views.matrix.edits import new_condition
from views.matrix.inspector.bands import BandEditor
from views.matrix.inspector.pieces import clear, column
from views.shell.buttons import Button, IconButton
from views.shell.chips import Chips
from views.shell.fields import Choice
from views.shell.labels import Text

Box = tuple[Condition, ...]


def begun(dimension: Dimension) -> Condition:
    """Return the condition on a dimension that a person begins with."""
    if dimension.kind == "flag":
        return FlagCondition(dimension=dimension.id, value=True)
    if dimension.kind == "classes":
        return ClassCondition(dimension=dimension.id, among=dimension.classes[:1])
    return BandCondition(dimension=dimension.id, band=Band(lower=dimension.lower, upper=UNLIMITED))


class Conditions(QWidget):
    """Edits a box of conditions of a row of a table; `nothing` is said where it has none."""

    def __init__(self, bridge: Bridge, table: str = "rule", nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._table = bridge, table
        self._shape: tuple[object, ...] = ()
        self._id, self._box = "", Box()
        self._decision: str | None = None
        self._shows: list[Callable[[Box], None]] = []
        self.bands: dict[str, BandEditor] = {}
        self.chips: dict[str, Chips] = {}
        self._list = column(spacing=tokens.SPACE_M)
        self._none = Text(nothing or self.tr("Every case: the row has no condition."), "muted", wrap=True)
        self._add = Button(self.tr("Add condition"), kind="quiet", icon="add", on_click=self._offer)
        self._menu = QMenu(self._add)
        self._message = Text("", "error", wrap=True)
        self._message.hide()
        whole = column(self, tokens.SPACE_S)
        whole.addWidget(self._none)
        whole.addLayout(self._list)
        whole.addWidget(self._message)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        whole.addLayout(row)

    def show_rule(self, rule: Rule) -> None:
        """Show the conditions of a row of the matrix."""
        self.show_box(rule.id, rule.box, rule.decision)

    def show_box(self, row_id: str, box: Box, decision: str | None = None) -> None:
        """Show the conditions of a row; those on the facts of `decision` are offered first."""
        document = self._bridge.document
        same = row_id == self._id
        self._id, self._box, self._decision = row_id, box, decision
        kinds = ((c.kind, document.dimensions.get(c.dimension) is not None, c.dimension) for c in box)
        shape = (row_id, *kinds)
        if shape != self._shape:
            self._shape = shape
            self._build(document)
        if not same:
            self._say("")
        self._none.setVisible(not box)
        self._add.setEnabled(not self._bridge.read_only)
        for show in self._shows:
            show(box)

    def message(self) -> str:
        """Return why the last edit was refused, or nothing."""
        return "" if self._message.isHidden() else self._message.text()

    def _build(self, document: Document) -> None:
        clear(self._list)
        self._shows, self.bands, self.chips = [], {}, {}
        for condition in self._box:
            dimension = document.dimensions.get(condition.dimension)
            if dimension is not None:
                self._list.addWidget(self._editor(condition, dimension))

    def _editor(self, condition: Condition, dimension: Dimension) -> QWidget:
        whole = QWidget()
        lines = column(whole, tokens.SPACE_XS)
        name = InPlaceText(self.tr("Name of the fact"), dimension.name, type_role="strong", breaks=False, required=True)
        name.committed.connect(
            lambda text: self._bridge.execute(set_fields, "dimension", dimension.id, name=text) if text else None
        )
        drop = IconButton("close", self.tr("Drop the condition on {name}").format(name=dimension.name))
        drop.setProperty("role", "compact")
        drop.clicked.connect(lambda: self._say(self._bridge.attempt(drop_condition, *self._row, dimension.id)))
        drop.setEnabled(not self._bridge.read_only)
        name.set_read_only(self._bridge.read_only)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(drop, 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(head)
        lines.addWidget(self._band(dimension.id) if isinstance(condition, BandCondition) else self._choice(dimension))
        self._shows.append(lambda _box: self._rename(name, dimension.id))
        return whole

    def _rename(self, name: InPlaceText, dimension: str) -> None:
        shown = self._bridge.document.dimensions.get(dimension)
        if shown is not None:
            name.set_value(shown.name)

    def _band(self, dimension: str) -> QWidget:
        editor = BandEditor(lambda condition: self._bridge.attempt(put_condition, *self._row, condition))
        editor.set_read_only(self._bridge.read_only)
        self.bands[dimension] = editor

        def show(box: Box) -> None:
            found = _on(box, dimension)
            shown = self._bridge.document.dimensions.get(dimension)
            if isinstance(found, BandCondition) and shown is not None:
                editor.show_condition(self._id, found, shown)

        self._shows.append(show)
        return editor

    def _choice(self, dimension: Dimension) -> QWidget:
        """Chips for the classes of a dimension; for a yes-or-no fact two, of which one is on."""
        chips = self.chips[dimension.id] = Chips(dimension.name)
        chips.chosen.connect(lambda values: self._choose(dimension.id, values))

        def show(box: Box) -> None:
            found, shown = _on(box, dimension.id), self._bridge.document.dimensions.get(dimension.id)
            if isinstance(found, FlagCondition):
                chips.show_choices([Choice(True, self.tr("yes")), Choice(False, self.tr("no"))], (found.value,))
            elif isinstance(found, ClassCondition) and shown is not None:
                names = dict.fromkeys((*shown.classes, *found.among))
                chips.show_choices([Choice(name, name) for name in names], found.among)
            chips.set_read_only(self._bridge.read_only)

        self._shows.append(show)
        return chips

    # ---- edits

    @property
    def _row(self) -> tuple[str, str]:
        return self._table, self._id

    def _choose(self, dimension: str, values: tuple[object, ...]) -> None:
        found = _on(self._box, dimension)
        if isinstance(found, FlagCondition):
            # Two chips of which one is on: a click on either turns to it, and none is no answer.
            other = next((bool(value) for value in values if value != found.value), not found.value)
            self._put(FlagCondition(dimension=dimension, value=other))
        elif values:
            self._put(ClassCondition(dimension=dimension, among=tuple(str(value) for value in values)))
        else:
            self._say(self.tr("Without any of them no case would fit; drop the condition instead."))
        row = self._bridge.document.table(self._table).get(self._id)
        if row is not None:
            # At once, also where it was refused: a chip shows what holds.
            said = self.message()
            self.show_box(self._id, getattr(row, BOXES[self._table]), self._decision)
            self._say(said)

    def _put(self, condition: Condition) -> None:
        self._say(self._bridge.attempt(put_condition, *self._row, condition))

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _offer(self) -> None:
        self.fill_menu()
        self._menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    @property
    def menu(self) -> QMenu:
        """The conditions that can be added, as last offered."""
        return self._menu

    def fill_menu(self) -> None:
        """Offer the facts that the box has no condition on, and for a row of the matrix new ones."""
        self._menu.clear()
        document = self._bridge.document
        taken = {condition.dimension for condition in self._box}
        decision = document.decisions.get(self._decision)
        own = [d for d in dimensions_of(document, decision) if d.id not in taken] if decision is not None else []
        others = [d for d in document.dimensions if d.id not in taken and d not in own]
        for group in (own, others):
            for dimension in group:
                self._menu.addAction(dimension.name).triggered.connect(
                    lambda _checked=False, dimension=dimension: self._put(begun(dimension))
                )
            if group:
                self._menu.addSeparator()
        kinds: tuple[tuple[DimensionKind, str], ...] = (
            ("money", self.tr("New amount of money")),
            ("number", self.tr("New number")),
            ("flag", self.tr("New yes-or-no fact")),
        )
        for kind, text in kinds if self._table == "rule" else ():
            self._menu.addAction(text).triggered.connect(
                lambda _checked=False, kind=kind: self._bridge.execute(new_condition, self._id, kind)
            )
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("There is no other fact")).setEnabled(False)


def _on(box: Box, dimension: str) -> Condition | None:
    return next((condition for condition in box if condition.dimension == dimension), None)
