"""The classes of a dimension in their order: renamed where they stand, carried, added, deleted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.commands.classes import add_class, delete_class, move_class, rename_class
from models.decisions import Dimension
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.matrix.inspector.pieces import column
from views.shell.buttons import IconButton
from views.shell.fields import LineField
from views.shell.grip import DropMark, Grip


class ClassLine(QWidget):
    """One class: its grip, its name, and the way to delete it."""

    remove_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.class_name = name
        self.grip = Grip("")
        self.field = LineField(self.tr("Name of the class"), name, required=True)
        self.field.label.hide()
        self.field.edit.setProperty("role", "quiet")
        self.remove = IconButton("close", "", on_click=self.remove_asked.emit)
        self.remove.setProperty("role", "compact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_XS)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.grip, 0, top)
        row.addWidget(self.field, 1)
        row.addWidget(self.remove, 0, top)
        self.call(name)

    def call(self, name: str) -> None:
        """Show the class under its name."""
        self.class_name = name
        self.field.set_value(name)
        self.grip.setAccessibleName(self.tr("Move {name}").format(name=name))
        self.remove.setAccessibleName(self.tr("Delete {name}").format(name=name))
        self.remove.setToolTip(self.remove.accessibleName())


class ClassList(QWidget):
    """Edits the classes of one dimension."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self.lines: list[ClassLine] = []
        self._body = QWidget()
        self._list = column(self._body, 2)
        self._mark = DropMark(self._body)
        self.add_line = AddLine(self.tr("Add a class"), self.tr("Add a class …"))
        self.add_line.committed.connect(self._add)
        whole = column(self, tokens.SPACE_XS)
        whole.addWidget(self._body)
        whole.addWidget(self.add_line)

    def show_dimension(self, dimension: Dimension) -> None:
        """Show the classes of a dimension; a line stays with its class when that moves or gets another name."""
        if dimension.id != self._id:
            self._id = dimension.id
            self.add_line.reset("")
            for line in self.lines:
                self._discard(line)
            self.lines = []
        known = {line.class_name: line for line in self.lines}
        gone = [line for line in self.lines if line.class_name not in dimension.classes]
        wanted: list[ClassLine] = []
        for name in dimension.classes:
            mine = known.get(name)
            if mine is None and gone and len(dimension.classes) == len(self.lines):
                mine = gone.pop(0)
                mine.call(name)
            wanted.append(mine if mine is not None else self._made(name))
        for line in self.lines:
            if line not in wanted:
                self._discard(line)
        if wanted != self.lines:
            for line in wanted:
                self._list.removeWidget(line)
                self._list.addWidget(line)
            self.lines = wanted
        writable = not self._bridge.read_only
        self.add_line.setVisible(writable)
        for line in wanted:
            line.field.set_read_only(not writable)
            line.grip.setVisible(writable and len(wanted) > 1)
            line.remove.setVisible(writable)

    def _made(self, name: str) -> ClassLine:
        line = ClassLine(name)
        line.field.committed.connect(lambda new: self._rename(line, str(new)))
        line.remove_asked.connect(lambda: self._delete(line))
        line.grip.pushed.connect(lambda columns, rows: self._move(line, self.lines.index(line) + (rows or columns)))
        line.grip.carried.connect(self._carry)
        line.grip.dropped.connect(lambda place: self._drop(line, place))
        line.grip.put_back.connect(self._mark.hide)
        return line

    def _discard(self, line: ClassLine) -> None:
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    # ---- edits

    def _rename(self, line: ClassLine, new: str) -> None:
        old = line.class_name
        refused = self._bridge.attempt(rename_class, self._id, old, new)
        if refused:
            line.field.refuse(old, refused)

    def _delete(self, line: ClassLine) -> None:
        refused = self._bridge.attempt(delete_class, self._id, line.class_name)
        if refused:
            line.field.set_message(refused, "error")

    def _add(self, name: object) -> None:
        if not name:
            return
        refused = self._bridge.attempt(add_class, self._id, str(name))
        if refused:
            self.add_line.refuse("", refused)
        else:
            self.add_line.reset("")
            self.add_line.setFocus()

    def _move(self, line: ClassLine, at: int) -> None:
        if 0 <= at < len(self.lines) and at != self.lines.index(line):
            self._bridge.execute(move_class, self._id, line.class_name, at)
            line.grip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, place: QPoint) -> int:
        y = self._body.mapFromGlobal(place).y()
        return sum(y > line.geometry().center().y() for line in self.lines)

    def _carry(self, place: QPoint) -> None:
        at = self._place(place)
        edge = self.lines[at].y() - 1 if at < len(self.lines) else self.lines[-1].geometry().bottom() + 1
        self._mark.between(0, self._body.width(), edge)

    def _drop(self, line: ClassLine, place: QPoint) -> None:
        self._mark.hide()
        at = self._place(place)
        self._move(line, at - (at > self.lines.index(line)))
