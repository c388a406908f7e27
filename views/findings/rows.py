"""Findings as rows of a list: the model, and how a row is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from views import icons, theme, tokens
from views.shell.severity import Severity, severity_name

if TYPE_CHECKING:
    from models.findings.base import Finding

FINDING = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ICON = 20
_GAP = 12
_WRAP = Qt.TextFlag.TextWordWrap
SHOWN: dict[str, Severity] = {"error": "error", "warning": "warning", "information": "info"}


class FindingsModel(QAbstractListModel):
    """The findings that are listed, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """List other findings."""
        self.beginResetModel()
        self._findings = findings
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of the finding with this key, or -1."""
        return next((row for row, finding in enumerate(self._findings) if finding.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding = self._findings[index.row()]
        if role == FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{severity_name(SHOWN[finding.severity])}, {finding.name}: {finding.sentence} {finding.fix}"
            return f"{said} {finding.case}" if finding.case else said
        return None


class FindingDelegate(QStyledItemDelegate):
    """A severity, the name, the sentence; the row that is chosen also shows its case, the reason and the fix."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._lay(QRect(0, 0, width, 0), index)[-1][0].bottom() + tokens.SPACE_M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding: Finding = index.data(FINDING)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen(index) or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if self._chosen(index) else "hover"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        if self._chosen(index) and self._view.hasFocus():
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), tokens.RADIUS_M, tokens.RADIUS_M)
        lines = self._lay(rect, index)
        severity = SHOWN[finding.severity]
        icon = icons.pixmap(severity, severity, _ICON, painter.device().devicePixelRatioF())
        left = QStyle.visualRect(
            option.direction, rect, QRect(rect.x() + _GAP, lines[0][0].y(), _ICON, lines[0][0].height())
        )
        painter.drawPixmap(left.x(), left.center().y() - _ICON // 2, icon)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for place, text, font, role in lines:
            painter.setFont(font)
            painter.setPen(theme.color(role))
            painter.drawText(QStyle.visualRect(option.direction, rect, place), align | _WRAP, text)
        painter.restore()

    def _chosen(self, index: Index) -> bool:
        return bool(self._view.currentIndex() == index)

    def _lay(self, rect: QRect, index: Index) -> list[tuple[QRect, str, QFont, str]]:
        finding: Finding = index.data(FINDING)
        texts = [
            (f"{finding.name}  ·  {finding.id}", "small", "muted"),
            (finding.sentence, "body", "text"),
        ]
        if self._chosen(index):
            if finding.case:
                texts.append((self.tr("For example: {case}").format(case=finding.case), "body", "text"))
            texts.append((finding.reason, "small", "muted"))
            texts.append((finding.fix, "strong", "accent_text"))
        left = rect.x() + _GAP + _ICON + _GAP
        width = max(120, rect.right() - _GAP - left)
        top = rect.y() + 12
        lines = []
        for text, style, role in texts:
            font = theme.font(style)
            height = QFontMetrics(font).boundingRect(0, 0, width, 10_000, int(_WRAP), text).height()
            lines.append((QRect(left, top, width, height), text, font, role))
            top += height + tokens.SPACE_XS
        return lines
