"""What the grid is painted with: colours, fonts and cached pictures of cells and column heads in today's theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from views import marks, theme
from views.matrix.parts import CellView, Column

_CELL_CACHE = 4096
MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Look:
    """Made anew when the theme, the zoom or the screen changes, so nothing in it is stale."""

    def __init__(self, ratio: float) -> None:
        look = theme.tokens()
        self.ratio = ratio
        self.surface, self.quiet = QColor(look.surface), QColor(look.window)
        self.text, self.muted, self.faint = QColor(look.text), QColor(look.muted), QColor(look.disabled)
        self.hover, self.selected = QColor(look.hover), QColor(look.selected)
        self.accent, self.flash = QColor(look.accent), QColor(look.warning_tint)
        self.changed, self.change = QColor(look.info_tint), QColor(look.info)
        self.line = QPen(QColor(look.border))
        self.shade = QColor(look.scrim)
        self.shade.setAlpha(90 if look.dark else 28)
        self.strong_line = QPen(QColor(look.edge if look.name.startswith("contrast") else look.border), 1)
        self.focus = QPen(QColor(look.focus), 2)
        self.body, self.strong, self.heading = theme.font("body"), theme.font("strong"), theme.font("heading")
        self.small, self.label = theme.font("small"), theme.font("label")
        self.metrics = QFontMetrics(self.body)
        self.unit = self.metrics.height()
        self.row_height = round(self.unit * 1.95)
        self.section_height = round(self.unit * 2.3)
        self.label_fonts = {"section": self.heading, "decision": self.strong, "rule": self.body, "aside": self.small}
        self.label_metrics = {kind: QFontMetrics(font) for kind, font in self.label_fonts.items()}
        self._faces: dict[tuple[object, ...], QPixmap] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self._wrapped: dict[tuple[str, str, int], str] = {}

    def label_width(self, text: str, kind: str) -> int:
        """Return how wide a label is on one line: of a section, decision or row, or what stands beside it."""
        found = self._widths.get((text, kind))
        if found is None:
            found = self._widths[text, kind] = self.label_metrics[kind].horizontalAdvance(text)
        return found

    def wrapped_label(self, text: str, kind: str, room: int) -> str:
        """Return a label broken into at most two lines: between its parts where that fits, else between words."""
        if self.label_width(text, kind) <= room:
            return text
        found = self._wrapped.get((text, kind, room))
        if found is None:
            found = self._wrapped[text, kind, room] = wrapped(text, self.label_metrics[kind], room)
        return found

    def face(self, cell: CellView, width: int, height: int) -> QPixmap:
        """Return the picture of a cell of this size."""
        key = (cell.signs, cell.shared, cell.note, width, height)
        found = self._faces.get(key)
        if found is None:
            if len(self._faces) > _CELL_CACHE:
                self._faces.clear()
            found = self._faces[key] = self._drawn_cell(cell, width, height)
        return found

    def head(self, column: Column, width: int, height: int, upright: bool) -> QPixmap:
        """Return the picture of a column's head: the role's name, wrapped or turned to read upwards."""
        key = (column.role.name, column.role.short, column.mark, width, height, upright)
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = self._drawn_head(column, width, height, upright)
        return found

    def _blank(self, width: int, height: int) -> QPixmap:
        picture = QPixmap(round(width * self.ratio), round(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _drawn_cell(self, cell: CellView, width: int, height: int) -> QPixmap:
        picture = self._blank(width, height)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(cell.signs)
        side = min(height - 4, round(self.unit * 1.7))
        room = width - 4
        if count > 1:
            side = max(min(side, room // count), round(self.unit * 1.05))
        step = side if count < 2 else min(side + 1.0, (room - side) / (count - 1))
        x = (width - (side + step * (count - 1))) / 2
        for at, (right, letter) in reversed(list(enumerate(cell.signs))):
            marks.paint_mark(painter, QRectF(x + step * at, (height - side) / 2, side, side), right, letter)
        end = x + step * (count - 1) + side
        around = QRect(0, max(0, (height - self.row_height) // 2), width - 1, min(height, self.row_height) - 1)
        if cell.shared:
            self._tag(painter, around, "or", end, Qt.AlignmentFlag.AlignBottom)
        if cell.note:
            self._tag(painter, around.translated(0, 1), cell.note, end, Qt.AlignmentFlag.AlignTop)
        painter.end()
        return picture

    def _tag(self, painter: QPainter, rect: QRect, text: str, end: float, edge: Qt.AlignmentFlag) -> None:
        """Write a mark in a corner: close beside the letters where there is room, else at the edge."""
        font = QFont(self.small)
        font.setPixelSize(max(9, round(self.unit * 0.62)))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(text)
        left = min(end + 1, rect.right() - wide)
        painter.setFont(font)
        if left < end:
            # It stands over the shape: a ground of its own keeps it legible.
            ground = QRectF(
                left - 1,
                rect.top() if edge == Qt.AlignmentFlag.AlignTop else rect.bottom() - metrics.height(),
                wide + 2,
                metrics.height() - 2,
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.surface)
            painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(self.muted)
        painter.drawText(QRectF(left, rect.top(), wide + 2, rect.height()), Qt.AlignmentFlag.AlignLeft | edge, text)

    def _drawn_head(self, column: Column, width: int, height: int, upright: bool) -> QPixmap:
        picture = self._blank(width, height)
        painter = QPainter(picture)
        painter.setFont(self.label)
        painter.setPen(self.text)
        name = label_text(column.role.name, column.mark)
        metrics = QFontMetrics(self.label)
        wrap = Qt.TextFlag.TextWordWrap
        if upright:
            box = QRect(4, 2, width - 8, height - 8)
            lines = box.height() // metrics.lineSpacing()
            text = fitted(name, metrics, box.width(), lines)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | wrap, text)
        else:
            painter.translate(0, height)
            painter.rotate(-90)
            box = QRect(8, 2, height - 12, width - 4)
            lines = max(1, box.height() // metrics.lineSpacing())
            text = fitted(name, metrics, box.width(), lines)
            painter.drawText(box, MIDDLE | wrap, text)
        painter.end()
        return picture


def label_text(name: str, mark: str) -> str:
    """Return a name with the mark of its footnote raised close behind it."""
    return f"{name}\u00a0{superscript(mark)}" if mark else name


def superscript(mark: str) -> str:
    """Return a footnote mark raised: "1" as ¹; other marks stay."""
    return mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def wrapped(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a row's label on two lines, broken between its parts where both sides fit, else at words."""
    parts = text.split(" · ")
    for count in range(len(parts) - 1, 0, -1):
        lines = " · ".join(parts[:count]), " · ".join(parts[count:])
        if all(metrics.horizontalAdvance(line) <= width for line in lines):
            return "\n".join(lines)
    return fitted(text, metrics, width, 2)


def narrowest(text: str, metrics: QFontMetrics) -> int:
    """Return the least width at which a text fits on two lines, broken at words."""
    words = text.split(" ")
    cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
    return min((max(map(metrics.horizontalAdvance, cut)) for cut in cuts), default=0)


def fitted(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """Return a text broken at words into at most so many lines, the last one cut with an ellipsis."""
    rows: list[str] = []
    rest = text.split(" ")
    while rest and len(rows) < lines:
        row = rest.pop(0)
        while rest and metrics.horizontalAdvance(f"{row} {rest[0]}") <= width:
            row = f"{row} {rest.pop(0)}"
        if rest and len(rows) == lines - 1:
            row = " ".join([row, *rest])
        rows.append(metrics.elidedText(row, Qt.TextElideMode.ElideRight, width))
    return "\n".join(rows)
