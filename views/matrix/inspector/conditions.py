"""The cases of a row: its conditions, each with an editor of its own kind, and the way to add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget

from models.authority.lookup import dimensions_of
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.commands.matrix import drop_condition, set_condition
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
from views.shell.fields import Choice, ChoiceField
from views.shell.flow import FlowLayout
from views.shell.labels import Text


def begun(dimension: Dimension) -> Condition:
    """Return the condition on a dimension that a person begins with."""
    if dimension.kind == "flag":
        return FlagCondition(dimension=dimension.id, value=True)
    if dimension.kind == "classes":
        return ClassCondition(dimension=dimension.id, among=dimension.classes[:1])
    return BandCondition(dimension=dimension.id, band=Band(lower=dimension.lower, upper=UNLIMITED))


class Conditions(QWidget):
    """Edits the box of conditions of a row."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shape: tuple[object, ...] = ()
        self._rule: Rule | None = None
        self._shows: list[Callable[[Rule], None]] = []
        self.bands: dict[str, BandEditor] = {}
        self._list = column(spacing=tokens.SPACE_M)
        self._none = Text(self.tr("Every case: the row has no condition."), "muted", wrap=True)
        self._add = Button(self.tr("Add condition"), kind="quiet", icon="add", on_click=self._offer)
        self._menu = QMenu(self._add)
        whole = column(self, tokens.SPACE_S)
        whole.addWidget(self._none)
        whole.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        whole.addLayout(row)

    def show_rule(self, rule: Rule) -> None:
        """Show the conditions of a row."""
        document = self._bridge.document
        self._rule = rule
        shape = (rule.id, *((c.kind, document.dimensions.get(c.dimension) is not None, c.dimension) for c in rule.box))
        if shape != self._shape:
            self._shape = shape
            self._build(document, rule)
        self._none.setVisible(not rule.box)
        self._add.setEnabled(not self._bridge.read_only)
        for show in self._shows:
            show(rule)

    def _build(self, document: Document, rule: Rule) -> None:
        clear(self._list)
        self._shows, self.bands = [], {}
        for condition in rule.box:
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
        drop = IconButton("remove", self.tr("Drop the condition on {name}").format(name=dimension.name))
        drop.clicked.connect(lambda: self._drop(dimension.id))
        drop.setEnabled(not self._bridge.read_only)
        name.set_read_only(self._bridge.read_only)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(drop, 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(head)
        if isinstance(condition, BandCondition):
            lines.addWidget(self._band(dimension.id))
        elif isinstance(condition, FlagCondition):
            lines.addWidget(self._flag(dimension))
        else:
            lines.addWidget(self._classes(condition, dimension))
        self._shows.append(lambda _rule: self._rename(name, dimension.id))
        return whole

    def _rename(self, name: InPlaceText, dimension: str) -> None:
        shown = self._bridge.document.dimensions.get(dimension)
        if shown is not None:
            name.set_value(shown.name)

    def _band(self, dimension: str) -> QWidget:
        editor = BandEditor(self._bridge)
        editor.set_read_only(self._bridge.read_only)
        self.bands[dimension] = editor

        def show(rule: Rule) -> None:
            found = _on(rule, dimension)
            shown = self._bridge.document.dimensions.get(dimension)
            if isinstance(found, BandCondition) and shown is not None:
                editor.show_condition(rule.id, found, shown)

        self._shows.append(show)
        return editor

    def _flag(self, dimension: Dimension) -> QWidget:
        field = ChoiceField(dimension.name, [Choice(True, self.tr("yes")), Choice(False, self.tr("no"))])
        field.label.hide()
        field.set_read_only(self._bridge.read_only)
        field.committed.connect(lambda value: self._set(FlagCondition(dimension=dimension.id, value=bool(value))))

        def show(rule: Rule) -> None:
            found = _on(rule, dimension.id)
            if isinstance(found, FlagCondition):
                field.set_value(found.value)

        self._shows.append(show)
        return field

    def _classes(self, condition: ClassCondition, dimension: Dimension) -> QWidget:
        whole = QWidget()
        flow = FlowLayout(whole, spacing=tokens.SPACE_M)
        boxes = {name: QCheckBox(name) for name in dict.fromkeys((*dimension.classes, *condition.among))}
        for box in boxes.values():
            box.setEnabled(not self._bridge.read_only)
            box.clicked.connect(
                lambda: self._set(
                    ClassCondition(
                        dimension=dimension.id, among=tuple(name for name, one in boxes.items() if one.isChecked())
                    )
                )
            )
            flow.addWidget(box)

        def show(rule: Rule) -> None:
            found = _on(rule, dimension.id)
            if isinstance(found, ClassCondition):
                for name, box in boxes.items():
                    box.setChecked(name in found.among)

        self._shows.append(show)
        return whole

    # ---- edits

    def _set(self, condition: Condition) -> None:
        if self._rule is not None:
            self._bridge.execute(set_condition, self._rule.id, condition)

    def _drop(self, dimension: str) -> None:
        if self._rule is not None:
            self._bridge.execute(drop_condition, self._rule.id, dimension)

    def _offer(self) -> None:
        self.fill_menu()
        self._menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    @property
    def menu(self) -> QMenu:
        """The conditions that can be added, as last offered."""
        return self._menu

    def fill_menu(self) -> None:
        """Offer the facts that the row has no condition on, and new ones."""
        self._menu.clear()
        rule, document = self._rule, self._bridge.document
        if rule is None:
            return
        taken = {condition.dimension for condition in rule.box}
        own = [d for d in dimensions_of(document, document.decisions[rule.decision]) if d.id not in taken]
        others = [d for d in document.dimensions if d.id not in taken and d not in own]
        for group in (own, others):
            for dimension in group:
                self._menu.addAction(dimension.name).triggered.connect(
                    lambda _checked=False, dimension=dimension: self._set(begun(dimension))
                )
            if group:
                self._menu.addSeparator()
        kinds: tuple[tuple[DimensionKind, str], ...] = (
            ("money", self.tr("New amount of money")),
            ("number", self.tr("New number")),
            ("flag", self.tr("New yes-or-no fact")),
        )
        for kind, text in kinds:
            self._menu.addAction(text).triggered.connect(
                lambda _checked=False, kind=kind: self._bridge.execute(new_condition, rule.id, kind)
            )


def _on(rule: Rule, dimension: str) -> Condition | None:
    return next((condition for condition in rule.box if condition.dimension == dimension), None)
