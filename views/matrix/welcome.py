"""What the matrix page says while there is nothing in it: what a matrix is, and the two ways to begin one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views import marks, theme, tokens
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.labels import Text

_ROWS = (
    ("≤ 5,000", {1: ("approve", "A")}),
    ("> 5,000 – 50,000", {1: ("recommend", "R"), 2: ("approve", "A")}),
    ("> 50,000", {0: ("consult", "C"), 2: ("sign", "S"), 3: ("approve", "A")}),
)
_COLUMNS = 4


class Welcome(QWidget):
    """Fills the page until there is a decision."""

    def __init__(self, on_import: Callable[[], object], on_begin: Callable[[], object]) -> None:
        super().__init__()
        heading = Text(self.tr("Who decides what?"), "title")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Text(
            self.tr(
                "Bring in your matrix from a workbook or a CSV file: every cell is accounted for.\n"
                "Or begin with one decision; roles and rows follow as you type."
            ),
            "muted",
            wrap=True,
        )
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bring = Button(self.tr("Import a matrix"), kind="primary", icon="import", on_click=on_import)
        self.begin = Button(self.tr("Add a decision"), icon="add", on_click=on_begin)
        self.setAccessibleName(heading.text())
        ways = QHBoxLayout()
        ways.setSpacing(tokens.SPACE_M)
        ways.addStretch(1)
        ways.addWidget(self.bring)
        ways.addWidget(self.begin)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_XL)
        column.setSpacing(tokens.SPACE_M)
        column.addStretch(2)
        column.addWidget(Miniature(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.SPACE_S)
        column.addWidget(heading)
        column.addWidget(self.sentence)
        column.addSpacing(tokens.SPACE_S)
        column.addLayout(ways)
        column.addStretch(3)

    def set_writable(self, writable: bool) -> None:
        """Offer to begin only where something can be written."""
        self.bring.setEnabled(writable)
        self.begin.setEnabled(writable)

    def take_focus(self) -> None:
        """Give the focus to the way that most people take, and read aloud what this is."""
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.sentence.text())


class Miniature(QWidget):
    """A small matrix, drawn with the marks of the large one."""

    def sizeHint(self) -> QSize:
        unit = QFontMetrics(theme.font("small")).height()
        return QSize(round(unit * 18), round(unit * 9))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, font = theme.tokens(), theme.font("small")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetrics(font).height()
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(look.border), 1))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(whole, tokens.RADIUS_L, tokens.RADIUS_L)
        head, first = unit * 1.8, unit * 7.8
        high, wide = (whole.height() - head) / len(_ROWS), (whole.width() - first - unit * 0.6) / _COLUMNS
        for column in range(_COLUMNS):
            name = QRectF(
                whole.x() + first + wide * column + wide * 0.2, whole.y() + head * 0.45, wide * 0.6, unit * 0.35
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.pressed))
            painter.drawRoundedRect(name, 3, 3)
        painter.setFont(font)
        for at, (label, cells) in enumerate(_ROWS):
            top = whole.y() + head + high * at
            painter.setPen(QPen(QColor(look.border), 1))
            painter.drawLine(QLineF(whole.left(), top, whole.right(), top))
            painter.setPen(QColor(look.muted))
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(whole.x() + unit, top, first - unit, high), middle, label)
            for column, (right, letter) in cells.items():
                cell = QRectF(whole.x() + first + wide * column, top, wide, high)
                side = min(wide, high) * 0.72
                spot = QRectF(0, 0, side, side)
                spot.moveCenter(cell.center())
                marks.paint_mark(painter, spot, right, letter)
