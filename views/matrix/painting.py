"""Painting the grid in one go: no delegate, no item, a picture a cell from a cache."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLine, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPen

from views.matrix.geometry import Geometry
from views.matrix.layout import BESIDE, PAD, left_of, room_for
from views.matrix.look import MIDDLE, Look, label_text
from views.matrix.selection import Selection
from views.matrix.sheet import Sheet

CUT = Qt.TextElideMode.ElideRight
_SHADE = 5
_BAR = 2


@dataclass
class Canvas:
    """Everything that a picture of the grid depends on."""

    sheet: Sheet
    geometry: Geometry
    selection: Selection
    look: Look
    upright: bool = True
    group_height: int = 0
    hover: tuple[int, int] | None = None
    focused: bool = False
    lit: frozenset[tuple[int, int]] = frozenset()
    empty_label: str = ""
    edge: bool = False

    # ---- the whole

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Paint what lies in `dirty`."""
        g = self.geometry
        painter.fillRect(dirty, self.look.surface)
        body = g.body.intersected(dirty)
        rows = g.rows_in(dirty.top(), dirty.bottom())
        if not body.isEmpty() and g.rows:
            painter.setClipRect(body)
            self._body(painter, rows, g.columns_in(body.left(), body.right()))
        frozen = QRect(0, g.head_height, g.first_width, g.height).intersected(dirty)
        if not frozen.isEmpty():
            painter.setClipRect(frozen)
            self._labels(painter, rows)
        if dirty.top() < g.head_height + self.sticky_height() + _SHADE:
            painter.setClipRect(QRect(0, g.head_height, g.width, g.height).intersected(dirty))
            self._sticky(painter)
        if dirty.top() < g.head_height:
            self._heads(painter, dirty)
        painter.setClipping(False)
        painter.setPen(self.look.strong_line)
        bottom = min(g.height, g.head_height + g.tops[-1] - g.y)
        painter.drawLine(g.first_width - 1, 0, g.first_width - 1, bottom)
        painter.drawLine(0, g.head_height - 1, g.width, g.head_height - 1)
        self._pointers(painter)
        if self.edge:
            painter.fillRect(QRect(g.first_width - _BAR, 0, _BAR, g.head_height), self.look.accent)

    def _pointers(self, painter: QPainter) -> None:
        """Point from the heads at the focus: a bar below its column and one beside its row."""
        g, block = self.geometry, self.selection.block
        if not g.rows:
            return
        colour = self.look.accent if self.focused else self.look.faint
        across = QRect(g.left(max(1, block.left)), g.head_height - _BAR, 0, _BAR)
        across.setRight(min(g.left(block.right) + g.column_width, g.width) - 1)
        across.setLeft(max(across.left(), g.first_width))
        down = g.span(block.top, 0, block.bottom, 0)
        down = QRect(g.first_width - _BAR, down.top(), _BAR, down.height() - 1)
        down.setTop(max(down.top(), g.head_height + self.sticky_height()))
        if block.right and g.columns and across.width() > 0:
            painter.fillRect(across, colour)
        if block.right and down.height() > 0:
            painter.fillRect(down, colour)

    # ---- cells

    def _body(self, painter: QPainter, rows: range, columns: range) -> None:
        g, sheet, look = self.geometry, self.sheet, self.look
        self._tints(painter, rows)
        self._rules(painter, rows, columns)
        for row in rows:
            if sheet.rows[row].kind == "section":
                self.label(painter, row, g.top(row))
        start, width = g.left(columns.start), g.column_width
        for row in rows:
            cells = sheet.line(row).cells
            if not cells:
                continue
            top, height = g.top(row), g.row_height(row) - 1
            for column, cell in cells.items():
                if column in columns:
                    left = start + (column - columns.start) * width
                    painter.drawPixmap(left, top, look.face(cell, width, height))
        self._corners(painter, rows, columns)
        self._selection(painter)

    def _corners(self, painter: QPainter, rows: Iterable[int], columns: range) -> None:
        """Fill the corner of each cell that differs from the version before: a shape, not a colour alone."""
        side = max(5, self.look.unit // 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.change)
        for row in rows:
            for column in self.sheet.marks_at(row):
                if column in columns:
                    at = self.geometry.cell(row, column).topLeft()
                    painter.drawPolygon([at, at + QPoint(side, 0), at + QPoint(0, side)])

    def _tints(self, painter: QPainter, rows: range) -> None:
        g, look = self.geometry, self.look
        right = min(g.width, g.first_width + g.total_width - g.x)
        for row in rows:
            if self.sheet.rows[row].kind == "section":
                painter.fillRect(QRect(0, g.top(row), g.width, g.row_height(row)), look.quiet)
        if self.hover is not None:
            row, column = self.hover
            if row in rows:
                painter.fillRect(QRect(0, g.top(row), right, g.row_height(row)), look.hover)
            if column > 0:
                bottom = g.head_height + g.tops[-1] - g.y
                painter.fillRect(
                    QRect(g.left(column), g.head_height, g.column_width, bottom - g.head_height), look.hover
                )
        for row in rows:
            for column in self.sheet.marks_at(row):
                painter.fillRect(g.cell(row, column), look.changed)
        for row, column in self.lit:
            if row in rows:
                painter.fillRect(g.cell(row, column), look.flash)
        block = self.selection.block
        if not block.single and g.rows:
            painter.fillRect(g.span(block.top, block.left, block.bottom, block.right), look.selected)

    def _rules(self, painter: QPainter, rows: range, columns: range) -> None:
        g = self.geometry
        right = min(g.width, g.first_width + g.total_width - g.x)
        lines = [QLine(0, y, right, y) for row in rows if (y := g.top(row) + g.row_height(row) - 1) > 0]
        ends = {group.last for group in self.sheet.groups}
        ends_at = [g.left(column) + g.column_width - 1 for column in columns if column in ends or not self.upright]
        lines += [QLine(x, top, x, bottom) for top, bottom in self._stretches(rows) for x in ends_at]
        painter.setPen(self.look.line)
        painter.drawLines(lines)

    def _stretches(self, rows: range) -> list[tuple[int, int]]:
        """Return from where to where there are cells; the name of a section runs across all columns."""
        g, found = self.geometry, list[tuple[int, int]]()
        for row in rows:
            if self.sheet.rows[row].kind == "section":
                continue
            top, bottom = g.top(row), g.top(row) + g.row_height(row) - 1
            if found and found[-1][1] == top - 1:
                top = found.pop()[0]
            found.append((top, bottom))
        return found

    def _selection(self, painter: QPainter) -> None:
        g, block = self.geometry, self.selection.block
        if not g.rows or not g.columns:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not block.single:
            painter.setPen(QPen(self.look.accent, 1))
            painter.drawRect(g.span(block.top, block.left, block.bottom, block.right).adjusted(0, 0, -1, -1))
        self._frame(painter)

    def _frame(self, painter: QPainter) -> None:
        rect = self.geometry.cell(self.selection.row, self.selection.column)
        pen = self.look.focus if self.focused else QPen(self.look.accent, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)

    # ---- the frozen column

    def _labels(self, painter: QPainter, rows: Iterable[int]) -> None:
        g = self.geometry
        painter.save()
        self._tints(painter, rows if isinstance(rows, range) else range(0))
        painter.setPen(self.look.line)
        painter.drawLines([QLine(0, y, g.first_width, y) for r in rows if (y := g.top(r) + g.row_height(r) - 1)])
        block = self.selection.block
        for row in rows:
            if row in block.rows and self.focused:
                painter.fillRect(QRect(0, g.top(row), g.first_width, g.row_height(row) - 1), self.look.selected)
            self.label(painter, row, g.top(row))
        self._corners(painter, rows, range(1))
        if self.selection.column == 0 and g.rows:
            self._frame(painter)
        painter.restore()

    def label(self, painter: QPainter, row: int, top: int) -> None:
        """Write the label of a line at a height of the screen; what stands beside it only as far as it fits."""
        shown, line, look, g = self.sheet.rows[row], self.sheet.label(row), self.look, self.geometry
        left, kind = left_of(shown.depth), shown.kind
        room = room_for(shown.depth, g.width if kind == "section" else g.first_width)
        text = look.wrapped_label(label_text(line.text, self.sheet.mark(row)), kind, room)
        lines = text.split("\n")
        if len(lines) == 1 and look.label_width(text, kind) > room:
            lines = [look.label_metrics[kind].elidedText(text, CUT, room)]
        tall = look.label_metrics[kind].lineSpacing()
        y = top + (g.row_height(row) - 1 - tall * len(lines)) // 2
        painter.setFont(look.label_fonts[kind])
        painter.setPen(look.text)
        for at, written in enumerate(lines):
            painter.drawText(QRect(left, y + at * tall, room, tall), MIDDLE, written)
        if line.aside:
            begin = look.label_width(lines[-1], kind) + BESIDE
            aside = self._aside(line.aside, room - begin)
            painter.setFont(look.small)
            painter.setPen(look.muted)
            painter.drawText(QRect(left + begin, y + (len(lines) - 1) * tall, room - begin, tall), MIDDLE, aside)

    def _aside(self, text: str, room: int) -> str:
        """Return as many whole parts as fit; half a number would say something else."""
        parts = text.split(" · ")
        while len(parts) > 1 and self.look.label_width(" · ".join(parts), "aside") > room:
            parts.pop()
        shown = " · ".join(parts)
        if self.look.label_width(shown, "aside") <= room:
            return shown
        spoilt = any(letter.isdigit() for letter in shown) or room < self.look.unit * 3
        return "" if spoilt else self.look.label_metrics["aside"].elidedText(shown, CUT, room)

    # ---- headings that stay

    def sticky(self) -> list[int]:
        """Return the headings that stay in sight because what is seen stands under them, outermost first."""
        g, stack, depth = self.geometry, list[int](), 0
        while g.rows:
            row = g.nearest_row(g.head_height + depth)
            trail = self._trail(row)
            if len(trail) <= len(stack):
                break
            candidate = trail[len(stack)]
            if g.tops[candidate] >= g.y + depth:
                break
            stack.append(candidate)
            depth += g.row_height(candidate)
        return stack

    def _trail(self, row: int) -> list[int]:
        trail = [row] if self.sheet.rows[row].kind != "rule" else []
        above = self.sheet.parent(row)
        while above is not None:
            trail.insert(0, above)
            above = self.sheet.parent(above)
        return trail

    def sticky_height(self) -> int:
        """Return how much of the body the headings that stay take."""
        return sum(self.geometry.row_height(row) for row in self.sticky())

    def room_above(self, row: int) -> int:
        """Return the height of the headings that will stand above a row once it is scrolled to."""
        return sum(self.geometry.row_height(above) for above in self._trail(row) if above != row)

    def _sticky(self, painter: QPainter) -> None:
        g, look = self.geometry, self.look
        top = g.head_height
        for row in self.sticky():
            height = g.row_height(row)
            section = self.sheet.rows[row].kind == "section"
            painter.fillRect(QRect(0, top, g.width, height), look.quiet if section else look.surface)
            self.label(painter, row, top)
            top += height
            painter.setPen(look.line)
            painter.drawLine(0, top - 1, g.width, top - 1)
        if top > g.head_height:
            shade = QLinearGradient(0, top, 0, top + _SHADE)
            shade.setColorAt(0, look.shade)
            shade.setColorAt(1, QColor(0, 0, 0, 0))
            painter.fillRect(QRect(0, top, g.width, _SHADE), shade)

    # ---- the heads

    def _heads(self, painter: QPainter, dirty: QRect) -> None:
        g, look = self.geometry, self.look
        painter.setClipRect(QRect(0, 0, g.width, g.head_height).intersected(dirty))
        painter.fillRect(QRect(0, 0, g.width, g.head_height), look.surface)
        painter.setClipRect(QRect(g.first_width, 0, g.width, g.head_height).intersected(dirty))
        names = g.head_height - self.group_height
        block = self.selection.block
        columns = g.columns_in(g.first_width, g.width)
        for column in columns:
            rect = QRect(g.left(column), self.group_height, g.column_width, names)
            if column in block.columns and self.focused:
                painter.fillRect(rect, look.selected)
            elif self.hover is not None and self.hover[1] == column:
                painter.fillRect(rect, look.hover)
            painter.drawPixmap(
                rect.topLeft(), look.head(self.sheet.columns[column - 1], g.column_width, names, self.upright)
            )
        self._group_heads(painter, columns)
        painter.setClipRect(QRect(0, 0, g.first_width, g.head_height).intersected(dirty))
        painter.setFont(look.label)
        painter.setPen(look.muted)
        painter.drawText(
            QRect(PAD, 0, g.first_width - PAD, g.head_height - 8),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
            self.empty_label,
        )

    def _group_heads(self, painter: QPainter, columns: range) -> None:
        g, look = self.geometry, self.look
        if not self.group_height:
            return
        metrics = QFontMetrics(look.label)
        for group in self.sheet.groups:
            if group.last < columns.start or group.first >= columns.stop or not group.name:
                continue
            left = max(g.left(group.first), g.first_width)
            end = g.left(group.last) + g.column_width
            right = min(end, g.width)
            painter.setFont(look.label)
            painter.setPen(look.muted)
            room = right - left - 12
            text = metrics.elidedText(group.name, CUT, room)
            # A lone ellipsis says nothing.
            if text == group.name or room > look.unit * 2:
                painter.drawText(QRect(left + 6, 0, room, self.group_height - 2), MIDDLE, text)
            painter.setPen(look.line)
            painter.drawLine(left + 6, self.group_height - 1, right - 7, self.group_height - 1)
            if group.last < len(self.sheet.columns):
                painter.drawLine(end - 1, 4, end - 1, g.head_height)
