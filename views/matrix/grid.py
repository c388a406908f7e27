"""The grid itself: scrolls, paints, and hands keys and the mouse to those who know what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from models.changes import ChangeSet
from views import theme
from views.bridge import Bridge
from views.matrix import accessible, keyboard
from views.matrix.editing import Editing
from views.matrix.fitting import Fitting
from views.matrix.geometry import Geometry
from views.matrix.look import Look
from views.matrix.mouse import Mouse
from views.matrix.painting import Canvas
from views.matrix.parts import Damage
from views.matrix.rows import RowActions
from views.matrix.selection import Selection
from views.matrix.sheet import Sheet

_FLASH_MS = 900


class MatrixGrid(QAbstractScrollArea):
    """Shows the matrix and edits it in place.

    `moved` comes when the focus is on another cell or its line has changed; `said` with a sentence about what an
    edit did; `left` when the person asks by F6 to go on to the next panel.
    """

    editing: Editing
    rows: RowActions
    moved = Signal()
    said = Signal(str, bool)
    left = Signal()
    relaid = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.sheet = Sheet(bridge.document)
        self.geometry_ = Geometry()
        self.selection = Selection()
        self.canvas = Canvas(self.sheet, self.geometry_, self.selection, Look(self.devicePixelRatioF()))
        self.canvas.empty_label = self.tr("Decisions")
        self.editing = Editing(self)
        self.rows = RowActions(self)
        self.mouse = Mouse(self)
        self.fitting = Fitting(self)
        self._dark = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._dark.timeout.connect(self._unlight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Authority matrix"))
        accessible.install()
        theme.notifier().changed.connect(self.restyle)
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.reset)
        self.relayout()

    # ---- what is shown

    def reset(self) -> None:
        """Show the document anew from its beginning, as another file is open."""
        self.editing.cancel()
        self.sheet.show(self.bridge.document)
        self.selection.go(0, 1 if self.sheet.columns else 0)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self.relayout()
        self.moved.emit()

    def show_edition(self, edition: str | None) -> None:
        """Show a version of the matrix (None: the latest), as near to the focus as it has lines."""
        decision = self.sheet.decision_at(self.selection.row) if self.sheet.rows else None
        self.editing.cancel()
        self.sheet.show(self.bridge.document, edition)
        self.selection.go(self.sheet.find(decision or "") or 0, self.selection.column)
        self.relayout()
        self.ensure_visible()
        self.moved.emit()

    def show_marks(self, marks: Mapping[tuple[str, str], str]) -> None:
        """Mark the cells that differ from the version before, by line and role."""
        self.sheet.show_marks(marks)
        self.viewport().update()

    def narrow(self, wanted: str) -> None:
        """Show only the lines that hold these words."""
        current = self.line_id()
        self.editing.cancel()
        self.sheet.narrow(wanted)
        self.selection.go(self.sheet.find(current) or 0, self.selection.column)
        self.relayout()
        self.ensure_visible()
        self.moved.emit()

    def go_on_to_next_panel(self) -> None:
        """Say that the person wants to leave the grid by keyboard."""
        self.left.emit()

    def restyle(self) -> None:
        """Take over another theme, size of text or screen."""
        self.canvas.look = Look(self.devicePixelRatioF())
        self.relayout()

    def relayout(self) -> None:
        """Work out all sizes anew, as other lines or another text size are shown."""
        self.fitting.anew()

    def fitted(self) -> None:
        """Take over sizes that have been worked out."""
        self._measure()
        self.viewport().update()
        self.relaid.emit()

    def _measure(self) -> None:
        g = self.geometry_
        g.width, g.height = self.viewport().width(), self.viewport().height()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, g.total_width - g.body.width()))
        across.setPageStep(max(1, g.body.width()))
        across.setSingleStep(g.column_width)
        down.setRange(0, max(0, g.tops[-1] - g.body.height()))
        down.setPageStep(max(1, g.body.height() - self.canvas.look.row_height))
        down.setSingleStep(self.canvas.look.row_height)
        self._take_offsets()

    def _take_offsets(self) -> None:
        """Follow the scroll bars; roles move by whole columns, so that no name is cut."""
        g = self.geometry_
        g.x = round(self.horizontalScrollBar().value() / g.column_width) * g.column_width
        g.y = self.verticalScrollBar().value()

    def _follow(self, changes: ChangeSet) -> None:
        current, top = self.line_id(), self.sheet.rows[self.first_seen()].id if self.sheet.rows else ""
        damage = self.sheet.follow(self.bridge.document, changes)
        if damage.everything:
            self.editing.follow()
            offset = self.geometry_.y - self.geometry_.tops[self.first_seen()] if self.geometry_.rows else 0
            found = self.sheet.find(current)
            if found is not None:
                self.selection.go(found, self.selection.column)
            self.relayout()
            anchor = self.sheet.find(top)
            if anchor is not None:
                self.verticalScrollBar().setValue(self.geometry_.tops[anchor] + offset)
        if damage.everything or damage.lines:
            self._show_damage(damage)
            self.moved.emit()
        if (self.selection.row, self.selection.column) in damage.cells:
            accessible.focus_changed(self)

    def _show_damage(self, damage: Damage) -> None:
        self.canvas.lit = frozenset(cell for cell in damage.cells if cell[0] < self.geometry_.rows)
        self._dark.start()
        self.fitting.again(damage.lines)
        for line in damage.lines:
            self.update_row(line)
        if self.canvas.lit and not any(self.is_seen(*cell) for cell in self.canvas.lit):
            self.scroll_to(*min(self.canvas.lit))

    def _unlight(self) -> None:
        rows = {row for row, _ in self.canvas.lit}
        self.canvas.lit = frozenset()
        for row in rows:
            self.update_row(row)

    # ---- where the focus is

    def line_id(self) -> str:
        """Return the id of the line with the focus, empty where there is none."""
        rows, row = self.sheet.rows, self.selection.row
        return rows[row].id if row < len(rows) else ""

    def go_to(self, row: int, column: int, *, extend: bool = False) -> bool:
        """Move the focus to a cell and scroll it into sight; False when what is being typed cannot be left."""
        if not self.sheet.rows or not self.editing.commit():
            return False
        g, block = self.geometry_, self.selection.block
        self.update_block(block.top, block.left, block.bottom, block.right)
        row, column = max(0, min(row, g.rows - 1)), max(0, min(column, g.columns))
        self.selection.go(row, column, extend=extend)
        block = self.selection.block
        self.ensure_visible()
        self.update_block(block.top, block.left, block.bottom, block.right)
        self.moved.emit()
        accessible.focus_moved(self)
        return True

    def ensure_visible(self) -> None:
        """Scroll the focus into sight."""
        if self.sheet.rows:
            self.scroll_to(self.selection.row, self.selection.column)

    def scroll_to(self, row: int, column: int) -> None:
        """Scroll a cell into sight, as little as need be."""
        x, y = self.geometry_.scroll_to(row, column, self.canvas.room_above(row))
        self.horizontalScrollBar().setValue(x)
        self.verticalScrollBar().setValue(y)

    def is_seen(self, row: int, column: int) -> bool:
        """Return whether a cell can be seen as a whole, below the headings that stay."""
        g = self.geometry_
        rect, body = g.cell(row, column), g.body
        body.setTop(body.top() + self.canvas.sticky_height())
        if column == 0:
            return body.top() <= rect.top() and rect.bottom() <= body.bottom()
        return bool(body.contains(rect))

    def first_seen(self) -> int:
        """Return the first row below the heads."""
        return self.geometry_.nearest_row(self.geometry_.head_height)

    def page_from(self, row: int, step: int) -> int:
        """Return the row a page below (1) or above (-1) another."""
        page = self.geometry_.body.height() - self.canvas.sticky_height() - self.canvas.look.row_height
        return self.geometry_.row_away(row, step * max(page, self.canvas.look.row_height))

    # ---- painting only what changed

    def update_row(self, row: int) -> None:
        """Paint a row again."""
        g = self.geometry_
        if 0 <= row < g.rows:
            self.viewport().update(0, g.top(row), g.width, g.row_height(row))

    def update_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Paint a block of cells again, and the heads above and beside it."""
        g = self.geometry_
        if g.rows and bottom < g.rows:
            rows = g.span(top, left, bottom, right)
            self.viewport().update(rows.adjusted(-2, -2, 2, 2))
            self.viewport().update(0, rows.top() - 2, g.first_width, rows.height() + 4)
            self.viewport().update(0, 0, g.width, g.head_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.canvas.look.ratio != self.devicePixelRatioF():
            self.canvas.look = Look(self.devicePixelRatioF())
        self.canvas.focused = self.hasFocus() or self.editing.has_focus()
        painter = QPainter(self.viewport())
        for rect in cast(Iterable[QRect], event.region()):
            self.canvas.paint(painter, rect)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._take_offsets()
        self.editing.place()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fitting.fit()
        self.editing.place()

    # ---- events

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and keyboard.claims(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        # Tab moves inside the grid, as in a spreadsheet; F6 goes on to the next panel.
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keyboard.handle(self, event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        accessible.focus_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.angleDelta().x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y() * bar.singleStep() // 60)
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.mouse.focus_for_menu(event.pos())
            at = event.globalPos()
        else:
            corner = self.geometry_.cell(self.selection.row, self.selection.column).bottomLeft()
            at = self.viewport().mapToGlobal(corner)
        self.rows.menu().popup(at)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.mouse.leave()
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _tell(self, at: QPoint, screen: QPoint) -> None:
        hit = self.geometry_.hit(at)
        column = self.geometry_.column_at(at.x())
        if hit is not None and self.sheet.rows:
            notes = [f"{note.mark} {note.text}".strip() for note in self.sheet.notes_at(*hit)]
            QToolTip.showText(screen, "\n".join([self.sheet.spoken(*hit), *notes]), self.viewport())
        elif at.y() < self.geometry_.head_height and column > 0:
            shown = self.sheet.columns[column - 1]
            noted = self.sheet.document.notes.by("role", shown.role.id)
            notes = [f"{note.mark} {note.text}".strip() for note in noted if note.rule is None]
            QToolTip.showText(screen, "\n".join([shown.role.name, shown.role.purpose, *notes]).strip(), self.viewport())
        else:
            QToolTip.hideText()
