"""The teams, one below the other: name, size and kind, and a quiet mark where something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.document import Document
from models.findings import Finding
from views import icons, theme, tokens

ID, SECOND, WARNINGS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_PAD = 10

Index = QModelIndex | QPersistentModelIndex


class TeamsModel(QAbstractListModel):
    """One row a team, in the order of the document."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds = {
            "stream": self.tr("stream"),
            "platform": self.tr("platform"),
            "enabling": self.tr("enabling"),
            "subsystem": self.tr("subsystem"),
            "leadership": self.tr("leadership"),
        }
        self._rows: list[tuple[str, str, str, tuple[Finding, ...]]] = []

    def show_teams(self, document: Document, warnings: dict[str, tuple[Finding, ...]]) -> None:
        """Show the teams as they are now."""
        rows = [
            (team.id, team.name, self._second(document, team.id, team.kind), warnings.get(team.id, ()))
            for team in document.teams
        ]
        if rows == self._rows:
            return
        if [row[0] for row in rows] == [row[0] for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _second(self, document: Document, team: str, kind: str) -> str:
        count = len({member.person for member in document.memberships.by("team", team)})
        people = self.tr("1 person") if count == 1 else self.tr("{count} people").format(count=count)
        return f"{people} · {self._kinds[kind]}"

    def row_of(self, team: str) -> int:
        """Return the row of a team, or -1."""
        return next((number for number, row in enumerate(self._rows) if row[0] == team), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        team, name, second, warnings = self._rows[index.row()]
        said = "\n".join(finding.sentence for finding in warnings)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name
            case Qt.ItemDataRole.ToolTipRole:
                return said or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {second}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return said
        return {ID: team, SECOND: second, WARNINGS: len(warnings)}.get(role)


class TeamList(QListView):
    """`chosen` comes with the id of a team; `pushed(id, step)` for Alt with an up or down arrow."""

    chosen = Signal(str)
    pushed = Signal(str, int)
    delete_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Teams"))
        self.teams = TeamsModel(self)
        self.setModel(self.teams)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)

    def choose(self, team: str) -> None:
        """Mark a team as the one that is shown, without telling anybody."""
        index = self.teams.index(max(self.teams.row_of(team), 0))
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(blocked)
        self.scrollTo(index)
        self.viewport().update()

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        team = self.currentIndex().data(ID)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if team and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pushed.emit(team, step)
        elif team and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(team)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heights = option.fontMetrics.height() * 2
        return QSize(120, heights + 2 * tokens.SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, rect = option.state, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        inner = rect.adjusted(_PAD, tokens.SPACE_S, -_PAD, -tokens.SPACE_S)
        if index.data(WARNINGS):
            side = painter.fontMetrics().height()
            picture = icons.pixmap("warning", "warning", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - side + 1, inner.top(), picture)
            inner.setRight(inner.right() - side - tokens.SPACE_XS)
        self._line(
            painter, QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2), "strong", "text", index.data()
        )
        lower = QRect(inner.x(), inner.center().y() + 1, rect.right() - _PAD - inner.x(), inner.height() // 2)
        self._line(painter, lower, "small", "muted", index.data(SECOND))
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, role: str, color: str, text: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
