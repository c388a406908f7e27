"""Results of cases as rows of a list: the model, and how a row is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.authority.casebook import CaseResult, Verdict
from views import icons, theme, tokens

RESULT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
MARKS: dict[Verdict, tuple[str, str]] = {
    "failed": ("error", "error"),
    "passed": ("ok", "ok"),
    "not stated": ("question", "muted"),
}
_GAP = 10
_WRAP = Qt.TextFlag.TextWordWrap


def verdict_name(verdict: Verdict) -> str:
    """Return a verdict in a word, for screens and screen readers."""
    return {
        "failed": QCoreApplication.translate("cases", "Fails"),
        "passed": QCoreApplication.translate("cases", "Passes"),
        "not stated": QCoreApplication.translate("cases", "Nothing expected"),
    }[verdict]


class CasesModel(QAbstractListModel):
    """The results that are listed, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: Sequence[CaseResult] = ()

    def show(self, results: Sequence[CaseResult]) -> None:
        """List other results."""
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def row_of(self, case: str) -> int:
        """Return the row of a case, or -1."""
        return next((row for row, result in enumerate(self._results) if result.case.id == case), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        result = self._results[index.row()]
        if role == RESULT:
            return result
        if role == Qt.ItemDataRole.DisplayRole:
            return result.case.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{verdict_name(result.verdict)}: {result.case.name}. {result.actual}"
        return None


class CaseDelegate(QStyledItemDelegate):
    """A mark and a word for whether the case passes, its name, and what the matrix answers now."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._lay(QRect(0, 0, width, 0), index)[-1][0].bottom() + tokens.SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result: CaseResult = index.data(RESULT)
        rect: QRect = option.rect
        chosen = self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        if chosen and self._view.hasFocus():
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), tokens.RADIUS_M, tokens.RADIUS_M)
        lines = self._lay(rect, index)
        icon, role = MARKS[result.verdict]
        first = lines[0][0]
        side = first.height()
        mark = icons.pixmap(icon, role, side, painter.device().devicePixelRatioF())
        place = QStyle.visualRect(option.direction, rect, QRect(rect.x() + _GAP, first.y(), side, side))
        painter.drawPixmap(place.topLeft(), mark)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for place, text, font, colour in lines:
            painter.setFont(font)
            painter.setPen(theme.color(colour))
            painter.drawText(QStyle.visualRect(option.direction, rect, place), align | _WRAP, text)
        painter.restore()

    def _lay(self, rect: QRect, index: Index) -> list[tuple[QRect, str, QFont, str]]:
        result: CaseResult = index.data(RESULT)
        colour = "error" if result.verdict == "failed" else "muted"
        texts = [
            (result.case.name, "strong", "text"),
            (f"{verdict_name(result.verdict)}  ·  {result.actual}", "small", colour),
        ]
        left = rect.x() + _GAP + QFontMetrics(theme.font("strong")).height() + _GAP
        width = max(120, rect.right() - _GAP - left)
        top = rect.y() + tokens.SPACE_S
        lines = []
        for text, style, role in texts:
            font = theme.font(style)
            height = QFontMetrics(font).boundingRect(0, 0, width, 10_000, int(_WRAP), text).height()
            lines.append((QRect(left, top, width, height), text, font, role))
            top += height + 2
        return lines


class CaseList(QListView):
    """A list whose rows wrap to its width. Enter opens a case, F2 renames it, Delete deletes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setItemDelegate(CaseDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter activates on every platform; on some Qt leaves it to double clicks.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
