"""Findings as rows of a list: the model, and how a row is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from views import icons, theme, tokens
from views.shell.severity import Severity, severity_name

if TYPE_CHECKING:
    from models.cases import Waiver
    from models.findings.base import Finding

LISTED = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ICON = 20
_GAP = 12
_WRAP = Qt.TextFlag.TextWordWrap
SHOWN: dict[str, Severity] = {"error": "error", "warning": "warning", "information": "info"}


@dataclass(frozen=True)
class Listed:
    """A line of the list: a finding, a waiver with its finding, or a waiver of what is found no longer.

    `note` says in words what is waived, why and until when.
    """

    finding: Finding | None
    waiver: Waiver | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The finding's key, the waiver's where there is no finding."""
        if self.finding is not None:
            return self.finding.key
        return f"{self.waiver.finding}:{self.waiver.subject}" if self.waiver is not None else ""


class FindingsModel(QAbstractListModel):
    """The findings that are listed, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: Sequence[Listed] = ()

    def show(self, listed: Sequence[Listed]) -> None:
        """List other findings; the same ones stay where they are."""
        if listed != self._listed:
            self.beginResetModel()
            self._listed = listed
            self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of the finding with this key, or -1."""
        return next((row for row, listed in enumerate(self._listed) if listed.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        listed = self._listed[index.row()]
        if role == LISTED:
            return listed
        if role == Qt.ItemDataRole.DisplayRole:
            return listed.finding.sentence if listed.finding else listed.note
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(listed)
        return None


def _said(listed: Listed) -> str:
    finding = listed.finding
    if finding is None:
        return listed.note
    said = f"{severity_name(SHOWN[finding.severity])}, {finding.name}: {finding.sentence} {finding.fix}"
    return " ".join(part for part in (said, finding.case or "", listed.note) if part)


class FindingDelegate(QStyledItemDelegate):
    """A severity, the name, the sentence; the row that is chosen also shows its case, the reason and the fix.

    Beneath them it leaves as much room as `room` says, for what can be done.
    """

    def __init__(self, view: QListView, room: Callable[[], int] = lambda: 0) -> None:
        super().__init__(view)
        self._view = view
        self._room = room

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        height = self._lay(QRect(0, 0, width, 0), index)[-1][0].bottom() + tokens.SPACE_M
        room = self._room() if self._chosen(index) else 0
        return QSize(width, height + (room + tokens.SPACE_M if room else 0))

    def place_for(self, rect: QRect, height: int) -> QRect:
        """Return where in a row what can be done about it stands."""
        left = _GAP + _ICON + _GAP
        place = QRect(rect.x() + left, rect.bottom() - tokens.SPACE_M - height, rect.width() - left - _GAP, height)
        return QStyle.visualRect(self._view.layoutDirection(), rect, place)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listed: Listed = index.data(LISTED)
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
        severity = SHOWN[listed.finding.severity] if listed.finding else "ok"
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
        texts = self._texts(index.data(LISTED), self._chosen(index))
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

    def _texts(self, listed: Listed, chosen: bool) -> list[tuple[str, str, str]]:
        finding, texts = listed.finding, []
        if finding is not None:
            texts = [(f"{finding.name}  ·  {finding.id}", "small", "muted"), (finding.sentence, "body", "text")]
        if listed.note:
            texts.append((listed.note, "strong", "text"))
        if finding is not None and chosen:
            if finding.case:
                texts.append((self.tr("For example: {case}").format(case=finding.case), "body", "text"))
            texts.append((finding.reason, "small", "muted"))
            if listed.waiver is None:
                texts.append((finding.fix, "strong", "accent_text"))
        return texts
